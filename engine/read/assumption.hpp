// Sources, and the assumptions that cite them, as the author wrote them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/values.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

struct SourceDef {
    Text id;
    std::string file;
    std::string title;
    std::string dated;
    std::string sha256;
};

struct YearValueDef {
    int year = 0;
    Quantity value;
};

struct AssumptionDef {
    Text id;
    std::string name;
    std::optional<Quantity> value;
    std::vector<YearValueDef> by_year;
    std::vector<Number> range;
    std::string unit;
    std::string owner;
    std::optional<int> evidence;
    Status status = Status::unstated;
    Text at;
    bool misread = false;  ///< as of a line
};

}  // namespace tranche
