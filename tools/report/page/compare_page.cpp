// tools/report/page/compare_page.cpp – see compare_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/compare_page.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_drivers = 5;

Amounts amounts_of_comparison(service::Comparison const& comparison) {
  return {comparison.measure, comparison.currency};
}

double largest_of(service::Comparison const& comparison) {
  double most = 0;
  for (auto const& scenario : comparison.scenarios) {
    most = std::max(most, scenario.total.spread.quantiles[service::p90]);
  }
  return most;
}

/// What is to be expected by the record, or else what is claimed.
Value accuracy_cell(std::optional<models::evaluate::ExpectedAccuracy> const& accuracy) {
  if (!accuracy) return {};
  if (!accuracy->expected) return Share{accuracy->claimed, 0};
  return say("compare.accuracy", {{"expected", Share{accuracy->expected->value, 0}},
                                  {"low", Share{accuracy->expected->interval.low, 0}},
                                  {"high", Share{accuracy->expected->interval.high, 0}}});
}

Message accuracy_note(service::Comparison const& comparison) {
  auto const& honesty = comparison.honesty;
  if (honesty.ratio) {
    return say("compare.accuracy_backed", {{"n", count_of(honesty.n_periods)},
                                           {"weeks", Count{honesty.weeks_left}},
                                           {"ratio", Number{honesty.ratio->value}}});
  }
  Value const why = comparison.unbacked.empty() ? Value(say("compare.few_periods"))
                                                : Value(Name{comparison.unbacked});
  return say("compare.accuracy_unbacked", {{"reason", why}});
}

Value weights_note(service::Comparison const& comparison) {
  if (!comparison.combined) return {};
  Sequence list{{}, Join::comma};
  for (std::size_t i = 0; i < comparison.scenarios.size(); ++i) {
    list.items.emplace_back(
        say("compare.weight", {{"name", Name{comparison.scenarios[i].name}},
                               {"weight", Share{comparison.combined->weights[i]}}}));
  }
  return say("compare.combined_note",
             {{"weights", std::move(list)}, {"between", Share{comparison.combined->between, 0}}});
}

std::vector<Block> distribution_blocks(service::Comparison const& comparison) {
  auto const& targets = comparison.scenarios.front().targets;
  Table table{spread_columns()};
  table.columns[1].is_minor = true;  // the differences below tell of the mean
  if (!targets.empty()) table.columns.push_back(numbers_column("column.p_hit", "p_hit"));
  table.columns.push_back(numbers_column("column.accuracy", "expected_accuracy"));
  auto const add = [&](Value label, service::Spread const& spread, results::Estimate const* p_hit,
                       Value accuracy) {
    auto cells = spread_cells(std::move(label), spread, amounts_of_comparison(comparison));
    if (!targets.empty()) cells.push_back(p_hit == nullptr ? Value() : Share{p_hit->value});
    cells.push_back(std::move(accuracy));
    table.rows.push_back({std::move(cells)});
  };
  for (auto const& scenario : comparison.scenarios) {
    add(Name{scenario.name}, scenario.total.spread,
        scenario.targets.empty() ? nullptr : &scenario.targets.front().p_hit,
        accuracy_cell(scenario.accuracy));
  }
  if (auto const& combined = comparison.combined) {
    add(say("compare.combined"), combined->total.spread,
        combined->p_hit.empty() ? nullptr : &combined->p_hit.front(),
        accuracy_cell(combined->accuracy));
  }
  if (!targets.empty()) {
    table.footnotes.push_back(
        {say("compare.p_hit_note", {{"target", Name{targets.front().name}}})});
  }
  table.footnotes.push_back({accuracy_note(comparison)});
  if (auto note = weights_note(comparison); !note.empty()) {
    table.footnotes.push_back({std::move(note)});
  }
  return {Heading{say("compare.heading"), {}, "scenario"}, std::move(table)};
}

Message with_interval(results::Estimate const& estimate, Amounts const& amounts) {
  return say("estimate", {{"value", amounts.change(estimate.value)},
                          {"error", amounts.uncertainty(estimate.error)}});
}

