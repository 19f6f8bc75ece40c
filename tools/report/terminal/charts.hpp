// tools/report/terminal/charts.hpp – charts drawn in signs of a terminal, whole lines each.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "tools/report/terminal/canvas.hpp"

namespace quarterdeck::report {

/// A column a bin, or one for several bins that lie together where the terminal is too narrow.
/// @verified tests/unit/report/terminal/charts_test.cpp
[[nodiscard]] std::string draw(Distribution const& chart, Canvas const& canvas);
[[nodiscard]] std::string draw(Intervals const& chart, Canvas const& canvas);
[[nodiscard]] std::string draw(Tornado const& chart, Canvas const& canvas);
[[nodiscard]] std::string draw(Shares const& chart, Canvas const& canvas);
[[nodiscard]] std::string draw(Skill const& chart, Canvas const& canvas);
[[nodiscard]] std::string draw(PitHistogram const& chart, Canvas const& canvas);
[[nodiscard]] std::string draw(Reliability const& chart, Canvas const& canvas);
/// As many rows and columns as fit, evenly spread, both ends included.
[[nodiscard]] std::string draw(HeatGrid const& chart, Canvas const& canvas);

/// The table behind a chart, where a terminal shows that instead.
[[nodiscard]] std::string draw(Table const& table, Canvas const& canvas);

/// At most n of the indices 0 .. size-1, spread evenly, both ends included.
/// @verified tests/unit/report/terminal/charts_test.cpp
[[nodiscard]] std::vector<std::size_t> evenly_spread(std::size_t size, std::size_t n);

}  // namespace quarterdeck::report
