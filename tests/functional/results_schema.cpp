// The keywords that the generated schema uses, and no others: $ref, type, properties, additionalProperties, items.
// tests/schema/results.py asks an independent validator the same of every programme.
#include "functional/results_schema.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>  // any_of
#include <set>
#include <stdexcept>

namespace tranche::test {

namespace {

using nlohmann::json;

bool is(const json& value, const std::string& type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
           (type == "integer" && value.is_number_integer()) || (type == "boolean" && value.is_boolean()) ||
           (type == "null" && value.is_null());
}

class Validating {
public:
    explicit Validating(const json& schema) : schema_(schema) {}

    // NOLINTNEXTLINE(misc-no-recursion): as deep as the schema is
    void judge(const json& value, const json& by, const std::string& path) {
        static const std::set<std::string> known{"$ref",       "description",          "type",
                                                 "properties", "additionalProperties", "items"};
        for (const auto& [keyword, ignored] : by.items()) {
            if (!known.contains(keyword)) {
                throw std::runtime_error("the schema of results has " + keyword + ", which is not known here");
            }
        }
        if (by.contains("$ref")) {
            const std::string target = by["$ref"].get<std::string>().substr(1);  // behind the #
            judge(value, schema_.at(json::json_pointer(target)), path);
            return;
        }
        if (by.contains("type")) {
            const json types = by["type"].is_array() ? by["type"] : json::array({by["type"]});
            if (std::none_of(types.begin(), types.end(), [&](const json& type) { return is(value, type); })) {
                found.push_back(path + " is " + value.dump().substr(0, 60) + ", which is not of type " + types.dump());
                return;
            }
        }
        if (value.is_object()) {
            for (const auto& [key, member] : value.items()) {
                if (by.contains("properties") && by["properties"].contains(key)) {
                    judge(member, by["properties"][key], path + "." + key);
                } else if (by.value("additionalProperties", true) == false) {
                    found.push_back(path + "." + key + " is not in the schema");
                }
            }
        }
        if (value.is_array() && by.contains("items")) {
            for (const json& item : value) {
                judge(item, by["items"], path + "[]");
            }
        }
    }

    std::vector<std::string> found;

private:
    const json& schema_;
};

}  // namespace

std::vector<std::string> breaches_of_schema(std::string_view schema, const std::string& command,
                                            std::string_view printed) {
    const json all = json::parse(schema);
    if (!all["$defs"].contains(command)) {
        return {command + " is not in the schema"};
    }
    Validating validating(all);
    validating.judge(json::parse(printed), all["$defs"][command], command);
    return validating.found;
}

}  // namespace tranche::test
