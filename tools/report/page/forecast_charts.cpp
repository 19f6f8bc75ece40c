// tools/report/page/forecast_charts.cpp – the total, its weeks and its uncertainty as charts.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "tools/report/page/forecast_page.hpp"
#include "tools/report/page/forecast_parts.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t p25 = 3;
constexpr std::size_t p75 = 5;

std::vector<Mark> quantile_marks(service::Forecast const& forecast) {
  auto const amounts = amounts_of(forecast);
  std::vector<Mark> marks;
  for (std::size_t const level : {service::p10, service::p50, service::p90}) {
    double const amount = forecast.summary.total.spread.quantiles[level];
    Value const name =
        say("chart.quantile", {{"level", Points{service::quantile_levels[level], 0}}});
    marks.push_back({amount, say("chart.mark", {{"name", name}, {"amount", amounts(amount)}})});
  }
  return marks;
}

std::optional<Mark> target_mark(service::Forecast const& forecast) {
  auto const* const target = company_target(forecast);
  if (target == nullptr) return std::nullopt;
  return Mark{target->amount,
              say("chart.target", {{"name", Name{target->name}},
                                   {"amount", amounts_of(forecast)(target->amount)}})};
}

std::vector<double> dots_of(results::Results const& results) {
  std::vector<double> levels;
  for (int i = 0; i < n_distribution_dots; ++i) levels.push_back((i + 0.5) / n_distribution_dots);
  std::vector<double> dots;
  for (auto const& quantile : results::quantiles_of_total(results, levels)) {
    dots.push_back(quantile.value * core::units_per_minor);
  }
  return dots;
}

}  // namespace

Amounts amounts_of(service::Forecast const& forecast) {
  return {forecast.compiled.plan.measure, forecast.currency};
}

service::TargetOutlook const* company_target(service::Forecast const& forecast) {
  auto const& targets = forecast.compiled.plan.targets;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i].grouping < 0) return &forecast.summary.targets[i];
  }
  return nullptr;
}

std::vector<Block> distribution_blocks(service::Forecast const& forecast) {
  auto histogram =
      service::histogram_of_total(forecast.results, n_distribution_bins, service::Tails::left_out);
  Heading const heading{say("distribution.heading"), {}, "quantiles"};
  if (histogram.counts.size() == 1) {
    auto const total = amounts_of(forecast).with_unit(histogram.edges.front());
    return {heading, Paragraph{say("distribution.certain", {{"total", total}})}};
  }
  return {heading, Figure{Distribution{std::move(histogram.edges), std::move(histogram.counts),
                                       dots_of(forecast.results), quantile_marks(forecast),
                                       target_mark(forecast)}}};
}

std::vector<Block> week_blocks(service::Forecast const& forecast) {
  auto const& weeks = forecast.summary.weeks;
  if (weeks.empty()) return {};
  auto const amounts = amounts_of(forecast);
  Intervals fan{Along::time, say("column.by"), {}, target_mark(forecast)};
  for (auto const& week : weeks) {
    auto const& quantiles = week.cumulative.quantiles;
    fan.rows.push_back({week.end,
                        {amounts(quantiles[service::p10]), amounts(quantiles[service::p90])},
                        Range{amounts(quantiles[p25]), amounts(quantiles[p75])},
                        amounts(quantiles[service::p50])});
  }
  return {Heading{say("weeks.heading")}, Figure{std::move(fan)}};
}

std::vector<Block> uncertainty_blocks(service::Forecast const& forecast) {
  auto const& shares = forecast.uncertainty;
  if (shares.outcomes + shares.shared + shares.parameters <= 0) return {};
  Shares parts{{{{shares.outcomes, 0}, say("uncertainty.outcomes")},
                {{shares.shared, 0}, say("uncertainty.shared")},
                {{shares.parameters, 0}, say("uncertainty.parameters")}}};
  return {Heading{say("uncertainty.heading"), {}, "outcomes"}, Figure{std::move(parts)}};
}

}  // namespace quarterdeck::report
