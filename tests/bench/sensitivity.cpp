// What a sensitivity costs: as a process on the reference case, and by lines and inputs on generated programmes.
#include <unistd.h>  // getpid

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "bench/work.hpp"
#include "tranche/pipeline.hpp"
#include "tranche/sensitivity/tornado.hpp"

namespace tranche::bench {

namespace {

constexpr int years = 10;

// Half of the lines are costs; each has an amount of its own, and so is an input.
std::string text_of(int lines) {
    std::string costs = "costs:\n";
    std::string benefits = "benefits:\n";
    for (int i = 0; i < lines; ++i) {
        const std::string line = "  - {id: l" + std::to_string(i) + ", yearly: " + std::to_string(100 + i) + "}\n";
        (i % 2 == 0 ? costs : benefits) += line;
    }
    return "programme: generated\ncalendar: {first_year: 2013/14, years: " + std::to_string(years) +
           "}\nspent_by: council\norganisations: [{id: council}]\n" + costs + benefits;
}

struct Generated {
    Model model;
    Drivers drivers;
    Appraiser appraiser;

    explicit Generated(Model of)
        : model(std::move(of)),
          drivers(find_drivers(model, std::vector{base_scenario})),
          appraiser(model.programme, drivers.plan, whole_system, drivers.base) {}
    Generated(const Generated&) = delete;
    Generated& operator=(const Generated&) = delete;
    ~Generated() = default;
};

std::shared_ptr<const Generated> generated(int lines) {
    Diagnostics diagnostics;
    std::optional<Model> model =
        open_model(std::make_shared<const SourceText>(SourceText{"generated", text_of(lines)}), diagnostics);
    if (!model) {
        throw std::runtime_error("the generated programme does not load");
    }
    return std::make_shared<const Generated>(std::move(*model));
}

// Drivers are found anew each time: that is part of the work.
Tornado whole(const Generated& of, std::string_view measure) {
    const Drivers drivers = find_drivers(of.model, std::vector{base_scenario});
    const Appraiser appraiser(of.model.programme, drivers.plan, whole_system, drivers.base);
    return tornado(drivers, appraiser, *find_measure(measure));
}

// A fifth of a line's amount, ten times, either way.
std::string wrong_in(const Generated& of, int lines) {
    const Tornado found = whole(of, "net");
    if (found.bars.size() != static_cast<std::size_t>(lines) + 2) {
        return "there are not as many bars as lines and groups";
    }
    for (const Bar& bar : found.bars) {
        const Driver& driver = of.drivers.all[bar.driver];
        if (driver.kind != DriverKind::line) {
            continue;
        }
        const int amount = 100 + std::stoi(driver.id.substr(driver.id.find("=l") + 2));
        const std::int64_t fifth = std::int64_t{1'000'000} * amount * years / 5;
        const std::int64_t width = (std::get<Money>(bar.high.value) - std::get<Money>(bar.low.value)).units;
        if (width != 2 * fifth && width != -2 * fifth) {
            return "the bar of " + driver.id + " is not two fifths of its line";
        }
    }
    return "";
}

// One line for each scenario, and a scenario for each line: it is a fifth dearer in it.
std::string text_of_scenarios(int lines) {
    std::string costs = "costs:\n";
    std::string scenarios = "scenarios:\n";
    for (int i = 0; i < lines; ++i) {
        const std::string number = std::to_string(i);
        costs += "  - {id: l" + number + ", yearly: " + std::to_string(100 + i) + "}\n";
        scenarios += "  - {id: s" + number + ", adjust: [{select: {line: l" + number + "}, by: +20%}]}\n";
    }
    return "programme: generated\ncalendar: {first_year: 2013/14, years: " + std::to_string(years) + "}\n" + costs +
           "benefits: [{id: gain, yearly: 100000}]\n" + scenarios;
}

/// A file of its own, until the end.
class WrittenFile {
public:
    WrittenFile(const std::string& name, const std::string& text)
        : path_(std::filesystem::temp_directory_path() / (name + "-" + std::to_string(getpid()) + ".yaml")) {
        std::ofstream(path_) << text;
    }
    WrittenFile(const WrittenFile&) = delete;
    WrittenFile& operator=(const WrittenFile&) = delete;
    ~WrittenFile() {
        std::error_code ignored;  // the machine empties its folder of temporary files itself
        std::filesystem::remove(path_, ignored);
    }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

// A process with eight times as much, against a process with so much, repeated as often as n^1.2 allows.
Work growth(const std::string& command, const std::function<std::string(int)>& text,
            const std::function<std::string(int)>& expected) {
    constexpr int few = 1000;
    constexpr int times_more = 8;
    constexpr int allowed = 12;  // 8^1.2 is 12.1
    const auto small = std::make_shared<WrittenFile>("few", text(few));
    const auto large = std::make_shared<WrittenFile>("many", text(few * times_more));
    const auto run = [command](const WrittenFile& file) {
        return output_of(std::string("exec ") + TRANCHE_COMMAND + " " + command + " --format csv --quiet " +
                         file.path());
    };
    Work work;
    work.check = [=]() -> std::string {
        const bool right = run(*large).find(expected(few * times_more)) != std::string::npos &&
                           run(*small).find(expected(few)) != std::string::npos;
        return right ? "" : "the figures worked out by hand are not there";
    };
    work.ours = [=] { run(*large); };
    work.peer = [=] {
        for (int i = 0; i < allowed; ++i) {
            run(*small);
        }
    };
    return work;
}

}  // namespace

// The costs are even numbers from 100 on and the benefits odd ones, so the net is 10 x 1 for each pair. A fifth of line 1 is
// 202 in ten years.
Work sensitivity_growth() {
    return growth("sensitivity --figure net", text_of, [](int lines) {
        const int net = years * lines / 2;
        return "\nscale(line=l1),l1,,1,0.8,1.2," + std::to_string(net - 202) + "," + std::to_string(net + 202) + ",";
    });
}

// The lines cost 100, 101 and so on a year. The first costs 200 more in ten years of its scenario.
Work scenarios_growth() {
    return growth("scenarios", text_of_scenarios, [](int lines) {
        const long long base = 10LL * lines * 100 + 5LL * lines * (lines - 1);
        return "\ns0,s0," + std::to_string(base + 200) + ",";
    });
}

Work sensitivity_process() {
    const std::string command = std::string("exec ") + TRANCHE_COMMAND + " sensitivity " + TRANCHE_SOURCE_DIR +
                                "/programmes/cheshire-community-safety --quiet";
    Work work;
    work.check = [command]() -> std::string {
        return output_of(command).find("Costs 74.70% up and benefits 74.70% down") != std::string::npos
                   ? ""
                   : "the break-even of costs and benefits together is not there";
    };
    work.ours = [command] { output_of(command); };
    work.peer = [] { output_of("exec true"); };
    return work;
}

Work tornado_1000_lines() {
    constexpr int lines = 1000;
    const std::shared_ptr<const Generated> of = generated(lines);
    Work work;
    work.check = [of] { return wrong_in(*of, lines); };
    work.ours = [of] { whole(*of, "npv"); };
    work.peer = [of] {
        const Counting counting(of->model.programme, whole_system);
        for (const Driver& driver : of->drivers.all) {
            for (const double value : {driver.low, driver.high}) {
                const Lane lane = changed(of->drivers.base, {{driver.input, value}});
                find_measure("npv")->compute(appraise(run(of->drivers.plan, lane), counting));
            }
        }
    };
    return work;
}

Work tornado_growth() {
    constexpr int lines = 1000;
    const std::shared_ptr<const Generated> large = generated(lines);
    const std::shared_ptr<const Generated> small = generated(lines / 2);
    Work work;
    work.check = [large, small] {
        const std::string wrong = wrong_in(*large, lines);
        return wrong.empty() ? wrong_in(*small, lines / 2) : wrong;
    };
    work.ours = [large] { whole(*large, "npv"); };
    work.peer = [small] {
        for (int i = 0; i < 4; ++i) {
            whole(*small, "npv");
        }
    };
    return work;
}

}  // namespace tranche::bench
