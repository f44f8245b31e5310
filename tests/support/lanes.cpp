#include "support/lanes.hpp"

#include "tranche/base/sha256.hpp"

namespace tranche::test {

// The finaliser of splitmix64, twice.
std::uint64_t mixed(std::uint64_t stream, std::uint64_t counter) {
    const auto finish = [](std::uint64_t z) {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    };
    return finish(finish(stream * 0x9e3779b97f4a7c15U + 1) + counter * 0x9e3779b97f4a7c15U + 1);
}

Lane drawn_lane(const Programme& programme, std::uint64_t number) {
    Lane lane;
    for (std::size_t i = 0; i < programme.formulas.inputs().size(); ++i) {
        const std::uint64_t draw = mixed(number, 2 * i);
        if (mixed(number, 2 * i + 1) % 2 == 0) {
            continue;
        }
        const InputUse use = programme.formulas.inputs()[InputId{i}].use;
        double value = static_cast<double>(draw % 3001) / 10000.0;
        if (use == InputUse::scale) {
            value = static_cast<double>(50 + draw % 101) / 100.0;
        } else if (in_months(use)) {
            value = static_cast<double>(draw % 25);
        }
        lane.settings.push_back({InputId{i}, value});
    }
    return lane;
}

std::vector<double> values_in(const Programme& programme, const Lane& lane) {
    std::vector<double> values;
    for (const Input& input : programme.formulas.inputs()) {
        values.push_back(input.base);
    }
    for (const Setting& setting : lane.settings) {
        values[setting.input.index()] = setting.value;
    }
    return values;
}

std::vector<Bucket> bucket_per_row(const Plan& plan) {
    std::vector<Bucket> buckets;
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        buckets.push_back({static_cast<std::int32_t>(row), 1});
    }
    return buckets;
}

std::string digest_of(const std::vector<std::int64_t>& amounts) {
    std::string bytes;
    bytes.reserve(amounts.size() * 8);
    for (const std::int64_t amount : amounts) {
        for (unsigned shift = 0; shift < 64; shift += 8) {
            bytes += static_cast<char>(static_cast<std::uint64_t>(amount) >> shift & 0xffU);
        }
    }
    return sha256_hex(bytes);
}

std::string digest_of(const Totals& totals) {
    std::vector<std::int64_t> amounts;
    amounts.reserve(totals.amounts.size());
    for (const Money amount : totals.amounts) {
        amounts.push_back(amount.units);
    }
    return digest_of(amounts);
}

std::string digest_of_many_lanes(const Model& model, InstructionSet set) {
    std::vector<Lane> lanes;
    for (std::size_t i = 0; i < digest_lanes; ++i) {
        lanes.push_back(drawn_lane(model.programme, i));
    }
    const std::vector<Bucket> buckets = bucket_per_row(model.plan);
    return digest_of(run_totals(model.plan, lanes, buckets, buckets.size(), {set}));
}

std::vector<std::pair<std::string, InstructionSet>> sets_here() {
    std::vector<std::pair<std::string, InstructionSet>> result{{"baseline", InstructionSet::baseline}};
    for (const auto& [name, set] : {std::pair{"v3", InstructionSet::v3}, std::pair{"v4", InstructionSet::v4}}) {
        if (runs_here(set)) {
            result.emplace_back(name, set);
        }
    }
    return result;
}

}  // namespace tranche::test
