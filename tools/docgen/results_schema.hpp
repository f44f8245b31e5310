// The JSON of results as a schema: made of the columns of documents, by the rules of document/table.hpp.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "tranche/document/document.hpp"

namespace tranche::docgen {

/// What a value in JSON may be.
struct JsonShape {
    std::set<std::string> types;  ///< of JSON Schema; empty: any
    bool any = false;
    bool open = false;  ///< an object with further members
    std::string description;
    std::map<std::string, JsonShape> members;
    std::unique_ptr<JsonShape> items;

    JsonShape& member(std::string_view path);  ///< by a path with dots; objects on the way are made
    JsonShape& item();
};

/// Documents of the same command add up: a member is in the schema where one of them has it.
class ResultsSchema {
public:
    void add(std::string_view command, const Document& document);

    /// The whole schema; each command is a definition under its name with `-` for blanks.
    [[nodiscard]] std::string text() const;

private:
    std::map<std::string, JsonShape> commands_;
};

/// Runs every command that describes its result on every programme under ROOT/programmes.
std::string results_schema(const std::string& root);

}  // namespace tranche::docgen
