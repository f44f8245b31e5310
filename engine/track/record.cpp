#include "tranche/track/record.hpp"

#include <algorithm>  // find_if, max
#include <map>

#include "track/canonical.hpp"  // month_number
#include "track/said.hpp"

namespace tranche {

Judge::Judge(const Ledger& ledger, Recorder recorder)
    : ledger_(ledger),
      recorder_(std::move(recorder)),
      baselines_(ledger.baselines()),
      others_(ledger.entries_besides_money()) {
    const Timestamp day_length = 86'400'000'000;
    const Timestamp days = recorder_.now / day_length - (recorder_.now % day_length < 0 ? 1 : 0);
    day_ = Day(days);
    today_ = day_.month();
    in_force_ = baselines_.back().sequence;
    for (const LedgerEntry& entry : others_) {
        if (entry.kind == EntryKind::close && entry.month) {
            closed_ = entry.month;
            closed_by_ = entry.sequence;
        }
    }

    const Baseline& plan = baseline();
    const auto months = static_cast<std::size_t>(plan.calendar.months());
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        LineState& line = lines_[plan.lines[i].id];
        line.row = i;
        line.planned.assign(months, std::nullopt);
    }
    for (const PlannedRow& row : plan.rows) {
        LineState& line = lines_[plan.lines[row.line].id];
        if (!row.known || row.kind != plan.lines[row.line].kind) {
            continue;
        }
        for (std::size_t month = 0; month < months; ++month) {
            line.planned[month] = line.planned[month].value_or(0) + row.months[month];
        }
    }
    for (auto& [id, line] : lines_) {
        Pence sum = 0;
        Pence active = 0;
        for (const std::optional<Pence>& month : line.planned) {
            sum += std::abs(month.value_or(0));
            active += month.value_or(0) != 0 ? 1 : 0;
        }
        line.typical = active > 0 ? sum / active : 0;
    }
    for (const Driver& driver : plan.drivers) {
        lines_[driver.line].driven = true;
    }
    for (const LedgerSum& sum : ledger.sums()) {
        const auto line = lines_.find(sum.subject);
        if (line != lines_.end() && sum.kind == EntryKind::actual) {
            line->second.actuals[month_number(sum.month)] += sum.pence;
        }
    }
}

Month Judge::open_month(Month month) const {
    return closed_ && month <= *closed_ ? *closed_ + 1 : month;
}

LedgerEntry Judge::draft(EntryKind kind) const {
    LedgerEntry entry;
    entry.kind = kind;
    entry.baseline = in_force_;
    entry.by = recorder_.by;
    entry.recorded_at = recorder_.now;
    return entry;
}

std::optional<Month> Judge::month_of(const Said& said, Diagnostics& diagnostics) const {
    const std::optional<Month> month = parse_month(said.text);
    if (!month) {
        diagnostics.error("not-a-month", said.where, quoted(said.text) + " is not a month",
                          "a month such as " + month_text(today_));
    }
    return month;
}

Judge::LineState* Judge::line_of(const Said& said, Diagnostics& diagnostics) {
    const auto found = lines_.find(std::string(said.text));
    if (found != lines_.end()) {
        return &found->second;
    }
    known(ids_in(baseline().lines), said, "line", diagnostics);
    return nullptr;
}

bool Judge::is_open(Month month, Position where, std::string_view what, Diagnostics& diagnostics) const {
    if (!closed_ || month > *closed_) {
        return true;
    }
    diagnostics.error("month-closed", where,
                      month_text(month) + " is closed, by entry " + std::to_string(closed_by_) + " for " +
                          month_text(*closed_) + " and all before it",
                      "record the " + std::string(what) + " in " + month_text(open_month(month)) +
                          ", the first open month, and say in the note what it is for");
    return false;
}

bool Judge::has_begun(Month month, Position where, Diagnostics& diagnostics) const {
    if (month <= today_) {
        return true;
    }
    diagnostics.error("future-actual", where, month_text(month) + " has not begun: today is " + date_text(day_),
                      "what is expected is a forecast; what is ordered, a commitment");
    return false;
}

