#include "tranche/ledger/export.hpp"

#include <nlohmann/json.hpp>

#include "ledger/input_text.hpp"  // most_pence
#include "tranche/base/sha256.hpp"
#include "tranche/ledger/fields.hpp"
#include "tranche/model/words.hpp"  // from_word

namespace tranche {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string entry_line(const LedgerEntry& entry, std::string_view baseline) {
    Json json = Json::object();
    each_entry_field([&](const auto& field) {
        if (const std::string text = field_text(entry, field); !text.empty() || field.required) {
            json[std::string(field.name)] = is_number(field) ? Json(std::stoll(text)) : Json(text);
        }
    });
    if (!baseline.empty()) {
        json["text"] = baseline;
    }
    return json.dump();
}

namespace {

[[noreturn]] void refuse(const FieldFacts& facts) {
    throw std::runtime_error("its " + std::string(facts.name) + " is not one");
}

// Json::get throws where the value is of another type.
void read_value(const Json& json, std::int64_t& number, const FieldFacts& facts) {
    if (facts.form != FieldForm::time) {
        number = json.get<std::int64_t>();
        return;
    }
    const std::optional<Timestamp> when = parse_timestamp(json.get<std::string>());
    when ? void(number = *when) : refuse(facts);
}
void read_value(const Json& json, std::string& text, const FieldFacts&) {
    text = json.get<std::string>();
}
template <class Enum>
requires std::is_enum_v<Enum>
void read_value(const Json& json, Enum& value, const FieldFacts& facts) {
    const std::optional<Enum> known = from_word<Enum>(json.get<std::string>());
    known ? void(value = *known) : refuse(facts);
}
void read_value(const Json& json, std::optional<Month>& month, const FieldFacts& facts) {
    month = parse_month(json.get<std::string>());
    if (!month) {
        refuse(facts);
    }
}
void read_value(const Json& json, std::optional<Day>& day, const FieldFacts& facts) {
    day = parse_date(json.get<std::string>());
    if (!day) {
        refuse(facts);
    }
}
void read_value(const Json& json, std::optional<Pence>& pence, const FieldFacts&) {
    pence = json.get<Pence>();
    if (*pence > most_pence || *pence < -most_pence) {
        throw std::runtime_error("its amount is larger than a ledger can record");
    }
}
void read_value(const Json& json, std::optional<Decimal>& value, const FieldFacts& facts) {
    value = Decimal::parse(json.get<std::string>());
    if (!value) {
        refuse(facts);
    }
}

LedgerEntry entry_of(const Json& json) {
    LedgerEntry entry;
    each_entry_field([&](const auto& field) {
        const std::string name(field.name);
        if (field.required || json.contains(name)) {
            read_value(json.at(name), entry.*field.member, field);
        }
    });
    return entry;
}

std::string append(const Json& json, Ledger::Writer& writer) {
    const LedgerEntry claimed = entry_of(json);
    LedgerEntry entry = claimed;
    const std::string text = json.value("text", "");
    if (entry.kind == EntryKind::baseline && sha256_hex(text) != entry.evidence) {
        return "its text is not the baseline that was approved";
    }
    if (entry.reverses < 0 || (entry.reverses > 0 && entry.reverses >= claimed.sequence)) {
        return "it reverses an entry that is not before it";
    }
    if (entry.kind == EntryKind::baseline) {
        writer.append(entry, text);
    } else {
        writer.append(entry);
    }
    return entry.hash == claimed.hash && entry.sequence == claimed.sequence
               ? std::string{}
               : "its hash does not follow from what it says and the entry before it";
}

}  // namespace

bool restore_line(std::string_view line, Position where, Ledger::Writer& writer, Diagnostics& diagnostics) {
    std::string why;
    try {
        why = append(Json::parse(line), writer);
    } catch (const Json::exception&) {
        why = "it is not an entry written by `track export`";
    } catch (const LedgerError& problem) {
        if (problem.kind() != LedgerError::Kind::broken) {
            throw;
        }
        why = "the ledger refuses it: " + std::string(problem.what());
    } catch (const std::runtime_error& problem) {
        why = problem.what();
    }
    if (!why.empty()) {
        diagnostics.error("not-an-entry", where, "this entry does not follow from the entries before it: " + why,
                          "restore from an unchanged file written by `track export`");
    }
    return why.empty();
}

}  // namespace tranche
