// tests/unit/report/files/backtest_files_test.cpp – a backtest in tables.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/backtest_files.hpp"

#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/service/past_forecasts.hpp"

using namespace quarterdeck;

TEST_CASE("backtest files: a baseline that is absent leaves its cells blank", "[unit]") {
  service::Backtest backtest;
  backtest.forecasts = test::past_forecasts({.n_periods = 1, .leads = {3}});
  std::ostringstream out;
  report::write_forecasts_csv(backtest, out);
  auto const text = out.str();
  CHECK(text.find("as_of,period,week,actual,booked,mean,q01,q05,q10,q25,q50,q75,q90,q95,q99,crps,"
                  "pit,run-rate,run-rate_crps,") == 0);
  CHECK(text.find(",last-year,last-year_crps\n") != std::string::npos);
  CHECK(text.find(",,\n") != std::string::npos);
  std::ostringstream deals;
  report::write_deals_csv(backtest, deals);
  CHECK(deals.str().find("as_of,period,id,p_win_in_period,outcome\n2023-03-10,2023-Q1,a,0.2,1\n") ==
        0);
}
