// Phrases that people found hard to read and that shall not come back, as a list of patterns. What is judged is text for
// people: Markdown, the catalogue of diagnostics, the strings of the sources and the comments of public headers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "architecture/hygiene.hpp"  // Breaches
#include "support/source_tree.hpp"   // SourceFile

namespace tranche::test {

/// Text that is read in one go, its line breaks turned to blanks: a paragraph, a string, a block of comment lines.
struct Passage {
    std::string path;
    int line = 0;  ///< where it begins, counted from 1
    std::string text;
};

/// The paragraphs of Markdown or YAML, fenced blocks left out: they are programs and what programs print.
std::vector<Passage> paragraphs_of(const SourceFile& file);

/// The string literals of a source. Literals with only white space between them are one string.
std::vector<Passage> strings_of(const SourceFile& file);

/// The comments of a source. Comment lines that follow one another are one passage.
std::vector<Passage> comments_of(const SourceFile& file);

struct Phrase {
    bool everywhere = true;  ///< `docs` in the list: so far in Markdown only
    std::string pattern;     ///< a regular expression, whatever the case
    std::string better;
};

/// A passage that may keep a phrase, since it quotes a source or tells of the past.
struct Exemption {
    std::string path;
    std::string words;  ///< part of the passage
};

struct PhraseList {
    std::vector<Phrase> phrases;
    std::vector<Exemption> exemptions;
};

/// Reads lines `all | pattern | better`, `docs | pattern | better` and `allow | path | words | reason`. Throws, with the
/// number of the line, on any other that is neither empty nor a comment.
PhraseList read_phrases(std::string_view text);

/// One sentence for each phrase found, and one for each exemption that no passage needs.
Breaches phrases_found(const std::vector<Passage>& passages, const PhraseList& list);

}  // namespace tranche::test
