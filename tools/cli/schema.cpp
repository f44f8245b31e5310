// The definition language as a JSON schema, for editors and other tools. Draft 2020-12, by keywords that mean the same in
// draft 7, which some editors read: no prefixItems, no dependentRequired, and nothing but remarks beside a $ref.
#include <nlohmann/json.hpp>

#include <map>

#include "commands.hpp"
#include "tranche/read/fields.hpp"

namespace tranche::cli {

namespace {

using Json = nlohmann::ordered_json;
using Scalars = std::map<std::string, Json>;  // in order of name, so that a new key moves none

Json reference_to(const std::string& name) {
    return {{"$ref", "#/$defs/" + name}};
}

Json scalar_schema(const Kind& kind) {
    if (kind.also == Kind::Also::blank) {
        return {{"type", "null"}};
    }
    Json types = "string";
    switch (kind.also) {
        case Kind::Also::whole: types = {"string", "integer"}; break;
        case Kind::Also::number: types = {"string", "number"}; break;
        case Kind::Also::boolean: types = {"string", "boolean"}; break;
        case Kind::Also::any: types = {"string", "number", "boolean"}; break;
        case Kind::Also::blank:
        case Kind::Also::nothing: break;
    }
    Json result{{"description", kind.looks}, {"type", types}};
    if (!kind.pattern.empty()) {
        result["pattern"] = kind.pattern;
        result["errorMessage"] = kind.looks;  // no keyword of JSON Schema: what editors show in place of the pattern
    }
    if (kind.most > 0) {
        result["minimum"] = kind.least;
        result["maximum"] = kind.most;
    }
    return result;
}

Json schema_of(const Kind& kind, Scalars& scalars) {
    switch (kind.form) {
        case Kind::Form::scalar: {
            const std::string name(kind.name);
            scalars.emplace(name, scalar_schema(kind));
            return reference_to(name);
        }
        case Kind::Form::word: return {{"enum", kind.words}};
        case Kind::Form::object: return reference_to(kind.object().name());
        case Kind::Form::list: return {{"type", "array"}, {"items", schema_of(kind.parts[0], scalars)}};
        case Kind::Form::map:
            return {{"type", "object"},
                    {"propertyNames", schema_of(kind.parts[0], scalars)},
                    {"additionalProperties", schema_of(kind.parts[1], scalars)}};
        case Kind::Form::either: break;
    }
    Json choices = Json::array();
    for (const Kind& part : kind.parts) {
        choices.push_back(schema_of(part, scalars));
    }
    return {{"anyOf", choices}};
}

Json choice_schema(const Choice& choice) {
    Json each = Json::array();
    for (const std::string_view key : choice.keys) {
        each.push_back({{"required", {key}}});
    }
    switch (choice.count) {
        case Choice::Count::one: return {{"oneOf", each}};
        case Choice::Count::at_least_one: return {{"anyOf", each}};
        case Choice::Count::at_most_one: break;
    }
    Json pairs = Json::array();
    for (std::size_t i = 0; i < choice.keys.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            pairs.push_back({{"required", {choice.keys[j], choice.keys[i]}}});
        }
    }
    return {{"not", {{"anyOf", pairs}}}};
}

Json object_schema(const ObjectKind& object, Scalars& scalars) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const KeyKind& key : object.keys) {
        Json property{{"description", key.takes}};
        property.update(schema_of(key.kind, scalars));
        properties[std::string(key.name)] = property;
        if (key.required) {
            required.push_back(key.name);
        }
    }
    Json result{{"description", object.noun}, {"type", "object"}, {"properties", properties}};
    if (!required.empty()) {
        result["required"] = required;
    }
    result["additionalProperties"] = false;
    for (const Choice& choice : object.choices) {
        result["allOf"].push_back(choice_schema(choice));
    }
    return result;
}

}  // namespace

std::string schema_text() {
    const std::vector<ObjectKind> objects = language();
    Scalars scalars;
    Json definitions = Json::object();
    Json result{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Tranche programme"}};
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const Json object = object_schema(objects[i], scalars);
        if (i == 0) {
            result.update(object);
        } else {
            definitions[objects[i].name()] = object;
        }
    }
    for (const auto& [name, scalar] : scalars) {
        definitions[name] = scalar;
    }
    result["$defs"] = definitions;
    return result.dump(2) + "\n";
}

namespace {

int schema(const Options&, Outcome& outcome) {
    outcome.out = schema_text();
    return 0;
}

}  // namespace

const Command& schema_command() {
    static const Command command{.name = "schema",
                                 .help = "print the definition language as a JSON schema, for editors",
                                 .options = {writing_options()},
                                 .run = schema,
                                 .examples = {"schema --output programme.schema.json"}};
    return command;
}

}  // namespace tranche::cli
