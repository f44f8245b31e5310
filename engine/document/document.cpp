#include "tranche/document/document.hpp"

namespace tranche {

// A record of one column: the schema of results then knows the member as it knows any other.
void Document::member(std::string key, ValueKind kind, Cell cell) {
    ResultTable table;
    table.layout = Layout::record;
    table.audience = Audience::json;
    table.columns = {{std::move(key), {}, kind}};
    table.add({std::move(cell)});
    parts.emplace_back(std::move(table));
}

}  // namespace tranche
