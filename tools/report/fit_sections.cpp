// tools/report/fit_sections.cpp – see fit_sections.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/fit_sections.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/core/money.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t max_cells = 30;

std::string source_words(models::win::Source source) {
  switch (source) {
    case models::win::Source::landmarks:
      return "Chance that a deal open today is won by the period's end, from deals that were open "
             "in earlier periods with as many days left.";
    case models::win::Source::rate_table:
      return "Chance that an open deal is ever won, from the table of win rates.";
    case models::win::Source::prior:
      return "Nothing to learn from: chances are drawn from a very wide assumption.";
  }
  return {};
}

std::string standing_words(models::win::WinChoice const& choice) {
  return choice.kind() != data::WinModelKind::table
             ? "The hazards above are used instead of this table, which is told for "
               "comparison. "
             : "";
}

std::string calibration_words(models::win::Calibration const& calibration) {
  if (calibration.expected_wins <= 0) return {};
  return fmt::format(
      "Each past period predicted from the others, by the model used: {} wins expected, {} "
      "happened; amounts {} and "
      "{}.",
      whole_number(calibration.expected_wins), whole_number(calibration.actual_wins),
      short_number(calibration.expected_amount), short_number(calibration.actual_amount));
}

/// Cells by the deals of their group, then by their own, most first.
std::vector<models::win::Cell const*> largest_first(models::win::LandmarkModel const& model) {
  std::vector<std::int64_t> of_group(model.groups.size(), 0);
  std::vector<models::win::Cell const*> cells;
  for (auto const& cell : model.cells) {
    of_group[cell.group] += cell.n_deals;
    cells.push_back(&cell);
  }
  auto const rank = [&](models::win::Cell const* cell) {
    return std::tuple(-of_group[cell->group], cell->group, -cell->n_deals);
  };
  std::stable_sort(cells.begin(), cells.end(),
                   [&](auto const* a, auto const* b) { return rank(a) < rank(b); });
  return cells;
}

/// A cell under the heading of its group, whose name its own begins with.
void add_cell(Table& table, models::win::Cell const& cell, std::string const& group,
              Style const& style) {
  std::string const prefix = group + " / ";
  auto const name = cell.name.starts_with(prefix) ? cell.name.substr(prefix.size()) : cell.name;
  table.add({"  " + clean(name, style), whole_number(static_cast<double>(cell.n_deals)),
             whole_number(static_cast<double>(cell.n_won)), percent(cell.rate.mean),
             fmt::format("{:.1f} {} {:.1f} %", cell.rate.q10 * 100, signs(style).dash,
                         cell.rate.q90 * 100)});
}

/// Events and weeks at risk of a stage, summed over ages and weeks.
struct StageSums {
  double weeks = 0;
  double wins = 0;
  double losses = 0;
};

StageSums sums_of(models::timing::StageCounts const& counts) {
  StageSums sums;
  for (std::size_t age = 0; age < counts.days.size(); ++age) {
    for (std::size_t week = 0; week < counts.days[age].size(); ++week) {
      sums.weeks += static_cast<double>(counts.days[age][week]) / 7;
      sums.wins += static_cast<double>(counts.wins[age][week]);
      sums.losses += static_cast<double>(counts.losses[age][week]);
    }
  }
  return sums;
}

std::string timing_words(models::timing::TimeToClose const& timing) {
  using models::timing::Basis;
  if (timing.basis == Basis::assumed) {
    double longest = 0;
    for (double const days : timing.median_days) longest = std::max(longest, days);
    return fmt::format("No closings to learn from: half of the deals close within {:.0f} days, {}.",
                       longest, timing.median_known ? "as the table of win rates says" : "assumed");
  }
  return fmt::format(
      "In the last week of a period deals are won {:.1f} times as fast as their age and stage "
      "say, in the week before {:.1f} times.",
      timing.win_surge[0], timing.win_surge[1]);
}

std::string stage_table(models::timing::TimeToClose const& timing,
                        std::vector<data::Stage> const& stages, Style const& style) {
  bool const by_stage = timing.basis == models::timing::Basis::stages;
  Table table({{by_stage ? "stage" : "", Align::left},
               {"deal weeks seen", Align::right},
               {"won a week", Align::right},
               {"lost a week", Align::right}});
  for (std::size_t s = 0; s < timing.counts.size(); ++s) {
    auto const sums = sums_of(timing.counts[s]);
    if (sums.weeks <= 0) continue;
    auto const name = by_stage && s < stages.size() ? clean(stages[s].name, style) : "open deals";
    table.add({name, whole_number(sums.weeks), percent(sums.wins / sums.weeks),
               percent(sums.losses / sums.weeks)});
  }
  return table.empty() ? std::string() : table.draw(style);
}

/// `final over current amount: segment Enterprise` is a segment under that heading.
std::string_view after_colon(std::string_view name) {
  auto const colon = name.find(": ");
  return colon == std::string_view::npos ? name : name.substr(colon + 2);
}

double mean_amount(models::creation::LateCell const& cell) {
  double sum = 0;
  double weight = 0;
  for (auto const& entry : cell.entries) {
    sum += entry.weight * core::to_units(entry.amount);
    weight += entry.weight;
  }
  return weight > 0 ? sum / weight : 0;
}

}  // namespace

