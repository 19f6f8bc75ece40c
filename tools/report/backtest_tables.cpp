// tools/report/backtest_tables.cpp – scores of the past as tables: accuracy, coverage, groups.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/backtest_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

/// Short titles, so that every method fits on a page of 80 columns.
std::string title_of(std::string const& name) {
  static constexpr std::array<std::array<char const*, 2>, 13> titles{{{"simulation", "simul."},
                                                                      {"corrected", "corr."},
                                                                      {"pool", "pool"},
                                                                      {"best-baseline", "best"},
                                                                      {"last-year", "year"},
                                                                      {"last-period", "last"},
                                                                      {"run-rate", "pace"},
                                                                      {"stage-weighted", "stage"},
                                                                      {"conversion", "conv."},
                                                                      {"conversion-due", "due"},
                                                                      {"category", "cat."},
                                                                      {"rest-of-four", "rest4"},
                                                                      {"seasonal", "seas."}}};
  for (auto const& title : titles) {
    if (name == title[0]) return title[1];
  }
  return name;
}

/// Names of the methods that speak at any of the leads, in their order.
std::vector<std::string> methods_of(service::TrackSummary const& summary) {
  std::vector<std::string> names;
  for (auto const& lead : summary.leads) {
    for (auto const& method : lead.methods) {
      if (std::find(names.begin(), names.end(), method.name) == names.end())
        names.push_back(method.name);
    }
  }
  static constexpr std::array<char const*, 13> order{
      "simulation",  "corrected",    "pool",           "best-baseline", "last-year",
      "last-period", "run-rate",     "stage-weighted", "conversion",    "conversion-due",
      "category",    "rest-of-four", "seasonal"};
  std::stable_sort(names.begin(), names.end(), [](auto const& a, auto const& b) {
    return std::find(order.begin(), order.end(), a) < std::find(order.begin(), order.end(), b);
  });
  return names;
}

std::string cell_of(service::LeadScores const& lead, std::string const& name) {
  for (auto const& method : lead.methods) {
    if (method.name != name) continue;
    auto const text = score_text(method.normalised_crps);
    return method.n < lead.n ? text + "*" : text;
  }
  return "";
}

/// As many methods side by side as the page holds: all, or the forecast's own ones and then the
/// simple ones.
std::vector<std::vector<std::string>> side_by_side(std::vector<std::string> const& names,
                                                   Style const& style) {
  constexpr int taken = 14;   // by the margins, the weeks, the number of periods
  constexpr int a_title = 7;  // with the gap before it
  auto const most = static_cast<std::size_t>(std::max(1, (style.width - taken) / a_title));
  static constexpr std::array<std::string_view, 4> own{"simulation", "corrected", "pool",
                                                       "best-baseline"};
  std::vector<std::vector<std::string>> blocks;
  bool own_before = true;
  for (auto const& name : names) {
    bool const is_own = std::find(own.begin(), own.end(), name) != own.end();
    bool const turns = names.size() > most && own_before && !is_own;
    if (blocks.empty() || turns || blocks.back().size() == most) blocks.emplace_back();
    blocks.back().push_back(name);
    own_before = is_own;
  }
  return blocks;
}

std::string accuracy_table(service::TrackSummary const& summary,
                           std::vector<std::string> const& names, Style const& style) {
  std::vector<Column> columns{{"weeks", Align::right}, {"n", Align::right}};
  for (auto const& name : names) columns.push_back({title_of(name), Align::right});
  Table table(columns);
  for (auto const& lead : summary.leads) {
    std::vector<std::string> cells{fmt::format("{}", lead.weeks_left), fmt::format("{}", lead.n)};
    for (auto const& name : names) cells.push_back(cell_of(lead, name));
    table.add(std::move(cells));
  }
  return table.draw(style);
}

