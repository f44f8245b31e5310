#include <array>

#include "ledger/input_text.hpp"
#include "read/tree.hpp"
#include "tranche/ledger/import.hpp"

namespace tranche {

namespace {

constexpr std::array<std::string_view, 3> order_words{"unstated", "day-first", "month-first"};

const std::vector<std::string> column_names{"line", "code",  "month",     "period", "amount",
                                            "kind", "stage", "reference", "note"};

class MappingReader {
public:
    MappingReader(const Baseline& baseline, Diagnostics& diagnostics)
        : baseline_(baseline), diagnostics_(diagnostics) {}

    void read(const TreeRef& root) {
        if (root.kind() != TreeKind::map) {
            diagnostics_.error("mapping", root.where(), "write a mapping as a map of keys", keys_help());
            return;
        }
        for (const auto& [key, value] : root.pairs()) {
            if (key.text() == "columns" || key.text() == "codes") {
                read_map(value, key.text() == "columns" ? columns() : codes());
            } else if (key.text() == "skip") {
                for (const TreeRef& item : value.kind() == TreeKind::list ? value.items() : std::vector{value}) {
                    result.skip.insert(std::string(item.text()));
                }
            } else if (key.text() == "year") {
                const std::optional<int> year = baseline_.calendar.parse_year(value.text());
                if (year) {
                    result.first_year = baseline_.calendar.first_year + *year;
                } else {
                    wrong(value, "a year such as " + baseline_.calendar.year_label(0));
                }
            } else if (key.text() == "dates") {
                if (const std::optional<DateOrder> order = from_word<DateOrder>(value.text())) {
                    result.dates = *order;
                } else {
                    wrong(value, "day-first or month-first");
                }
            } else if (key.text() == "year_to_date" || key.text() == "income_negative") {
                bool& flag = key.text() == "year_to_date" ? result.year_to_date : result.income_negative;
                flag = value.text() == "yes" || value.text() == "true";
                if (!flag && value.text() != "no" && value.text() != "false") {
                    wrong(value, "yes or no");
                }
            } else {
                const std::string hint = did_you_mean(key.text(), keys);
                diagnostics_.error("mapping", key.where(), quoted(key.text()) + " is not a key of a mapping",
                                   hint.empty() ? keys_help() : hint);
            }
        }
    }

    ImportMapping result;

private:
    using Take = std::function<void(const TreeRef& key, const TreeRef& value)>;

    void wrong(const TreeRef& value, const std::string& wanted) {
        diagnostics_.error("mapping", value.where(), quoted(value.text()) + " is not a value of this key",
                           "it takes " + wanted);
    }

    void read_map(const TreeRef& value, const Take& take) {
        if (value.kind() != TreeKind::map) {
            diagnostics_.error("mapping", value.where(), "this is not a map",
                               "write {name in the programme: name in the file}");
            return;
        }
        for (const auto& [key, inner] : value.pairs()) {
            take(key, inner);
        }
    }

    Take columns() {
        return [this](const TreeRef& key, const TreeRef& value) {
            if (expect_known(column_names, {key.text(), key.where()}, "column", diagnostics_)) {
                result.columns[std::string(key.text())] = value.text();
            }
        };
    }

    Take codes() {
        return [this](const TreeRef& key, const TreeRef& value) {
            if (expect_known(ids_in(baseline_.lines), {value.text(), value.where()}, "line", diagnostics_)) {
                result.codes[std::string(key.text())] = value.text();
            }
        };
    }

    static std::string keys_help() { return "its keys are " + listed(keys); }
    static const std::vector<std::string> keys;

    const Baseline& baseline_;
    Diagnostics& diagnostics_;
};

const std::vector<std::string> MappingReader::keys{"columns", "codes",        "skip",           "year",
                                                   "dates",   "year_to_date", "income_negative"};

}  // namespace

std::span<const std::string_view> words_of(DateOrder) {
    return order_words;
}

std::optional<ImportMapping> read_mapping(std::shared_ptr<const SourceText> text, const Baseline& baseline,
                                          Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    const std::optional<Tree> tree = read_tree(diagnostics.add_file(std::move(text)), diagnostics);
    if (!tree) {
        return std::nullopt;
    }
    MappingReader reader(baseline, diagnostics);
    reader.read(TreeRef(*tree, 1));
    return diagnostics.errors() == errors_before ? std::optional(std::move(reader.result)) : std::nullopt;
}

}  // namespace tranche
