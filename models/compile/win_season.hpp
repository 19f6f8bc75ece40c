// models/compile/win_season.hpp – chances of open deals in the month of the quarter.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "models/compile/win_part.hpp"
#include "models/win/table/win_season.hpp"

namespace quarterdeck::models::parts {

/// Moves every chance by what the month of the quarter does to the odds, its uncertainty drawn row
/// by row; nothing where the period has no such factor.
void apply_season(WinPart& win, win::WinSeason const& season, CompileOptions const& options);

}  // namespace quarterdeck::models::parts
