// A key that is read by a function of its own does not leave out what kind its value is.
#include "read/reader.hpp"

namespace tranche {

void read_base(Reader&, const TreeRef&, PricesDef&);

const Field<PricesDef> field{"base", "a year", read_base};

}  // namespace tranche
