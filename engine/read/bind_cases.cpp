// The tables of fields of what the economic and the financial case are made of: tax and optimism bias.
#include <array>

#include "base/text.hpp"  // trimmed
#include "read/reader.hpp"

namespace tranche {

namespace {

const std::array<Field<VatDef>, 3> vat_fields{{
    {"amounts", "included, excluded or exempt: whether the line's amounts hold it", into<VatDef, &VatDef::amounts>,
     true},
    {"rate", "a percentage such as 20%", into<VatDef, &VatDef::rate>},
    {"recovered", "the share of it that comes back, such as 100%; none where it is left out",
     into<VatDef, &VatDef::recovered>},
}};

const std::array<Field<BiasDef>, 4> bias_fields{{
    {"type", "a type of project that `tables` lists, such as standard-buildings", into<BiasDef, &BiasDef::type>},
    {"grade",
     {"or, in its place, a grade of evidence from 1 (best) to 6", kinds::grade},
     into<BiasDef, &BiasDef::grade>},
    {"of", "capital or operating: which of its biases", into<BiasDef, &BiasDef::of>},
    {"mitigated", "the share of the bias whose causes are managed, such as 92%", into<BiasDef, &BiasDef::mitigated>},
}};

const std::array<Field<DurationBiasDef>, 2> duration_bias_fields{{
    {"type", "a type of project that `tables` lists, such as standard-buildings",
     into<DurationBiasDef, &DurationBiasDef::type>, true},
    {"mitigated", "the share of the bias whose causes are managed, such as 92%",
     into<DurationBiasDef, &DurationBiasDef::mitigated>},
}};

// A percentage, or a map.
template <class T>
void read_bias(Reader& reader, const TreeRef& value, T& bias) {
    if (!value.is_scalar()) {
        read<T>(reader, value, bias);
        return;
    }
    bias.where = value.where();
    const std::size_t errors = reader.diagnostics.errors();
    read(reader, value, bias.share);
    const std::string_view text = trimmed(value.text());
    if (reader.diagnostics.errors() == errors && !bias.share->formula && !text.ends_with('%')) {
        reader.diagnostics.error("not-a-percentage", value.where(), quoted(text) + " is not a percentage",
                                 "did you mean " + std::string(text) + "%?");
        bias.share = Number{};  // told; nothing that follows from it is
    }
}

}  // namespace

void read(Reader& reader, const TreeRef& value, VatDef& target) {
    if (!value.is_scalar()) {
        read<VatDef>(reader, value, target);
        return;
    }
    target.where = value.where();
    read(reader, value, target.amounts);
}

void read(Reader& reader, const TreeRef& value, BiasDef& target) {
    read_bias(reader, value, target);
}

void read(Reader& reader, const TreeRef& value, DurationBiasDef& target) {
    read_bias(reader, value, target);
}

Kind kind_for(const VatDef*) {
    return kinds::either(kind_of<Vat>(), kinds::object(described_object<VatDef>));
}

Kind kind_for(const BiasDef*) {
    return kinds::either(kind_of<Number>(), kinds::object(described_object<BiasDef>));
}

Kind kind_for(const DurationBiasDef*) {
    return kinds::either(kind_of<Number>(), kinds::object(described_object<DurationBiasDef>));
}

Fields<VatDef> fields_of(const VatDef*) {
    return {"a tax", vat_fields};
}
Fields<BiasDef> fields_of(const BiasDef*) {
    return {"an optimism bias", bias_fields, {{Choice::Count::one, {"type", "grade"}}}};
}
Fields<DurationBiasDef> fields_of(const DurationBiasDef*) {
    return {"a bias of duration", duration_bias_fields};
}

}  // namespace tranche
