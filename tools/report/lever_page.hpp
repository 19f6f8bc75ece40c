// tools/report/lever_page.hpp – what the pages of tornado, sweep and goal share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/json.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/style.hpp"
#include "tools/service/levers/cell_answer.hpp"
#include "tools/service/levers/lever.hpp"
#include "tools/service/levers/starting_point.hpp"

namespace quarterdeck::report {

/// Company, period and day over a rule.
[[nodiscard]] std::string start_title(service::StartingPoint const& start, Style const& style);

/// Amounts of one page: money in one unit, or deals.
class StartNumbers {
 public:
  StartNumbers(service::StartingPoint const& start, double largest)
      : counts_(start.measure == plan::Measure::count), scale_(largest) {}
  [[nodiscard]] std::string operator()(double units) const;

 private:
  bool counts_;
  NumberScale scale_;
};

/// A lever's value: `× 1.24`, `+0.8 sd`.
[[nodiscard]] std::string lever_value(service::LeverKind kind, double v, Style const& style);

/// `schema`, provenance, day, currency, period, and the scenarios where there are any.
[[nodiscard]] Json start_json(service::StartingPoint const& start, std::string const& schema);

/// `{mean, 0.1, 0.5, 0.9, targets: [{name, p_hit}]}`, each with its error beside it.
[[nodiscard]] Json estimated_json(service::Estimated const& answer,
                                  std::vector<std::string> const& targets);

/// `{lever, column?, value?}`
[[nodiscard]] Json lever_json(service::Lever const& lever);

/// Range learned from the past: `{low, high, tau, periods: [{period, factor, sampling_error}]}`
[[nodiscard]] Json range_json(service::LeverRange const& range);

}  // namespace quarterdeck::report
