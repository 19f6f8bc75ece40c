// tools/report/backtest_text.cpp – the page of a backtest.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "tools/report/backtest_report.hpp"
#include "tools/report/backtest_tables.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

std::string headline(BacktestPage const& page, Style const& style) {
  auto const& sign = signs(style);
  auto const& backtest = page.backtest;
  auto const company = clean(backtest.company, style);
  auto const title =
      fmt::format("{}{}backtest  {}  {} to {}", company, company.empty() ? "" : "  ", sign.dot,
                  backtest.forecasts.front().period.id, backtest.forecasts.back().period.id);
  std::string out = "\n  " + paint(cut(title, style.width - 4, style), Tone::title, style);
  out += "\n  " + paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
  auto const& summary = page.summary;
  auto words = fmt::format("{} forecasts of {} periods, each made again from what was known then.",
                           summary.n_forecasts, summary.n_periods);
  if (summary.wape && summary.bias) {
    words += fmt::format(" The median was off by {} of what came; the mean was {} by {}.",
                         percent(*summary.wape), *summary.bias < 0 ? "too low" : "too high",
                         percent(std::abs(*summary.bias)));
  }
  for (auto const& line : wrap(words, style.width - 4, style))
    out += "  " + paint(line, Tone::strong, style) + '\n';
  return out;
}

std::string leaks_section(data::Findings const& leaks, Style const& style) {
  if (leaks.empty()) return {};
  std::string out = heading("WHAT THE PAST IS READ WITHOUT", style);
  for (auto const& leak : leaks)
    out += paragraph(clean(leak.code, style) + ": " + clean(leak.message, style), 2, style);
  return out;
}

std::string closing(service::Backtest const& backtest, Style const& style) {
  auto const& sign = signs(style);
  auto const& settings = backtest.settings;
  auto const text = fmt::format(
      "quarterdeck {0} {1} seed {2} {1} {3} trials a forecast {1} what came as known on {4}",
      settings.build.version, sign.dot, settings.seed,
      whole_number(static_cast<double>(settings.trials)), core::to_iso(backtest.newest));
  std::string out = "\n  " + paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
  for (auto const& line : wrap(text, style.width - 4, style))
    out += "  " + paint(line, Tone::quiet, style) + '\n';
  return out;
}

}  // namespace

std::string backtest_text(BacktestPage const& page, Style const& style) {
  auto const& summary = page.summary;
  return headline(page, style) + predictability_section(summary, style) +
         accuracy_section(summary, style) + skill_section(summary, style) +
         coverage_section(summary.coverage, style) + places_section(summary, style) +
         reliability_section(summary.deals, style) + pool_section(summary, style) +
         spread_section(summary, style) + past_groups_section(summary, style) +
         leaks_section(page.backtest.leaks, style) + closing(page.backtest, style);
}

}  // namespace quarterdeck::report
