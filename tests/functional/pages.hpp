// Pages in Markdown as transcripts: what a page shows is run, and must print what the page shows.
//
//   ```console            `$ tranche ...` or `$ ./tools/run ...`, each followed by what the screen then shows; and
//                         `$ export NAME=VALUE`, which holds for the commands after it
//   ```console skip       for people only; it needs a row in skipped_blocks.txt, with a reason
//   ```yaml file=NAME     of any language: written to NAME before the blocks below it run
//
// The blocks of a page run in order in one folder, so that a page can build on what it did further up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "functional/transcript.hpp"

namespace tranche::test {

struct Page {
    Transcript transcript;
    std::vector<std::string> skipped;  ///< first line of each block that is not run
};

/// Throws, with the number of the line, on a block that it cannot read, has no end, or calls for something unknown.
Page read_page(std::string_view text);

/// README.md, docs/**/*.md and programmes/*/README.md below `root`, as paths from it, in order; those that are there.
std::vector<std::string> pages_of(const std::string& root);

}  // namespace tranche::test
