// tests/unit/report/files/draws_test.cpp – one row a trial, exact to the cent.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/draws.hpp"

#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/report/small_forecast.hpp"

namespace quarterdeck {
namespace {

TEST_CASE("write_draws_csv: parts of every trial add up to its total", "[unit]") {
  auto forecast = test::small_forecast();
  forecast.results.total = {5000, 25105, -7};
  forecast.results.new_business = {0, 101, -5007};
  std::ostringstream out;
  report::write_draws_csv(forecast, out);
  CHECK(out.str() ==
        "trial,booked,open,new,total\n"
        "0,50.00,0.00,0.00,50.00\n"
        "1,50.00,200.04,1.01,251.05\n"
        "2,50.00,0.00,-50.07,-0.07\n");
}

}  // namespace
}  // namespace quarterdeck
