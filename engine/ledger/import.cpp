// One pass over the file: the heading says what the columns are, and each row goes to the Recording, which checks it as it
// would what is recorded by hand. Rows of year-to-date amounts wait until all have been read, since what is new of one
// depends on those of earlier months.
#include "tranche/ledger/import.hpp"

#include <algorithm>  // find
#include <array>

#include "base/month_names.hpp"
#include "base/text.hpp"
#include "base/month_names.hpp"
#include "ledger/canonical.hpp"  // month_number
#include "ledger/csv.hpp"
#include "ledger/input_text.hpp"

namespace tranche {

namespace {

enum Column { line, code, month, period, amount, kind, stage, reference, note, columns };
constexpr std::array<std::string_view, columns> names{"line", "code",  "month",     "period", "amount",
                                                      "kind", "stage", "reference", "note"};

std::optional<int> small_number(std::string_view text) {
    int value = 0;
    if (text.empty() || text.size() > 4) {
        return std::nullopt;
    }
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = 10 * value + (c - '0');
    }
    return value;
}

std::optional<Month> month_in(int year, int month) {
    return month >= 1 && month <= 12 && year >= 1900 && year < 10000 ? std::optional(Month(year, month)) : std::nullopt;
}

class Importer {
public:
    Importer(const Ledger& ledger, Ledger::Writer& writer, Recording& recording, const Recorder& recorder,
             const ImportSource& source, const ImportMapping& mapping, Diagnostics& diagnostics)
        : ledger_(ledger),
          writer_(writer),
          recording_(recording),
          source_(source),
          mapping_(mapping),
          diagnostics_(diagnostics),
          csv_([this](char* to, std::size_t room) {
              const std::size_t got = source_.read(to, room);
              bytes_ += got;
              if (source_.progress) {
                  source_.progress(bytes_);
              }
              return got;
          }) {
        import_.kind = EntryKind::import;
        import_.subject = source.name;
        import_.evidence = source.sha256;
        import_.by = recorder.by;
        import_.recorded_at = recorder.now;
        import_.baseline = recording.baseline().sequence;
    }

    Imported run() {
        for (const LedgerEntry& entry : ledger_.other_entries()) {
            if (entry.kind == EntryKind::import && entry.evidence == source_.sha256 &&
                !ledger_.find_reversal(entry.sequence)) {
                result_.before = entry.sequence;
                return result_;
            }
        }
        if (!expect_readable({source_.name, {}}, "file's name", diagnostics_) || !heading()) {
            return result_;
        }
        result_.entry = writer_.append(import_);
        while (read_row()) {
            if (!blank()) {
                ++result_.rows;
                take_row();
            }
        }
        record_differences();
        if (result_.rows == 0 && !diagnostics_.has_errors()) {
            diagnostics_.error("csv-heading", {place_of_row(0)}, "there are no rows below the heading",
                               "export the amounts as well");
        }
        return result_;
    }

private:
    // A file holds one row at a time, so each row that is complained of is a text of its own.
    Position place_of_row(std::size_t field) {
        if (csv_.line() != told_line_ || !told_) {
            told_line_ = csv_.line();
            told_ = true;
            constexpr std::size_t most = 4096;
            told_file_ = diagnostics_.add_file(std::make_shared<SourceText>(
                SourceText{source_.name, std::string(csv_.text().substr(0, most)), csv_.line()}));
        }
        return {told_file_, csv_.line(), csv_.column_of(field)};
    }

    bool read_row() {
        const CsvReader::Got got = csv_.next();
        told_ = false;
        if (got == CsvReader::Got::too_long) {
            diagnostics_.error("row-too-long", place_of_row(0),
                               "this row is longer than " + std::to_string(CsvReader::longest_row / 1024) +
                                   " kB, and the rest of the file was not read",
                               "a quotation mark may not be closed, or the file may not be a CSV");
        } else if (got == CsvReader::Got::open_quote) {
            diagnostics_.error("csv-quote", place_of_row(0),
                               "a quotation mark in this row is not closed before the end of the file",
                               "inside a quoted field, write a quotation mark twice");
        }
        return got == CsvReader::Got::row;
    }

