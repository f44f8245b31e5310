// A key that is read by a function of its own says of what kind its value is.
#include "read/reader.hpp"

namespace tranche {

void read_base(Reader&, const TreeRef&, PricesDef&);

const Field<PricesDef> field{"base", "a year", {read_base, kinds::year}};

}  // namespace tranche
