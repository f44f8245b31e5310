// Prints the hostile document in one format, so that parsers which are not ours can read it.
#include <cstdio>

#include "support/hostile_document.hpp"
#include "tranche/report/renderers.hpp"

int main(int count, char** values) {
    const tranche::Renderer* renderer = count == 2 ? tranche::find_renderer(values[1]) : nullptr;
    if (renderer == nullptr) {
        std::fputs("usage: tranche_formats FORMAT\n", stderr);
        return 2;
    }
    const std::string text = renderer->render(tranche::test::hostile_document(), {});
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 3;
}
