// tools/report/tables_section.cpp – parts, targets and groups of a forecast as tables.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t max_group_values = 8;

std::vector<std::string> spread_cells(service::Forecast const& forecast, std::string name,
                                      service::Spread const& spread) {
  return {std::move(name), amount_text(forecast, spread.mean),
          amount_text(forecast, spread.quantiles[service::p10]),
          amount_text(forecast, spread.quantiles[service::p50]),
          amount_text(forecast, spread.quantiles[service::p90])};
}

std::vector<std::string> count_cells(service::Spread const& count) {
  return {"won deals", whole_number(count.mean), whole_number(count.quantiles[service::p10]),
          whole_number(count.quantiles[service::p50]), whole_number(count.quantiles[service::p90])};
}

std::string upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

/// Values of one grouping by their mean, largest first; one that has nothing is left out.
std::vector<service::GroupOutlook const*> largest_first(
    std::vector<service::GroupOutlook> const& groups, std::string const& by) {
  std::vector<service::GroupOutlook const*> chosen;
  for (auto const& group : groups) {
    if (group.by == by && group.total.quantiles.back() != 0) chosen.push_back(&group);
  }
  std::stable_sort(chosen.begin(), chosen.end(),
                   [](auto const* a, auto const* b) { return a->total.mean > b->total.mean; });
  return chosen;
}

void add_rest(Table& table, std::vector<service::GroupOutlook const*> const& groups,
              service::Forecast const& forecast) {
  if (groups.size() <= max_group_values) return;
  double mean = 0;
  for (std::size_t i = max_group_values; i < groups.size(); ++i) mean += groups[i]->total.mean;
  table.add_note(fmt::format("and {} more with a mean of {} together",
                             groups.size() - max_group_values, amount_text(forecast, mean)));
}

std::string group_table(service::Forecast const& forecast, std::string const& by,
                        Style const& style) {
  auto const groups = largest_first(forecast.summary.groups, by);
  bool const with_targets =
      std::any_of(groups.begin(), groups.end(), [](auto const* group) { return group->p_hit; });
  std::vector<Column> columns{{"", Align::left},      {"booked", Align::right},
                              {"mean", Align::right}, {"P10", Align::right},
                              {"P50", Align::right},  {"P90", Align::right}};
  if (with_targets) columns.push_back({"P(hit)", Align::right});
  Table table(columns);
  for (std::size_t i = 0; i < std::min(groups.size(), max_group_values); ++i) {
    auto const& group = *groups[i];
    auto cells = spread_cells(forecast, group.value.empty() ? "(blank)" : clean(group.value, style),
                              group.total);
    cells.insert(cells.begin() + 1, amount_text(forecast, group.booked));
    if (with_targets) cells.push_back(group.p_hit ? percent(*group.p_hit) : "");
    table.add(std::move(cells));
  }
  add_rest(table, groups, forecast);
  return table.empty() ? std::string()
                       : heading("BY " + upper_case(clean(by, style)), style) + table.draw(style);
}

std::string pipeline_words(service::Forecast const& forecast, service::TargetOutlook const& target,
                           Style const& style) {
  if (!target.needed_pipeline) return std::string(signs(style).dash);
  if (*target.needed_pipeline <= 0) return "none";
  return amount_text(forecast, *target.needed_pipeline);
}

}  // namespace

std::string parts_section(service::Forecast const& forecast, Style const& style) {
  auto const& summary = forecast.summary;
  Table table({{"", Align::left},
               {"mean", Align::right},
               {"P10", Align::right},
               {"P50", Align::right},
               {"P90", Align::right}});
  auto const booked = amount_text(forecast, summary.booked);
  table.add({"booked so far", booked, booked, booked, booked});
  table.add(spread_cells(forecast, "from deals open today", summary.open));
  table.add(spread_cells(forecast, "from deals not created yet", summary.created_later));
  table.add_rule();
  table.add(spread_cells(forecast, "total", summary.total.spread), Tone::strong);
  bool const money = forecast.compiled.plan.measure == plan::Measure::amount;
  if (money) table.add(count_cells(summary.won_count), Tone::quiet);
  return heading("WHERE IT COMES FROM", style) + table.draw(style);
}

std::string targets_section(service::Forecast const& forecast, Style const& style) {
  auto const& targets = forecast.summary.targets;
  if (targets.empty()) return {};
  bool const wide = style.width >= 76;
  std::vector<Column> columns{{"", Align::left}, {"target", Align::right}};
  if (wide) columns.push_back({"median", Align::right});
  columns.push_back({"P(hit)", Align::right});
  columns.push_back({"exact", Align::right});
  if (wide) columns.push_back({"mean gap", Align::right});
  columns.push_back({"more pipeline", Align::right});
  Table table(columns);
  for (auto const& target : targets) {
    std::vector<std::string> cells{clean(target.name, style), amount_text(forecast, target.amount)};
    if (wide) cells.push_back(amount_text(forecast, target.median));
    cells.push_back(fmt::format("{} {} {:.1f}", percent(target.p_hit.value),
                                signs(style).plus_minus, target.p_hit.error * 100));
    cells.push_back(percent(target.exact_p_hit));
    if (wide) cells.push_back(amount_text(forecast, target.expected_shortfall));
    cells.push_back(pipeline_words(forecast, target, style));
    table.add(std::move(cells));
  }
  std::string const words =
      std::string(wide ? "mean gap: missing on average, 0 where the target is reached. " : "") +
      "exact: P(hit) by the exact engine. more pipeline: open pipeline of today's kind that would "
      "make it even odds.";
  return heading("TARGETS", style) + table.draw(style) +
         paint(paragraph(words, 4, style), Tone::quiet, style);
}

std::string groups_section(service::Forecast const& forecast, Style const& style) {
  std::string out;
  std::string by;
  for (auto const& group : forecast.summary.groups) {
    if (group.by == by) continue;
    by = group.by;
    out += group_table(forecast, by, style);
  }
  return out;
}

}  // namespace quarterdeck::report
