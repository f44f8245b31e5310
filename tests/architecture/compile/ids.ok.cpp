// Row numbers of one table compare.
#include "tranche/base/ids.hpp"  // Id

bool same(tranche::Id<struct A> left, tranche::Id<struct A> right) {
    return left == right;
}