    [[nodiscard]] bool blank() const {
        return std::all_of(csv_.fields().begin(), csv_.fields().end(),
                           [](std::string_view field) { return trimmed(field).empty(); });
    }

    bool sound_text() {
        const std::size_t at = first_unreadable(csv_.text());
        if (at == csv_.text().size()) {
            return true;
        }
        Position where = place_of_row(0);
        for (const char c : csv_.text().substr(0, at)) {
            where.column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
        }
        const auto byte = static_cast<unsigned char>(csv_.text()[at]);
        const bool wide = byte == 0 || csv_.text().starts_with("\xFF\xFE");
        diagnostics_.error("not-utf8", where,
                           byte == '\r' || byte == '\n' ? std::string("a field contains a line break")
                           : wide                       ? std::string("this text is in UTF-16")
                                                        : std::string("this byte is not UTF-8 text"),
                           byte == 0xA3 ? "it is a pound sign in Windows-1252: save the file as CSV UTF-8"
                           : byte == '\r' || byte == '\n'
                               ? std::string("write it on one line")
                               : std::string("save the file as CSV UTF-8 (a pound sign in Windows-1252 causes this)"));
        return false;
    }

    bool heading() {
        at_.fill(none);
        if (!read_row()) {
            if (!diagnostics_.has_errors()) {
                diagnostics_.error("csv-heading", place_of_row(0), "the file is empty", heading_help());
            }
            return false;
        }
        if (!sound_text()) {
            return false;
        }
        if (csv_.text().starts_with("sep=") && !read_row()) {  // a remark to Excel
            return false;
        }
        const std::string_view text = csv_.text();
        if (csv_.fields().size() == 1 && text.find_first_of(";\t") != std::string_view::npos) {
            diagnostics_.error("csv-heading", place_of_row(0), "the columns are not separated by commas",
                               "save the file as CSV, comma separated");
            return false;
        }
        width_ = csv_.fields().size();
        std::vector<std::string> wanted(names.begin(), names.end());
        for (std::size_t column = 0; column < columns; ++column) {
            if (const auto named = mapping_.columns.find(wanted[column]); named != mapping_.columns.end()) {
                wanted[column] = named->second;
            }
        }
        for (std::size_t field = 0; field < width_; ++field) {
            const std::string name(trimmed(csv_.fields()[field]));
            std::string lower = name;
            for (char& c : lower) {
                c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
            }
            bool used = false;
            for (std::size_t column = 0; column < columns; ++column) {
                const bool mapped = mapping_.columns.contains(std::string(names[column]));
                if ((mapped ? name : lower) != wanted[column]) {
                    continue;
                }
                used = true;
                if (at_[column] != none) {
                    diagnostics_.error("csv-heading", place_of_row(field), "there are two columns " + quoted(name),
                                       heading_help());
                }
                at_[column] = field;
            }
            if (!used && mapping_.columns.empty() && !name.empty()) {
                const std::string hint = did_you_mean(lower, {names.begin(), names.end()});
                diagnostics_.error("csv-heading", place_of_row(field), quoted(name) + " is not an import column",
                                   hint.empty() ? heading_help() : hint);
            }
        }
        need(line, code);
        need(month, period);
        need(amount, amount);
        if (at_[period] != none && !mapping_.first_year) {
            diagnostics_.error(
                "csv-heading", place_of_row(at_[period]), "period numbers need a year",
                "give the year in the mapping: `year: " + recording_.baseline().calendar.year_label(0) + "`");
        }
        return !diagnostics_.has_errors();
    }

    void need(Column one, Column other) {
        if (at_[one] == none && at_[other] == none) {
            diagnostics_.error("csv-heading", place_of_row(0),
                               "there is no column " + quoted(names[one]) +
                                   (other == one ? std::string{} : " or " + quoted(names[other])),
                               heading_help());
        }
    }

