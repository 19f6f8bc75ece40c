// scenarios/schema/describe.cpp – changes and filters in words.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "engine/core/money.hpp"
#include "scenarios/schema/scenario.hpp"
#include "scenarios/schema/scenario_keys.hpp"

namespace quarterdeck::scenarios {
namespace {

std::string join(std::vector<std::string> const& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string units(double amount) {
  bool const whole = std::abs(amount) < 1e15 && amount == std::round(amount);
  return whole ? core::format_units(core::to_minor(amount)) : fmt::format("{}", amount);
}

std::string words(Day const& day) {
  if (day.date) return core::to_iso(*day.date);
  return fmt::format("as-of {} {} days", day.days_after < 0 ? "-" : "+", std::abs(day.days_after));
}

std::string words(Test const& test) {
  std::vector<std::string> parts;
  if (!test.one_of.empty()) parts.push_back("is " + join(test.one_of, " or "));
  if (!test.like.empty()) parts.push_back("like " + join(test.like, " or "));
  if (test.over) parts.push_back("over " + units(*test.over));
  if (test.under) parts.push_back("under " + units(*test.under));
  if (test.between) {
    parts.push_back(
        fmt::format("between {} and {}", units(test.between->first), units(test.between->second)));
  }
  if (test.after) parts.push_back("after " + words(*test.after));
  if (test.before) parts.push_back("before " + words(*test.before));
  if (test.days_between) {
    parts.push_back(fmt::format("between {} and {}", words(test.days_between->first),
                                words(test.days_between->second)));
  }
  if (test.blank) parts.emplace_back(*test.blank ? "is blank" : "is not blank");
  for (Test const& other : test.none_of) parts.push_back("not (" + words(other) + ")");
  return join(parts, " and ");
}

std::string words(Filter const& filter);

std::string words(std::vector<Filter> const& filters, std::string_view between) {
  std::vector<std::string> parts;
  for (Filter const& filter : filters) parts.push_back(words(filter));
  return filters.size() == 1 ? parts.front() : "(" + join(parts, between) + ")";
}

std::string words(Filter const& filter) {
  std::vector<std::string> parts;
  for (ColumnTest const& test : filter.columns) {
    parts.push_back(test.column + " " + words(test.test));
  }
  for (auto const& any : filter.any_of) parts.push_back(words(any, " or "));
  if (!filter.all_of.empty()) parts.push_back(words(filter.all_of, " and "));
  if (!filter.none_of.empty()) parts.push_back("not " + words(filter.none_of, " or "));
  if (filter.largest) {
    parts.push_back(*filter.largest == 1 ? std::string("the largest")
                                         : fmt::format("the {} largest", *filter.largest));
  }
  return join(parts, ", ");
}

struct Words {
  std::string operator()(WinRate const& c) const { return fmt::format("odds × {}", c.odds); }
  std::string operator()(CloseDate const& c) const {
    std::vector<std::string> parts;
    if (c.stretch != 1) parts.push_back(fmt::format("time to win × {}", c.stretch));
    if (c.delay_days != 0 || parts.empty())
      parts.push_back(fmt::format("{} days later", c.delay_days));
    return join(parts, ", then ");
  }
  std::string operator()(Amount const& c) const {
    char const* const of = c.deals == Deals::open           ? " of open deals"
                           : c.deals == Deals::new_business ? " of new deals"
                                                            : " of open and new deals";
    return fmt::format("× {}{}", c.multiply, of);
  }
  std::string operator()(NewDeals const& c) const {
    return fmt::format("× {}{}", c.multiply, c.from ? " from " + words(*c.from) : "");
  }
  std::string operator()(DealEdit const& c) const {
    std::vector<std::string> parts;
    if (c.outcome) {
      parts.emplace_back(*c.outcome == Fate::won    ? "won"
                         : *c.outcome == Fate::lost ? "lost"
                                                    : "removed");
    }
    if (c.amount) parts.push_back("amount " + units(*c.amount));
    if (c.close_date) parts.push_back("close date " + words(*c.close_date));
    if (c.probability) parts.push_back(fmt::format("probability {}", *c.probability));
    return (c.id.empty() ? "" : c.id + ": ") + join(parts, ", ");
  }
  std::string operator()(AddDeal const& c) const {
    std::string text = fmt::format("{}: amount {}", c.id, units(c.amount));
    if (c.probability) text += fmt::format(", probability {}", *c.probability);
    if (c.close_date) text += ", close date " + words(*c.close_date);
    for (auto const& [column, value] : c.columns) text += fmt::format(", {} {}", column, value);
    return text;
  }
  std::string operator()(Hire const& c) const {
    return fmt::format("{} × {} from {}{}, {} deals a week each after {} weeks{}", c.count, c.role,
                       words(c.start), c.until ? " to " + words(*c.until) : "", c.deals_per_week,
                       c.ramp_weeks, c.segment.empty() ? "" : ", " + c.segment);
  }
  std::string operator()(Market const& c) const {
    return fmt::format("{:+g} standard deviations", c.shift_sd);
  }
  std::string operator()(Churn const& c) const { return fmt::format("× {}", c.multiply); }
  std::string operator()(ExchangeRate const& c) const {
    return fmt::format("{} × {}", c.currency, c.multiply);
  }
  std::string operator()(TargetEdit const& c) const {
    return fmt::format("{}: {}", c.name, units(c.amount));
  }
};

}  // namespace

std::string_view kind_of(Change const& change) {
  return std::visit([](auto const& what) { return what.kind; }, change.what);
}

namespace {

std::string kind_words(Change const& change) {
  std::string kind(kind_of(change));
  for (char& c : kind) {
    if (c == '_') c = ' ';
  }
  return kind;
}

}  // namespace

std::string stream_name(Change const& change) {
  std::string text = kind_words(change);
  if (auto const* hire = std::get_if<Hire>(&change.what)) text += " " + hire->role;
  if (change.where) text += " where " + words(*change.where);
  return text;
}

std::string describe(Change const& change) {
  std::string text = kind_words(change) + ": " + std::visit(Words{}, change.what);
  if (change.where) text += " where " + words(*change.where);
  return text;
}

}  // namespace quarterdeck::scenarios
