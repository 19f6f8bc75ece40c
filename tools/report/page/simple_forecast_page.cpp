// tools/report/page/simple_forecast_page.cpp – see simple_forecast_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/simple_forecast_page.hpp"

#include <utility>

#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_calls = 12;

Amounts amounts_of_simple(service::SimpleForecast const& forecast) {
  return {forecast.measure_counts ? plan::Measure::count : plan::Measure::amount,
          forecast.currency};
}

std::vector<Block> headline_blocks(service::SimpleForecast const& forecast) {
  auto const amounts = amounts_of_simple(forecast);
  auto const& quantiles = forecast.total.quantiles;
  auto title = title_of(forecast.company, forecast.period, forecast.as_of);
  title.parts.emplace_back(say("simple.model", {{"model", Name{forecast.model}}}));
  return {std::move(title),
          Paragraph{say("simple.lands", {{"period", PeriodName{forecast.period.id}},
                                         {"low", amounts.with_unit(quantiles[service::p10])},
                                         {"high", amounts.with_unit(quantiles[service::p90])},
                                         {"median", amounts.with_unit(quantiles[service::p50])},
                                         {"mean", amounts(forecast.total.mean)},
                                         {"booked", amounts(forecast.booked)}}),
                    Tone::strong},
          Paragraph{say("simple.meaning", {{"meaning", Name{forecast.meaning}}})}};
}

std::vector<Block> target_blocks(service::SimpleForecast const& forecast) {
  if (forecast.targets.empty() && forecast.n_group_targets == 0) return {};
  auto const amounts = amounts_of_simple(forecast);
  Table table{
      {label_column(), numbers_column("column.target"), numbers_column("column.p_hit", "p_hit")}};
  for (auto const& target : forecast.targets) {
    table.rows.push_back({{Name{target.name}, amounts(target.amount), Share{target.p_hit}}});
  }
  if (forecast.n_group_targets > 0) {
    table.brief.rest = say("simple.group_targets", {{"n", count_of(forecast.n_group_targets)}});
  }
  return {Heading{say("targets.heading"), {}, "p_hit"}, std::move(table)};
}

std::vector<Block> weight_blocks(service::SimpleForecast const& forecast) {
  if (forecast.weights.empty()) return {};
  Table table{{words_column("column.member"), numbers_column("column.weight"),
               numbers_column("column.relative_crps", "crps"), numbers_column("column.periods")}};
  for (auto const& member : forecast.weights) {
    bool const is_judged = member.n_periods > 0;
    table.rows.push_back({{Name{member.name}, Share{member.weight, 0},
                           is_judged ? Value(Number{member.relative_crps, 3}) : Value(),
                           count_of(member.n_periods)}});
  }
  return {Heading{say("simple.members"), {}, "pool"}, std::move(table)};
}

std::vector<Block> call_blocks(service::SimpleForecast const& forecast) {
  auto const& calls = forecast.calls;
  if (calls.empty()) return {};
  auto const amounts = amounts_of_simple(forecast);
  Table table{{words_column("column.period"), numbers_column("column.would_have_said"),
               numbers_column("column.came"), numbers_column("column.came_over_said")}};
  for (auto const& call : calls) {
    table.rows.push_back({{PeriodName{call.period}, amounts(call.forecast), amounts(call.actual),
                           Number{call.actual / call.forecast}}});
  }
  if (calls.size() > most_calls) {
    table.brief = {most_calls,
                   say("simple.earlier_calls", {{"n", count_of(calls.size() - most_calls)}})};
  }
  return {Heading{say("simple.calls")}, std::move(table)};
}

}  // namespace

Page simple_forecast_page(service::SimpleForecast const& forecast) {
  Page page{forecast.total.quantiles[service::p90]};
  append(page, headline_blocks(forecast));
  append(page, target_blocks(forecast));
  append(page, weight_blocks(forecast));
  append(page, call_blocks(forecast));
  return page;
}

}  // namespace quarterdeck::report
