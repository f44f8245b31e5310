// CSV by RFC 4180, as spreadsheets and finance systems write it: a byte order mark, line ends of either sort, quoted fields
// with commas, doubled quotes and line breaks in them.
//
// It reads as it goes, and holds one row at a time: a file may be of any length, a row may not.
#pragma once

#include <cstdint>  // uint32_t
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tranche {

class CsvReader {
public:
    /// Fills at most so many bytes, and gives back how many; 0 at the end.
    using Read = std::function<std::size_t(char*, std::size_t)>;
    explicit CsvReader(Read read) : read_(std::move(read)) {}

    enum class Got { row, end, too_long, open_quote };
    /// After too_long or open_quote nothing more can be read.
    Got next();

    /// Of the last row, valid until the next. Blanks around a field belong to it.
    [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
    [[nodiscard]] std::string_view text() const { return text_; }    ///< as it stands in the file, without its line end
    [[nodiscard]] std::uint32_t line() const { return line_; }       ///< of its beginning, from 1
    [[nodiscard]] std::uint32_t column_of(std::size_t field) const;  ///< in characters, from 1; of the field's first

    static constexpr std::size_t longest_row = std::size_t{1} << 16U;

private:
    bool fill();

    Read read_;
    std::string buffer_;
    std::size_t begin_ = 0;  ///< of what is not read yet, in buffer_
    std::size_t end_ = 0;    ///< of what is there
    bool at_end_ = false;
    bool started_ = false;
    std::uint32_t line_ = 0;
    std::uint32_t next_line_ = 1;
    std::string_view text_;
    std::vector<std::string_view> fields_;
    std::vector<std::size_t> starts_;  ///< of each field in text_
    std::string unquoted_;             ///< texts of fields that had doubled quotes
};

}  // namespace tranche