Table difference_table(service::ComparedScenario const& scenario, Amounts const& amounts) {
  auto const& difference = *scenario.difference;
  Table table{{label_column(), numbers_column("column.difference")}};
  auto const add = [&](Message label, results::Estimate const& estimate) {
    table.rows.push_back({{std::move(label), with_interval(estimate, amounts)}});
  };
  add(say("column.mean"), difference.mean);
  add(say("column.p10"), difference.p10);
  add(say("column.median"), difference.median);
  add(say("column.p90"), difference.p90);
  for (std::size_t t = 0; t < difference.p_hit.size(); ++t) {
    auto const& estimate = difference.p_hit[t];
    table.rows.push_back(
        {{say("compare.p_hit_points", {{"target", Name{scenario.targets[t].name}}}),
          say("estimate", {{"value", Points{estimate.value, 1, Sign::both}},
                           {"error", Points{normal_975 * estimate.error}}})}});
  }
  return table;
}

/// What drives a difference, the largest ones, as a line of its own.
void add_drivers(std::vector<Block>& blocks, Value what,
                 std::vector<service::Driver> const& drivers, Amounts const& amounts) {
  if (drivers.empty()) return;
  Sequence list{{}, Join::semicolon};
  for (std::size_t i = 0; i < std::min(drivers.size(), most_drivers); ++i) {
    auto const& driver = drivers[i];
    std::string label = driver.name.empty() ? driver.value : driver.name;
    if (label.empty()) label = driver.by;
    list.items.emplace_back(say(
        "compare.driver", {{"name", Name{label}}, {"change", amounts.change(driver.difference)}}));
  }
  blocks.emplace_back(
      Paragraph{say("compare.drivers", {{"what", std::move(what)}, {"drivers", std::move(list)}}),
                Tone::quiet, Depth::detail});
}

/// Drivers of the groups, one line a column.
void add_group_drivers(std::vector<Block>& blocks, service::ComparedScenario const& scenario,
                       Amounts const& amounts) {
  std::vector<std::string> seen;
  for (auto const& driver : scenario.groups) {
    if (std::ranges::find(seen, driver.by) != seen.end()) continue;
    seen.push_back(driver.by);
    std::vector<service::Driver> same;
    std::ranges::copy_if(scenario.groups, std::back_inserter(same),
                         [&](auto const& other) { return other.by == driver.by; });
    add_drivers(blocks, say("compare.by", {{"by", Name{driver.by}}}), same, amounts);
  }
}

std::vector<Block> difference_blocks(service::Comparison const& comparison) {
  std::vector<Block> blocks;
  auto const amounts = amounts_of_comparison(comparison);
  Name const first{comparison.scenarios.front().name};
  for (auto const& scenario : comparison.scenarios) {
    if (!scenario.difference) continue;
    blocks.emplace_back(
        Heading{say("compare.against", {{"scenario", Name{scenario.name}}, {"first", first}})});
    blocks.emplace_back(difference_table(scenario, amounts));
    add_drivers(blocks, say("compare.by_deal"), scenario.deals, amounts);
    add_group_drivers(blocks, scenario, amounts);
    if (!scenario.interaction) continue;
    blocks.emplace_back(
        Paragraph{say("compare.interaction",
                      {{"difference", with_interval(scenario.interaction->mean, amounts)}}),
                  Tone::plain, Depth::detail});
  }
  if (!blocks.empty()) blocks.emplace_back(Paragraph{say("compare.note"), Tone::quiet});
  return blocks;
}

}  // namespace

Page compare_page(service::Comparison const& comparison) {
  Page page{largest_of(comparison)};
  page.blocks.emplace_back(title_of(comparison.company, comparison.period, comparison.as_of));
  append(page, distribution_blocks(comparison));
  append(page, difference_blocks(comparison));
  page.blocks.emplace_back(colophon_of(comparison.provenance));
  return page;
}

}  // namespace quarterdeck::report
