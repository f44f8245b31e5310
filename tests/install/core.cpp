// A programme forecast and appraised, by somebody who has no SQLite.
#include <iostream>
#include <memory>

#include "tranche/pipeline.hpp"

int main() {
    tranche::Diagnostics diagnostics;
    const auto text = std::make_shared<const tranche::SourceText>(
        tranche::SourceText{"bridge.yaml",
                            "programme: bridge\ncalendar: {first_year: 2026/27, years: 2}\nmoney: {unit: pound}\n"
                            "costs: [{id: steel, by_year: [1000]}]\nbenefits: [{id: tolls, by_year: [0, 1200]}]\n"});
    const std::optional<tranche::Model> model = tranche::open_model(text, diagnostics);
    if (!model) {
        return 1;
    }
    const tranche::Figure roi = tranche::find_measure("roi")->compute(tranche::appraise(*model));
    std::cout << tranche::figure_text(roi, tranche::MeasureUnit::percent, tranche::MoneyUnit{}) << "\n";
}
