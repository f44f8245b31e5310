#include <fmt/format.h>  // format

#include "commands.hpp"
#include "render.hpp"
#include "tranche/read/rule_books.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

/// A row of any rule book as a screen has it.
struct Row {
    std::string_view table;
    const Rule* rule;
    std::string says;
    Json values;
};

std::string range_text(std::string_view of, const std::optional<BiasRange>& range) {
    return range ? fmt::format("{} {:g}% to {:g}%; ", of, 100 * range->upper, 100 * range->lower) : std::string();
}

Json range_json(const std::optional<BiasRange>& range) {
    return range ? Json{{"upper_percent", 100 * range->upper}, {"lower_percent", 100 * range->lower}} : Json();
}

std::vector<Row> all_rows(const RuleBooks& books) {
    std::vector<Row> result;
    for (const DiscountSchedule& each : books.discount) {
        Json bands = Json::array();
        for (const DiscountBand& band : each.bands) {
            bands.push_back({{"from_years", band.from}, {"rate_percent", 100 * band.rate}});
        }
        result.push_back({"discount", &each, bands_text(each), {{"bands", std::move(bands)}}});
    }
    for (const BiasRow& each : books.optimism_bias) {
        std::string says = range_text("capital", each.capital) + range_text("operating", each.operating) +
                           range_text("duration", each.duration);
        says.resize(says.size() - 2);
        result.push_back({"optimism-bias",
                          &each,
                          std::move(says),
                          {{"capital", range_json(each.capital)},
                           {"operating", range_json(each.operating)},
                           {"duration", range_json(each.duration)}}});
    }
    for (const EvidenceRow& each : books.evidence) {
        result.push_back({"evidence",
                          &each,
                          fmt::format("error {:g}% either way; costs up {:g}%, benefits down {:g}%", 100 * each.error,
                                      100 * each.cost, 100 * each.benefit),
                          {{"error_percent", 100 * each.error},
                           {"cost_percent", 100 * each.cost},
                           {"benefit_percent", 100 * each.benefit}}});
    }
    return result;
}

int rule_tables(const Options& options, Outcome& outcome) {
    const std::vector<Row> rows = all_rows(rule_books());
    if (options.text("--format") == "json") {
        Json list = Json::array();
        for (const Row& each : rows) {
            Json row{{"table", each.table},
                     {"id", each.rule->id},
                     {"title", each.rule->title},
                     {"dated", each.rule->dated},
                     {"status", word(each.rule->status)},
                     {"source", each.rule->source},
                     {"note", each.rule->note}};
            row.update(each.values);
            list.push_back(std::move(row));
        }
        outcome.out = dumped({{"manifest", {{"tranche", version}}}, {"rows", std::move(list)}});
        return 0;
    }
    TextTable table{{{"table", "Table"}, {"id", "Id"}, {"status", "Status"}, {"says", "Says"}, {"source", "Source"}},
                    {}};
    for (const Row& each : rows) {
        const std::string source = each.rule->source + (each.rule->note.empty() ? "" : "; " + each.rule->note);
        std::vector<Cell>& row = table.rows.emplace_back();
        for (const std::string& cell :
             {std::string(each.table), each.rule->id, std::string(word(each.rule->status)), each.says, source}) {
            row.push_back({cell, cell});
        }
    }
    outcome.out = rendered(table, options.text("--format"), outcome.bold);
    return 0;
}

}  // namespace

const Command& tables_command() {
    static const Command command{
        .name = "tables",
        .help = "show the rule books: discount rates, optimism bias, grades of evidence, and where they come from",
        .options = {table_formats(), writing_options()},
        .run = rule_tables,
        .examples = {"tables"}};
    return command;
}

}  // namespace tranche::cli