    static std::string heading_help() {
        return "the first row names line, month and amount, and optionally kind, stage, reference and note; a mapping "
               "translates other names";
    }

    // What stands in a column of this row; nothing where there is no such column.
    InputText input(Column column, bool placed) {
        if (at_[column] == none) {
            return {};
        }
        return {trimmed(csv_.fields()[at_[column]]), placed ? place_of_row(at_[column]) : Position{}};
    }

    void take_row() {
        if (csv_.fields().size() != width_) {
            diagnostics_.error("csv-row", place_of_row(0),
                               "this row has " + std::to_string(csv_.fields().size()) + " fields, and the heading " +
                                   std::to_string(width_),
                               "put quotation marks around an amount with thousands separators: \"1,234.56\"");
            return;
        }
        if (!sound_text()) {
            return;
        }
        // Places cost a text each: nearly all rows have nothing to say, and need none.
        Diagnostics trial;
        bool ready = judge_row(false, trial);
        if (!trial.all().empty()) {
            ready = judge_row(true, diagnostics_);
        }
        if (ready) {
            entry_.reference = input(reference, false).text;
            append();
        }
    }

    void append() {
        entry_.source = result_.entry;
        try {
            writer_.append(entry_);
        } catch (const DuplicateReference&) {
            const std::optional<EntryNumber> other = ledger_.find_reference(entry_.reference);
            const bool same_file = other && *other > result_.entry;
            diagnostics_.error("duplicate-reference", place_of_row(at_[reference]),
                               "reference " + quoted(entry_.reference) +
                                   (same_file ? " is also on a row above"
                                              : " is already on entry " + std::to_string(other.value_or(0))),
                               same_file ? "an amount recorded twice would count twice"
                                         : "an amount recorded twice would count twice; to correct it, reverse entry " +
                                               std::to_string(other.value_or(0)) + " first");
            return;
        }
        recording_.count(entry_);
        auto& [entries, pence] = line_total(entry_.subject);
        ++entries;
        pence += *entry_.pence;
    }

    std::pair<std::int64_t, Pence>& line_total(const std::string& id) {
        if (last_total_ == nullptr || last_line_ != id) {
            last_total_ = &result_.lines[id];
            last_line_ = id;
        }
        return *last_total_;
    }

    // True where entry_ is an entry to append. Without places it leaves nothing behind but what it has to say.
    bool judge_row(bool placed, Diagnostics& diagnostics) {
        AmountInput row{input(line, placed),   input(at_[month] != none ? month : period, placed),
                        input(amount, placed), input(kind, placed),
                        input(stage, placed),  {},
                        input(note, placed),   {}};
        if (at_[code] != none && !map_code(row, placed, diagnostics)) {
            return false;
        }
        const std::optional<Month> when = read_month(row.month, diagnostics);
        std::optional<Pence> pence = read_pence(row.amount, diagnostics);
        if (!when || !pence) {
            expect_known(ids_in(recording_.baseline().lines), row.line, "line", diagnostics);
            return false;
        }
        pence = mapping_.income_negative && is_benefit(row.line.text) ? -*pence : *pence;
        if (mapping_.year_to_date) {
            wait(row, *when, *pence);
            return false;
        }
        return recording_.amount(row, *when, *pence, entry_, diagnostics);
    }

    // Puts the line that a code stands for into the row. False where the row is not to be recorded.
    bool map_code(AmountInput& row, bool placed, Diagnostics& diagnostics) {
        const InputText stated = input(code, placed);
        code_ = stated.text;
        if (mapping_.skip.contains(code_)) {
            ++result_.skipped;
            --result_.rows;
            return false;
        }
        if (const auto mapped = mapping_.codes.find(code_); mapped != mapping_.codes.end()) {
            row.line = {mapped->second, stated.where};
            return true;
        }
        if (at_[line] != none) {
            return true;
        }
        std::vector<std::string> codes;
        for (const auto& [each, id] : mapping_.codes) {
            codes.push_back(each);
        }
        const std::string hint = did_you_mean(code_, codes);
        diagnostics.error("unmapped-code", stated.where, "the mapping does not contain code " + quoted(code_),
                          (hint.empty() ? std::string{} : hint + " Otherwise ") +
                              "give it a line under `codes`, or name it under `skip`");
        return false;
    }

