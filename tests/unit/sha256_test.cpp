// The examples that were published with the algorithm (FIPS 180-4, and NIST's vectors), and OpenSSL on texts drawn at random.
#include "tranche/base/sha256.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <algorithm>  // min
#include <array>
#include <random>

namespace tranche::test {
namespace {

std::string openssl_hex(const std::string& bytes) {
    std::array<char, 32> digest{};
    unsigned size = 0;
    EXPECT_EQ(EVP_Digest(bytes.data(), bytes.size(), static_cast<unsigned char*>(static_cast<void*>(digest.data())),
                         &size, EVP_sha256(), nullptr),
              1);
    EXPECT_EQ(size, digest.size());
    return hex_of_bytes({digest.data(), digest.size()});
}

TEST(Sha256, GivesThePublishedDigests) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                         "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
              "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    EXPECT_EQ(sha256_hex("\xbd"), "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, AgreesWithOpensslInWhateverPiecesTheTextComes) {
    std::mt19937 chance(20141130);
    Sha256 hash;  // one for all: finishing a text leaves no trace in the next
    for (std::size_t length = 0; length < 700; ++length) {
        std::string text(length, '\0');
        std::generate(text.begin(), text.end(), [&] { return static_cast<char>(chance() & 0xffU); });
        for (std::size_t at = 0; at < length;) {
            const std::size_t piece = std::min<std::size_t>(chance() % 150, length - at);
            hash.update({text.data() + at, piece});
            at += piece;
        }
        std::string hex;
        hash.finish(hex);
        ASSERT_EQ(hex, openssl_hex(text)) << "a text of " << length << " bytes";
        ASSERT_EQ(hex, sha256_hex(text));
    }
}

// Both ways of working through a block, whatever the processor: the first test alone would try only the faster one.
TEST(Sha256, WithAndWithoutTheInstructionsOfTheProcessor) {
    std::mt19937 chance(2014);
    for (std::size_t length = 0; length < 300; ++length) {
        std::string text(length, '\0');
        std::generate(text.begin(), text.end(), [&] { return static_cast<char>(chance() & 0xffU); });
        ASSERT_EQ(sha256_hex(text, Sha256::Way::portable), openssl_hex(text)) << "a text of " << length << " bytes";
    }
}

TEST(Sha256, HexadecimalGoesThereAndBack) {
    EXPECT_EQ(hex_of_bytes(std::string_view("\x00\x7f\xff\x0a", 4)), "007fff0a");
    EXPECT_EQ(bytes_of_hex("007fff0a"), std::string("\x00\x7f\xff\x0a", 4));
}

}  // namespace
}  // namespace tranche::test
