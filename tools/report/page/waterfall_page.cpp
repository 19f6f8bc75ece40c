// tools/report/page/waterfall_page.cpp – the pipeline's way from one day to another.
// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "tools/report/page/parts.hpp"
#include "tools/report/page/record_pages.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t trips_shown = 8;

Message flow_words(data::Flow flow, bool has_period) {
  using data::Flow;
  switch (flow) {
    case Flow::created:
      return say("flow.created");
    case Flow::reopened:
      return say("flow.reopened");
    case Flow::pulled_in:
      return say("flow.pulled_in");
    case Flow::amount_up:
      return say("flow.amount_up");
    case Flow::amount_down:
      return say("flow.amount_down");
    case Flow::pushed_out:
      return has_period ? say("flow.pushed_out_of_period") : say("flow.pushed_out");
    case Flow::pulled_ahead:
      return say("flow.pulled_ahead");
    case Flow::won:
      return say("flow.won");
    case Flow::lost:
      return say("flow.lost");
    case Flow::gone:
      return say("flow.gone");
    case Flow::currency:
      break;
  }
  return say("flow.rates");
}

/// The pipeline at one of its ends.
struct End {
  core::Date day;
  std::int64_t n = 0;
  core::Minor amount = 0;
};

/// Bridge and table grow together: both ends, and what lies between.
void add_end(Bridge& bridge, Table& table, End const& end) {
  bool const is_last = !table.rows.empty();
  Message const label = say("flow.open_on", {{"date", end.day}, {"n", Count{end.n}}});
  table.rows.push_back({{label, {}, ExactAmount{end.amount}, ExactAmount{end.amount}},
                        Tone::strong,
                        {},
                        is_last ? RowKind::sum : RowKind::entry});
  bridge.steps.push_back({label, ExactAmount{end.amount}});
}

std::vector<Block> flow_blocks(service::WaterfallReport const& report) {
  auto const& flow = report.waterfall;
  Bridge bridge;
  Table table{{label_column(), numbers_column("column.steps"), numbers_column("flow.day_by_day"),
               numbers_column("flow.end_to_end")}};
  add_end(bridge, table, {flow.from, flow.n_opening, flow.opening});
  for (std::size_t i = 0; i < data::n_flows; ++i) {
    if (flow.gross[i].n == 0 && flow.net[i].n == 0) continue;
    Message const words = flow_words(data::flow_names[i].value, report.period.has_value());
    table.rows.push_back({{words, Count{static_cast<std::int64_t>(flow.gross[i].n)},
                           change_of(flow.gross[i].amount), change_of(flow.net[i].amount)}});
    bridge.steps.push_back({words, change_of(flow.gross[i].amount)});
  }
  add_end(bridge, table, {flow.to, flow.n_closing, flow.closing});
  return {Heading{say("flow.heading")}, Figure{std::move(bridge), std::move(table)}};
}

std::vector<Block> remark_blocks(service::WaterfallReport const& report) {
  auto const& flow = report.waterfall;
  auto const if_so = [](bool so, Message words) { return so ? Value(std::move(words)) : Value(); };
  bool const has_blank = flow.n_opening_blank + flow.n_closing_blank > 0;
  auto remarks = sentences(
      {if_so(report.has_rates, say("flow.first_rates")),
       if_so(has_blank, say("flow.blank",
                            {{"opening", Count{static_cast<std::int64_t>(flow.n_opening_blank)}},
                             {"closing", Count{static_cast<std::int64_t>(flow.n_closing_blank)}}})),
       if_so(!report.has_amount_history, say("flow.no_amounts")),
       if_so(report.period && !report.has_close_date_history, say("flow.no_close_dates"))});
  if (remarks.items.empty()) return {};
  return {Paragraph{std::move(remarks), Tone::quiet, Depth::detail}};
}

std::vector<Block> trip_blocks(service::WaterfallReport const& report) {
  auto const& trips = report.waterfall.round_trips;
  if (trips.empty()) return {};
  Table table{{words_column("column.deal"), numbers_column("column.steps"),
               numbers_column("flow.moved_in_all"), numbers_column("flow.left_of_it")}};
  for (auto const& trip : trips) {
    table.rows.push_back({{Name{trip.name.empty() ? trip.id : trip.name},
                           Count{static_cast<std::int64_t>(trip.n_steps)}, ExactAmount{trip.gross},
                           change_of(trip.net)}});
  }
  if (trips.size() > trips_shown) {
    table.brief = {trips_shown, say("list.more", {{"n", count_of(trips.size() - trips_shown)}})};
  }
  return {Heading{say("flow.round_trips", {{"n", count_of(trips.size())}}), {}, "came_back"},
          std::move(table)};
}

}  // namespace

Page waterfall_page(service::WaterfallReport const& report) {
  Value const which =
      report.period ? Value(say("flow.title_period", {{"period", PeriodName{report.period->id}}}))
                    : Value(say("flow.title_all"));
  Page page;
  page.blocks.emplace_back(title_of(
      report.company, say("flow.title", {{"which", which}, {"currency", Name{report.currency}}})));
  append(page, flow_blocks(report));
  append(page, remark_blocks(report));
  append(page, trip_blocks(report));
  page.blocks.emplace_back(Break{});
  return page;
}

}  // namespace quarterdeck::report
