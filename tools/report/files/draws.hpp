// tools/report/files/draws.hpp – every trial of a forecast as a table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ostream>

#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::report {

/// One row a trial as CSV: `trial,booked,open,new,total`, reporting currency units.
/// @pre  the run kept its draws
/// @verified tests/unit/report/files/draws_test.cpp
void write_draws_csv(service::Forecast const& forecast, std::ostream& out);

}  // namespace quarterdeck::report