    // Rows of one month mostly stand together.
    std::optional<Month> read_month(const InputText& what, Diagnostics& diagnostics) {
        if (!last_month_ || what.text != month_text_) {
            month_text_ = what.text;
            last_month_ = read_when(what, diagnostics);
        }
        return last_month_;
    }

    [[nodiscard]] bool is_benefit(std::string_view id) const {
        const auto& lines = recording_.baseline().lines;
        const auto found =
            std::find_if(lines.begin(), lines.end(), [&](const PlannedLine& each) { return each.id == id; });
        return found != lines.end() && found->kind == LineKind::benefit;
    }

    // `2014-05`, `2014-05-31`, `31/05/2014`, `05/2014`, `May 2014`; or the number of a period, with or without a P.
    std::optional<Month> read_when(const InputText& what, Diagnostics& diagnostics) const {
        const std::string_view text = what.text;
        if (at_[month] == none) {
            std::string_view number = text;
            for (const std::string_view front : {"Period ", "period ", "P", "p"}) {
                if (number.starts_with(front)) {
                    number.remove_prefix(front.size());
                    break;
                }
            }
            const std::optional<int> period_number = small_number(number);
            if (!period_number || *period_number < 1 || *period_number > 12) {
                diagnostics.error(
                    "not-a-period", what.where, quoted(text) + " is not a period of a year",
                    "write a number from 1 to 12, such as 3 or P03; give a month for amounts of a thirteenth period");
                return std::nullopt;
            }
            return Month(*mapping_.first_year, recording_.baseline().calendar.year_starts) + (*period_number - 1);
        }
        if (const std::optional<Month> plain = parse_month(text)) {
            return plain;
        }
        if (const std::optional<Day> day = parse_date(text.substr(0, 10));
            day && (text.size() == 10 || text[10] == ' ' || text[10] == 'T')) {
            return day->month();
        }
        if (const std::optional<Month> named = named_month(text)) {
            return named;
        }
        const std::size_t first = text.find_first_of("/.-");
        const std::size_t second = first == std::string_view::npos ? first : text.find(text[first], first + 1);
        if (second == std::string_view::npos) {
            const std::optional<int> number = small_number(text.substr(0, first));
            const std::optional<int> year =
                first == std::string_view::npos ? std::nullopt : small_number(text.substr(first + 1));
            if (number && year && month_in(*year, *number)) {
                return month_in(*year, *number);
            }
        } else {
            const std::optional<int> a = small_number(text.substr(0, first));
            const std::optional<int> b = small_number(text.substr(first + 1, second - first - 1));
            const std::optional<int> year = small_number(text.substr(second + 1));
            if (a && b && year && *year >= 1900) {
                return dated(*a, *b, *year, what, diagnostics);
            }
        }
        diagnostics.error("not-a-month", what.where, quoted(text) + " is not a month",
                          "a month such as " + month_text(recording_.today()) + ", or a day in it");
        return std::nullopt;
    }

    std::optional<Month> dated(int a, int b, int year, const InputText& what, Diagnostics& diagnostics) const {
        const auto is_day = [&](int day, int in) {
            const std::optional<Month> when = month_in(year, in);
            return when && day_of(*when, day);
        };
        const bool day_first = is_day(a, b) && mapping_.dates != DateOrder::month_first;
        const bool month_first = is_day(b, a) && mapping_.dates != DateOrder::day_first;
        if (day_first && month_first && a != b) {
            diagnostics.error("ambiguous-date", what.where,
                              quoted(what.text) + " is a day of " + month_text(*month_in(year, b)) + " or of " +
                                  month_text(*month_in(year, a)),
                              "write " + month_text(*month_in(year, b)) +
                                  ", or say `dates: day-first` or `dates: month-first` in a mapping");
            return std::nullopt;
        }
        if (!day_first && !month_first) {
            diagnostics.error("not-a-month", what.where, quoted(what.text) + " is not a valid day",
                              mapping_.dates == DateOrder::unstated
                                  ? "a month such as " + month_text(recording_.today())
                                  : "the mapping says `dates: " + std::string(word(mapping_.dates)) + "`");
            return std::nullopt;
        }
        return month_in(year, day_first ? b : a);
    }