/// Whether a method was absent in some of the periods.
bool is_partial(service::TrackSummary const& summary) {
  return std::ranges::any_of(summary.leads, [](auto const& lead) {
    return std::ranges::any_of(lead.methods, [&](auto const& method) { return method.n < lead.n; });
  });
}

}  // namespace

std::string score_text(double value) {
  auto const text = fmt::format("{:.3f}", value);
  return text.starts_with("0.") ? text.substr(1) : text;
}

std::string signed_percent(double share) {
  return fmt::format("{}{:.1f} %", share < 0 ? "-" : "+", std::abs(share) * 100);
}

std::string accuracy_section(service::TrackSummary const& summary, Style const& style) {
  auto const names = methods_of(summary);
  std::string tables;
  for (auto const& block : side_by_side(names, style)) {
    if (!tables.empty()) tables += '\n';
    tables += accuracy_table(summary, block, style);
  }
  std::string words =
      "Sum of CRPS over sum of what came; lower is better, and for a single number it is the mean "
      "absolute error. corr.: the simulation with its spread corrected; pool: the combination; "
      "best: the baseline that had done best by then; year, last: rest of the same period last "
      "year, of the last period; pace: run-rate; stage: stage-weighted; conv., due: conversion of "
      "the pipeline, of that due in the period; cat.: booked and committed; rest4: rest of the "
      "last four; seas.: the same by the months' place in the quarter.";
  if (is_partial(summary)) words += " *: absent in some periods, so not comparable.";
  return heading("ACCURACY BY WEEKS LEFT", style) + tables + quiet_paragraph(words, style);
}

std::string coverage_section(std::vector<service::CoverageRow> const& rows, Style const& style) {
  Table table({{"band", Align::left},
               {"covered", Align::right},
               {"of", Align::right},
               {"below", Align::right},
               {"above", Align::right},
               {"share", Align::right},
               {"95 % interval", Align::right},
               {"by period", Align::right}});
  auto const range = [&](models::evaluate::Interval const& interval) {
    return fmt::format("{:.0f} {} {:.0f} %", interval.low * 100, signs(style).dash,
                       interval.high * 100);
  };
  for (auto const& row : rows) {
    auto const& all = row.all;
    bool const outside =
        all.level < row.by_period.interval.low || all.level > row.by_period.interval.high;
    table.add(
        {whole_percent(all.level), fmt::format("{}", all.inside), fmt::format("{}", all.n),
         fmt::format("{}", all.below), fmt::format("{}", all.above), whole_percent(all.share.value),
         range(all.share.interval), range(row.by_period.interval)},
        outside ? Tone::warning : Tone::plain);
  }
  return heading("COVERAGE OF THE BANDS", style) + table.draw(style) +
         quiet_paragraph(
             "Wilson intervals. Forecasts of one period share its outcome: the last column counts "
             "a period as one observation and is the one to judge by.",
             style);
}

std::string past_groups_section(service::TrackSummary const& summary, Style const& style) {
  constexpr std::size_t most = 8;
  if (summary.groups.empty()) return {};
  auto groups = summary.groups;
  std::stable_sort(groups.begin(), groups.end(), [](auto const& a, auto const& b) {
    return a.normalised_crps > b.normalised_crps;
  });
  Table table({{"group", Align::left},
               {"forecasts", Align::right},
               {"nCRPS", Align::right},
               {"bias", Align::right},
               {"80 % band covered", Align::right}});
  for (std::size_t i = 0; i < std::min(most, groups.size()); ++i) {
    auto const& group = groups[i];
    table.add({clean(group.by, style) + ": " + clean(group.value, style),
               fmt::format("{}", group.n), score_text(group.normalised_crps),
               signed_percent(group.bias), whole_percent(group.covered80)});
  }
  if (groups.size() > most) {
    table.add_note(fmt::format("and {} more that were easier; all are in backtest.json",
                               groups.size() - most));
  }
  return heading("GROUPS, HARDEST FIRST", style) + table.draw(style);
}

}  // namespace quarterdeck::report