void Judge::warn_outside(const LineState& line, Month month, Position where, Diagnostics& diagnostics) const {
    const Calendar& calendar = baseline().calendar;
    const int index = calendar.index_of(month);
    if ((index < 0 || index >= calendar.months()) && !line.told_outside) {
        diagnostics.warning("outside-plan", where,
                            month_text(month) + " lies outside the baseline's calendar, " +
                                month_text(calendar.first_month()) + " to " +
                                month_text(calendar.month_at(calendar.months() - 1)) + "; it is recorded all the same");
    }
}

// An amount in another unit is out by a thousand. What is planned for the month says what is usual, and where nothing
// is, what is planned for others, or was recorded.
void Judge::warn_slip(const LineState& line, Month month, Pence pence, const Said& amount,
                      Diagnostics& diagnostics) const {
    const int index = baseline().calendar.index_of(month);
    const bool inside = index >= 0 && index < baseline().calendar.months();
    Pence usual = inside ? std::abs(line.planned[static_cast<std::size_t>(index)].value_or(0)) : 0;
    if (usual == 0) {
        usual = line.typical;
    }
    if (usual == 0 && !line.actuals.empty()) {
        for (const auto& [each, recorded] : line.actuals) {
            usual += std::abs(recorded);
        }
        usual /= static_cast<Pence>(line.actuals.size());
    }
    const Pence size = std::abs(pence);
    constexpr Pence least_usual = 100'00;  // of small amounts a thousandth means nothing
    const bool too_large = usual > 0 && size / 300 >= usual;
    const bool too_small = usual >= least_usual && size > 0 && size * 500 <= usual && size * 2000 >= usual;
    if (!too_large && !too_small) {
        return;
    }
    const std::string& id = baseline().lines[line.row].id;
    const std::string before = history(id);
    diagnostics.warning("unit-slip", amount.where,
                        pounds(pence) + " is about " +
                            (too_large ? std::to_string(size / usual) + " times"
                                       : "a " + std::to_string((usual + size / 2) / size) + "th of") +
                            " what is usual on line '" + id + "' in a month, " + pounds(usual) +
                            "; recorded so far: " + (before.empty() ? "nothing" : before),
                        "if the unit was wrong, reverse the entry and record it again");
}

std::string Judge::history(const std::string& line) const {
    constexpr std::size_t most = 6;
    const auto found = lines_.find(line);
    if (found == lines_.end()) {
        return {};
    }
    std::map<std::int64_t, Pence> ordered(found->second.actuals.begin(), found->second.actuals.end());
    std::erase_if(ordered, [](const auto& month) { return month.second == 0; });
    std::string result;
    std::size_t skip = ordered.size() > most ? ordered.size() - most : 0;
    for (const auto& [month, pence] : ordered) {
        if (skip > 0) {
            --skip;
            continue;
        }
        const Month when(static_cast<int>(month / 100), static_cast<int>(month % 100));
        result += (result.empty() ? "" : ", ") + month_text(when) + " " + pounds(pence);
    }
    return result;
}

void Judge::count(const LedgerEntry& entry) {
    if (entry.month) {
        const int index = baseline().calendar.index_of(*entry.month);
        LineState& line = lines_[entry.subject];
        line.told_outside = line.told_outside || index < 0 || index >= baseline().calendar.months();
    }
    if (entry.kind == EntryKind::actual && entry.month && entry.pence) {
        lines_[entry.subject].actuals[month_number(*entry.month)] += *entry.pence;
    }
}

bool Judge::amount(const AmountSaid& said, LedgerEntry& entry, Diagnostics& diagnostics) {
    const std::optional<Month> month = month_of(said.month, diagnostics);
    const std::optional<Pence> pence = read_pence(said.amount, diagnostics);
    if (!month || !pence) {
        line_of(said.line, diagnostics);
        return false;
    }
    return amount(said, *month, *pence, entry, diagnostics);
}

