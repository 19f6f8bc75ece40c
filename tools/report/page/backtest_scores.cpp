// tools/report/page/backtest_scores.cpp – accuracy, skill, coverage, places and reliability.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "tools/report/page/backtest_page.hpp"

namespace quarterdeck::report {
namespace {

/// A method of forecasting: its name, the key of its short title, and its part of the table.
struct Method {
  std::string_view name;
  std::string_view title;
  int part = 2;
};
constexpr std::array<Method, 13> methods{{{"simulation", "method.simulation", 1},
                                          {"corrected", "method.corrected", 1},
                                          {"pool", "method.pool", 1},
                                          {"best-baseline", "method.best_baseline", 1},
                                          {"last-year", "method.last_year"},
                                          {"last-period", "method.last_period"},
                                          {"run-rate", "method.run_rate"},
                                          {"stage-weighted", "method.stage_weighted"},
                                          {"conversion", "method.conversion"},
                                          {"conversion-due", "method.conversion_due"},
                                          {"category", "method.category"},
                                          {"rest-of-four", "method.rest_of_four"},
                                          {"seasonal", "method.seasonal"}}};

auto place_of(std::string_view name) { return std::ranges::find(methods, name, &Method::name); }

/// Names of the methods that speak at any of the leads, in the order above.
std::vector<std::string> names_of(service::TrackSummary const& summary) {
  std::vector<std::string> names;
  for (auto const& lead : summary.leads) {
    for (auto const& method : lead.methods) {
      if (std::ranges::find(names, method.name) == names.end()) names.push_back(method.name);
    }
  }
  std::ranges::stable_sort(names,
                           [](auto const& a, auto const& b) { return place_of(a) < place_of(b); });
  return names;
}

Column column_of(std::string const& name) {
  Column column;
  auto const* const method = place_of(name);
  bool const is_known = method != methods.end();
  column.title = is_known ? Value(say(method->title)) : Value(Name{name});
  column.part = is_known ? method->part : 2;
  return column;
}

Value score_of(service::LeadScores const& lead, std::string const& name) {
  auto const method = std::ranges::find(lead.methods, name, &service::MethodScore::name);
  if (method == lead.methods.end()) return {};
  Number const score{method->normalised_crps, 3, Notation::bare};
  if (method->n < lead.n) return say("backtest.partial_score", {{"score", score}});
  return score;
}

/// Whether a method was absent in some of the periods.
bool is_partial(service::TrackSummary const& summary) {
  return std::ranges::any_of(summary.leads, [](auto const& lead) {
    return std::ranges::any_of(lead.methods, [&](auto const& method) { return method.n < lead.n; });
  });
}

std::vector<Block> skill_blocks(service::TrackSummary const& summary) {
  Skill chart{{Share{-0.6, 0}, Share{0.6, 0}}, {}, say("skill.note")};
  for (auto const& lead : summary.leads) {
    if (!lead.skill) continue;
    auto const& skill = lead.skill->skill;
    chart.rows.push_back(
        {Count{lead.weeks_left},
         Count{lead.week},
         {skill.value, 1, Sign::both},
         {Points{skill.interval.low, 0, Sign::both}, Points{skill.interval.high, 0, Sign::both}}});
  }
  return {Heading{say("skill.heading"), {}, "skill"}, Figure{std::move(chart)}};
}

Message interval_words(models::evaluate::Interval const& interval) {
  return say("range.percent",
             {{"low", Points{interval.low, 0}}, {"high", Points{interval.high, 0}}});
}

std::vector<Block> coverage_blocks(std::vector<service::CoverageRow> const& rows) {
  Table table{{words_column("coverage.band"), numbers_column("coverage.covered"),
               numbers_column("coverage.of"), minor_column("coverage.below"),
               minor_column("coverage.above"), numbers_column("column.share"),
               numbers_column("column.interval_95"), numbers_column("coverage.by_period")}};
  for (auto const& row : rows) {
    auto const& all = row.all;
    auto const& by_period = row.by_period.interval;
    bool const outside = all.level < by_period.low || all.level > by_period.high;
    table.rows.push_back(
        {{Share{all.level, 0}, Count{all.inside}, Count{all.n}, Count{all.below}, Count{all.above},
          Share{all.share.value, 0}, interval_words(all.share.interval), interval_words(by_period)},
         outside ? Tone::warning : Tone::plain});
  }
  return {Heading{say("coverage.heading"), {}, "coverage"}, std::move(table),
          Paragraph{say("coverage.note"), Tone::quiet}};
}

Value place_note(service::TrackSummary const& summary) {
  if (!summary.pits) return {};
  Number const mean{summary.pits->mean};
  if (!summary.pits->spread) return say("places.mean", {{"mean", mean}});
  return say("places.mean_spread", {{"mean", mean}, {"spread", Number{*summary.pits->spread}}});
}

std::vector<Block> place_blocks(service::TrackSummary const& summary) {
  if (summary.pit_histogram.empty()) return {};
  return {Heading{say("places.heading"), {}, "pit"},
          Figure{PitHistogram{summary.pit_histogram, place_note(summary)}}};
}

Sequence reliability_note(service::DealRecord const& record) {
  Value brier;
  if (record.brier && record.murphy) {
    brier = say("reliability.brier", {{"brier", Number{*record.brier, 4}},
                                      {"reliability", Number{record.murphy->reliability, 4}},
                                      {"resolution", Number{record.murphy->resolution, 4}},
                                      {"uncertainty", Number{record.murphy->uncertainty, 4}},
                                      {"within", Number{record.murphy->within_bins, 4}}});
  }
  Value const ece = record.error
                        ? Value(say("reliability.ece", {{"ece", Number{record.error->ece, 3}}}))
                        : Value();
  Value const auc =
      record.auc ? Value(say("reliability.auc", {{"auc", Number{*record.auc}}})) : Value();
  return sentences({brier, ece, auc, say("reliability.note")});
}

std::vector<Block> reliability_blocks(service::DealRecord const& record) {
  if (record.bins.empty()) return {};
  Reliability chart{{}, reliability_note(record)};
  for (auto const& bin : record.bins) {
    chart.rows.push_back({Count{static_cast<std::int64_t>(bin.n_deals)},
                          {bin.p_mean, 0},
                          {bin.won.value, 0},
                          {Share{bin.won.interval.low, 0}, Share{bin.won.interval.high, 0}}});
  }
  return {Heading{say("reliability.heading"), {}, "reliability"}, Figure{std::move(chart)}};
}

}  // namespace

std::vector<Block> accuracy_blocks(service::TrackSummary const& summary) {
  auto const names = names_of(summary);
  Table table{{numbers_column("accuracy.weeks", "weeks_left"), numbers_column("accuracy.n")}};
  for (auto const& name : names) table.columns.push_back(column_of(name));
  for (auto const& lead : summary.leads) {
    Row row{{Count{lead.weeks_left}, count_of(lead.n)}};
    for (auto const& name : names) row.cells.push_back(score_of(lead, name));
    table.rows.push_back(std::move(row));
  }
  Value const partial = is_partial(summary) ? Value(say("accuracy.partial")) : Value();
  return {Heading{say("accuracy.heading"), {}, "normalised_crps"}, std::move(table),
          Paragraph{sentences({say("accuracy.note"), partial}), Tone::quiet}};
}

std::vector<Block> calibration_blocks(service::TrackSummary const& summary) {
  auto blocks = skill_blocks(summary);
  for (auto part : {coverage_blocks(summary.coverage), place_blocks(summary),
                    reliability_blocks(summary.deals)}) {
    for (auto& block : part) blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace quarterdeck::report
