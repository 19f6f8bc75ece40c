// tools/report/files/sweep_files.hpp – a grid as a table, and the rows kept on the way.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <ostream>

#include "tools/service/levers/sweep.hpp"

namespace quarterdeck::report {

/// One row a cell: the values of the axes, mean, p10, p50, p90 and p_hit.
/// @verified tests/cli/lever_test.cpp
void write_grid_csv(service::Sweep const& sweep, std::ostream& out);

/// Rows kept as files of a folder, which is made when the first one is saved.
/// @throws core::IoError
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] service::SweepStore sweep_store(std::filesystem::path const& folder);

}  // namespace quarterdeck::report
