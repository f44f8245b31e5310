// Roots of the polynomial of yearly nets in x = 1 / (1 + rate), in whole numbers.
//
// Repeated roots are taken out by the greatest common divisor with the derivative. Rates above 0 are the roots between 0
// and 1, rates below it those of the reversed polynomial. An interval is halved until Descartes' rule, applied to the
// polynomial carried from that interval to (0, infinity), counts no root or one; one root is then enclosed by halving on,
// with exact signs.
#include "tranche/appraise/internal_rate.hpp"

#include <boost/multiprecision/cpp_int.hpp>  // cpp_int, gcd

#include <algorithm>  // find_if, reverse, sort
#include <utility>    // move, pair

namespace tranche {

namespace {

using Integer = boost::multiprecision::cpp_int;
using Polynomial = std::vector<Integer>;  // coefficient of x^i at i; neither end is 0

void trim(Polynomial& p) {
    while (!p.empty() && p.back() == 0) {
        p.pop_back();
    }
}

void make_primitive(Polynomial& p) {
    Integer divisor = 0;
    for (const Integer& each : p) {
        divisor = gcd(divisor, each);
    }
    if (divisor > 1) {
        for (Integer& each : p) {
            each /= divisor;
        }
    }
}

Polynomial derivative(const Polynomial& p) {
    Polynomial result;
    for (std::size_t i = 1; i < p.size(); ++i) {
        result.push_back(p[i] * i);
    }
    return result;
}

/// Remainder of a by b, times a power of b's leading coefficient; quotient likewise.
std::pair<Polynomial, Polynomial> divided(Polynomial a, const Polynomial& b) {
    Polynomial quotient(a.size() >= b.size() ? a.size() - b.size() + 1 : 0);
    while (a.size() >= b.size() && !a.empty()) {
        const std::size_t shift = a.size() - b.size();
        const Integer lead = a.back();
        for (Integer& each : a) {
            each *= b.back();
        }
        for (Integer& each : quotient) {
            each *= b.back();
        }
        quotient[shift] += lead;
        for (std::size_t i = 0; i < b.size(); ++i) {
            a[shift + i] -= lead * b[i];
        }
        trim(a);
    }
    return {std::move(quotient), std::move(a)};
}

Polynomial without_repeats(Polynomial p) {
    Polynomial a = p;
    Polynomial b = derivative(p);
    make_primitive(b);
    while (!b.empty()) {
        Polynomial rest = divided(std::move(a), b).second;
        make_primitive(rest);
        a = std::move(b);
        b = std::move(rest);
    }
    if (a.size() > 1) {
        p = divided(std::move(p), a).first;
        make_primitive(p);
    }
    return p;
}

/// p(x + 1).
Polynomial shifted(Polynomial p) {
    for (std::size_t i = 0; i + 1 < p.size(); ++i) {
        for (std::size_t j = p.size() - 1; j > i; --j) {
            p[j - 1] += p[j];
        }
    }
    return p;
}

/// p(x / 2), times a power of 2.
Polynomial halved(Polynomial p) {
    for (std::size_t i = 0; i < p.size(); ++i) {
        p[i] <<= static_cast<unsigned>(p.size() - 1 - i);
    }
    return p;
}

int sign_changes(const Polynomial& p) {
    int result = 0;
    int last = 0;
    for (const Integer& each : p) {
        const int sign = each.sign();
        result += sign != 0 && last != 0 && sign != last ? 1 : 0;
        last = sign != 0 ? sign : last;
    }
    return result;
}

/// At most this many roots lie between 0 and 1; exact where it says 0 or 1.
int roots_between_0_and_1(Polynomial p) {
    std::reverse(p.begin(), p.end());
    return sign_changes(shifted(std::move(p)));
}

/// place / 2^halvings.
struct Dyadic {
    Integer place;
    unsigned halvings = 0;
};

int sign_at(const Polynomial& p, const Dyadic& x) {
    Integer value = 0;
    for (std::size_t i = p.size(); i-- > 0;) {
        value = value * x.place + (p[i] << (x.halvings * static_cast<unsigned>(p.size() - 1 - i)));
    }
    return value.sign();
}

// One root between left and left + 1 part of 2^halvings, p being the whole polynomial.
Dyadic enclosed(const Polynomial& p, Dyadic left) {
    constexpr unsigned digits = 80;  // more than a double has, also for rates near 0
    int sign = sign_at(p, left);
    if (sign == 0) {  // a root itself, found before this one: its slope is the sign beside it
        sign = sign_at(derivative(p), left);
    }
    const unsigned start = left.halvings + 4;
    while (left.halvings < start + digits) {
        Dyadic middle{left.place * 2 + 1, left.halvings + 1};
        const int here = sign_at(p, middle);
        if (here == 0) {
            return middle;
        }
        left = here == sign ? middle : Dyadic{left.place * 2, left.halvings + 1};
    }
    return left;
}

/// Roots strictly between 0 and 1.
std::vector<Dyadic> roots_inside(const Polynomial& whole) {
    struct Part {
        Polynomial p;  // whole, carried from the interval to (0, 1)
        Dyadic left;
    };
    std::vector<Dyadic> result;
    std::vector<Part> waiting{{whole, {}}};
    while (!waiting.empty()) {
        Part part = std::move(waiting.back());
        waiting.pop_back();
        const int count = roots_between_0_and_1(part.p);
        if (count == 0) {
            continue;
        }
        if (count == 1) {
            result.push_back(enclosed(whole, part.left));
            continue;
        }
        Polynomial left = halved(std::move(part.p));
        Polynomial right = shifted(left);
        const Dyadic middle{part.left.place * 2 + 1, part.left.halvings + 1};
        if (right.front() == 0) {
            result.push_back(middle);
            right.erase(right.begin());  // the root in the middle is found
        }
        waiting.push_back({std::move(left), {part.left.place * 2, part.left.halvings + 1}});
        waiting.push_back({std::move(right), middle});
    }
    return result;
}

double quotient(const Integer& numerator, const Integer& denominator) {
    constexpr unsigned bits = 128;
    const Integer scaled = (numerator << bits) / denominator;
    return scaled.convert_to<double>() / (Integer(1) << bits).convert_to<double>();
}

}  // namespace

std::vector<double> internal_rates(std::span<const std::int64_t> nets) {
    Polynomial p(nets.begin(), nets.end());
    trim(p);
    const auto first = std::find_if(p.begin(), p.end(), [](const Integer& each) { return each != 0; });
    p.erase(p.begin(), first);
    std::vector<double> result;
    if (sign_changes(p) == 0) {
        return result;
    }
    p = without_repeats(std::move(p));
    Integer at_1 = 0;
    for (const Integer& each : p) {
        at_1 += each;
    }
    if (at_1 == 0) {
        result.push_back(0.0);
    }
    for (const Dyadic& x : roots_inside(p)) {
        const Integer one = Integer(1) << x.halvings;
        result.push_back(quotient(one - x.place, x.place));  // 1 / x - 1
    }
    std::reverse(p.begin(), p.end());
    for (const Dyadic& y : roots_inside(p)) {
        const Integer one = Integer(1) << y.halvings;
        result.push_back(quotient(y.place - one, one));  // y - 1
    }
    std::sort(result.begin(), result.end());
    return result;
}

}  // namespace tranche
