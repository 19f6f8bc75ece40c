// scenarios/apply/match.cpp – see match.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/apply/match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/yaml/mapping.hpp"

namespace quarterdeck::scenarios {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Numbers are equal to half a cent, since amounts are whole cents and nobody writes more.
bool equals(Value const& value, std::string const& wanted, ColumnKind kind) {
  if (kind == ColumnKind::number) {
    auto const number = yaml::parse_number(wanted);
    return number && value.number && std::abs(*number - *value.number) < 0.005;
  }
  if (kind == ColumnKind::day) {
    auto const day = core::parse_iso_date(wanted);
    return day && value.day && *day == *value.day;
  }
  return value.text == wanted;
}

bool passes_test(Test const& test, Value const& value, ColumnKind kind, core::Date as_of) {
  if (test.blank && *test.blank != value.blank()) return false;
  for (Test const& other : test.none_of) {
    if (passes_test(other, value, kind, as_of)) return false;
  }
  auto const is = [&](std::string const& wanted) { return equals(value, wanted, kind); };
  auto const like = [&](std::string const& pattern) { return fits(value.text, pattern); };
  if (!test.one_of.empty() && !std::ranges::any_of(test.one_of, is)) return false;
  if (!test.like.empty() && (value.blank() || !std::ranges::any_of(test.like, like))) return false;
  bool const wants_number = test.over || test.under || test.between;
  if (wants_number && !value.number) return false;
  if (test.over && *value.number <= *test.over) return false;
  if (test.under && *value.number >= *test.under) return false;
  if (test.between &&
      (*value.number < test.between->first || *value.number > test.between->second)) {
    return false;
  }
  bool const wants_day = test.after || test.before || test.days_between;
  if (wants_day && !value.day) return false;
  if (test.after && *value.day <= test.after->on(as_of)) return false;
  if (test.before && *value.day >= test.before->on(as_of)) return false;
  return !test.days_between || (*value.day >= test.days_between->first.on(as_of) &&
                                *value.day <= test.days_between->second.on(as_of));
}

/// Every test of a filter, nested ones included.
template <class F>
void for_each_test(Filter const& filter, F const& look_at) {
  for (ColumnTest const& test : filter.columns) look_at(test);
  for (auto const& any : filter.any_of) {
    for (Filter const& part : any) for_each_test(part, look_at);
  }
  for (Filter const& part : filter.all_of) for_each_test(part, look_at);
  for (Filter const& part : filter.none_of) for_each_test(part, look_at);
}

core::Diagnostic unknown_column(ColumnTest const& test, std::vector<std::string> const& known,
                                Of of) {
  auto const nearest = core::nearest_word(test.column, known);
  bool const open = of == Of::open_deals;
  return {"QD-141",
          core::Fault::configuration,
          test.place,
          fmt::format("{} no column `{}`", open ? "deals have" : "a deal not created yet has",
                      test.column),
          "the filter could find nothing",
          nearest.empty() ? fmt::format("Columns: {}.", fmt::join(known, ", "))
                          : fmt::format("Did you mean `{}`?", nearest)};
}

/// The first value of a test that cannot be compared with the column.
std::string misfit(Test const& test, ColumnKind kind) {
  for (std::string const& value : test.one_of) {
    bool const number = kind == ColumnKind::number && !yaml::parse_number(value);
    bool const day = kind == ColumnKind::day && !core::parse_iso_date(value);
    if (number || day) return value;
  }
  bool const wants_number = test.over || test.under || test.between;
  bool const wants_day = test.after || test.before || test.days_between;
  if (kind == ColumnKind::day && wants_number) return "a comparison of numbers";
  if (kind == ColumnKind::number && wants_day) return "a comparison of days";
  if (kind != ColumnKind::text && !test.like.empty()) return "a pattern of letters";
  for (Test const& other : test.none_of) {
    if (auto const value = misfit(other, kind); !value.empty()) return value;
  }
  return {};
}

double amount_of(models::ForecastInputs const& inputs, std::size_t row) {
  return open_value(inputs, row, "amount").number.value_or(-1);
}

/// Of equal amounts the smaller id goes first, so that the order of the file leaves no trace.
void keep_largest(std::vector<std::size_t>& rows, models::ForecastInputs const& inputs, int n) {
  auto const count = std::min(rows.size(), static_cast<std::size_t>(n));
  auto const& deals = inputs.pipeline.deals;
  std::ranges::sort(rows, [&](std::size_t a, std::size_t b) {
    double const amount_a = amount_of(inputs, a);
    double const amount_b = amount_of(inputs, b);
    return amount_a != amount_b ? amount_a > amount_b : deals[a].id < deals[b].id;
  });
  rows.resize(count);
  std::ranges::sort(rows);
}

}  // namespace

