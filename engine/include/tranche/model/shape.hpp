// Amounts in time, as integers.
//
// A shape is a run of segments, each a whole number of months carrying an amount that is spread evenly over them. It is
// stored as cumulative marks, so the money between two months is a difference of two look-ups and the months of a
// segment add back to it exactly (cumulative rounding, half to even). Month 0 is the shape's anchor: the start of the
// calendar, or the start or end of a project. A dense table of months is never built: 100,000 lines of 30 years are 25 MB as marks.
//
// Decision: docs/decisions/2026-11-21-one-numbering-of-shapes.md
#pragma once

#include <cstdint>  // int64_t
#include <span>
#include <vector>

#include "tranche/model/ids.hpp"

namespace tranche {

/// Amounts on a programme's page, in millionths of a pound.
using Micropounds = std::int64_t;

struct Shape {
    std::uint32_t offset = 0;  ///< of its first mark
    std::uint32_t segments = 0;
    std::int32_t first_month = 0;
    std::int32_t months_each = 12;  ///< length of every segment; 0 where lengths differ
    std::uint32_t ends_offset = 0;  ///< of its first segment end, where lengths differ
    bool steady = false;            ///< every segment carries the same amount, and there is one mark
};

class Shapes {
public:
    /// Segments of equal length. REQUIRES: months_each > 0.
    ShapeId add_even(int first_month, int months_each, std::span<const Micropounds> amounts);
    /// Segments of their own lengths. REQUIRES: lengths as many as amounts, each > 0.
    ShapeId add(int first_month, std::span<const int> lengths, std::span<const Micropounds> amounts);

    /// Everything before the month (relative to the anchor).
    [[nodiscard]] std::int64_t before(ShapeId id, int month) const;
    /// Everything from `from` up to, not including, `to`.
    [[nodiscard]] std::int64_t between(ShapeId id, int from, int to) const { return before(id, to) - before(id, from); }
    [[nodiscard]] std::int64_t total(ShapeId id) const;
    /// Sum of the absolute amounts: what no partial sum exceeds.
    [[nodiscard]] std::int64_t magnitude(ShapeId id) const;
    /// First month with a segment, and the month after the last one.
    [[nodiscard]] int first_month(ShapeId id) const { return shapes_[id.index()].first_month; }
    [[nodiscard]] int end_month(ShapeId id) const;
    [[nodiscard]] std::size_t segments(ShapeId id) const { return shapes_[id.index()].segments; }
    [[nodiscard]] std::int64_t amount(ShapeId id, std::size_t segment) const;
    /// Months before the end of a segment, from the shape's first month.
    [[nodiscard]] int segment_end(ShapeId id, std::size_t segment) const;

    [[nodiscard]] std::size_t size() const { return shapes_.size(); }

    /// The same shapes in units ten^digits times coarser, each segment rounded half to even.
    [[nodiscard]] Shapes coarser(int digits) const;

    friend bool operator==(const Shapes&, const Shapes&);

private:
    /// months_each: 0 where segments have lengths of their own.
    ShapeId add_segments(int first_month, int months_each, std::span<const Micropounds> amounts);

    /// The sum of the segments up to and including this one.
    [[nodiscard]] std::int64_t mark(const Shape& shape, std::size_t segment) const {
        return shape.steady ? marks_[shape.offset] * static_cast<std::int64_t>(segment + 1)
                            : marks_[shape.offset + segment];
    }

    std::vector<Shape> shapes_;
    std::vector<std::int64_t> marks_;  ///< cumulative amount at the end of each segment
    std::vector<std::int32_t> ends_;
};

}  // namespace tranche
