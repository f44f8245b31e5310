// A bias comes from the author as a percentage, from a row of a rule book, or from a grade of evidence. A row gives a range:
// mitigation moves the bias from its upper end to the lower one, and no further.
#include "lower/bias.hpp"

#include <algorithm>  // max
#include <cmath>      // floor, nearbyint

#include "tranche/base/spelling.hpp"
#include "tranche/read/rule_books.hpp"

namespace tranche::lowering {

namespace {

constexpr double most_bias = 10.0;

// The share that is left once so much of it is managed, and not below the source's own end.
std::optional<Bias> bias(const Context& ctx, const BiasDef& def, std::optional<BiasRange> BiasRow::*column,
                         std::string_view of) {
    const auto share = [&](const Number& number, double most) -> std::optional<double> {
        const double value = number.formula ? -1.0 : number.value.to_double();
        if (value >= 0.0 && value <= most) {
            return value;
        }
        ctx.diagnostics.error(
            "optimism-bias", number.text.where, quoted(number.text.text) + " is not a valid share of a bias",
            "it is a percentage such as 24%, from 0% to " + std::to_string(static_cast<int>(most * 100)) + "%");
        return std::nullopt;
    };
    if (def.share) {
        const std::optional<double> stated = share(*def.share, most_bias);
        return stated ? std::optional(Bias{.share = *stated}) : std::nullopt;
    }
    if (!def.type.given()) {
        return std::nullopt;  // told, or a grade
    }
    const std::vector<BiasRow>& rows = rule_books().optimism_bias;
    const BiasRow* row = find_rule(rows, def.type.text);
    if (row == nullptr) {
        std::vector<std::string> known;
        for (const BiasRow& each : rows) {
            known.push_back(each.id);
        }
        const std::string hint = did_you_mean(def.type.text, known);
        ctx.diagnostics.error("optimism-bias", def.type.where, "there is no type of project " + quoted(def.type.text),
                              hint.empty() ? "there are " + listed(known, 10) : hint);
        return std::nullopt;
    }
    const std::optional<BiasRange>& range = row->*column;
    if (!range) {
        ctx.diagnostics.error("optimism-bias", def.type.where,
                              "the source gives no bias of " + std::string(of) + " for type '" + row->id + "'",
                              "`tranche tables` lists the biases that it gives; or give your own percentage");
        return std::nullopt;
    }
    double managed = 0.0;
    if (def.mitigated) {
        const std::optional<double> stated = share(*def.mitigated, 1.0);
        if (!stated) {
            return std::nullopt;
        }
        managed = *stated;
    }
    // To twelve places, so that 8% of 51% is the double nearest to 4.08%.
    constexpr double places = 1e12;
    const double left = std::nearbyint((1.0 - managed) * range->upper * places) / places;
    return Bias{std::max(left, range->lower), row->id, row->source, row->status, 0};
}

}  // namespace

std::optional<Bias> line_bias(const Context& ctx, const BiasDef& def, const Line& line) {
    if (!def.share && def.type.given() == def.grade.has_value()) {
        ctx.diagnostics.error("optimism-bias", def.where,
                              std::string("an optimism bias has ") +
                                  (def.grade ? "both 'type' and 'grade'" : "neither 'type' nor 'grade'"),
                              "it takes a percentage, a type of project, or a grade of evidence");
        return std::nullopt;
    }
    if (def.grade) {
        const std::vector<EvidenceRow>& grades = rule_books().evidence;
        if (*def.grade < 1 || *def.grade > static_cast<int>(grades.size())) {
            ctx.diagnostics.error("evidence-grade", def.where,
                                  std::to_string(*def.grade) + " is not a grade of evidence",
                                  "grades go from 1 (best) to 6");
            return std::nullopt;
        }
        const EvidenceRow& row = grades[static_cast<std::size_t>(*def.grade - 1)];
        return Bias{line.kind == LineKind::benefit ? row.benefit : row.cost, "grade " + row.id, row.source, row.status,
                    0};
    }
    BiasOf of = def.of;
    if (of == BiasOf::unstated) {
        // Where the author does not say of what, revenue lines take the bias of operating cost if the book has one.
        const BiasRow* row = find_rule(rule_books().optimism_bias, def.type.text);
        const bool operating = row != nullptr && (line.facets.budget == Budget::revenue || !row->capital);
        of = operating && row->operating ? BiasOf::operating : BiasOf::capital;
    }
    return of == BiasOf::operating ? bias(ctx, def, &BiasRow::operating, "operating cost")
                                   : bias(ctx, def, &BiasRow::capital, "capital cost");
}

void lower_duration_bias(const Context& ctx, const ProjectDef& def, Project& project) {
    if (!def.duration_bias) {
        return;
    }
    if (!project.lasts) {
        ctx.diagnostics.error(
            "optimism-bias", def.duration_bias->where,
            "project '" + def.id.text + "' does not say how long it lasts, so a duration bias cannot apply",
            "give it 'lasts' or 'phases'");
        return;
    }
    project.bias = bias(ctx, *def.duration_bias, &BiasRow::duration, "duration");
    if (project.bias) {
        project.bias->months = static_cast<int>(std::floor(project.bias->share * *project.lasts + 0.5));
    }
}

}  // namespace tranche::lowering
