// tools/report/backing_section.cpp – how far the page may be believed, by past forecasts.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <string>
#include <vector>

#include "tools/report/backtest_tables.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/table.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

std::string score_line(service::Backing const& backing) {
  auto const& predictability = backing.predictability;
  if (!predictability.record) return "No predictability score: " + predictability.reason + ".";
  auto const& record = *predictability.record;
  return fmt::format(
      "Predictability {} of 100 ({} to {}; {} periods{}). Honesty gap {:+.1f} points.",
      whole_score(record.headline), whole_score(record.interval.low),
      whole_score(record.interval.high), record.n_periods,
      record.headline_is_lower_point ? "; the lower 20 % point, because they are few" : "",
      record.honesty_gap.value);
}

std::string accuracy_line(service::Backing const& backing) {
  if (!backing.accuracy) return {};
  auto const& accuracy = *backing.accuracy;
  if (!accuracy.expected) {
    return fmt::format(" This forecast claims an accuracy of {}, not yet backed by a record.",
                       percent(accuracy.claimed));
  }
  return fmt::format(
      " This forecast claims an accuracy of {}; by its record {} is to be expected "
      "({} to {}).",
      percent(accuracy.claimed), percent(accuracy.expected->value),
      percent(accuracy.expected->interval.low), percent(accuracy.expected->interval.high));
}

std::string lead_line(service::Backing const& backing) {
  if (!backing.simulation_at_lead || !backing.best_at_lead) return {};
  return fmt::format(
      " With {} {} left its normalised CRPS was {} over {} periods, that of the best simple "
      "forecast {}.",
      backing.weeks_left, backing.weeks_left == 1 ? "week" : "weeks",
      score_text(backing.simulation_at_lead->normalised_crps), backing.simulation_at_lead->n,
      score_text(backing.best_at_lead->normalised_crps));
}

std::string coverage_line(service::Backing const& backing) {
  std::string line = " Bands covered";
  for (auto const& row : backing.coverage) {
    line += fmt::format("{} {} (of {})", &row == &backing.coverage.front() ? "" : ",",
                        whole_percent(row.all.share.value), whole_percent(row.all.level));
  }
  return line + fmt::format(" in {} past forecasts.", backing.n_forecasts);
}

std::string age_line(service::Backing const& backing) {
  if (backing.days_since == 0) return {};
  return fmt::format(" The backtest saw data to {}, {} days before this forecast.",
                     core::to_iso(backing.newest), backing.days_since);
}

}  // namespace

std::string backing_section(service::Forecast const& forecast, Style const& style) {
  std::string out = heading("HOW FAR TO BELIEVE IT", style);
  if (!forecast.backing) {
    auto const why =
        forecast.unbacked.empty() ? "there is no backtest of this workspace" : forecast.unbacked;
    return out +
           paragraph("Not yet backed: " + clean(why, style) + ". To have past ones scored:", 2,
                     style) +
           "    quarterdeck backtest WORKSPACE\n";
  }
  auto const& backing = *forecast.backing;
  for (auto const& line : wrap(score_line(backing), style.width - 4, style))
    out += "  " + paint(line, Tone::strong, style) + '\n';
  auto const words =
      accuracy_line(backing) + lead_line(backing) + coverage_line(backing) + age_line(backing);
  return out + paragraph(words, 2, style);
}

std::string combination_section(service::Forecast const& forecast, Style const& style) {
  if (!forecast.backing) return {};
  auto const& backing = *forecast.backing;
  auto const& combination = backing.combination;
  Table table({{"", Align::left},
               {"mean", Align::right},
               {"P10", Align::right},
               {"P50", Align::right},
               {"P90", Align::right},
               {"P(hit)", Align::right}});
  auto const row = [&](std::string name, service::Spread const& spread, std::optional<double> p_hit,
                       Tone tone) {
    table.add({std::move(name), amount_text(forecast, spread.mean),
               amount_text(forecast, spread.quantiles[service::p10]),
               amount_text(forecast, spread.quantiles[service::p50]),
               amount_text(forecast, spread.quantiles[service::p90]), p_hit ? percent(*p_hit) : ""},
              tone);
  };
  std::optional<double> simulated;
  std::optional<double> combined;
  for (std::size_t i = 0; i < combination.p_hit.size() && !combined; ++i) {
    if (!combination.p_hit[i]) continue;
    combined = combination.p_hit[i];
    simulated = forecast.summary.targets[i].p_hit.value;
  }
  bool const used = combination.decision.use_pool;
  row("simulation", forecast.summary.total.spread, simulated, used ? Tone::plain : Tone::strong);
  row(fmt::format("its spread times {:.2f}", backing.stretch), backing.corrected, std::nullopt,
      Tone::quiet);
  row("combination", combination.total, combined, used ? Tone::strong : Tone::plain);
  std::string words = "Weights:";
  for (auto const& member : combination.weights) {
    words += fmt::format("{} {} {}", &member == &combination.weights.front() ? "" : ",",
                         member.name, whole_percent(member.weight));
  }
  words += fmt::format(". {}: {}. What follows is the simulation's.",
                       used ? "The combination is the headline" : "The simulation is the headline",
                       clean(combination.decision.reason, style));
  return heading("TOTAL, BY THE SIMULATION AND COMBINED", style) + table.draw(style) +
         paint(paragraph(words, 2, style), Tone::quiet, style);
}

}  // namespace quarterdeck::report
