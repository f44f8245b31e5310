#include "bench/work.hpp"

#include <sys/resource.h>  // getrusage
#include <sys/wait.h>      // wait4
#include <unistd.h>        // fork

#include <algorithm>  // min
#include <array>
#include <cstdio>   // popen
#include <cstdlib>  // abs
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include "tranche/pipeline.hpp"

namespace tranche::bench {

namespace {

/// Hears every event and does nothing: the least that reading YAML can cost.
class Deaf : public YAML::EventHandler {
public:
    std::size_t scalars = 0;
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override { ++scalars; }
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

struct Generated {
    std::string text;
    std::size_t lines = 0;
    std::int64_t pence = 0;  ///< of all costs, added as they were written
};

// Cost lines of thirty years in workstreams of twenty.
Generated generate(std::size_t bytes) {
    Generated result;
    result.text =
        "programme: generated\ncalendar: {first_year: 2013/14, years: 30}\nspent_by: council\norganisations: [{id: council}]\nworkstreams:\n";
    while (result.text.size() < bytes) {
        if (result.lines % 20 == 0) {
            result.text += "  - id: w" + std::to_string(result.lines / 20) + "\n    costs:\n";
        }
        result.text += "      - {id: c" + std::to_string(result.lines) + ", by_year: {";
        for (int year = 0; year < 30; ++year) {
            const auto pounds =
                static_cast<std::int64_t>((result.lines * 7 + static_cast<std::size_t>(year) * 13) % 997);
            const int pence = 10 + year;
            result.pence += pounds * 100 + pence;
            const std::string next = std::to_string((14 + year) % 100);
            result.text += (year == 0 ? "" : ", ") + std::to_string(2013 + year) + "/" + (next.size() < 2 ? "0" : "") +
                           next + ": " + std::to_string(pounds) + "." + std::to_string(pence);
        }
        result.text += "}, nature: implementation, status: published}\n";
        ++result.lines;
    }
    return result;
}

Work load_work(std::size_t bytes) {
    const auto generated = std::make_shared<Generated>(generate(bytes));
    const auto source = std::make_shared<const SourceText>(SourceText{"generated", generated->text});
    const auto open = [source] {
        Diagnostics diagnostics;
        std::optional<Model> model = open_model(source, diagnostics);
        if (!model) {
            throw std::runtime_error("the generated programme does not load");
        }
        return std::move(*model);
    };
    Work work;
    work.check = [generated, open]() -> std::string {
        const Model model = open();
        if (model.programme.lines.size() != generated->lines) {
            return "lines are missing";
        }
        const MoneyUnit unit = model.plan.unit;
        return appraise(model).total().cost.units == generated->pence * (unit.per_pound() / 100)
                   ? ""
                   : "the total is not what was written";
    };
    work.ours = [open] { open(); };
    work.peer = [generated] {
        std::istringstream stream(generated->text);
        YAML::Parser parser(stream);
        Deaf deaf;
        parser.HandleNextDocument(deaf);
        if (deaf.scalars == 0) {
            throw std::runtime_error("nothing was read");
        }
    };
    return work;
}

Work load_2mb() {
    return load_work(std::size_t{2} << 20U);
}

Work load_40mb() {
    return load_work(std::size_t{40} << 20U);
}

}  // namespace

std::string output_of(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    std::string result;
    char buffer[4096];
    while (pipe != nullptr) {
        const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe);
        if (count == 0) {
            break;
        }
        result.append(buffer, count);
    }
    if (pipe == nullptr || WEXITSTATUS(pclose(pipe)) != 0) {
        throw std::runtime_error("cannot run " + command);
    }
    return result;
}

namespace {

// A whole process, against a process that does nothing: what is over is the command's own. The ratio is of no use here; median_ms is.
Work scenarios_process() {
    const std::string command = std::string("exec ") + TRANCHE_COMMAND + " scenarios " + TRANCHE_SOURCE_DIR +
                                "/programmes/cheshire-community-safety --quiet --format json";
    Work work;
    work.check = [command]() -> std::string {
        return output_of(command).find("632.65") != std::string::npos ? "" : "the base case is not there";
    };
    work.ours = [command] { output_of(command); };
    work.peer = [] { output_of("exec true"); };
    return work;
}

/// What a programme of a hundred thousand lines over thirty years comes to, added in pence as it was written.
struct Large {
    std::string path;
    std::array<std::int64_t, 30> cost{};
    std::array<std::int64_t, 30> benefit{};
};

// Twenty costs with an amount of their own for each year, then 180 benefits that two organisations share and that run for
// some years, which are short to write and so have little tree to show; and so on. Written as it is made up: this process has to stay small (see spawn).
Large write_large() {
    Large result;
    result.path = std::string(TRANCHE_BENCH_FOLDER) + "/forecast-100k.yaml";
    std::ofstream file(result.path, std::ios::binary);
    file << "programme: generated\ncalendar: {first_year: 2013/14, years: 30}\nspent_by: council\n"
            "organisations: [{id: council}, {id: police}]\nworkstreams:\n";
    for (int line = 0; line < 100'000; ++line) {
        const bool cost = line / 20 % 10 == 0;
        if (line % 20 == 0) {
            file << "  - id: w" << line / 20 << "\n    " << (cost ? "costs" : "benefits") << ":\n";
        }
        file << "      - {id: c" << line << ", name: Number " << line << " of the programme, ";
        if (cost) {
            file << "by_year: {";
            for (std::size_t year = 0; year < 30; ++year) {
                const std::int64_t pounds = (line * 7 + static_cast<std::int64_t>(year) * 13) % 997;
                const auto pence = static_cast<std::int64_t>(10 + year);
                result.cost[year] += 100 * pounds + pence;
                file << (year == 0 ? "" : ", ") << 2013 + year << '/' << 14 + year << ": " << pounds << '.' << pence;
            }
            file << "}, nature: implementation, status: published}\n";
            continue;
        }
        const int pounds = 100 + line % 997;
        const int from = line % 7;
        const int years = 5 + line % 20;
        file << "yearly: " << pounds << ".50, from: " << 2013 + from << "-04, for: " << years
             << " years, to: {council: 60%, police: rest}, status: assumed}\n";
        for (int year = from; year < std::min(30, from + years); ++year) {
            result.benefit[static_cast<std::size_t>(year)] += 100 * pounds + 50;
        }
    }
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + result.path);
    }
    return result;
}

