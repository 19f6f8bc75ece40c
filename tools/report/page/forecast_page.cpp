// tools/report/page/forecast_page.cpp – see forecast_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/forecast_page.hpp"

#include "tools/report/page/forecast_parts.hpp"
#include "tools/service/forecast/exact_draws.hpp"

namespace quarterdeck::report {
namespace {

Message simulated_sentence(service::Forecast const& forecast) {
  auto const amounts = amounts_of(forecast);
  auto const& total = forecast.summary.total;
  auto const& quantiles = total.spread.quantiles;
  return say("forecast.lands", {{"period", PeriodName{forecast.period.id}},
                                {"low", amounts.with_unit(quantiles[service::p10])},
                                {"high", amounts.with_unit(quantiles[service::p90])},
                                {"median", amounts.with_unit(quantiles[service::p50])},
                                {"error", amounts(total.p50_error)}});
}

/// The headline by the combination, where that has been the better forecast.
Message combined_sentence(service::Forecast const& forecast) {
  auto const amounts = amounts_of(forecast);
  auto const& quantiles = forecast.backing->combination.total.quantiles;
  return say("forecast.lands_combined", {{"period", PeriodName{forecast.period.id}},
                                         {"low", amounts.with_unit(quantiles[service::p10])},
                                         {"high", amounts.with_unit(quantiles[service::p90])},
                                         {"median", amounts.with_unit(quantiles[service::p50])},
                                         {"simulated", simulated_sentence(forecast)}});
}

std::vector<Block> headline_blocks(service::Forecast const& forecast) {
  bool const pooled = forecast.headline == service::Headline::combination;
  return {
      title_of(forecast.company, forecast.period, forecast.as_of),
      Paragraph{pooled ? combined_sentence(forecast) : simulated_sentence(forecast), Tone::strong}};
}

std::vector<Block> check_blocks(service::Forecast const& forecast) {
  auto const& check = forecast.check;
  auto const n_trials = service::trials_to_check(forecast.compiled.plan, forecast.results);
  auto const text = say("engines.text", {{"agree", yes_if(check.agrees)},
                                         {"method", Name{check.method}},
                                         {"difference", Number{check.max_cdf_difference, 4}},
                                         {"part", yes_if(n_trials < forecast.results.n_trials)},
                                         {"trials", Count{n_trials}},
                                         {"tolerance", Number{check.tolerance, 4}}});
  return {Heading{say("engines.heading"), {}, "exact_engine"},
          Paragraph{text, check.agrees ? Tone::plain : Tone::bad}};
}

}  // namespace

Page forecast_page(service::Forecast const& forecast) {
  Page page{forecast.summary.total.spread.quantiles[service::p90]};
  append(page, headline_blocks(forecast));
  append(page, scenario_blocks(forecast.scenarios));
  append(page, backing_blocks(forecast));
  append(page, combination_blocks(forecast));
  append(page, source_blocks(forecast));
  append(page, distribution_blocks(forecast));
  append(page, week_blocks(forecast));
  append(page, target_blocks(forecast));
  append(page, uncertainty_blocks(forecast));
  append(page, group_blocks(forecast));
  append(page, deal_blocks(forecast));
  append(page, override_blocks(forecast.overrides, forecast.currency));
  append(page, quality_blocks(forecast.quality));
  append(page, check_blocks(forecast));
  page.blocks.emplace_back(colophon_of(forecast.provenance));
  return page;
}

}  // namespace quarterdeck::report
