// One overload for each type of value, chosen by the table of fields. A damaged byte in the file may turn a value into one
// of another type, so the type of each column is checked before it is read.
#include "ledger/rows.hpp"

#include <SQLiteCpp/Column.h>
#include <sqlite3.h>  // SQLITE_INTEGER, SQLITE_TEXT, SQLITE_BLOB

#include "ledger/canonical.hpp"     // month_number
#include "tranche/base/sha256.hpp"  // bytes_of_hex, hex_of_bytes
#include "tranche/ledger/fields.hpp"
#include "tranche/model/words.hpp"  // word, from_word

namespace tranche {

namespace {

// What is absent stays NULL: bindings were cleared before.
void bind_value(SQLite::Statement& to, int at, std::int64_t number, const FieldFacts& facts) {
    if (number != 0 || facts.required) {
        to.bind(at, number);
    }
}
void bind_value(SQLite::Statement& to, int at, const std::string& text, const FieldFacts& facts) {
    if (facts.form == FieldForm::hexadecimal) {
        if (!text.empty()) {
            const std::string bytes = bytes_of_hex(text);
            to.bind(at, bytes.data(), static_cast<int>(bytes.size()));
        }
    } else if (!text.empty() || facts.required) {
        to.bindNoCopy(at, text);
    }
}
// Words are literals: they end with a zero and outlive everything.
void bind_value(SQLite::Statement& to, int at, EntryKind kind, const FieldFacts&) {
    to.bindNoCopy(at, word(kind).data());
}
void bind_value(SQLite::Statement& to, int at, Stage stage, const FieldFacts&) {
    if (stage != Stage::unstated) {
        to.bindNoCopy(at, word(stage).data());
    }
}
void bind_value(SQLite::Statement& to, int at, const std::optional<Month>& month, const FieldFacts&) {
    if (month) {
        to.bind(at, month_number(*month));
    }
}
void bind_value(SQLite::Statement& to, int at, const std::optional<Day>& day, const FieldFacts&) {
    if (day) {
        to.bind(at, date_text(*day));
    }
}
void bind_value(SQLite::Statement& to, int at, const std::optional<Pence>& pence, const FieldFacts&) {
    if (pence) {
        to.bind(at, *pence);
    }
}
void bind_value(SQLite::Statement& to, int at, const std::optional<Decimal>& value, const FieldFacts&) {
    if (value) {
        to.bind(at, value->text());
    }
}

// One row of entries, column after column.
class EntryRow {
public:
    explicit EntryRow(const SQLite::Statement& row) : row_(row) {}

    void read(int at, std::int64_t& number, const FieldFacts& facts) const {
        const SQLite::Column column = typed(at, SQLITE_INTEGER, facts);
        number = column.isNull() ? 0 : column.getInt64();
    }
    void read(int at, std::string& text, const FieldFacts& facts) const {
        if (facts.form == FieldForm::hexadecimal) {
            const SQLite::Column column = typed(at, SQLITE_BLOB, facts);
            text = column.isNull() ? std::string{}
                                   : hex_of_bytes({static_cast<const char*>(column.getBlob()),
                                                   static_cast<std::size_t>(column.size())});
        } else {
            text = text_at(at, facts);
        }
    }
    void read(int at, EntryKind& kind, const FieldFacts& facts) const {
        const std::optional<EntryKind> known = from_word<EntryKind>(text_at(at, facts));
        known ? void(kind = *known) : refuse(facts);
    }
    void read(int at, Stage& stage, const FieldFacts& facts) const {
        const std::string text = text_at(at, facts);
        const std::optional<Stage> known = text.empty() ? Stage::unstated : from_word<Stage>(text);
        // An absent stage is NULL, and never the word for it: the same entry would have two spellings.
        known && (text.empty() || *known != Stage::unstated) ? void(stage = *known) : refuse(facts);
    }
    void read(int at, std::optional<Month>& month, const FieldFacts& facts) const {
        const SQLite::Column column = typed(at, SQLITE_INTEGER, facts);
        month = column.isNull() ? std::nullopt : month_of_number(column.getInt64());
        if (!column.isNull() && !month) {
            refuse(facts);
        }
    }
    void read(int at, std::optional<Day>& day, const FieldFacts& facts) const {
        const std::string text = text_at(at, facts);
        day = parse_date(text);
        if (!text.empty() && !day) {
            refuse(facts);
        }
    }
    void read(int at, std::optional<Pence>& pence, const FieldFacts& facts) const {
        const SQLite::Column column = typed(at, SQLITE_INTEGER, facts);
        pence = column.isNull() ? std::nullopt : std::optional<Pence>(column.getInt64());
    }
    void read(int at, std::optional<Decimal>& value, const FieldFacts& facts) const {
        const std::string text = text_at(at, facts);
        value = text.empty() ? std::nullopt : Decimal::parse(text);
        // Hashed as it was written: another spelling of the number is another entry.
        if (!text.empty() && (!value || value->text() != text)) {
            refuse(facts);
        }
    }

private:
    [[noreturn]] void refuse(const FieldFacts& facts) const {
        throw EntryUnreadable(row_.getColumn(0).getInt64(), "its " + std::string(facts.name) + " is not one");
    }
    SQLite::Column typed(int at, int type, const FieldFacts& facts) const {
        SQLite::Column column = row_.getColumn(at);
        if (column.getType() != type && (facts.required || !column.isNull())) {
            refuse(facts);
        }
        return column;
    }
    std::string text_at(int at, const FieldFacts& facts) const {
        const SQLite::Column column = typed(at, SQLITE_TEXT, facts);
        return column.isNull() ? std::string{} : std::string(column.getText(), static_cast<std::size_t>(column.size()));
    }

    const SQLite::Statement& row_;
};

}  // namespace

const std::string& entry_columns() {
    static const std::string columns = [] {
        std::string list;
        each_entry_field([&](const auto& field) { list += (list.empty() ? "" : ", ") + std::string(field.column); });
        return list;
    }();
    return columns;
}

const std::string& insert_entry() {
    static const std::string statement = [] {
        std::string marks = "?";
        for (std::size_t i = 1; i < entry_field_count; ++i) {
            marks += ", ?";
        }
        return "INSERT INTO entry (" + entry_columns() + ") VALUES (" + marks + ")";
    }();
    return statement;
}

void bind_entry(SQLite::Statement& statement, const LedgerEntry& entry) {
    int at = 0;
    each_entry_field([&](const auto& field) { bind_value(statement, ++at, entry.*field.member, field); });
}

void read_entry(const SQLite::Statement& row, LedgerEntry& entry) {
    const EntryRow columns(row);
    int at = 0;
    each_entry_field([&](const auto& field) { columns.read(at++, entry.*field.member, field); });
}

std::optional<Month> month_of_number(std::int64_t number) {
    const auto year = static_cast<int>(number / 100);
    const auto month = static_cast<int>(number % 100);
    return number > 0 && number < 1'000'000 && month >= 1 && month <= 12 ? std::optional(Month(year, month))
                                                                         : std::nullopt;
}

}  // namespace tranche
