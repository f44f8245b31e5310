#include "tranche/ledger/export.hpp"

#include <nlohmann/json.hpp>

#include "ledger/input_text.hpp"  // most_pence
#include "tranche/base/sha256.hpp"
#include "tranche/model/words.hpp"  // word

namespace tranche {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string entry_line(const LedgerEntry& entry, std::string_view baseline) {
    Json json{{"entry", entry.sequence}, {"kind", word(entry.kind)}, {"subject", entry.subject}};
    const auto number = [&](const char* key, std::int64_t value) {
        if (value != 0) {
            json[key] = value;
        }
    };
    const auto text = [&](const char* key, const std::string& value) {
        if (!value.empty()) {
            json[key] = value;
        }
    };
    number("baseline", entry.baseline);
    text("month", entry.month ? month_text(*entry.month) : std::string{});
    text("date", entry.date ? date_text(*entry.date) : std::string{});
    if (entry.pence) {
        json["pence"] = *entry.pence;
    }
    text("value", entry.value ? entry.value->text() : std::string{});
    text("stage", entry.stage == Stage::unstated ? std::string{} : std::string(word(entry.stage)));
    text("status", entry.status);
    text("evidence", entry.evidence);
    text("reference", entry.reference);
    text("note", entry.note);
    text("counterpart", entry.counterpart);
    text("by", entry.by);
    text("approved_by", entry.approved_by);
    json["recorded_at"] = timestamp_text(entry.recorded_at);
    number("reverses", entry.reverses);
    number("source", entry.source);
    text("hash", entry.hash);
    text("text", std::string(baseline));
    return json.dump();
}

namespace {

template <class Value, class Parse>
std::optional<Value> parsed(const Json& json, const char* key, const Parse& parse) {
    if (!json.contains(key)) {
        return std::nullopt;
    }
    const auto value = parse(json.at(key).get<std::string>());
    if (!value) {
        throw std::runtime_error(std::string("its ") + key + " is not one");
    }
    return *value;
}

LedgerEntry entry_of(const Json& json) {
    LedgerEntry entry;
    for (const char* key : {"entry", "kind", "subject", "recorded_at", "hash"}) {
        (void)json.at(key);  // throws where it is missing
    }
    entry.sequence = json.at("entry").get<EntryNumber>();
    entry.kind = *parsed<EntryKind>(json, "kind", [](const std::string& text) { return from_word<EntryKind>(text); });
    entry.subject = json.at("subject").get<std::string>();
    entry.baseline = json.value("baseline", EntryNumber{0});
    entry.month = parsed<Month>(json, "month", [](const std::string& text) { return parse_month(text); });
    entry.date = parsed<Day>(json, "date", [](const std::string& text) { return parse_date(text); });
    if (json.contains("pence")) {
        entry.pence = json.at("pence").get<Pence>();
        if (*entry.pence > most_pence || *entry.pence < -most_pence) {
            throw std::runtime_error("its amount is larger than a ledger can record");
        }
    }
    entry.value = parsed<Decimal>(json, "value", [](const std::string& text) { return Decimal::parse(text); });
    entry.stage = parsed<Stage>(json, "stage", [](const std::string& text) {
                      return from_word<Stage>(text);
                  }).value_or(Stage::unstated);
    entry.status = json.value("status", "");
    entry.evidence = json.value("evidence", "");
    entry.reference = json.value("reference", "");
    entry.note = json.value("note", "");
    entry.counterpart = json.value("counterpart", "");
    entry.by = json.value("by", "");
    entry.approved_by = json.value("approved_by", "");
    entry.recorded_at =
        *parsed<Timestamp>(json, "recorded_at", [](const std::string& text) { return parse_timestamp(text); });
    entry.reverses = json.value("reverses", EntryNumber{0});
    entry.source = json.value("source", EntryNumber{0});
    entry.hash = json.at("hash").get<std::string>();
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
