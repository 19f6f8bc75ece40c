// tools/report/compare_text.cpp – see compare_report.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "tools/report/compare_report.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_drivers = 5;

/// Amounts of one page.
class Words {
 public:
  explicit Words(service::Comparison const& comparison)
      : counts_(comparison.measure == plan::Measure::count), scale_(largest(comparison)) {}
  [[nodiscard]] std::string amount(double units) const {
    return counts_ ? whole_number(units) : scale_(units);
  }
  /// A difference, with its sign.
  [[nodiscard]] std::string change(double units) const {
    if (units == 0) return "0";
    std::string const text =
        counts_ ? fmt::format("{:.2f}", std::abs(units)) : short_number(std::abs(units));
    return (units < 0 ? "-" : "+") + text;
  }

 private:
  static double largest(service::Comparison const& comparison) {
    double most = 0;
    for (auto const& scenario : comparison.scenarios) {
      most = std::max(most, scenario.total.spread.quantiles[service::p90]);
    }
    return most;
  }
  bool counts_;
  NumberScale scale_;
};

std::string title_of(service::Comparison const& comparison, Style const& style) {
  auto const company = clean(comparison.company, style);
  std::string const title =
      fmt::format("{}{}{}  {}  as of {}", company, company.empty() ? "" : "  ",
                  comparison.period.id, signs(style).dot, core::to_iso(comparison.as_of));
  return "\n  " + paint(cut(title, style.width - 4, style), Tone::title, style) + "\n  " +
         paint(repeat(signs(style).rule, style.width - 4), Tone::quiet, style) + '\n';
}

/// What is to be expected by the record, or else what is claimed.
std::string accuracy_cell(std::optional<models::evaluate::ExpectedAccuracy> const& accuracy,
                          Style const& style) {
  if (!accuracy) return {};
  if (!accuracy->expected) return whole_percent(accuracy->claimed);
  return fmt::format("{} ({}{}{})", whole_percent(accuracy->expected->value),
                     whole_percent(accuracy->expected->interval.low), signs(style).dash,
                     whole_percent(accuracy->expected->interval.high));
}

std::string accuracy_note(service::Comparison const& comparison) {
  auto const& honesty = comparison.honesty;
  if (honesty.ratio) {
    return fmt::format(
        "accuracy: to be expected by the record of {} past periods with {} weeks "
        "left, whose errors were {:.2f} times what they had claimed. ",
        honesty.n_periods, honesty.weeks_left, honesty.ratio->value);
  }
  std::string const why =
      comparison.unbacked.empty() ? "the backtest has too few periods" : comparison.unbacked;
  return fmt::format(
      "accuracy: what the forecast claims of itself, 1 - E|X - X'| / (2 median); "
      "nothing backs it: {}. ",
      why);
}

std::vector<std::string> combined_row(service::Comparison const& comparison, Words const& words,
                                      Style const& style) {
  auto const& combined = *comparison.combined;
  auto const& spread = combined.total.spread;
  std::vector<std::string> cells{
      "combined", words.amount(spread.mean), words.amount(spread.quantiles[service::p10]),
      words.amount(spread.quantiles[service::p50]), words.amount(spread.quantiles[service::p90])};
  if (!combined.p_hit.empty()) cells.push_back(percent(combined.p_hit.front().value));
  cells.push_back(accuracy_cell(combined.accuracy, style));
  return cells;
}

std::string weights_note(service::Comparison const& comparison, Style const& style) {
  if (!comparison.combined) return {};
  std::string list;
  for (std::size_t i = 0; i < comparison.scenarios.size(); ++i) {
    list += fmt::format("{}{} {}", i == 0 ? "" : ", ", clean(comparison.scenarios[i].name, style),
                        percent(comparison.combined->weights[i]));
  }
  return fmt::format("combined: one of them comes true ({}); which one makes {} of its variance. ",
                     list, whole_percent(comparison.combined->between));
}