bool Judge::amount(const AmountSaid& said, Month month, Pence pence, LedgerEntry& entry, Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    entry.kind = EntryKind::actual;
    if (said.kind.given()) {
        entry.kind = word_said(said.kind, {EntryKind::actual, EntryKind::accrual, EntryKind::commitment},
                               "kind of amount", diagnostics)
                         .value_or(EntryKind::actual);
    }
    entry.stage = Stage::unstated;
    if (said.stage.given()) {
        entry.stage = word_said(said.stage, {Stage::delivered, Stage::evidenced, Stage::audited}, "stage", diagnostics)
                          .value_or(Stage::unstated);
    }
    LineState* line = line_of(said.line, diagnostics);
    if (is_open(month, said.month.where, "amount", diagnostics) && entry.kind != EntryKind::commitment) {
        has_begun(month, said.month.where, diagnostics);
    }
    if (said.reference.given() && readable(said.reference, "reference", diagnostics)) {
        if (const std::optional<EntryNumber> other = ledger_.find_reference(std::string(said.reference.text))) {
            diagnostics.error(
                "duplicate-reference", said.reference.where,
                "reference " + quoted(said.reference.text) + " stands on entry " + std::to_string(*other) + " already",
                "the same amount twice would count twice; to correct it, reverse entry " + std::to_string(*other) +
                    " first");
        }
    }
    if (said.note.given()) {
        readable(said.note, "note", diagnostics);
    }
    if (line == nullptr || diagnostics.errors() != errors_before) {
        return false;
    }
    warn_outside(*line, month, said.month.where, diagnostics);
    if (entry.kind == EntryKind::actual) {
        warn_slip(*line, month, pence, said.amount, diagnostics);
        if (line->driven) {
            diagnostics.warning("driven-line", said.line.where,
                                "line " + quoted(said.line.text) +
                                    " follows from a measure: what the measure brings would be counted beside this",
                                "record the measure instead, and its pounds are derived");
        }
    }
    entry.subject = said.line.text;
    entry.baseline = in_force_;
    entry.month = month;
    entry.pence = pence;
    entry.evidence = said.evidence;
    entry.reference = said.reference.text;
    entry.note = said.note.text;
    entry.by = recorder_.by;
    entry.recorded_at = recorder_.now;
    return true;
}

std::optional<LedgerEntry> Judge::evidence(const AmountSaid& said, Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    LedgerEntry entry = draft(EntryKind::evidence);
    line_of(said.line, diagnostics);
    entry.month = month_of(said.month, diagnostics);
    const std::optional<Stage> stage =
        word_said(said.stage, {Stage::delivered, Stage::evidenced, Stage::audited}, "stage", diagnostics);
    readable(said.note, "note", diagnostics);
    if (entry.month) {
        has_begun(*entry.month, said.month.where, diagnostics);
    }
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    entry.subject = said.line.text;
    entry.stage = *stage;
    entry.evidence = said.evidence;
    entry.note = said.note.text;
    return entry;
}

std::vector<LedgerEntry> Judge::forecast(const Said& line, const Said& list, const Said& note,
                                         Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    std::vector<LedgerEntry> result;
    LineState* state = line_of(line, diagnostics);
    readable(note, "note", diagnostics);
    std::string_view rest = list.text;
    while (!rest.empty()) {
        // A comma ends a part where a month follows it; others separate thousands.
        std::size_t end = rest.find(',');
        while (end != std::string_view::npos && rest.substr(end + 1).find('=') != 7) {
            end = rest.find(',', end + 1);
        }
        const std::string_view part = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        const std::size_t equals = part.find('=');
        const std::optional<Month> month = month_of({part.substr(0, equals), list.where}, diagnostics);
        if (equals == std::string_view::npos) {
            continue;
        }
        const std::optional<Pence> pence = read_pence({part.substr(equals + 1), list.where}, diagnostics);
        if (!month || !pence || !is_open(*month, list.where, "forecast", diagnostics)) {
            continue;
        }
        LedgerEntry entry = draft(EntryKind::forecast);
        entry.subject = line.text;
        entry.month = month;
        entry.pence = pence;
        entry.note = note.text;
        for (const LedgerEntry& each : result) {
            if (each.month == month) {
                diagnostics.error("already-recorded", list.where, month_text(*month) + " is forecast twice",
                                  "give each month once");
            }
        }
        if (state != nullptr) {
            warn_outside(*state, *month, list.where, diagnostics);
            warn_slip(*state, *month, *pence, list, diagnostics);
        }
        result.push_back(std::move(entry));
    }
    return diagnostics.errors() == errors_before ? result : std::vector<LedgerEntry>{};
}

std::optional<LedgerEntry> Judge::standing(EntryKind kind, const std::string& subject, Month month) const {
    for (auto entry = others_.rbegin(); entry != others_.rend(); ++entry) {
        if (entry->kind == kind && entry->subject == subject && entry->month == month &&
            !ledger_.find_reversal(entry->sequence)) {
            return *entry;
        }
    }
    return std::nullopt;
}

}  // namespace tranche
