// Every byte of every entry, as it lies in the file, is turned over once: verify finds it, and names the entry.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "support/ledgers.hpp"
#include "support/source_tree.hpp"  // read_text

namespace tranche::test {
namespace {

struct Cell {
    std::size_t begin = 0;   ///< in the file
    std::size_t row_id = 0;  ///< where the length of its payload ends
    std::size_t end = 0;
};

std::uint64_t varint(const std::string& bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (int i = 0; i < 9; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        value = (value << 7U) | (byte & 0x7fU);
        if ((byte & 0x80U) == 0) {
            break;
        }
    }
    return value;
}

std::size_t number(const std::string& bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) * 256U + static_cast<unsigned char>(bytes[at + 1]);
}

// The cells of a table of one page, by SQLite's file format: a leaf (13), its number of cells, and where each lies.
std::vector<Cell> cells_of(const std::string& bytes, std::size_t page) {
    const std::size_t size = number(bytes, 16);
    const std::size_t start = (page - 1) * size;
    EXPECT_EQ(bytes[start], 13) << "the table is no longer one page";
    std::vector<Cell> result;
    for (std::size_t i = 0; i < number(bytes, start + 3); ++i) {
        std::size_t at = start + number(bytes, start + 8 + 2 * i);
        Cell cell{at, 0, 0};
        const std::size_t payload = varint(bytes, at);
        cell.row_id = at;
        varint(bytes, at);
        cell.end = at + payload;
        result.push_back(cell);
    }
    return result;
}

std::size_t page_of(const std::string& path, const std::string& table) {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    std::size_t page = 0;
    const auto take = [](void* to, int, char** values, char**) {
        *static_cast<std::size_t*>(to) = std::stoul(values[0]);
        return 0;
    };
    const std::string sql = "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'";
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), take, &page, nullptr), SQLITE_OK);
    sqlite3_close(database);
    return page;
}

TEST(Flip, AnyByteOfAnEntryIsFoundAndNamed) {
    const TemporaryFolder folder;
    const std::string path = folder.of("l.tranche");
    make_ledger(path, 4);
    const std::size_t page = page_of(path, "entry");  // which also brings the log into the file
    const std::string sound = read_text(path);
    const std::vector<Cell> cells = cells_of(sound, page);
    ASSERT_EQ(cells.size(), 5U);
    int flipped = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (std::size_t at = cells[i].begin; at < cells[i].end; ++at) {
            for (const unsigned mask : {0x01U, 0xffU}) {
                std::string bytes = sound;
                bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ mask);
                remove_ledger(path);
                write_text(path, bytes);
                const Verification result = Ledger::open(path, {}).verify();
                ++flipped;
                EXPECT_FALSE(result.ok) << "byte " << at - cells[i].begin << " of entry " << i + 1;
                // How long the entry is, is SQLite's to know: it is found, as damage to the file.
                if (at >= cells[i].row_id) {
                    EXPECT_EQ(result.entry, static_cast<EntryNumber>(i + 1))
                        << "byte " << at - cells[i].begin << " with " << mask << ": " << result.why;
                }
            }
        }
    }
    EXPECT_GT(flipped, 800);
}

}  // namespace
}  // namespace tranche::test
