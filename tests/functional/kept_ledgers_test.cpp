// Ledgers that the first release wrote: commands that read them print every figure that they printed then.
//
// golden/ledgers/make.sh says how both came about. Nothing there is ever made again.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/command.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text
#include "support/temporary_folder.hpp"

namespace tranche::test {
namespace {

using Json = nlohmann::ordered_json;

const std::string kept = source_folder() + "/tests/golden/ledgers";

// Keys may come to stand beside those that were there; what was there is there still. Empty where it is.
std::string lost(const Json& before, const Json& now, const std::string& where) {
    if (before.is_object() && now.is_object()) {
        for (const auto& [key, value] : before.items()) {
            if (!now.contains(key)) {
                return where + "/" + key + " is gone";
            }
            if (where + "/" + key == "/manifest/tranche") {
                continue;
            }
            if (std::string why = lost(value, now.at(key), where + "/" + key); !why.empty()) {
                return why;
            }
        }
        return {};
    }
    if (before.is_array() && now.is_array() && before.size() == now.size()) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (std::string why = lost(before[i], now[i], where + "/" + std::to_string(i)); !why.empty()) {
                return why;
            }
        }
        return {};
    }
    return before.type() == now.type() && before == now ? std::string{}
                                                        : where + " was " + before.dump() + " and is " + now.dump();
}

TEST(KeptLedgers, CommandsThatReadThemPrintEveryFigureThatTheyPrinted) {
    const TemporaryFolder folder;
    for (const char* name : {"books", "bare"}) {
        std::filesystem::copy_file(kept + "/" + name + ".tranche", folder.of(std::string(name) + ".tranche"));
    }
    int compared = 0;
    for (const auto& file : std::filesystem::directory_iterator(kept + "/printed")) {
        const std::string text = read_text(file.path().string());
        const std::size_t end = text.find('\n');
        std::istringstream words(text.substr(3, end - 3));
        Invocation invocation;
        invocation.words = {command_path()};
        for (std::string word; words >> word;) {
            invocation.words.push_back(word);
        }
        invocation.folder = folder.of("");
        const Ran ran = run_command(invocation);
        ASSERT_FALSE(ran.out.empty()) << text.substr(0, end) << "\n" << ran.err;
        EXPECT_EQ(lost(Json::parse(text.substr(end)), Json::parse(ran.out), ""), "") << text.substr(0, end);
        ++compared;
    }
    EXPECT_EQ(compared, 12);
}

TEST(KeptLedgers, LostFigureIsNoticed) {
    const Json before = Json::parse(R"({"a": [1, {"b": 2.5}]})");
    EXPECT_EQ(lost(before, Json::parse(R"({"a": [1, {"b": 2.5, "c": 3}], "d": 4})"), ""), "");
    EXPECT_NE(lost(before, Json::parse(R"({"a": [1, {"b": 2}]})"), ""), "");
    EXPECT_NE(lost(before, Json::parse(R"({"a": [1, {"b": "2.5"}]})"), ""), "");
    EXPECT_NE(lost(before, Json::parse(R"({"a": [1]})"), ""), "");
    EXPECT_NE(lost(before, Json::parse(R"({"d": [1, {"b": 2.5}]})"), ""), "");
}

}  // namespace
}  // namespace tranche::test
