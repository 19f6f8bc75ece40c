// tools/report/json/lever_json.hpp – tornado, goal and sweep for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/report/json/json.hpp"
#include "tools/service/levers/cell_answer.hpp"
#include "tools/service/levers/goal.hpp"
#include "tools/service/levers/lever.hpp"
#include "tools/service/levers/starting_point.hpp"
#include "tools/service/levers/sweep.hpp"
#include "tools/service/levers/tornado.hpp"

namespace quarterdeck::report {

/// `schema`, provenance, day, currency, period, and the scenarios where there are any.
[[nodiscard]] Json start_json(service::StartingPoint const& start, std::string const& schema);

/// `{mean, 0.1, 0.5, 0.9, targets: [{name, p_hit}]}`, each with its error beside it.
[[nodiscard]] Json estimated_json(service::Estimated const& answer,
                                  std::vector<std::string> const& targets);

/// `{lever, column?, value?}`
[[nodiscard]] Json lever_json(service::Lever const& lever);

/// Range learned from the past: `{low, high, tau, periods: [{period, factor, sampling_error}]}`
[[nodiscard]] Json range_json(service::LeverRange const& range);

/// Levers by what they move, schema `quarterdeck.tornado.v1`, see docs/formats/lever-json.md.
/// @pre    the tornado is complete
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string tornado_json(service::Tornado const& tornado);

/// What would have to be true, schema `quarterdeck.goal.v1`, see docs/formats/lever-json.md.
/// @pre    the goal is complete
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string goal_json(service::Goal const& goal);

/// Schema `quarterdeck.grid.v1`, see docs/formats/lever-json.md. Holds neither a clock nor a number
/// of threads, so that a sweep that went on is equal to one that was never stopped.
/// @pre    the sweep is complete
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string sweep_json(service::Sweep const& sweep);

/// A row of a grid, and back; nothing where the text is not one.
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string sweep_row_json(service::SweepRow const& row);
[[nodiscard]] std::optional<service::SweepRow> parse_sweep_row(std::string_view text);

}  // namespace quarterdeck::report
