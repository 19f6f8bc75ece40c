// tests/unit/report/page/all_pages.cpp – pages of all use cases.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/page/sample_answers.hpp"
#include "tests/unit/report/small_forecast.hpp"
#include "tests/unit/service/past_forecasts.hpp"
#include "tools/report/page/backtest_page.hpp"
#include "tools/report/page/batch_page.hpp"
#include "tools/report/page/check_page.hpp"
#include "tools/report/page/compare_page.hpp"
#include "tools/report/page/explain_page.hpp"
#include "tools/report/page/fit_page.hpp"
#include "tools/report/page/forecast_page.hpp"
#include "tools/report/page/lever_pages.hpp"
#include "tools/report/page/record_pages.hpp"
#include "tools/report/page/simple_forecast_page.hpp"
#include "tools/report/words/terms.hpp"

namespace quarterdeck::test {
namespace {

report::Page page_of_backtest() {
  service::Backtest backtest;
  backtest.company = "Sample Ltd";
  backtest.currency = "USD";
  backtest.newest = core::make_date(2026, 1, 20);
  backtest.forecasts = past_forecasts({});
  data::Finding leak;
  leak.code = "leak.final_amount";
  leak.message = "Past amounts are the final ones.";
  backtest.leaks = {leak};
  return report::backtest_page(backtest, service::track_record(backtest.forecasts));
}

/// Pages in which less is known, or other things are asked.
void add_other_cases(std::vector<NamedPage>& pages) {
  auto counted = small_forecast();
  counted.compiled.plan.measure = plan::Measure::count;
  pages.push_back({"forecast, deals counted", report::forecast_page(counted)});
  auto unbacked = comparison();
  unbacked.unbacked.clear();
  unbacked.honesty.n_periods = 8;
  unbacked.honesty.weeks_left = 7;
  unbacked.honesty.ratio = models::evaluate::Ranged{1.1, {0.9, 1.3}};
  pages.push_back({"compare, backed", report::compare_page(unbacked)});
  auto reached = goal();
  reached.already = true;
  pages.push_back({"goal, already reached", report::goal_page(reached)});
  pages.push_back({"sweep, one axis", report::sweep_page(sweep(1))});
  pages.push_back({"history, empty", report::history_page({})});
  auto why = why_report();
  why.not_rerun.clear();
  pages.push_back({"why, made again", report::why_page(why)});
  auto pipeline = waterfall_report();
  pipeline.period = why.to.period;
  pages.push_back({"waterfall of a period", report::waterfall_page(pipeline)});
}

}  // namespace

std::vector<NamedPage> all_pages() {
  std::vector<NamedPage> pages;
  auto const add = [&](std::string name, report::Page page) {
    pages.push_back({std::move(name), std::move(page)});
  };
  add("forecast", report::forecast_page(small_forecast()));
  add("forecast, backed", report::forecast_page(backed_forecast()));
  add("simple forecast", report::simple_forecast_page(simple_forecast()));
  add("compare", report::compare_page(comparison()));
  add("dry run", report::dry_run_page(dry_run()));
  add("backtest", page_of_backtest());
  add("check", report::check_page(check_report(25)));
  add("fit", report::fit_page(learn_report()));
  add("tornado", report::tornado_page(tornado()));
  add("goal", report::goal_page(goal()));
  add("sweep", report::sweep_page(sweep(2)));
  auto const plan = batch_plan();
  auto const result = batch_result();
  add("batch plan", report::batch_plan_page(plan));
  add("batch", report::batch_page({plan, result}));
  add("history", report::history_page(history_report()));
  add("why", report::why_page(why_report()));
  add("waterfall", report::waterfall_page(waterfall_report()));
  add("explain", report::explain_page(report::explained_terms(report::english()),
                                      report::explained_findings(report::english())));
  add_other_cases(pages);
  return pages;
}

}  // namespace quarterdeck::test
