// A document in one of the formats.
#include <iostream>

#include "tranche/report/renderers.hpp"

int main() {
    tranche::ResultTable table;
    table.columns = {{"id", "Id", tranche::ValueKind::text}, {"note", "Note", tranche::ValueKind::text}};
    table.add({tranche::Cell::text("steel"), tranche::Cell::text("=1+1, \"quoted\"")});
    tranche::Document document;
    document.add(std::move(table));
    std::cout << tranche::find_renderer("csv")->render(document, {});
}