bool fits(std::string_view text, std::string_view pattern) {
  // reached[i]: the pattern so far fits the first i letters. All ways of a `*` are followed at
  // once, so that no pattern takes longer than its length times the text's.
  std::vector<char> reached(text.size() + 1, 0);
  reached[0] = 1;
  for (char const p : pattern) {
    if (p == '*') {
      for (std::size_t i = 1; i <= text.size(); ++i) reached[i] = reached[i] | reached[i - 1];
      continue;
    }
    for (std::size_t i = text.size(); i > 0; --i) {
      bool const same = p == '?' || lower(p) == lower(text[i - 1]);
      reached[i] = same ? reached[i - 1] : 0;
    }
    reached[0] = 0;
  }
  return reached[text.size()] != 0;
}

bool passes(Filter const& filter, ValueOf const& value, core::Date as_of) {
  auto const holds = [&](Filter const& part) { return passes(part, value, as_of); };
  for (ColumnTest const& one : filter.columns) {
    if (!passes_test(one.test, value(one.column), kind_of_column(one.column), as_of)) return false;
  }
  for (auto const& any : filter.any_of) {
    if (!std::ranges::any_of(any, holds)) return false;
  }
  return std::ranges::all_of(filter.all_of, holds) && std::ranges::none_of(filter.none_of, holds);
}

core::Diagnostics check_filter(Filter const& filter, models::ForecastInputs const& inputs, Of of) {
  core::Diagnostics faults;
  auto const known = column_names(inputs, of);
  for_each_test(filter, [&](ColumnTest const& test) {
    if (std::ranges::find(known, test.column) == known.end()) {
      faults.push_back(unknown_column(test, known, of));
      return;
    }
    auto const wrong = misfit(test.test, kind_of_column(test.column));
    if (wrong.empty()) return;
    bool const day = kind_of_column(test.column) == ColumnKind::day;
    faults.push_back({"QD-142", core::Fault::configuration, test.place,
                      fmt::format("`{}` holds {}, and the filter asks for `{}`", test.column,
                                  day ? "days" : "numbers", wrong),
                      "the filter could find nothing",
                      day ? "Use before, after, between or a day as YYYY-MM-DD."
                          : "Use over, under, between or a number."});
  });
  if (of == Of::past_wins && filter.largest) {
    faults.push_back({"QD-142", core::Fault::configuration, filter.place,
                      "`largest` picks among open deals, and this change is about new ones",
                      "deals that are not created yet have no order", "Drop `largest`."});
  }
  return faults;
}

std::vector<std::size_t> open_deals_in(models::ForecastInputs const& inputs,
                                       std::optional<Filter> const& filter) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < inputs.pipeline.deals.size(); ++row) {
    auto const value = [&](std::string const& column) { return open_value(inputs, row, column); };
    if (!filter || passes(*filter, value, inputs.history.as_of)) rows.push_back(row);
  }
  if (filter && filter->largest) keep_largest(rows, inputs, *filter->largest);
  return rows;
}

PastWins past_wins_in(models::ForecastInputs const& inputs, std::optional<Filter> const& filter) {
  PastWins wins;
  wins.concerned.assign(inputs.history.deals.size(), 0);
  for (auto const& cell : inputs.models.creation.cells) {
    for (auto const& entry : cell.entries) {
      std::uint32_t const row = entry.history_row;
      if (wins.concerned[row] != 0) continue;
      auto const value = [&](std::string const& column) { return past_value(inputs, row, column); };
      if (filter && !passes(*filter, value, inputs.history.as_of)) continue;
      wins.concerned[row] = 1;
      ++wins.n;
    }
  }
  return wins;
}

core::Diagnostic finds_nothing(Filter const& filter, models::ForecastInputs const& inputs, Of of) {
  std::string suggestion = "Loosen the filter, or drop the change.";
  for_each_test(filter, [&](ColumnTest const& test) {
    std::set<std::string> values;
    for (std::size_t row = 0; row < inputs.pipeline.deals.size(); ++row) {
      values.insert(open_value(inputs, row, test.column).text);
    }
    std::vector<std::string> const known(values.begin(), values.end());
    for (std::string const& wanted : test.test.one_of) {
      if (kind_of_column(test.column) != ColumnKind::text || values.contains(wanted)) continue;
      auto const nearest = core::nearest_word(wanted, known);
      suggestion = fmt::format("No open deal has `{}` under `{}`{}", wanted, test.column,
                               nearest.empty() ? "." : fmt::format("; is `{}` meant?", nearest));
    }
  });
  return {"QD-140",
          core::Fault::configuration,
          filter.place,
          of == Of::open_deals ? "no open deal passes the filter"
                               : "no past win that stands for new business passes the filter",
          "the change would do nothing, and the scenario would look harmless",
          std::move(suggestion)};
}

}  // namespace quarterdeck::scenarios
