// tools/report/page/goal_page.cpp – what would have to be true for a target to be reached.
// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "tools/report/page/lever_pages.hpp"
#include "tools/report/page/lever_parts.hpp"

namespace quarterdeck::report {
namespace {

using service::GoalRow;

Message span(GoalRow const& row, double low, double high) {
  return say("range.numbers", {{"low", lever_number(row.lever->kind, low)},
                               {"high", lever_number(row.lever->kind, high)}});
}

bool is_within(GoalRow const& row) {
  return row.range->low <= row.value && row.value <= row.range->high;
}

Message verdict(GoalRow const& row) {
  if (!row.reached) return say("goal.out_of_reach", {{"p_hit", Share{row.p_hit}}});
  if (!row.range) return say("goal.past_unknown");
  return is_within(row) ? say("goal.within") : say("goal.beyond");
}

/// The same where less than the present chance is wanted: how far it may go.
Message margin(GoalRow const& row) {
  if (!row.reached) return say("goal.never", {{"p_hit", Share{row.p_hit}}});
  if (!row.range) return say("goal.past_unknown");
  return is_within(row) ? say("goal.past_farther") : say("goal.farther");
}

Message headline(service::Goal const& goal) {
  Message const now = say(
      "estimate", {{"value", Share{goal.p_now}}, {"error", Points{normal_975 * goal.p_now_error}}});
  return say("goal.headline", {{"target", Name{goal.target}},
                               {"amount", amounts_of(goal.start)(goal.amount)},
                               {"now", now},
                               {"already", yes_if(goal.already)},
                               {"wanted", Share{goal.wanted}}});
}

std::vector<Block> lever_blocks(service::Goal const& goal) {
  Column verdicts;
  verdicts.cells = Cells::words;
  Table table{{label_column(),
               goal.already ? numbers_column("goal.may_be") : numbers_column("goal.needed"),
               minor_column("column.interval_95"),
               minor_column("goal.four_of_five", "plausible_range"), verdicts}};
  for (GoalRow const& row : goal.rows) {
    if (!row.lever || !row.absent.empty()) continue;
    Value const value =
        row.reached ? Value(lever_value(row.lever->kind, row.value)) : Value(Absent{});
    Value const interval = row.reached ? Value(span(row, row.low, row.high)) : Value();
    Value const range = row.range ? Value(span(row, row.range->low, row.range->high)) : Value();
    table.rows.push_back(
        {{Name{row.label}, value, interval, range, goal.already ? margin(row) : verdict(row)}});
  }
  if (table.rows.empty()) return {};
  return {Heading{say("goal.levers"), {}, "lever"}, std::move(table)};
}

Row pipeline_row(service::Goal const& goal, GoalRow const& row) {
  auto const& need = *row.pipeline;
  Number const lately{need.deals_a_week, 1};
  if (!row.reached) {
    return {{need.by, Absent{}, {}, {}, lately, {}, {}},
            Tone::plain,
            {say("goal.pipeline_out_of_reach",
                 {{"p_hit", Share{row.p_hit}}, {"deals", Number{need.deals, 0}}})}};
  }
  double const weeks = core::days_between(goal.start.as_of, need.by) / 7.0;
  auto const interval = say(
      "range.numbers", {{"low", Number{need.deals_low, 0}}, {"high", Number{need.deals_high, 0}}});
  return {{need.by, Number{need.deals, 0}, interval, Number{need.deals / weeks, 1}, lately,
           need.amount > 0 ? Value(amounts_of(goal.start)(need.amount)) : Value(),
           Number{need.wins, 1}}};
}

std::vector<Block> pipeline_blocks(service::Goal const& goal) {
  Table table{{words_column("goal.created_by"), numbers_column("goal.more_deals"),
               numbers_column("column.interval_95"), numbers_column("goal.a_week"),
               numbers_column("goal.lately"), minor_column("goal.worth"),
               numbers_column("column.wins")}};
  for (GoalRow const& row : goal.rows) {
    if (row.pipeline && row.absent.empty()) table.rows.push_back(pipeline_row(goal, row));
  }
  if (table.rows.empty()) return {};
  table.footnotes.push_back({say("goal.pipeline_note")});
  return {Heading{say("goal.pipeline")}, std::move(table)};
}

std::vector<Block> absent_blocks(service::Goal const& goal) {
  std::vector<Block> blocks;
  for (GoalRow const& row : goal.rows) {
    if (row.absent.empty()) continue;
    if (blocks.empty()) blocks.emplace_back(Heading{say("goal.absent")});
    blocks.emplace_back(Paragraph{
        say("lever.absent", {{"levers", Name{row.label}}, {"reason", Name{row.absent}}})});
  }
  return blocks;
}

}  // namespace

Page goal_page(service::Goal const& goal) {
  Page page{goal.amount};
  append(page, {title_of(goal.start), Paragraph{headline(goal)}});
  append(page, lever_blocks(goal));
  append(page, pipeline_blocks(goal));
  page.blocks.emplace_back(Paragraph{say("goal.note"), Tone::quiet, Depth::detail});
  append(page, absent_blocks(goal));
  page.blocks.emplace_back(colophon_of(goal.start.provenance));
  return page;
}

}  // namespace quarterdeck::report
