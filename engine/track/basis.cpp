#include "track/basis.hpp"

#include <fmt/format.h>

#include <algorithm>  // max, min
#include <cassert>
#include <cstdlib>  // abs
#include <set>

#include "tranche/base/money.hpp"

namespace tranche {

namespace {

struct LineRecord {
    std::map<int, RecordedMonth> months;
    std::map<int, Pence> expected;
};

bool shows(Stage stage) {
    return stage == Stage::evidenced || stage == Stage::audited;
}

class Builder {
public:
    Builder(const Book& book, Month as_at) : book_(book) {
        result_.baseline = &book.baselines.back();
        result_.as_at_month = as_at;
        result_.as_at = result_.baseline->calendar.index_of(as_at);
    }

    Basis build() {
        result_.lines = result_.baseline->lines;
        for (std::size_t i = 0; i < result_.lines.size(); ++i) {
            index_.emplace(result_.lines[i].id, i);
        }
        std::vector<PlannedRow> rows = result_.baseline->rows;
        take_up_strays(rows);
        read_money();
        read_besides();
        widen();
        for (const PlannedRow& row : rows) {
            result_.rows.push_back(planned_row(row));
        }
        divide();
        move_approved();
        return std::move(result_);
    }

private:
    // Money recorded for a line that a later baseline dropped is money all the same.
    void take_up_strays(std::vector<PlannedRow>& rows) {
        std::set<std::string> subjects;
        for (const LedgerSum& sum : book_.sums) {
            subjects.insert(sum.subject);
        }
        for (const std::string& subject : subjects) {
            for (auto old = book_.baselines.rbegin(); !index_.contains(subject) && old != book_.baselines.rend();
                 ++old) {
                for (std::size_t i = 0; i < old->lines.size(); ++i) {
                    if (old->lines[i].id != subject) {
                        continue;
                    }
                    index_.emplace(subject, result_.lines.size());
                    for (PlannedRow row : old->rows) {
                        if (row.line == i) {
                            row.line = result_.lines.size();
                            row.months.assign(row.months.size(), 0);
                            row.beyond = row.undated = 0;
                            rows.push_back(std::move(row));
                        }
                    }
                    result_.lines.push_back(old->lines[i]);
                }
            }
        }
        records_.resize(result_.lines.size());
    }

    void read_money() {
        for (const LedgerSum& sum : book_.sums) {
            const auto line = index_.find(sum.subject);
            const int month = result_.baseline->calendar.index_of(sum.month);
            if (line == index_.end() || month > result_.as_at) {
                continue;
            }
            RecordedMonth& recorded = records_[line->second].months[month];
            if (row_of(sum.kind).adds_to == AddsTo::commitments) {
                recorded.committed += sum.pence;
                continue;
            }
            recorded.money += sum.pence;
            recorded.evidenced += shows(sum.stage) ? sum.pence : 0;
            if (sum.entries > 0) {
                Month& last = result_.last_recorded.emplace(sum.subject, sum.month).first->second;
                last = std::max(last, sum.month);
            }
        }
    }

    void read_besides() {
        for (const LedgerEntry& entry : book_.others) {
            const auto line = index_.find(entry.subject);
            if (line == index_.end() || !entry.month) {
                continue;
            }
            const int month = result_.baseline->calendar.index_of(*entry.month);
            LineRecord& record = records_[line->second];
            if (entry.kind == EntryKind::forecast && month > result_.as_at && entry.pence) {
                record.expected[month] = *entry.pence;
            } else if (entry.kind == EntryKind::evidence && month <= result_.as_at && shows(entry.stage)) {
                const auto recorded = record.months.find(month);
                if (recorded != record.months.end()) {
                    recorded->second.evidenced = recorded->second.money;
                }
            }
        }
    }

    void widen() {
        int first = 0;
        int end = result_.baseline->calendar.months();
        const auto take = [&](int month) {
            first = std::min(first, Calendar::year_of(month) * months_a_year);
            end = std::max(end, (Calendar::year_of(month) + 1) * months_a_year);
        };
        for (const LineRecord& record : records_) {
            for (const auto& [month, recorded] : record.months) {
                take(month);
            }
            for (const auto& [month, pence] : record.expected) {
                take(month);
            }
        }
        result_.first = first;
        result_.months = end - first;
    }

    BasisRow planned_row(const PlannedRow& row) {
        const auto months = static_cast<std::size_t>(result_.months);
        BasisRow result{row.line, row.from, row.to, row.kind, row.counts, row.sign, row.known,
                        {},       {},       {},     {},       {},         0,        0};
        result.beyond = row.beyond;
        result.undated = row.undated;
        result.planned.assign(months, 0);
        for (std::size_t i = 0; i < row.months.size(); ++i) {
            result.planned[result_.slot(static_cast<int>(i))] = row.months[i];
        }
        result.recorded.assign(months, 0);
        result.committed.assign(months, 0);
        result.evidenced.assign(months, 0);
        result.expected.assign(months, std::nullopt);
        weights_.push_back(sum_of(row.months, row.months.size()) + row.beyond + row.undated);
        return result;
    }

    struct Share {
        std::vector<std::size_t> rows;
        std::vector<Pence> weights;
        Pence whole = 0;
    };

