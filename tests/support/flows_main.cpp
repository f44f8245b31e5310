// tranche_flows: reads flows from standard input and answers each with a line of numbers, for scripts that compare them.
//
//   npv RATE AMOUNT...   the present value at that rate, year 0 undiscounted
//   roots AMOUNT...      every internal rate of return, ascending
//
// Amounts are whole units of money.
#include <cstdint>
#include <iomanip>  // setprecision
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tranche/appraise/discount.hpp"
#include "tranche/appraise/internal_rate.hpp"

int main() {
    std::cout << std::setprecision(17);
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string what;
        words >> what;
        double rate = 0.0;
        if (what == "npv") {
            words >> rate;
        } else if (what != "roots") {
            std::cerr << "tranche_flows: npv RATE AMOUNT... or roots AMOUNT..., not '" << line << "'\n";
            return 2;
        }
        std::vector<std::int64_t> nets;
        for (std::int64_t amount = 0; words >> amount;) {
            nets.push_back(amount);
        }
        if (what == "npv") {
            tranche::DiscountSchedule schedule;
            schedule.bands = {{0, rate}};
            const std::vector<double> factors = tranche::discount_factors(schedule, static_cast<int>(nets.size()));
            // In millionths, as money is kept: the rounding of each year is the program's own.
            std::int64_t sum = 0;
            for (std::size_t year = 0; year < nets.size(); ++year) {
                sum += tranche::discounted(tranche::Money{nets[year] * 1'000'000}, factors[year]).units;
            }
            std::cout << static_cast<double>(sum) / 1e6;
        } else {
            const char* gap = "";
            for (const double root : tranche::internal_rates(nets)) {
                std::cout << gap << root;
                gap = " ";
            }
        }
        std::cout << "\n";
    }
    return 0;
}
