// tools/report/page/forecast_tables.cpp – sources, targets, groups and deals of a forecast.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "tools/report/page/forecast_page.hpp"
#include "tools/report/page/forecast_parts.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_groups = 8;
constexpr std::size_t most_deals = 10;

std::vector<Value> count_cells(service::Spread const& count) {
  auto const deals = [](double n) { return Number{n, 0}; };
  return {say("sources.won_deals"), deals(count.mean), deals(count.quantiles[service::p10]),
          deals(count.quantiles[service::p50]), deals(count.quantiles[service::p90])};
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

/// What a short table says of the groups that it leaves out.
Brief brief_of(std::vector<service::GroupOutlook const*> const& groups, Amounts const& amounts) {
  if (groups.size() <= most_groups) return {};
  double mean = 0;
  for (std::size_t i = most_groups; i < groups.size(); ++i) mean += groups[i]->total.mean;
  return {most_groups, say("groups.rest", {{"n", count_of(groups.size() - most_groups)},
                                           {"mean", amounts(mean)}})};
}

Value label_of(service::GroupOutlook const& group) {
  return group.value.empty() ? Value(say("groups.blank")) : Value(Name{group.value});
}

IntervalRow interval_of(service::GroupOutlook const& group, Amounts const& amounts) {
  auto const& quantiles = group.total.quantiles;
  return {label_of(group),
          {amounts(quantiles[service::p10]), amounts(quantiles[service::p90])},
          std::nullopt,
          amounts(quantiles[service::p50])};
}

std::vector<Block> blocks_of(service::Forecast const& forecast, std::string const& by) {
  auto const amounts = amounts_of(forecast);
  auto const groups = largest_first(forecast.summary.groups, by);
  if (groups.empty()) return {};
  bool const with_targets =
      std::ranges::any_of(groups, [](auto const* group) { return group->p_hit.has_value(); });
  Table table{spread_columns()};
  table.columns.insert(table.columns.begin() + 1, numbers_column("column.booked", "booked"));
  if (with_targets) table.columns.push_back(numbers_column("column.p_hit", "p_hit"));
  Intervals chart;
  for (auto const* const group : groups) {
    auto cells = spread_cells(label_of(*group), group->total, amounts);
    cells.insert(cells.begin() + 1, amounts(group->booked));
    if (with_targets) cells.push_back(or_blank(group->p_hit, [](double p) { return Share{p}; }));
    table.rows.push_back({std::move(cells)});
    chart.rows.push_back(interval_of(*group, amounts));
  }
  table.brief = brief_of(groups, amounts);
  return {Heading{say("groups.heading", {{"by", Name{by, NameKind::common}}})},
          Figure{std::move(chart), std::move(table)}};
}

Value more_pipeline(service::TargetOutlook const& target, Amounts const& amounts) {
  if (!target.needed_pipeline) return Absent{};
  if (*target.needed_pipeline <= 0) return say("targets.no_pipeline");
  return amounts(*target.needed_pipeline);
}

Share whole_share(double share) { return {share, 0}; }

std::vector<Value> cells_of(service::Forecast const& forecast, std::size_t deal) {
  auto const& outlook = forecast.compiled.deals[deal];
  auto const& effect = forecast.summary.deals[deal];
  // What may come of a deal without an amount is drawn; the plan's stand-in is no number to show.
  std::vector<Value> cells{
      Name{outlook.name.empty() ? outlook.id : outlook.name}, Name{outlook.stage},
      amount_is_known(forecast, deal) ? Value(amounts_of(forecast)(effect.amount))
                                      : Value(Absent{}),
      whole_share(effect.p_win_in_period)};
  if (!forecast.summary.targets.empty()) {
    cells.push_back(or_absent(effect.p_hit_if_won, whole_share));
    cells.push_back(or_absent(effect.p_hit_if_lost, whole_share));
  }
  cells.emplace_back(Share{effect.variance_share});
  return cells;
}

/// Flags of a deal, and the reason that moves its chance most.
std::vector<Value> notes_of(models::DealOutlook const& deal) {
  std::vector<Value> notes;
  Sequence flags{{}, Join::semicolon};
  for (auto const& flag : deal.flags) flags.items.emplace_back(Name{flag});
  if (!flags.items.empty()) notes.emplace_back(std::move(flags));
  if (deal.reasons.empty()) return notes;
  auto const& first = deal.reasons.front();
  notes.emplace_back(say("deals.reason", {{"what", Name{first.what}},
                                          {"level", Name{first.level}},
                                          {"odds", Number{first.odds, 2, Notation::significant}}}));
  return notes;
}

}  // namespace

