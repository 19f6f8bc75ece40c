// tests/unit/report/page/sample_answers.hpp – an answer of every use case, written by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "tools/report/page/page.hpp"
#include "tools/service/batch/batch.hpp"
#include "tools/service/forecast/check_report.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/forecast/dry_run.hpp"
#include "tools/service/forecast/fit_report.hpp"
#include "tools/service/levers/goal.hpp"
#include "tools/service/levers/sweep.hpp"
#include "tools/service/levers/tornado.hpp"
#include "tools/service/past/simple_forecast.hpp"
#include "tools/service/record/history.hpp"
#include "tools/service/record/waterfall.hpp"
#include "tools/service/record/why.hpp"

namespace quarterdeck::test {

[[nodiscard]] service::Forecast backed_forecast();
[[nodiscard]] service::SimpleForecast simple_forecast();
[[nodiscard]] service::Comparison comparison();
[[nodiscard]] service::DryRun dry_run();
/// A finding with so many rows.
[[nodiscard]] service::CheckReport check_report(int n_rows);
[[nodiscard]] service::FitReport learn_report();
[[nodiscard]] service::Tornado tornado();
[[nodiscard]] service::Goal goal();
/// @param n_axes  one or two
[[nodiscard]] service::Sweep sweep(std::size_t n_axes);
[[nodiscard]] service::BatchPlan batch_plan();
[[nodiscard]] service::BatchResult batch_result();
[[nodiscard]] service::HistoryReport history_report();
[[nodiscard]] service::WhyReport why_report();
[[nodiscard]] service::WaterfallReport waterfall_report();

struct NamedPage {
  std::string name;
  report::Page page;
};

/// A page of every use case, some of them in several cases.
[[nodiscard]] std::vector<NamedPage> all_pages();

}  // namespace quarterdeck::test
