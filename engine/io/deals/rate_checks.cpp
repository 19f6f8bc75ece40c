// engine/io/deals/rate_checks.cpp – whether rates can be right; see rate_table.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/io/deals/rate_table.hpp"

namespace quarterdeck::io {
namespace {

struct Worth {
  std::string_view code;
  double per_dollar;  ///< units for one US dollar
};
/// About the middle of what a dollar has bought since 2010, of currencies that stayed within some
/// two and a half times of it. It only tells which way round a rate stands, so that its second
/// digit does not matter.
constexpr std::array worths{
    Worth{"USD", 1},    Worth{"EUR", 0.85}, Worth{"GBP", 0.72},  Worth{"CHF", 0.94},
    Worth{"CAD", 1.2},  Worth{"AUD", 1.25}, Worth{"NZD", 1.4},   Worth{"SGD", 1.35},
    Worth{"HKD", 7.8},  Worth{"JPY", 110},  Worth{"CNY", 6.6},   Worth{"INR", 65},
    Worth{"KRW", 1180}, Worth{"TWD", 30},   Worth{"SEK", 8.5},   Worth{"NOK", 8},
    Worth{"DKK", 6.4},  Worth{"ISK", 125},  Worth{"PLN", 3.6},   Worth{"CZK", 22},
    Worth{"HUF", 275},  Worth{"RON", 4},    Worth{"ILS", 3.6},   Worth{"THB", 33},
    Worth{"MYR", 4},    Worth{"PHP", 49},   Worth{"IDR", 13000}, Worth{"VND", 22500},
    Worth{"MXN", 17},   Worth{"CLP", 680},  Worth{"COP", 3000},  Worth{"PEN", 3.3},
    Worth{"ZAR", 13},   Worth{"SAR", 3.75}, Worth{"AED", 3.67},  Worth{"BRL", 3.6}};

std::optional<double> worth_of(std::string_view code) {
  auto const* const found = std::ranges::find(worths, code, &Worth::code);
  return found == worths.end() ? std::nullopt : std::optional(found->per_dollar);
}

/// How many times the larger is the smaller.
double times(double a, double b) { return std::exp(std::abs(std::log(a / b))); }

std::string number(double value) { return fmt::format("{:.6g}", value); }

core::Diagnostic fault(core::Place const& where, std::string problem, std::string reason,
                       std::string suggestion) {
  return {"QD-224",           core::Fault::data, where,
          std::move(problem), std::move(reason), std::move(suggestion)};
}

constexpr auto turn_it =
    "Write `per: reporting` at the rates if they count foreign units for one "
    "unit of the reporting currency, or {} for this one.";

std::string turned(double rate) { return fmt::format(fmt::runtime(turn_it), number(1 / rate)); }

/// A rate of the reporting currency itself.
std::optional<core::Diagnostic> check_home(data::Rate const& rate, core::Place const& where) {
  if (times(rate.rate, 1) < 1 + 1e-9) return std::nullopt;
  return fault(
      where, fmt::format("one {} is worth {} {}", rate.from, number(rate.rate), rate.from),
      "the rates are those into another currency than the reporting one",
      "Give rates into the reporting currency, or set `currency` to the one they are for.");
}

/// Against what the currency has been worth for years.
std::optional<core::Diagnostic> check_known(data::Rate const& rate, std::string const& home,
                                            core::Place const& where) {
  auto const foreign = worth_of(rate.from);
  auto const reporting = worth_of(home);
  if (!foreign || !reporting) return std::nullopt;
  double const usual = *reporting / *foreign;
  double const off = times(rate.rate, usual);
  double const inverse_off = times(1 / rate.rate, usual);
  bool const looks_turned = off > 4 && inverse_off < 3;
  if (!looks_turned && off <= 30) return std::nullopt;
  auto const problem = fmt::format("one {} is worth {} {} from {} on", rate.from, number(rate.rate),
                                   home, core::to_iso(rate.on));
  auto const reason = fmt::format("it has been about {}, and every amount would be {} times off",
                                  fmt::format("{:.1g}", usual), number(std::round(off)));
  return fault(where, problem, reason,
               looks_turned ? turned(rate.rate) : "Write the rate of one unit.");
}

/// Against the rate before it of the same currency.
std::optional<core::Diagnostic> check_step(data::Rate const& before, data::Rate const& rate,
                                           core::Place const& where) {
  double const step = times(before.rate, rate.rate);
  // Within two years no well-known currency went from a rate to its inverse but near one.
  double const off_inverse = times(before.rate, 1 / rate.rate);
  bool const soon = core::days_between(before.on, rate.on) <= 730;
  bool const turns = (step > 4 && off_inverse < 1.5) || (soon && step > 1.15 && off_inverse < 1.02);
  if (!turns && step <= 100) return std::nullopt;
  return fault(
      where,
      fmt::format("one {} is worth {} from {} on and {} from {} on", rate.from, number(before.rate),
                  core::to_iso(before.on), number(rate.rate), core::to_iso(rate.on)),
      turns ? "one of the two looks turned round"
            : "no currency moves like that, and one of the two is off",
      turns ? turned(rate.rate) : "Correct the one that is wrong.");
}

double median(std::vector<double> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// Amounts in the reporting currency of the deals in one currency, and of all others.
struct Sides {
  std::vector<double> of_currency;
  std::vector<double> of_others;
};

Sides split(data::Records const& records, data::TextColumn const& column,
            std::string const& currency) {
  Sides sides;
  for (std::size_t row = 0; row < records.deals.size(); ++row) {
    auto const& deal = records.deals[row];
    auto const rate = records.rates.at(column[row], deal.created);
    auto const amount = data::convert(deal.amount, rate);
    if (amount == core::no_amount || amount <= 0) continue;
    auto& side = column[row] == currency ? sides.of_currency : sides.of_others;
    side.push_back(core::to_units(amount));
  }
  return sides;
}

}  // namespace

core::Diagnostics check_rates(data::RateTable const& rates, core::Place const& where) {
  core::Diagnostics faults;
  data::Rate const* before = nullptr;
  auto const& home = rates.reporting_currency();
  auto const note = [&](std::optional<core::Diagnostic> found) {
    // One message a currency: the others of it say the same.
    if (found && (before == nullptr || faults.empty())) faults.push_back(std::move(*found));
  };
  for (auto const& rate : rates.rates()) {
    if (before != nullptr && before->from != rate.from) before = nullptr;
    if (rate.from == home) {
      note(check_home(rate, where));
    } else {
      note(check_known(rate, home, where));
      if (before != nullptr) note(check_step(*before, rate, where));
    }
    before = &rate;
  }
  return faults;
}

core::Diagnostics check_rates_by_amounts(data::Records const& records, core::Place const& where) {
  constexpr std::size_t least_deals = 5;
  core::Diagnostics faults;
  auto const column = records.text.find("currency");
  if (column == records.text.end()) return faults;
  std::string const* last = nullptr;
  for (auto const& rate : records.rates.rates()) {
    if (rate.from == records.rates.reporting_currency()) continue;
    if (last != nullptr && *last == rate.from) continue;
    last = &rate.from;
    auto const sides = split(records, column->second, rate.from);
    if (sides.of_currency.size() < least_deals || sides.of_others.size() < least_deals) continue;
    double const larger = median(sides.of_currency) / median(sides.of_others);
    double const if_turned = larger / (rate.rate * rate.rate);
    if (times(larger, 1) <= 100 || times(if_turned, 1) >= 10) continue;
    faults.push_back(fault(
        where,
        fmt::format("one {} is worth {} {}", rate.from, number(rate.rate),
                    records.rates.reporting_currency()),
        fmt::format("with it the deals in {} are {} times as {} as all others, and turned round "
                    "they would be alike",
                    rate.from, number(std::round(times(larger, 1))),
                    larger > 1 ? "large" : "small"),
        turned(rate.rate)));
  }
  return faults;
}

}  // namespace quarterdeck::io
