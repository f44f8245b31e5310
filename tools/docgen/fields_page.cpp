#include "fields_page.hpp"

#include <map>

namespace tranche::docgen {

namespace {

using Scalars = std::map<std::string_view, std::string_view>;  // what each looks like, by name

std::string coded(const std::vector<std::string_view>& words, std::string_view joint) {
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        result += i == 0 ? "" : (i + 1 < words.size() ? ", " : " " + std::string(joint) + " ");
        result += "`" + std::string(words[i]) + "`";
    }
    return result;
}

std::string described(const Kind& kind, Scalars& scalars) {
    switch (kind.form) {
        case Kind::Form::scalar:
            scalars.emplace(kind.name, kind.looks);
            return "[" + std::string(kind.name) + "](#values)";
        case Kind::Form::word: return coded(kind.words, "or");
        case Kind::Form::object: return "[" + kind.object().name() + "](#" + kind.object().name() + ")";
        case Kind::Form::list: return "list: " + described(kind.parts[0], scalars);
        case Kind::Form::map:
            return "map: " + described(kind.parts[0], scalars) + " to " + described(kind.parts[1], scalars);
        case Kind::Form::either: break;
    }
    std::string result;
    for (const Kind& part : kind.parts) {
        result += (result.empty() ? "" : "; or ") + described(part, scalars);
    }
    return result;
}

std::string described(const Choice& choice) {
    switch (choice.count) {
        case Choice::Count::one: return "Exactly one of " + coded(choice.keys, "and") + ".\n";
        case Choice::Count::at_least_one: return "At least one of " + coded(choice.keys, "and") + ".\n";
        case Choice::Count::at_most_one: break;
    }
    return "At most one of " + coded(choice.keys, "and") + ".\n";
}

}  // namespace

std::string fields_page(const std::vector<ObjectKind>& language) {
    std::string page =
        "<!-- Made by tranche_docgen from the tables of fields in engine/read/: edit those, not this. -->\n\n"
        "# Keys\n\n"
        "This page lists every key of the definition language. It is generated from the reader's own tables. [The definition\n"
        "language](definition.md) explains the keys, with examples. `tranche schema` prints the same tables as a JSON schema,\n"
        "which lets [editors complete and check](../guide/editor.md) a file as you type.\n\n";
    Scalars scalars;
    for (const ObjectKind& object : language) {
        page += "## " + object.name() + "\n\n| key | takes | kind |\n|---|---|---|\n";
        for (const KeyKind& key : object.keys) {
            page += "| `" + std::string(key.name) + "` | " + std::string(key.takes) +
                    (key.required ? "; required" : "") + " | " + described(key.kind, scalars) + " |\n";
        }
        page += "\n";
        for (const Choice& choice : object.choices) {
            page += described(choice) + "\n";
        }
    }
    page += "## Values\n\n| kind | |\n|---|---|\n";
    for (const auto& [name, looks] : scalars) {
        page += "| " + std::string(name) + " | " + std::string(looks) + " |\n";
    }
    return page;
}

}  // namespace tranche::docgen