    // `May 2014`, `may-2014`: a year of two digits could be a day.
    static std::optional<Month> named_month(std::string_view text) {
        const std::size_t gap = text.find_first_of(" -");
        const std::optional<int> year =
            gap == std::string_view::npos ? std::nullopt : small_number(text.substr(gap + 1));
        if (!year || *year < 1900) {
            return std::nullopt;
        }
        std::string name(text.substr(0, gap));
        for (char& c : name) {
            c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        }
        for (std::size_t i = 0; i < month_names.size(); ++i) {
            if (name == month_names[i] || (name.size() == 3 && month_names[i].starts_with(name))) {
                return month_in(*year, static_cast<int>(i) + 1);
            }
        }
        return std::nullopt;
    }

    struct Waiting {
        Pence pence = 0;
        Position where;
        std::string note;
    };

    void wait(const AmountInput& row, Month when, Pence pence) {
        const auto [found, fresh] =
            waiting_.try_emplace({std::string(row.line.text), std::string(row.kind.text), when});
        if (fresh) {
            found->second.where = place_of_row(at_[amount]);
            found->second.note = row.note.text;
        }
        found->second.pence += pence;
    }

    // What a total since the year began has more than what is recorded of that year so far, up to that month.
    void record_differences() {
        for (const auto& [key, waiting] : waiting_) {
            const auto& [id, kind_text, when] = key;
            const Calendar& calendar = recording_.baseline().calendar;
            const Month starts = calendar.month_at(12 * Calendar::year_of(calendar.index_of(when)));
            const EntryKind wanted = from_word<EntryKind>(kind_text).value_or(EntryKind::actual);
            Pence so_far = 0;
            for (const LedgerSum& sum : ledger_.sums(id)) {
                so_far += sum.kind == wanted && sum.month >= starts && sum.month <= when ? sum.pence : 0;
            }
            const Pence pence = waiting.pence - so_far;
            if (pence == 0) {
                continue;
            }
            const std::string text = month_text(when);
            const AmountInput row{{id, waiting.where},
                                  {text, waiting.where},
                                  {{}, waiting.where},
                                  {kind_text, waiting.where},
                                  {},
                                  {},
                                  {waiting.note, waiting.where},
                                  {}};
            if (recording_.amount(row, when, pence, entry_, diagnostics_)) {
                entry_.reference.clear();
                append();
            }
        }
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    const Ledger& ledger_;
    Ledger::Writer& writer_;
    Recording& recording_;
    const ImportSource& source_;
    const ImportMapping& mapping_;
    Diagnostics& diagnostics_;
    std::uint64_t bytes_ = 0;
    CsvReader csv_;
    LedgerEntry import_;
    LedgerEntry entry_;
    std::string code_;
    Imported result_;
    std::array<std::size_t, columns> at_{};
    std::size_t width_ = 0;
    std::string month_text_;
    std::optional<Month> last_month_;
    std::string last_line_;
    std::pair<std::int64_t, Pence>* last_total_ = nullptr;
    std::uint32_t told_line_ = 0;
    std::uint32_t told_file_ = 0;
    bool told_ = false;
    std::map<std::tuple<std::string, std::string, Month>, Waiting> waiting_;
};

}  // namespace

Imported import_rows(const Ledger& ledger, Ledger::Writer& writer, Recording& recording, const Recorder& recorder,
                     const ImportSource& source, const ImportMapping& mapping, Diagnostics& diagnostics) {
    return Importer(ledger, writer, recording, recorder, source, mapping, diagnostics).run();
}

}  // namespace tranche
