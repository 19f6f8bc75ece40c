// tools/report/page/backtest_page.cpp – see backtest_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/backtest_page.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_scored_groups = 8;

std::vector<Block> headline_blocks(service::Backtest const& backtest,
                                   service::TrackSummary const& summary) {
  Value const subject =
      backtest.company.empty()
          ? Value(say("backtest.title"))
          : Value(say("backtest.title_of", {{"company", Name{backtest.company}}}));
  auto const span =
      say("backtest.span", {{"first", PeriodName{backtest.forecasts.front().period.id}},
                            {"last", PeriodName{backtest.forecasts.back().period.id}}});
  Value errors;
  if (summary.wape && summary.bias) {
    errors = say("backtest.errors", {{"wape", Share{*summary.wape}},
                                     {"low", yes_if(*summary.bias < 0)},
                                     {"bias", Share{std::abs(*summary.bias)}}});
  }
  auto const made = say("backtest.made", {{"n", count_of(summary.n_forecasts)},
                                          {"periods", count_of(summary.n_periods)}});
  return {Title{{subject, span}}, Paragraph{sentences({made, errors}), Tone::strong}};
}

Message score_words(models::evaluate::TrackRecord const& record) {
  return say("predictability.score", {{"score", Score{record.headline}},
                                      {"few", yes_if(record.headline_is_lower_point)},
                                      {"point", Score{record.score}},
                                      {"n", count_of(record.n_periods)},
                                      {"low", Score{record.interval.low}},
                                      {"high", Score{record.interval.high}}});
}

Sequence honesty_words(models::evaluate::TrackRecord const& record) {
  auto const gap = say("predictability.honesty_gap",
                       {{"gap", Number{record.honesty_gap.value, 1, Notation::fixed, Sign::both}},
                        {"error", Number{record.honesty_gap.error, 1}}});
  Value ratio;
  if (record.honesty_ratio) {
    ratio = say("predictability.honesty_ratio",
                {{"ratio", Number{record.honesty_ratio->value}},
                 {"low", Number{record.honesty_ratio->interval.low}},
                 {"high", Number{record.honesty_ratio->interval.high}}});
  }
  return sentences({gap, ratio});
}

std::vector<Block> predictability_blocks(service::TrackSummary const& summary) {
  Heading const heading{say("predictability.heading"), {}, "predictability_score"};
  auto const& record = summary.predictability.record;
  if (!record) {
    Name const reason{summary.predictability.reason};
    return {heading, Paragraph{say("predictability.none", {{"reason", reason}})}};
  }
  return {heading, Paragraph{score_words(*record), Tone::strong}, Paragraph{honesty_words(*record)},
          Paragraph{say("predictability.note"), Tone::quiet}};
}

std::vector<Block> pool_blocks(service::TrackSummary const& summary) {
  auto const& pool = summary.pool;
  return {Heading{say("backtest.pool_heading"), {}, "pool"},
          Paragraph{say("backtest.pool", {{"combination", Number{pool.pool, 4}},
                                          {"simulation", Number{pool.simulation, 4}},
                                          {"n", count_of(pool.n_periods)},
                                          {"reason", Name{pool.reason}}})}};
}

std::vector<Block> spread_blocks(service::TrackSummary const& summary) {
  if (!summary.spread) return {};
  auto const& spread = *summary.spread;
  auto const share = [](models::evaluate::SpreadState const& state) {
    return state.coverage.size() < 2 ? Value() : Value(Share{state.coverage[1].share.value, 0});
  };
  return {Heading{say("backtest.spread_heading"), {}, "spread_correction"},
          Paragraph{say("backtest.spread", {{"stretch", Number{spread.correction.stretch}},
                                            {"covered", share(spread.before)},
                                            {"covered_after", share(spread.after)},
                                            {"crps", Number{spread.before.relative_crps, 4}},
                                            {"crps_after", Number{spread.after.relative_crps, 4}},
                                            {"helps", yes_if(spread.helps)}})}};
}

/// Groups by their normalised CRPS, worst first.
std::vector<Block> group_blocks(service::TrackSummary const& summary) {
  if (summary.groups.empty()) return {};
  auto groups = summary.groups;
  std::ranges::stable_sort(
      groups, [](auto const& a, auto const& b) { return a.normalised_crps > b.normalised_crps; });
  Table table{{words_column("column.group"), numbers_column("column.forecasts"),
               numbers_column("column.normalised_crps", "normalised_crps"),
               numbers_column("column.bias", "bias"),
               numbers_column("backtest.band_covered", "coverage")}};
  for (auto const& group : groups) {
    auto const name = say("backtest.group", {{"by", Name{group.by}}, {"value", Name{group.value}}});
    table.rows.push_back(
        {{name, count_of(group.n), Number{group.normalised_crps, 3, Notation::bare},
          Share{group.bias, 1, Sign::both}, Share{group.covered80, 0}}});
  }
  if (groups.size() > most_scored_groups) {
    table.brief = {most_scored_groups, say("backtest.more_groups",
                                           {{"n", count_of(groups.size() - most_scored_groups)}})};
  }
  return {Heading{say("backtest.groups_heading")}, std::move(table)};
}

std::vector<Block> leak_blocks(data::Findings const& leaks) {
  std::vector<Block> blocks;
  for (auto const& leak : leaks) {
    if (blocks.empty()) blocks.emplace_back(Heading{say("backtest.leaks_heading")});
    blocks.emplace_back(Paragraph{
        say("backtest.leak", {{"code", Name{leak.code}}, {"message", Name{leak.message}}})});
  }
  return blocks;
}

Colophon colophon_of(service::Backtest const& backtest) {
  auto const& settings = backtest.settings;
  return {{say("colophon.program", {{"version", Name{settings.build.version}}}),
           say("colophon.seed", {{"seed", Ordinal{settings.seed}}}),
           say("backtest.trials", {{"n", Count{settings.trials}}}),
           say("backtest.newest", {{"date", backtest.newest}})}};
}

}  // namespace

Page backtest_page(service::Backtest const& backtest, service::TrackSummary const& summary) {
  Page page;
  append(page, headline_blocks(backtest, summary));
  append(page, predictability_blocks(summary));
  append(page, accuracy_blocks(summary));
  append(page, calibration_blocks(summary));
  append(page, pool_blocks(summary));
  append(page, spread_blocks(summary));
  append(page, group_blocks(summary));
  append(page, leak_blocks(backtest.leaks));
  page.blocks.emplace_back(colophon_of(backtest));
  return page;
}

}  // namespace quarterdeck::report
