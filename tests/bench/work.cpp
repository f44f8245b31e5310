#include "bench/work.hpp"

#include <sys/resource.h>  // getrusage
#include <sys/wait.h>      // WEXITSTATUS

#include <cstdio>   // popen
#include <cstdlib>  // system
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

}  // namespace

const std::vector<Benchmark>& benchmarks() {
    static const std::vector<Benchmark> rows{
        {"load-2mb", "a bare yaml-cpp event parse of the same text", 0.8, 7, load_2mb},
        {"load-40mb", "a bare yaml-cpp event parse of the same text", 0.8, 3, load_40mb},
        {"scenarios-process", "a process that does nothing (see median_ms; to stay under 20)", 0.0, 41,
         scenarios_process},
    };
    return rows;
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

}  // namespace tranche::bench
