// Patterns say what scalars.cpp, lower*.cpp and printed.cpp read; tests hold the two against each other.
#include "read/kinds.hpp"

#include <array>
#include <utility>  // move

#include "base/month_names.hpp"
#include "read/reader.hpp"
#include "read/selection_keys.hpp"

namespace tranche {

namespace {

using Also = Kind::Also;
using Form = Kind::Form;

Kind scalar(std::string_view name, std::string_view looks, std::string pattern, Also also = Also::nothing) {
    Kind kind;
    kind.name = name;
    kind.looks = looks;
    kind.pattern = std::move(pattern);
    kind.also = also;
    return kind;
}

Kind composed(Form form, std::vector<Kind> parts) {
    Kind kind;
    kind.form = form;
    kind.parts = std::move(parts);
    return kind;
}

std::string whole_text(const std::string& pattern) {
    return "^ *(" + pattern + ") *$";
}

// Regular expressions know no letters of either case, except one by one.
std::string any_case(std::string_view word) {
    std::string result;
    for (const char c : word) {
        result += {'[', c, static_cast<char>(c - 'a' + 'A'), ']'};
    }
    return result;
}

const std::string digits = "([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]+)?";
const std::string rate = "[+-]?" + digits + " *%?";

// What plain_figure() takes away: dashes of all kinds, and footnote marks after digits and at the end.
const std::string dash = "(?:-|\u2212|\u2013|\u2014|\u2010|\u2011|\u2012)";
const std::string raised = "(?: *(?:\u00b9|\u00b2|\u00b3|\u2070|\u2074|\u2075|\u2076|\u2077|\u2078|\u2079))*";
const std::string stars = "(?: *(?:\\*|\u2020|\u2021|\u00a7|\u00b6))*";
const std::string marks = "(?: *(?:\\*|\u2020|\u2021|\u00a7|\u00b6|\\[(?:[0-9]{1,2}|[a-z])\\]|\\([a-z]\\)))*";

std::string units_pattern(std::initializer_list<std::string_view> units) {
    std::string result;
    for (const std::string_view unit : units) {
        result += (result.empty() ? "(?:" : "|") + any_case(unit);
    }
    return result + ")";
}

// A figure with a sign, and one in brackets, which is negative.
std::string figure_pattern(const std::string& sign, const std::string& units) {
    const std::string open = "(?:\u00a3 *\\( *|\\( *(?:\u00a3 *)?)";
    return "(?:" + sign + digits + "(?:" + raised + "| *" + units + ")|" + open + digits + "(?: *" + units + ")? *\\)" +
           raised + "|" + open + digits + " *\\) *" + units + ")" + marks;
}

std::string money_pattern() {
    return figure_pattern("(?:\\+|" + dash + " *(?:\u00a3 *)?|\u00a3 *(?:" + dash + " *)?)?",
                          units_pattern({"k", "m", "bn", "p", "thousand", "million", "billion"}));
}

// A dash alone is a zero.
std::string money_or_dash() {
    return money_pattern() + "|" + dash + stars;
}

std::string figure() {
    const std::string sign = "(?:" + dash + " *(?:\u00a3 *)?|\u00a3 *(?:" + dash + " *)?)?";
    const std::string units =
        "(?:%" + raised + "|" + units_pattern({"k", "m", "bn", "thousand", "million", "billion"}) + ")";
    return figure_pattern(sign, units) + "|" + dash + "?" + digits + " *(?:" + any_case("year") + "|" +
           any_case("month") + ")[sS]?" + marks;
}

const std::string between_years = "(?:/|-|\u2013)";

// Two digits, and those of the year after, which an expression says digit by digit: the group of that number is the decade.
std::string following(const std::string& between, char group) {
    std::string within;
    std::string across = "99" + between + "00";
    for (char digit = '0'; digit < '9'; ++digit) {
        const char next = static_cast<char>(digit + 1);
        within += (digit == '0' ? std::string() : "|") + digit + between + "\\" + group + "[" + next + "]";
        across += std::string("|") + digit + "9" + between + next + "0";
    }
    return "([0-9])(?:" + within + ")|" + across;
}

// 2013, 2013/14, 2013/2014 and 13/14, with a stroke, a hyphen or a dash.
std::string financial_year() {
    return "^(?:(19|[2-9][0-9])(?:[0-9]{2}|" + following(between_years + "(?:\\1)?", '2') + ")|" +
           following(between_years, '3') + "|1999" + between_years + "2000|2099" + between_years + "2100)$";
}

constexpr std::array refused_word{std::string_view{"refused"}};
constexpr std::array shape_words{std::string_view{"even"}, std::string_view{"front"}, std::string_view{"back"},
                                 std::string_view{"s-curve"}};
const std::string range_pattern = "(?: *\\.\\. *| +to +| *\u2013 *)";
const std::string missing_words = "^(unknown|unquantified|unpriced)$";
const std::string bound_words = "((about|around|at least|over|more than|up to|under|less than) )?";

// 2014-01, January 2014 or Jan 2014.
std::string month_pattern() {
    std::string names;
    for (const std::string_view month : month_names) {
        names += (names.empty() ? "" : "|") + any_case(month) + "|" + any_case(month.substr(0, 3));
    }
    return "(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])|(" + names + ") (19|[2-9][0-9])[0-9]{2}";
}

Kind quarter() {
    return scalar("quarter", "quarters look like 2013/14 Q3", "^(19|[2-9][0-9])[0-9]{2}(/[0-9]{2})? Q[1-4]$");
}

// `{unknown: redacted}`
Kind reason() {
    constexpr static std::array words{std::string_view{"unknown"}, std::string_view{"unquantified"},
                                      std::string_view{"unpriced"}};
    return composed(Form::map, {kinds::one_of(words), kinds::text()});
}

// A month, a year, a quarter, `year 2`, `project.end`, `stations.start` or the id of a milestone.
const std::string point = "([a-z0-9][a-z0-9_-]{0,99}(\\.(start|end))?|[0-9]{4}(/[0-9]{2})?( Q[1-4])?|year [0-9]{1,3})";
constexpr std::array unknown_word{std::string_view{"unknown"}};
constexpr std::array fallback_word{std::string_view{"fallback"}};
constexpr std::array axis_words{std::string_view{"rows"}, std::string_view{"columns"}};

}  // namespace

namespace kinds {

Kind text() {
    return scalar("text", "text", "", Also::any);
}

Kind id() {
    return scalar("id", "ids are small letters, digits, - and _, and start with a letter or a digit",
                  "^[a-z0-9][a-z0-9_-]{0,99}$", Also::whole);
}

Kind amount() {
    return scalar("amount", "amounts look like 225, £1.115m, 225k or \"1,027.10\"", whole_text(money_or_dash()),
                  Also::number);
}

Kind percentage() {
    return scalar("percentage", "changes look like +20% or -33%, and -100% leaves nothing",
                  whole_text("(\\+?" + digits + "|-0*([0-9]{1,2}(\\.[0-9]+)?|100(\\.0+)?)) *%"));
}

Kind quantity() {
    return scalar("quantity",
                  "numbers look like 16%, 0.16 or \"1,200\"; formulas start with =", "^=|" + whole_text(rate),
                  Also::number);
}

Kind part() {
    return scalar("part", "parts are amounts such as 225k, shares such as 40%, formulas that start with =, or `rest`",
                  "^(rest|in-kind|unstated)$|^=|" + whole_text(rate) + "|" + whole_text(money_or_dash()), Also::number);
}

Kind duration() {
    return scalar("duration", "lengths look like 12 months or 2 years, and are a hundred years at most",
                  whole_text("\\+?(0*([0-9]{1,3}|1[01][0-9]{2}|1200)(\\.0+)? *" + any_case("month") +
                             "[sS]?|0*([0-9]{1,2}|100)(\\.0+)? *" + any_case("year") + "[sS]?)"));
}

Kind month() {
    return scalar("month", "months look like 2014-01 or January 2014", "^(" + month_pattern() + ")$");
}

Kind year() {
    return scalar("year", "years look like 2013/14, and like 2014 where they start in January", financial_year(),
                  Also::whole);
}

// An event can have any name, so the loader alone can tell.
Kind period() {
    return scalar("period", "periods look like 2014-01, 2013/14, 2013/14..2015/16, 24 months from go-live or project",
                  "", Also::any);
}

Kind start() {
    return scalar("date", "dates look like 2014-01, 2013/14 Q3, project.end or the id of a milestone", "", Also::any);
}

Kind years() {
    Kind kind = scalar("years", "a calendar has 1 to 200 years", "^0*([1-9][0-9]?|1[0-9]{2}|200)$", Also::whole);
    kind.least = 1;
    kind.most = 200;
    return kind;
}

Kind grade() {
    Kind kind = scalar("grade", "grades go from 1 (best) to 6", "^0*[1-6]$", Also::whole);
    kind.least = 1;
    kind.most = 6;
    return kind;
}

Kind count() {
    return scalar("count", "counts are whole numbers, or the ids of assumptions", "", Also::any);
}

Kind gate_ends() {
    return map_of(text(), either(one_of(refused_word), month()));
}

Kind formula() {
    return scalar("formula", "formulas start with =", "^=");
}

Kind stated_amount() {
    return either(scalar("stated amount",
                         "amounts look like 225, £1.115m, about 240k, 300k..500k, at least 200k or unknown; formulas "
                         "start with =",
                         "^=|" + missing_words + "|" + whole_text(bound_words + "(" + money_or_dash() + ")") + "|" +
                             whole_text(money_pattern() + range_pattern + money_pattern()),
                         Also::number),
                  reason());
}

Kind stated_number() {
    const std::string number = "[+-]?£? *" + digits + "[^.]*";
    return either(
        scalar("stated number", "numbers look like 16%, £2500, 2 FTE, up to 5, 9..12 or unknown; formulas start with =",
               "^=|" + missing_words + "|" + whole_text(bound_words + number) + "|" +
                   whole_text(number + range_pattern + number),
               Also::number),
        reason());
}

Kind shape() {
    return either(one_of(shape_words), list_of(quantity()));
}

template <int Months>
Kind cells() {
    const Kind period = Months == 12 ? year() : (Months == 3 ? quarter() : month());
    return either(map_of(period, stated_amount()), list_of(stated_amount()));
}
template Kind cells<12>();
template Kind cells<3>();
template Kind cells<1>();

Kind address() {
    return scalar(
        "address", "addresses look like roi@delay or 'benefit/council in 2014/15'",
        whole_text("[\\w-]+(\\([^)=]+(=[^)]+)?\\))?(\\.[\\w-]+)?(@[\\w-]+)?(/[\\w-]+)?(\\.[\\w-]+)?( in .+)?"));
}

Kind addresses() {
    return one_or_list_of(address());
}

Kind reference() {
    return scalar("reference", "places look like bid:1184 or bid:3212-3218", "^[^:]*:0*[1-9][0-9]*(-0*[1-9][0-9]*)?$");
}

Kind references() {
    return one_or_list_of(reference());
}

Kind printed() {
    const std::string one = figure();
    return scalar("printed", "printed figures look like 633%, about £3m, over £16.5m, 2..3 or 51000",
                  whole_text("((about|around|over|at least|under|up to) +)?(" + one + "|" + dash + stars + ")|(" + one +
                             ")" + range_pattern + "(" + one + ")"),
                  Also::number);
}

Kind one_of(std::span<const std::string_view> words) {
    Kind kind;
    kind.form = Form::word;
    kind.words.assign(words.begin(), words.end());
    return kind;
}

Kind list_of(Kind item) {
    return composed(Form::list, {std::move(item)});
}

Kind map_of(Kind key, Kind value) {
    return composed(Form::map, {std::move(key), std::move(value)});
}

Kind either(Kind first, Kind second) {
    return composed(Form::either, {std::move(first), std::move(second)});
}

Kind one_or_list_of(Kind item) {
    Kind list = list_of(item);
    return either(std::move(item), std::move(list));
}

Kind object(ObjectKind (*object)()) {
    Kind kind;
    kind.form = Form::object;
    kind.object = object;
    return kind;
}

}  // namespace kinds

Kind kind_for(const bool*) {
    return scalar("bool", "true or false", "^(true|false)$", Also::boolean);
}
Kind kind_for(const int*) {
    return scalar("whole", "a whole number", "^-?[0-9]+$", Also::whole);
}
Kind kind_for(const std::string*) {
    return kinds::text();
}
Kind kind_for(const Text*) {
    return kinds::text();
}
Kind kind_for(const Amount*) {
    return kinds::amount();
}
Kind kind_for(const Duration*) {
    return kinds::duration();
}
Kind kind_for(const Number*) {
    return kinds::quantity();
}
Kind kind_for(const SelectDef*) {
    return kinds::map_of(kinds::one_of(selection_keys), kinds::one_or_list_of(kinds::text()));
}
Kind kind_for(const ClaimsDef*) {
    return kinds::list_of(kinds::either(kind_of<ClaimDef>(), kind_of<TableDef>()));
}
Kind kind_for(const std::vector<Text>*) {
    return kinds::one_or_list_of(kinds::text());
}
Kind kind_for(const std::vector<Number>*) {
    return kinds::list_of(kinds::quantity());
}
Kind kind_for(const StatedAmount*) {
    return kinds::stated_amount();
}
Kind kind_for(const Quantity*) {
    return kinds::stated_number();
}
Kind kind_for(const std::vector<YearValueDef>*) {
    return kinds::map_of(kinds::year(), kinds::stated_number());
}
Kind kind_for(const std::vector<PartDef>*) {
    return kinds::map_of(kinds::text(), kinds::either(kinds::part(), kinds::map_of(kinds::text(), kinds::text())));
}
Kind kind_for(const std::vector<PerspectiveDef>*) {
    return kinds::map_of(kinds::id(), kind_of<PerspectiveDef>());
}
Kind kind_for(const std::vector<SetDef>*) {
    return kinds::map_of(kinds::text(),
                         kinds::either(kinds::either(kinds::quantity(), kinds::amount()), kinds::one_of(unknown_word)));
}
Kind kind_for(const std::vector<AwardSetDef>*) {
    return kinds::map_of(kinds::text(), kinds::either(kinds::amount(), kinds::one_of(fallback_word)));
}
Kind kind_for(const std::vector<PairDef>*) {
    return kinds::map_of(kinds::text(), kinds::text());
}
Kind kind_for(const std::vector<StartsDef>*) {
    return kinds::map_of(kinds::year(), kind_of<int>());
}
Kind kind_for(const std::vector<RowDef>*) {
    return kinds::map_of(kinds::text(),
                         kinds::list_of(kinds::either(kinds::text(), scalar("blank", "~", "^$", Also::blank))));
}
Kind kind_for(const std::vector<CastDef>*) {
    return kinds::list_of(kinds::either(kinds::one_of(axis_words), kinds::map_of(kinds::text(), kinds::formula())));
}

}  // namespace tranche
