// tools/report/goal_text.cpp – see goal_report.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>

#include "tools/report/goal_report.hpp"
#include "tools/report/lever_page.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

using service::GoalRow;

bool is_market(GoalRow const& row) { return row.lever->kind == service::LeverKind::market; }

std::string number(GoalRow const& row, double v) {
  return fmt::format("{}", is_market(row) ? fmt::format("{:+.2f}", v) : fmt::format("{:.2f}", v));
}

std::string span_text(GoalRow const& row, double low, double high, Style const& style) {
  return fmt::format("{} {} {}", number(row, low), signs(style).dash, number(row, high));
}

bool within(GoalRow const& row) {
  return row.range->low <= row.value && row.value <= row.range->high;
}

std::string verdict(GoalRow const& row) {
  if (!row.reached) return fmt::format("out of reach: {} at most", percent(row.p_hit));
  if (!row.range) return "past unknown";
  return within(row) ? "within the past" : "beyond the past";
}

/// The same where less than the present chance is wanted: how far it may go.
std::string margin(GoalRow const& row) {
  if (!row.reached) return fmt::format("never: {} at least", percent(row.p_hit));
  if (!row.range) return "past unknown";
  return within(row) ? "the past went farther" : "farther than the past";
}

std::string headline(service::Goal const& goal, GroundNumbers const& words, Style const& style) {
  std::string const now = fmt::format("{} {} {:.1f}", percent(goal.p_now), signs(style).plus_minus,
                                      100 * normal_975 * goal.p_now_error);
  std::string const target = clean(goal.target, style) + " " + words(goal.amount);
  if (goal.already) {
    return paragraph(fmt::format("{} is reached with {} as things stand. How far one thing alone "
                                 "may worsen before the chance is {}:",
                                 target, now, percent(goal.wanted)),
                     2, style);
  }
  return paragraph(fmt::format("{} is reached with {} as things stand. What one thing alone would "
                               "have to be for a chance of {}:",
                               target, now, percent(goal.wanted)),
                   2, style);
}

std::string lever_section(service::Goal const& goal, Style const& style) {
  Table table({{"", Align::left},
               {goal.already ? "may be" : "needed", Align::right},
               {"95 % interval", Align::right},
               {"4 of 5 periods", Align::right},
               {"", Align::left}});
  for (GoalRow const& row : goal.rows) {
    if (!row.lever || !row.absent.empty()) continue;
    std::string const range =
        row.range ? span_text(row, row.range->low, row.range->high, style) : "";
    std::string const value = lever_value(row.lever->kind, row.value, style);
    table.add({clean(row.label, style), row.reached ? value : std::string(signs(style).dash),
               row.reached ? span_text(row, row.low, row.high, style) : "", range,
               goal.already ? margin(row) : verdict(row)});
  }
  return table.empty() ? "" : heading("LEVERS", style) + table.draw(style);
}

std::string pipeline_section(service::Goal const& goal, GroundNumbers const& words,
                             Style const& style) {
  Table table({{"created by", Align::left},
               {"more deals", Align::right},
               {"95 % interval", Align::right},
               {"a week", Align::right},
               {"lately", Align::right},
               {"worth", Align::right},
               {"wins", Align::right}});
  for (GoalRow const& row : goal.rows) {
    if (!row.pipeline || !row.absent.empty()) continue;
    auto const& need = *row.pipeline;
    if (!row.reached) {
      table.add({core::to_iso(need.by), std::string(signs(style).dash), "", "",
                 fmt::format("{:.1f}", need.deals_a_week), "", ""});
      table.add_note(fmt::format("out of reach: {} with {} deals", percent(row.p_hit),
                                 whole_number(need.deals)));
      continue;
    }
    double const weeks = core::days_between(goal.ground.as_of, need.by) / 7.0;
    table.add({core::to_iso(need.by), whole_number(need.deals),
               fmt::format("{} {} {}", whole_number(need.deals_low), signs(style).dash,
                           whole_number(need.deals_high)),
               fmt::format("{:.1f}", need.deals / weeks), fmt::format("{:.1f}", need.deals_a_week),
               need.amount > 0 ? words(need.amount) : "", fmt::format("{:.1f}", need.wins)});
  }
  if (table.empty()) return {};
  return heading("OR PIPELINE STILL TO BE CREATED", style) + table.draw(style) +
         paint(paragraph("On top of what is expected, evenly from tomorrow on, in the mix of the "
                         "last year; won as fast and as often as deals were from their creation. "
                         "lately: deals created a week in the last year, renewals left out. "
                         "wins: of these deals by the period's end.",
                         4, style),
               Tone::quiet, style);
}

std::string absent_section(service::Goal const& goal, Style const& style) {
  std::string out;
  for (GoalRow const& row : goal.rows) {
    if (row.absent.empty()) continue;
    out += paragraph(fmt::format("{}: {}.", clean(row.label, style), clean(row.absent, style)), 2,
                     style);
  }
  return out.empty() ? out : heading("NOT TRIED", style) + out;
}

}  // namespace

std::string goal_text(service::Goal const& goal, Style const& style) {
  GroundNumbers const words(goal.ground, goal.amount);
  std::string out = ground_title(goal.ground, style) + headline(goal, words, style) +
                    lever_section(goal, style) + pipeline_section(goal, words, style);
  out += paint(paragraph("Each alone, all else as forecast. Intervals are of the computation; they "
                         "say nothing of how right the models are.",
                         4, style),
               Tone::quiet, style);
  return out + absent_section(goal, style) + provenance_section(goal.ground.provenance, style);
}

}  // namespace quarterdeck::report
