#include "report/findings.hpp"

namespace tranche {

std::vector<const Finding*> findings_of(const Document& document) {
    std::vector<const Finding*> result;
    for (const DocumentPart& part : document.parts) {
        if (const ResultTable* table = std::get_if<ResultTable>(&part)) {
            for (const ResultRow& row : table->rows) {
                if (row.finding) {
                    result.push_back(&*row.finding);
                }
            }
        }
    }
    return result;
}

std::string_view level_word(Finding::Level level) {
    switch (level) {
        case Finding::Level::error: return "error";
        case Finding::Level::warning: return "warning";
        case Finding::Level::note: return "note";
        case Finding::Level::fine: break;
    }
    return "none";
}

}  // namespace tranche