bool amount_is_known(service::Forecast const& forecast, std::size_t deal) {
  if (amounts_of(forecast).counts_deals()) return true;
  auto const& flags = forecast.compiled.deals[deal].flags;
  return std::ranges::find(flags, "no amount") == flags.end();
}

std::vector<Block> source_blocks(service::Forecast const& forecast) {
  auto const amounts = amounts_of(forecast);
  auto const& summary = forecast.summary;
  Amount const booked = amounts(summary.booked);
  Table table{spread_columns()};
  table.rows.push_back({{say("sources.booked"), booked, booked, booked, booked}});
  table.rows.push_back({spread_cells(say("sources.open"), summary.open, amounts)});
  table.rows.push_back({spread_cells(say("sources.new"), summary.created_later, amounts)});
  table.rows.push_back({spread_cells(say("sources.total"), summary.total.spread, amounts),
                        Tone::strong,
                        {},
                        RowKind::sum});
  if (!amounts.counts_deals()) {
    table.rows.push_back({count_cells(summary.won_count), Tone::quiet});
  }
  return {Heading{say("sources.heading")}, std::move(table)};
}

std::vector<Block> target_blocks(service::Forecast const& forecast) {
  auto const& targets = forecast.summary.targets;
  if (targets.empty()) return {};
  auto const amounts = amounts_of(forecast);
  constexpr std::size_t gap = 5;
  Table table{{label_column(), numbers_column("column.target"), minor_column("column.median"),
               numbers_column("column.p_hit", "p_hit"),
               numbers_column("column.exact", "exact_engine"),
               minor_column("column.mean_gap", "expected_shortfall"),
               numbers_column("column.more_pipeline", "needed_pipeline")}};
  for (auto const& target : targets) {
    auto const p_hit = say(
        "estimate", {{"value", Share{target.p_hit.value}}, {"error", Points{target.p_hit.error}}});
    table.rows.push_back({{Name{target.name}, amounts(target.amount), amounts(target.median), p_hit,
                           Share{target.exact_p_hit}, amounts(target.expected_shortfall),
                           more_pipeline(target, amounts)}});
  }
  table.footnotes = {{say("targets.gap_note"), gap}, {say("targets.note")}};
  return {Heading{say("targets.heading"), {}, "p_hit"}, std::move(table)};
}

std::vector<Block> group_blocks(service::Forecast const& forecast) {
  std::vector<Block> blocks;
  std::string by;
  for (auto const& group : forecast.summary.groups) {
    if (group.by == by) continue;
    by = group.by;
    for (auto& block : blocks_of(forecast, by)) blocks.push_back(std::move(block));
  }
  return blocks;
}

std::vector<Block> deal_blocks(service::Forecast const& forecast) {
  auto const order = service::by_variance_share(forecast.summary);
  if (order.empty()) return {};
  auto const& targets = forecast.summary.targets;
  Table table{{label_column(), words_column("column.stage", Room::brief),
               numbers_column("column.amount"), numbers_column("column.win", "p_win_in_period")}};
  if (!targets.empty()) {
    table.columns.push_back(numbers_column("column.if_won", "p_hit_if_won"));
    table.columns.push_back(numbers_column("column.if_not", "p_hit_if_lost"));
  }
  table.columns.push_back(numbers_column("column.share", "variance_share"));
  for (auto const deal : order) {
    table.rows.push_back(
        {cells_of(forecast, deal), Tone::plain, notes_of(forecast.compiled.deals[deal])});
  }
  table.brief = {most_deals};
  table.footnotes.push_back({say("deals.win_note")});
  if (!targets.empty()) {
    table.footnotes.push_back({say("deals.target_note", {{"target", Name{targets.front().name}}})});
  }
  table.footnotes.push_back({say("deals.note")});
  return {Heading{say("deals.heading")}, std::move(table)};
}

}  // namespace quarterdeck::report