std::string win_rates_section(models::FittedModels const& models, Style const& style) {
  models::win::LandmarkModel const& model = models.win;
  Table table({{"", Align::left},
               {"deals", Align::right},
               {"won", Align::right},
               {"rate", Align::right},
               {"80 % interval", Align::right}});
  auto const cells = largest_first(model);
  std::size_t const n_shown = std::min(cells.size(), max_cells);
  for (std::size_t i = 0; i < n_shown; ++i) {
    auto const& group = model.groups[cells[i]->group].name;
    bool const first = i == 0 || cells[i]->group != cells[i - 1]->group;
    if (first) table.add({clean(group, style), "", "", "", ""}, Tone::strong);
    add_cell(table, *cells[i], group, style);
  }
  if (cells.size() > n_shown) {
    table.add_note(fmt::format("and {} more in groups with fewer deals", cells.size() - n_shown));
  }
  return heading("WIN RATES", style) +
         paragraph(standing_words(models.win_choice) + source_words(model.source), 2, style) +
         (table.empty() ? "" : table.draw(style)) +
         paragraph(calibration_words(model.calibration), 2, style);
}

std::string timing_section(models::timing::TimeToClose const& timing,
                           std::vector<data::Stage> const& stages, Style const& style) {
  return heading("TIME TO CLOSE", style) + paragraph(timing_words(timing), 2, style) +
         stage_table(timing, stages, style);
}

std::string amounts_section(models::amount::AmountModel const& amount, Style const& style) {
  Table table({{"final over current amount", Align::left},
               {"wins", Align::right},
               {"mean", Align::right},
               {"P10", Align::right},
               {"P90", Align::right}});
  std::vector<bool> blank(amount.tables.size(), false);
  for (auto const& [name, index] : amount.blank_of) blank[index] = true;
  for (std::size_t t = 0; t < amount.tables.size(); ++t) {
    auto const& one = amount.tables[t];
    bool const by_stage = one.name.find("stage ") != std::string::npos;
    if (blank[t] || by_stage || one.entries.empty() || one.n_wins == 0) continue;
    auto const at = [&](double p) {
      return one.entries[static_cast<std::size_t>(p * static_cast<double>(one.entries.size()))];
    };
    table.add({clean(after_colon(one.name), style), whole_number(static_cast<double>(one.n_wins)),
               fmt::format("{:.2f}", one.mean), fmt::format("{:.2f}", at(0.1)),
               fmt::format("{:.2f}", at(0.9))});
  }
  auto const words = fmt::format("{} of the deals won kept the amount they had at this point.",
                                 whole_percent(amount.share_unchanged));
  return heading("AMOUNTS", style) + paragraph(words, 2, style) +
         (table.empty() ? "" : table.draw(style));
}

std::string new_business_section(models::creation::LateWins const& creation, Style const& style) {
  auto const season =
      std::abs(creation.season() - 1) < 0.005
          ? std::string("no season")
          : fmt::format("the season counts {:+.0f} %", (creation.season() - 1) * 100);
  auto const words = fmt::format(
      "Deals that are not in the pipeline yet and are won by the period's end: {:.1f} expected, {} "
      "seen in past periods; {}.",
      creation.expected, whole_number(static_cast<double>(creation.n_wins)), season);
  Table table({{"", Align::left},
               {"wins seen", Align::right},
               {"share", Align::right},
               {"mean amount", Align::right}});
  for (auto const& cell : creation.cells) {
    if (cell.n_wins == 0) continue;
    table.add({clean(cell.name, style), whole_number(static_cast<double>(cell.n_wins)),
               whole_percent(cell.share), short_number(mean_amount(cell))});
  }
  return heading("NEW BUSINESS", style) + paragraph(words, 2, style) +
         (table.empty() ? "" : table.draw(style));
}

std::string win_season_section(models::win::WinSeason const& season, Style const& style) {
  if (season.month_of_quarter == 0) return "";
  auto const [log_mean, log_sd] = season.now;
  constexpr double z_of_80_percent = 1.2815515655446004;
  auto const words = fmt::format(
      "This is the {} month of a quarter, which multiplies the odds of every open deal by {:.2f} "
      "(80 % interval {:.2f} {} {:.2f}).",
      season.month(), std::exp(log_mean), std::exp(log_mean - z_of_80_percent * log_sd),
      signs(style).dash, std::exp(log_mean + z_of_80_percent * log_sd));
  return heading("MONTH OF THE QUARTER", style) + paragraph(words, 2, style);
}

std::string period_factor_section(models::dependence::PeriodFactor const& factor,
                                  Style const& style) {
  auto const& tau = factor.company;
  auto const words = fmt::format(
      "Periods differ by more than luck of single deals: a good one, as one in six is, multiplies "
      "the odds of every open deal by {:.2f}, a bad one divides them by as much (80 % interval "
      "{:.2f} {} {:.2f}, from {} periods).",
      std::exp(tau.mean()), std::exp(tau.quantile(0.1)), signs(style).dash,
      std::exp(tau.quantile(0.9)), factor.n_periods);
  auto const segments =
      factor.segments.empty()
          ? std::string("Segments have no factor of their own: too few periods to tell.")
          : fmt::format("{} segments have a factor of their own.", factor.segments.size());
  return heading("GOOD AND BAD PERIODS", style) + paragraph(words, 2, style) +
         paragraph(segments, 2, style);
}

}  // namespace quarterdeck::report
