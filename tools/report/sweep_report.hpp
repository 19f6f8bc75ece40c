// tools/report/sweep_report.hpp – a grid for people, for programs and for tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <ostream>
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/levers/sweep.hpp"

namespace quarterdeck::report {

/// Two axes: a table of P(hit), or of the mean where there is no target, coarsened where it is
/// larger than the page. One axis: a line a value. @pre the sweep is complete
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string sweep_text(service::Sweep const& sweep, Style const& style);

/// Schema `quarterdeck.grid.v1`, see docs/formats/lever-json.md. Holds neither a clock nor a number
/// of threads, so that a sweep that went on is equal to one that was never stopped.
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string sweep_json(service::Sweep const& sweep);

/// One row a cell: the values of the axes, mean, p10, p50, p90 and p_hit.
/// @verified tests/cli/lever_test.cpp
void write_grid_csv(service::Sweep const& sweep, std::ostream& out);

/// Rows kept as files of a folder, which is made when the first one is saved.
/// @throws core::IoError
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] service::SweepStore sweep_store(std::filesystem::path const& folder);

}  // namespace quarterdeck::report