struct Spawned {
    std::string out;
    double peak_megabytes = 0.0;
};

// The kernel counts to a process what the one that started it took at that moment; so the benchmark that measures memory
// this way comes first, while there is nothing here.
Spawned spawn(const std::vector<std::string>& words) {
    int ends[2];
    if (pipe(ends) != 0) {
        throw std::runtime_error("cannot make a pipe");
    }
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        std::vector<char*> arguments;
        for (const std::string& word : words) {
            arguments.push_back(const_cast<char*>(word.c_str()));
        }
        arguments.push_back(nullptr);
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
    close(ends[1]);
    Spawned result;
    char buffer[4096];
    for (ssize_t count = 0; (count = read(ends[0], buffer, sizeof buffer)) > 0;) {
        result.out.append(buffer, static_cast<std::size_t>(count));
    }
    close(ends[0]);
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child || WEXITSTATUS(status) != 0 || WIFSIGNALED(status)) {
        throw std::runtime_error("cannot run " + words.front());
    }
    result.peak_megabytes = static_cast<double>(usage.ru_maxrss) / 1024.0;
    return result;
}

// A forecast of a large programme as a process, against a process that only parses the file. What is of interest is the
// memory: what the forecast takes beyond text and tree.
Work forecast_100k() {
    const auto large = std::make_shared<const Large>(write_large());
    const std::vector<std::string> forecast{TRANCHE_COMMAND, "forecast", large->path, "--quiet", "--format", "csv"};
    const std::vector<std::string> tree{TRANCHE_PARSED_TREE, large->path};
    struct Peaks {
        double process = 0.0;
        double tree = 0.0;
    };
    const auto peaks = std::make_shared<Peaks>();
    Work work;
    work.check = [=]() -> std::string {
        constexpr double most = 50.0;
        const Spawned ran = spawn(forecast);
        peaks->process = ran.peak_megabytes;
        peaks->tree = spawn(tree).peak_megabytes;
        std::string wanted;
        const auto pounds = [](std::int64_t pence) {
            const std::int64_t size = std::abs(pence);
            std::string text = (pence < 0 ? "-" : "") + std::to_string(size / 100);
            if (size % 100 != 0) {
                text += '.' + std::to_string(size / 10 % 10) + (size % 10 == 0 ? "" : std::to_string(size % 10));
            }
            return text;
        };
        std::int64_t sum = 0;
        for (std::size_t year = 0; year < large->cost.size(); ++year) {
            sum += large->benefit[year] - large->cost[year];
            wanted += "total,Total," + std::to_string(2013 + year) + '/' + std::to_string(14 + year) + ',' +
                      pounds(large->cost[year]) + ',' + pounds(large->benefit[year]) + ',' +
                      pounds(large->benefit[year] - large->cost[year]) + ',' + pounds(sum) + '\n';
        }
        if (ran.out.substr(ran.out.find('\n') + 1) != wanted) {
            return "the years are not what was written:\n" + ran.out + "wanted:\n" + wanted;
        }
        return peaks->process - peaks->tree < most ? "" : "it takes over 50 MB beyond its tree";
    };
    work.ours = [=] { spawn(forecast); };
    work.peer = [=] { spawn(tree); };
    work.figures = [=] {
        return std::map<std::string, double>{
            {"process_mb", peaks->process}, {"tree_mb", peaks->tree}, {"beyond_tree_mb", peaks->process - peaks->tree}};
    };
    return work;
}

}  // namespace

const std::vector<Benchmark>& benchmarks() {
    static const std::vector<Benchmark> rows{
        {"forecast-100k", "a process that only parses the file (see beyond_tree_mb; to stay under 50)", 0.0, 3,
         forecast_100k},
        {"load-2mb", "a bare yaml-cpp event parse of the same text", 0.8, 7, load_2mb},
        {"load-40mb", "a bare yaml-cpp event parse of the same text", 0.8, 3, load_40mb},
        {"ledger-import", "a bare prepared insert into the same tables", 0.6, 5, ledger_import},
        {"ledger-status", "the same sums by GROUP BY over the entries (see median_ms; to stay under 50)", 10.0, 11,
         ledger_status},
        {"scenarios-process", "a process that does nothing (see median_ms; to stay under 20)", 0.0, 41,
         scenarios_process},
        {"sensitivity-process", "a process that does nothing (see median_ms; to stay under 30)", 0.0, 41,
         sensitivity_process},
        {"tornado-1000-lines", "the same lanes run one by one (see median_ms; to stay under 100)", 1.0, 3,
         tornado_1000_lines},
        {"sensitivity-growth", "twelve processes with an eighth of the lines, which is n to the power of 1.2", 1.0, 3,
         sensitivity_growth},
        {"scenarios-growth", "twelve processes with an eighth of the scenarios, which is n to the power of 1.2", 1.0, 3,
         scenarios_growth},
        {"tornado-growth", "four times half as many lines and inputs", 0.8, 9, tornado_growth},
    };
    return rows;
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

}  // namespace tranche::bench
