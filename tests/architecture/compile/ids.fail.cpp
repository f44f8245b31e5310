// Row numbers of two tables do not compare.
#include "tranche/base/ids.hpp"  // Id

bool same(tranche::Id<struct A> left, tranche::Id<struct B> right) {
    return left == right;
}
