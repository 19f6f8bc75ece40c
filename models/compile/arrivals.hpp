// models/compile/arrivals.hpp – business that is not in the pipeline yet, as cells of the plan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/plan/plan.hpp"
#include "models/compile/groups.hpp"
#include "models/creation/late_wins.hpp"

namespace quarterdeck::models::parts {

/// New business of one kind: a cell of the model of creation, a part of one that a what-if changes,
/// or what a what-if adds.
struct ArrivalPart {
  std::string name;      ///< key of its random numbers
  std::string segment;   ///< whose factor it shares
  std::size_t cell = 0;  ///< of the model of creation
  double factor = 1;     ///< mean over that of the cell
  double added = 0;      ///< > 0: expected wins of a part that stands on its own
  double relative_sd = 0;
  std::vector<double> cumulative_week;
  std::vector<creation::LateEntry> entries;
};

/// All parts that may bring anything, what-if included; none where the period has ended.
[[nodiscard]] std::vector<ArrivalPart> arrival_parts(ForecastInputs const& inputs);

/// Writes how many wins each part brings in every posterior row, and what they are worth.
/// @param late  of the model of creation, rows as in the plan
/// @param seed  of the luck that the company's factor does not explain
void write_arrival_draws(plan::Plan& plan, creation::LateDraws const& late,
                         std::vector<ArrivalPart> const& parts, std::uint64_t seed);

/// Writes the parts themselves: weeks, and the past wins that stand for what they bring.
void write_arrivals(plan::Plan& plan, ForecastInputs const& inputs,
                    std::vector<ArrivalPart> const& parts, Groups const& groups);

}  // namespace quarterdeck::models::parts
