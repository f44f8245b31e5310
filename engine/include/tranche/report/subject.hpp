// The beginning and the end of every result of a programme: the case of its figures, the inputs, and the status of the
// lines that it depends on.
#pragma once

#include <memory>  // shared_ptr
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/appraise/measures.hpp"  // MeasureUnit
#include "tranche/base/diagnostic.hpp"    // SourceText
#include "tranche/document/document.hpp"
#include "tranche/scenario/model.hpp"

namespace tranche {

/// The programme that was asked, and the texts that it was read from: its own first.
struct Subject {
    const Model& model;
    std::span<const std::shared_ptr<const SourceText>> texts;
    std::string_view version;  ///< of the program
};

/// The case that all figures of a result belong to: ids as they were asked for. An empty one was not.
struct ResultCase {
    std::string scenario;
    std::string reading;
    std::string option;
    std::string in_case;
    std::string perspective;
    std::string title;  ///< `Whole system, A year late, £`
};

/// Title, subtitle, the manifest (version, hashes of the inputs, conventions) and the ids of the case.
void add_heading(Document& document, const Subject& subject, const ResultCase& of);
/// The number of lines of each status on which the result depends.
void add_rests_on(Document& document, const Programme& programme);
/// The version of the program and the hashes of the inputs.
ResultTable manifest_of(std::span<const std::shared_ptr<const SourceText>> texts, std::string_view version);

ValueKind kind_of(MeasureUnit unit);
/// `gbp`, `percent`, `years`, `month`, `count`, `number`, `ratio`.
std::string_view unit_word(MeasureUnit unit);
/// Absent, with the reason, where the figure is not computable.
Cell cell_of(const Figure& figure, MoneyUnit unit);

/// A note `title: a, b and c`; none without names. most: how many are named.
void add_list(Document& document, const std::string& title, const std::vector<std::string>& names,
              std::size_t most = 40);

}  // namespace tranche
