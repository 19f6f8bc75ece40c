// tools/report/forecast_text.cpp – see forecast_report.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "tools/report/forecast_report.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/scenario_report.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {

std::string amount_text(service::Forecast const& forecast, double units) {
  bool const counts = forecast.compiled.plan.measure == plan::Measure::count;
  if (counts) return whole_number(units);
  return NumberScale(forecast.summary.total.spread.quantiles[service::p90])(units);
}

std::string amount_with_unit(service::Forecast const& forecast, double units) {
  auto const amount = amount_text(forecast, units);
  bool const counts = forecast.compiled.plan.measure == plan::Measure::count;
  return counts ? amount + " deals" : forecast.currency + ' ' + amount;
}

namespace {

/// The headline by the combination, where that has been the better forecast.
std::string pooled_sentence(service::Forecast const& forecast) {
  auto const& quantiles = forecast.backing->combination.total.quantiles;
  return fmt::format(
      "{} lands between {} and {} with 80 % probability; median {}, by the combination with simple "
      "forecasts, which has been nearer than the simulation.",
      forecast.period.id, amount_with_unit(forecast, quantiles[service::p10]),
      amount_with_unit(forecast, quantiles[service::p90]),
      amount_with_unit(forecast, quantiles[service::p50]));
}

}  // namespace

std::string headline_section(service::Forecast const& forecast, Style const& style) {
  auto const& sign = signs(style);
  auto const& total = forecast.summary.total;
  auto const& quantiles = total.spread.quantiles;
  auto const company = clean(forecast.company, style);
  std::string const title =
      fmt::format("{}{}{}  {}  as of {}", company, company.empty() ? "" : "  ", forecast.period.id,
                  sign.dot, core::to_iso(forecast.as_of));
  std::string out = "\n  " + paint(cut(title, style.width - 4, style), Tone::title, style);
  out += "\n  " + paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
  bool const pooled = forecast.backing && forecast.backing->combination.decision.use_pool;
  std::string sentence =
      fmt::format("{} lands between {} and {} with 80 % probability; median {} ({} {}).",
                  forecast.period.id, amount_with_unit(forecast, quantiles[service::p10]),
                  amount_with_unit(forecast, quantiles[service::p90]),
                  amount_with_unit(forecast, quantiles[service::p50]), sign.plus_minus,
                  amount_text(forecast, total.p50_error));
  if (pooled) sentence = pooled_sentence(forecast) + " The simulation alone: " + sentence;
  for (auto const& line : wrap(sentence, style.width - 4, style)) {
    out += "  " + paint(line, Tone::strong, style) + '\n';
  }
  return out;
}

std::string forecast_text(service::Forecast const& forecast, Style const& style) {
  std::string page = top_section(forecast, style);
  page += headline_section(forecast, style);
  page += scenarios_section(forecast.scenarios, style);
  page += backing_section(forecast, style);
  page += combination_section(forecast, style);
  page += parts_section(forecast, style);
  page += histogram_section(forecast, style);
  page += weeks_section(forecast, style);
  page += targets_section(forecast, style);
  page += uncertainty_section(forecast, style);
  page += groups_section(forecast, style);
  page += deals_section(forecast, style);
  page += overrides_section(forecast.overrides, style);
  page += quality_section(forecast.quality, style);
  page += check_section(forecast, style);
  page += provenance_section(forecast.provenance, style);
  return page;
}

}  // namespace quarterdeck::report