    // Rows of a line that are of a kind, with their planned wholes.
    Share share_of(std::size_t line, bool finance) const {
        Share result;
        for (const std::size_t row : rows_of_[line]) {
            if ((result_.rows[row].kind == LineKind::finance) == finance) {
                result.rows.push_back(row);
                result.weights.push_back(std::abs(weights_[row]));
                result.whole += weights_[row];
            }
        }
        return result;
    }

    // A row of a cost or benefit takes its share of the line; a grant, its part of what it is a grant to.
    void divide() {
        rows_of_.resize(result_.lines.size());
        for (std::size_t i = 0; i < result_.rows.size(); ++i) {
            rows_of_[result_.rows[i].line].push_back(i);
        }
        for (std::size_t line = 0; line < result_.lines.size(); ++line) {
            const bool grant = result_.lines[line].kind == LineKind::finance;
            const auto parent = index_.find(result_.lines[line].part_of);
            if (!grant) {
                const Share own = share_of(line, false);
                divide(records_[line], own, 0, 0);
                divide(records_[line], share_of(line, true), share_of(line, true).whole, own.whole);
            } else if (!records_[line].months.empty() || !records_[line].expected.empty()) {
                divide(records_[line], share_of(line, true), 0, 0);
            } else if (parent != index_.end()) {
                divide(records_[parent->second], share_of(line, true), share_of(line, true).whole,
                       share_of(parent->second, false).whole);
            }
        }
    }

    // part of whole is what the rows get of the record; all of it where whole is 0 and part too.
    void divide(const LineRecord& record, const Share& share, Pence part, Pence whole) {
        if (share.rows.empty() || (whole <= 0 && part != 0) || part < 0) {
            return;
        }
        const auto each = [&](Pence amount) {
            return shared(whole == 0 ? amount : proportion(amount, part, whole), share.weights);
        };
        for (const auto& [month, recorded] : record.months) {
            const std::size_t slot = result_.slot(month);
            const std::vector<Pence> money = each(recorded.money);
            const std::vector<Pence> committed = each(recorded.committed);
            const std::vector<Pence> evidenced = each(recorded.evidenced);
            for (std::size_t i = 0; i < share.rows.size(); ++i) {
                BasisRow& row = result_.rows[share.rows[i]];
                row.recorded[slot] = money[i];
                row.committed[slot] = committed[i];
                row.evidenced[slot] = evidenced[i];
            }
        }
        for (const auto& [month, pence] : record.expected) {
            const std::vector<Pence> expected = each(pence);
            for (std::size_t i = 0; i < share.rows.size(); ++i) {
                result_.rows[share.rows[i]].expected[result_.slot(month)] = expected[i];
            }
        }
    }

    // Approved money that was moved from one cost to another since the baseline: the plan of both changes in the month of
    // the approval, and that of the whole does not.
    void move_approved() {
        for (const LedgerEntry& entry : book_.others) {
            const auto to = index_.find(entry.subject);
            const auto from = index_.find(entry.counterpart);
            if (entry.kind != EntryKind::change || entry.baseline != result_.baseline->sequence || !entry.pence ||
                !entry.month || *entry.month > result_.as_at_month || to == index_.end() || from == index_.end()) {
                continue;
            }
            const int month = result_.baseline->calendar.index_of(*entry.month);
            const std::size_t slot = result_.slot(std::clamp(month, result_.first, result_.end() - 1));
            const auto add = [&](std::size_t line, Pence pence) {
                const auto row = std::find_if(result_.rows.begin(), result_.rows.end(),
                                              [&](const BasisRow& each) { return each.line == line; });
                if (row != result_.rows.end()) {
                    row->planned[slot] += pence;
                }
            };
            add(to->second, *entry.pence);
            add(from->second, -*entry.pence);
        }
    }

    const Book& book_;
    Basis result_;
    std::map<std::string, std::size_t, std::less<>> index_;
    std::vector<LineRecord> records_;
    std::vector<std::vector<std::size_t>> rows_of_;  // by line
    std::vector<Pence> weights_;                     // of rows: their planned whole
};

}  // namespace

std::size_t Basis::to_date() const {
    return static_cast<std::size_t>(std::clamp(as_at + 1 - first, 0, months));
}

Basis basis_of(const Book& book, Month as_at) {
    assert(!book.baselines.empty());
    return Builder(book, as_at).build();
}

std::vector<Pence> shared(Pence amount, const std::vector<Pence>& weights) {
    Pence whole = 0;
    for (const Pence weight : weights) {
        whole += weight;
    }
    std::vector<Pence> result(weights.size(), 0);
    if (weights.empty()) {
        return result;
    }
    if (whole <= 0) {
        result.front() = amount;
        return result;
    }
    Pence upto = 0;
    Pence before = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        upto += weights[i];
        const Pence now = proportion(amount, upto, whole);
        result[i] = now - before;
        before = now;
    }
    return result;
}

Pence sum_of(const std::vector<Pence>& amounts, std::size_t first_so_many) {
    Pence result = 0;
    for (std::size_t i = 0; i < std::min(first_so_many, amounts.size()); ++i) {
        result += amounts[i];
    }
    return result;
}

std::string in_percent(double percent) {
    return fmt::format("{:.1f}%", percent);
}

}  // namespace tranche
