#include "tranche/ledger/fields.hpp"

#include "tranche/model/words.hpp"  // word

namespace tranche {

std::string value_text(std::int64_t number, const FieldFacts& facts) {
    if (facts.form == FieldForm::time) {
        return timestamp_text(number);
    }
    return number == 0 && !facts.required ? std::string{} : std::to_string(number);
}

std::string value_text(const std::string& text, const FieldFacts&) {
    return text;
}

std::string value_text(EntryKind kind, const FieldFacts&) {
    return std::string(word(kind));
}

std::string value_text(Stage stage, const FieldFacts&) {
    return stage == Stage::unstated ? std::string{} : std::string(word(stage));
}

std::string value_text(const std::optional<Month>& month, const FieldFacts&) {
    return month ? month_text(*month) : std::string{};
}

std::string value_text(const std::optional<Day>& day, const FieldFacts&) {
    return day ? date_text(*day) : std::string{};
}

std::string value_text(const std::optional<Pence>& pence, const FieldFacts&) {
    return pence ? std::to_string(*pence) : std::string{};
}

std::string value_text(const std::optional<Decimal>& value, const FieldFacts&) {
    return value ? value->text() : std::string{};
}

}  // namespace tranche
