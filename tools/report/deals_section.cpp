// tools/report/deals_section.cpp – the open deals that the period hangs on.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t max_deals = 10;

std::string or_dash(std::optional<double> const& share, Style const& style) {
  return share ? whole_percent(*share) : std::string(signs(style).dash);
}

std::vector<std::string> cells_of(service::Forecast const& forecast, std::size_t deal,
                                  Style const& style) {
  auto const& outlook = forecast.compiled.deals[deal];
  auto const& effect = forecast.summary.deals[deal];
  auto const name = clean(outlook.name.empty() ? outlook.id : outlook.name, style);
  auto const stage = clean(outlook.stage, style);
  std::vector<std::string> cells{name, cut(stage, style.width < 70 ? 9 : 14, style),
                                 amount_is_known(forecast, deal)
                                     ? amount_text(forecast, effect.amount)
                                     : std::string(signs(style).dash),
                                 whole_percent(effect.p_win_in_period)};
  if (!forecast.summary.targets.empty()) {
    cells.push_back(or_dash(effect.p_hit_if_won, style));
    cells.push_back(or_dash(effect.p_hit_if_lost, style));
  }
  cells.push_back(percent(effect.variance_share));
  return cells;
}

/// The first reason, the one that moves the chance most.
std::string reason_of(models::DealOutlook const& deal, Style const& style) {
  if (deal.reasons.empty()) return {};
  auto const& first = deal.reasons.front();
  return clean(fmt::format("{}: {}", first.what, first.level), style) +
         fmt::format(" (odds \u00d7 {:.2g})", first.odds);
}

std::string explanation(service::Forecast const& forecast, Style const& style) {
  std::string text = "win: chance to be won in the period. ";
  if (!forecast.summary.targets.empty()) {
    text += fmt::format("if won, if not: P(hit) of {} in either case. ",
                        clean(forecast.summary.targets.front().name, style));
  }
  text +=
      "share: of the total's variance. odds: factor on the chance to win against the average "
      "deal.";
  return paint(paragraph(text, 4, style), Tone::quiet, style);
}

}  // namespace

bool amount_is_known(service::Forecast const& forecast, std::size_t deal) {
  if (forecast.compiled.plan.measure == plan::Measure::count) return true;
  auto const& flags = forecast.compiled.deals[deal].flags;
  return std::ranges::find(flags, "no amount") == flags.end();
}

std::string deals_section(service::Forecast const& forecast, Style const& style) {
  auto const order = service::by_variance_share(forecast.summary);
  if (order.empty()) return {};
  std::vector<Column> columns{
      {"", Align::left}, {"stage", Align::left}, {"amount", Align::right}, {"win", Align::right}};
  if (!forecast.summary.targets.empty()) {
    columns.push_back({"if won", Align::right});
    columns.push_back({"if not", Align::right});
  }
  columns.push_back({"share", Align::right});
  Table table(columns);
  for (std::size_t i = 0; i < std::min(order.size(), max_deals); ++i) {
    table.add(cells_of(forecast, order[i], style));
    auto const& flags = forecast.compiled.deals[order[i]].flags;
    auto const text = clean(fmt::format("{}", fmt::join(flags, "; ")), style);
    if (!text.empty()) {
      for (auto const& line : wrap(text, style.width - 6, style)) table.add_note(line);
    }
    auto const reason = reason_of(forecast.compiled.deals[order[i]], style);
    if (!reason.empty()) table.add_note(reason);
  }
  return heading("DEALS THAT MATTER MOST", style) + table.draw(style) +
         explanation(forecast, style);
}

}  // namespace quarterdeck::report