std::string distributions(service::Comparison const& comparison, Words const& words,
                          Style const& style) {
  std::vector<Column> columns{{"", Align::left},
                              {"mean", Align::right},
                              {"P10", Align::right},
                              {"P50", Align::right},
                              {"P90", Align::right}};
  auto const& targets = comparison.scenarios.front().targets;
  if (!targets.empty()) columns.push_back({"P(hit)", Align::right});
  columns.push_back({"accuracy", Align::right});
  Table table(columns);
  for (auto const& scenario : comparison.scenarios) {
    auto const& spread = scenario.total.spread;
    std::vector<std::string> cells{clean(scenario.name, style), words.amount(spread.mean),
                                   words.amount(spread.quantiles[service::p10]),
                                   words.amount(spread.quantiles[service::p50]),
                                   words.amount(spread.quantiles[service::p90])};
    if (!targets.empty()) cells.push_back(percent(scenario.targets.front().p_hit.value));
    cells.push_back(accuracy_cell(scenario.accuracy, style));
    table.add(std::move(cells));
  }
  if (comparison.combined) table.add(combined_row(comparison, words, style));
  std::string note = accuracy_note(comparison) + weights_note(comparison, style);
  if (!targets.empty()) note = "P(hit) of " + clean(targets.front().name, style) + ". " + note;
  return heading("SCENARIOS", style) + table.draw(style) +
         paint(paragraph(note, 4, style), Tone::quiet, style);
}

std::string with_interval(results::Estimate const& estimate, Words const& words,
                          Style const& style) {
  std::string const half = words.change(normal_975 * estimate.error);
  return fmt::format("{} {} {}", words.change(estimate.value), signs(style).plus_minus,
                     half.starts_with('+') ? half.substr(1) : half);
}

std::string points(results::Estimate const& estimate, Style const& style) {
  return fmt::format("{:+.1f} {} {:.1f}", 100 * estimate.value, signs(style).plus_minus,
                     100 * normal_975 * estimate.error);
}

std::string difference_rows(service::ComparedScenario const& scenario, Words const& words,
                            Style const& style) {
  auto const& difference = *scenario.difference;
  Table table({{"", Align::left}, {"difference", Align::right}});
  table.add({"mean", with_interval(difference.mean, words, style)});
  table.add({"P10", with_interval(difference.p10, words, style)});
  table.add({"median", with_interval(difference.median, words, style)});
  table.add({"P90", with_interval(difference.p90, words, style)});
  for (std::size_t t = 0; t < difference.p_hit.size(); ++t) {
    table.add({"P(hit) " + clean(scenario.targets[t].name, style) + ", points",
               points(difference.p_hit[t], style)});
  }
  return table.draw(style);
}

std::string driver_line(std::string_view what, std::vector<service::Driver> const& drivers,
                        Words const& words, Style const& style) {
  if (drivers.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < std::min(drivers.size(), most_drivers); ++i) {
    auto const& driver = drivers[i];
    std::string label = driver.name.empty() ? driver.value : driver.name;
    if (label.empty()) label = driver.by;
    text += fmt::format("{}{} {}", i == 0 ? "" : "; ", clean(label, style),
                        words.change(driver.difference));
  }
  return paint(paragraph(fmt::format("{}: {}", what, text), 4, style), Tone::quiet, style);
}

/// Drivers of the groups, one line a column.
std::string group_lines(service::ComparedScenario const& scenario, Words const& words,
                        Style const& style) {
  std::string out;
  std::vector<std::string> seen;
  for (auto const& driver : scenario.groups) {
    if (std::find(seen.begin(), seen.end(), driver.by) != seen.end()) continue;
    seen.push_back(driver.by);
    std::vector<service::Driver> same;
    std::copy_if(scenario.groups.begin(), scenario.groups.end(), std::back_inserter(same),
                 [&](auto const& other) { return other.by == driver.by; });
    out += driver_line("by " + clean(driver.by, style), same, words, style);
  }
  return out;
}

std::string differences(service::Comparison const& comparison, Words const& words,
                        Style const& style) {
  std::string out;
  auto const first = clean(comparison.scenarios.front().name, style);
  for (auto const& scenario : comparison.scenarios) {
    if (!scenario.difference) continue;
    out += heading(fmt::format("{} AGAINST {}", clean(scenario.name, style), first), style);
    out += difference_rows(scenario, words, style);
    out += driver_line("by deal", scenario.deals, words, style);
    out += group_lines(scenario, words, style);
    if (!scenario.interaction) continue;
    out += paragraph(fmt::format("together less the sum of the parts alone: {} on the mean",
                                 with_interval(scenario.interaction->mean, words, style)),
                     4, style);
  }
  if (out.empty()) return out;
  return out + paint(paragraph("Intervals hold the effect of more trials with 95 % probability; "
                               "all scenarios draw the same numbers.",
                               2, style),
                     Tone::quiet, style);
}

}  // namespace

std::string compare_text(service::Comparison const& comparison, Style const& style) {
  Words const words(comparison);
  return title_of(comparison, style) + distributions(comparison, words, style) +
         differences(comparison, words, style) + provenance_section(comparison.provenance, style);
}

}  // namespace quarterdeck::report
