// tools/report/page/check_page.hpp – what is said of the state of the data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/service/forecast/check_report.hpp"

namespace quarterdeck::report {

/// Rows of a finding that a short medium lists.
inline constexpr std::size_t max_rows_listed = 20;

/// Score, tables read and every finding with its rows.
/// @verified tests/unit/report/page/check_page_test.cpp
[[nodiscard]] Page check_page(service::CheckReport const& report);

}  // namespace quarterdeck::report
