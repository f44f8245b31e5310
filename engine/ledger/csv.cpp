// A row ends at the first line end outside quotes. Rows without a quote, nearly all of them, are split in one pass.
#include "ledger/csv.hpp"

#include <algorithm>  // count
#include <cstring>    // memchr, memmove

namespace tranche {

namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";
constexpr std::size_t chunk = std::size_t{1} << 16U;

}  // namespace

// Moves what is left to the front and reads more behind it.
bool CsvReader::fill() {
    if (at_end_) {
        return false;
    }
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    buffer_.resize(end_ + chunk);
    const std::size_t got = read_(buffer_.data() + end_, chunk);
    end_ += got;
    at_end_ = got == 0;
    return got > 0;
}

CsvReader::Got CsvReader::next() {
    if (!started_) {
        started_ = true;
        while (end_ < mark.size() && fill()) {}
        begin_ = std::string_view(buffer_).substr(0, mark.size()) == mark ? mark.size() : 0;
    }
    std::size_t scanned = 0;  // of the row, from begin_ on
    std::size_t quotes = 0;
    while (true) {
        const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
        const std::size_t line_end = rest.find('\n', scanned);
        const std::size_t upto = line_end == std::string_view::npos ? rest.size() : line_end;
        const char* from = rest.data() + scanned;
        if (std::memchr(from, '"', upto - scanned) != nullptr) {
            quotes += static_cast<std::size_t>(std::count(from, rest.data() + upto, '"'));
        }
        if (upto > longest_row) {
            line_ = next_line_;
            text_ = rest.substr(0, longest_row);
            return Got::too_long;
        }
        if (line_end != std::string_view::npos && quotes % 2 == 0) {
            text_ = rest.substr(0, line_end);
            break;
        }
        scanned = line_end == std::string_view::npos ? upto : line_end + 1;
        if (line_end == std::string_view::npos && !fill()) {
            if (rest.empty()) {
                return Got::end;
            }
            text_ = std::string_view(buffer_.data() + begin_, end_ - begin_);
            if (quotes % 2 != 0) {
                line_ = next_line_;
                return Got::open_quote;
            }
            break;
        }
    }
    line_ = next_line_;
    next_line_ += 1;
    if (quotes > 0) {
        next_line_ += static_cast<std::uint32_t>(std::count(text_.begin(), text_.end(), '\n'));
    }
    begin_ = std::min(begin_ + text_.size() + 1, end_);
    if (text_.ends_with('\r')) {
        text_.remove_suffix(1);
    }
    fields_.clear();
    starts_.clear();
    unquoted_.clear();
    unquoted_.reserve(quotes > 0 ? text_.size() : 0);  // views into it must stay
    for (std::size_t at = 0;; ++at) {
        starts_.push_back(at);
        if (at < text_.size() && text_[at] == '"') {
            const std::size_t start = unquoted_.size();
            for (++at; at < text_.size() && (text_[at] != '"' || (at + 1 < text_.size() && text_[at + 1] == '"'));
                 ++at) {
                at += text_[at] == '"' ? 1 : 0;
                unquoted_ += text_[at];
            }
            ++at;
            while (at < text_.size() && text_[at] != ',') {
                unquoted_ += text_[at++];  // after the closing quote nothing should stand; if it does, it is kept
            }
            fields_.push_back(std::string_view(unquoted_).substr(start));
        } else {
            const std::size_t comma = text_.find(',', at);
            const std::size_t stop = comma == std::string_view::npos ? text_.size() : comma;
            fields_.push_back(text_.substr(at, stop - at));
            at = stop;
        }
        if (at >= text_.size()) {
            return Got::row;
        }
    }
}

std::uint32_t CsvReader::column_of(std::size_t field) const {
    const std::size_t start = field < starts_.size() ? starts_[field] : text_.size();
    std::uint32_t column = 1;
    for (const char c : text_.substr(0, start)) {
        column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return column;
}

}  // namespace tranche
