#include "tranche/model/shape.hpp"

#include <algorithm>  // all_of, upper_bound
#include <cassert>
#include <cstdlib>  // abs

#include "tranche/base/money.hpp"  // proportion

namespace tranche {

ShapeId Shapes::add_even(int first_month, int months_each, std::span<const Micropounds> amounts) {
    assert(months_each > 0);
    return add_segments(first_month, months_each, amounts);
}

ShapeId Shapes::add_segments(int first_month, int months_each, std::span<const Micropounds> amounts) {
    const bool steady = amounts.size() > 1 && std::all_of(amounts.begin(), amounts.end(),
                                                          [&](Micropounds each) { return each == amounts.front(); });
    shapes_.push_back({static_cast<std::uint32_t>(marks_.size()), static_cast<std::uint32_t>(amounts.size()),
                       first_month, months_each, 0, steady});
    std::int64_t sum = 0;
    for (const Micropounds amount : steady ? amounts.first(1) : amounts) {
        sum += amount;
        marks_.push_back(sum);
    }
    return ShapeId{shapes_.size() - 1};
}

ShapeId Shapes::add(int first_month, std::span<const int> lengths, std::span<const Micropounds> amounts) {
    const bool even =
        std::all_of(lengths.begin(), lengths.end(), [&](int length) { return length == lengths.front(); });
    if (even && !lengths.empty()) {
        return add_even(first_month, lengths.front(), amounts);
    }
    const ShapeId id = add_segments(first_month, 0, amounts);
    shapes_.back().ends_offset = static_cast<std::uint32_t>(ends_.size());
    int end = 0;
    for (const int length : lengths) {
        end += length;
        ends_.push_back(end);
    }
    return id;
}

std::int64_t Shapes::before(ShapeId id, int month) const {
    const Shape& shape = shapes_[id.index()];
    const int position = month - shape.first_month;
    if (position <= 0 || shape.segments == 0) {
        return 0;
    }
    std::size_t segment = 0;
    int start = 0;
    int length = shape.months_each;
    if (shape.months_each > 0) {
        segment = static_cast<std::size_t>(position / shape.months_each);
        start = static_cast<int>(segment) * shape.months_each;
    } else {
        const std::int32_t* ends = ends_.data() + shape.ends_offset;
        segment = static_cast<std::size_t>(std::upper_bound(ends, ends + shape.segments, position) - ends);
        start = segment == 0 ? 0 : ends[segment - 1];
        length = segment < shape.segments ? ends[segment] - start : 1;
    }
    if (segment >= shape.segments) {
        return mark(shape, shape.segments - 1);
    }
    const std::int64_t base = segment == 0 ? 0 : mark(shape, segment - 1);
    const int within = position - start;
    return within == 0 ? base : base + proportion(mark(shape, segment) - base, within, length);
}

std::int64_t Shapes::total(ShapeId id) const {
    const Shape& shape = shapes_[id.index()];
    return shape.segments == 0 ? 0 : mark(shape, shape.segments - 1);
}

std::int64_t Shapes::magnitude(ShapeId id) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < segments(id); ++i) {
        sum += std::abs(amount(id, i));
    }
    return sum;
}

int Shapes::end_month(ShapeId id) const {
    const std::size_t count = segments(id);
    return count == 0 ? first_month(id) : first_month(id) + segment_end(id, count - 1);
}

std::int64_t Shapes::amount(ShapeId id, std::size_t segment) const {
    const Shape& shape = shapes_[id.index()];
    return mark(shape, segment) - (segment == 0 ? 0 : mark(shape, segment - 1));
}

int Shapes::segment_end(ShapeId id, std::size_t segment) const {
    const Shape& shape = shapes_[id.index()];
    return shape.months_each > 0 ? static_cast<int>(segment + 1) * shape.months_each
                                 : ends_[shape.ends_offset + segment];
}

Shapes Shapes::coarser(int digits) const {
    std::int64_t divisor = 1;
    for (int i = 0; i < digits; ++i) {
        divisor *= 10;
    }
    Shapes result = *this;
    for (const Shape& shape : shapes_) {
        std::int64_t fine = 0;
        std::int64_t coarse = 0;
        for (std::uint32_t i = 0; i < (shape.steady ? 1 : shape.segments); ++i) {
            const std::int64_t mark = marks_[shape.offset + i];
            coarse += proportion(mark - fine, 1, divisor);
            fine = mark;
            result.marks_[shape.offset + i] = coarse;
        }
    }
    return result;
}

bool operator==(const Shapes& a, const Shapes& b) {
    const auto same = [](const Shape& x, const Shape& y) {
        return x.offset == y.offset && x.segments == y.segments && x.first_month == y.first_month &&
               x.months_each == y.months_each && x.ends_offset == y.ends_offset && x.steady == y.steady;
    };
    return a.marks_ == b.marks_ && a.ends_ == b.ends_ &&
           std::equal(a.shapes_.begin(), a.shapes_.end(), b.shapes_.begin(), b.shapes_.end(), same);
}

}  // namespace tranche
