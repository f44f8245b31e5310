#include "tranche/read/fields.hpp"

#include <algorithm>  // any_of, replace

#include "read/reader.hpp"

namespace tranche {

namespace {

void collect(const Kind& kind, std::vector<ObjectKind>& found) {
    for (const Kind& part : kind.parts) {
        collect(part, found);
    }
    if (kind.form != Kind::Form::object) {
        return;
    }
    ObjectKind object = kind.object();
    const auto same = [&](const ObjectKind& each) { return each.noun == object.noun; };
    if (std::none_of(found.begin(), found.end(), same)) {
        found.push_back(std::move(object));
    }
}

}  // namespace

std::string ObjectKind::name() const {
    const std::string_view bare =
        noun.starts_with("a ") ? noun.substr(2) : (noun.starts_with("an ") ? noun.substr(3) : noun);
    std::string result(bare);
    std::replace(result.begin(), result.end(), ' ', '-');
    return result;
}

std::vector<ObjectKind> language() {
    std::vector<ObjectKind> result{described_object<Definition>()};
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::vector<KeyKind> keys = result[i].keys;  // result grows
        for (const KeyKind& key : keys) {
            collect(key.kind, result);
        }
    }
    return result;
}

}  // namespace tranche
