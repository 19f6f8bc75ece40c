// tools/report/page/why_page.cpp – the way from one recorded forecast to another.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "tools/report/page/parts.hpp"
#include "tools/report/page/record_pages.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t deals_shown = 12;

Message cause_words(service::Cause cause, bool rerun) {
  using service::Cause;
  switch (cause) {
    case Cause::restated:
      return say("why.restated");
    case Cause::days_passed:
      return say("why.days_passed");
    case Cause::refit:
      return say("why.refit");
    case Cause::overrides:
      return say("why.overrides");
    case Cause::amounts:
      return say("why.amounts");
    case Cause::moved:
      return rerun ? say("why.moved") : say("why.moved_and_more");
    case Cause::won:
      return say("why.won");
    case Cause::won_outside:
      return say("why.won_outside");
    case Cause::lost:
      return say("why.lost");
    case Cause::reopened:
      return say("why.reopened");
    case Cause::created:
      return say("why.created");
    case Cause::gone:
      return say("why.gone");
    case Cause::new_business:
      break;
  }
  return say("why.new_business");
}

Message record_words(io::LedgerEntry const& entry) {
  return say("why.record",
             {{"id", Name{entry.id.substr(0, identity_shown)}}, {"date", entry.as_of}});
}

/// Bridge and table grow together: both ends, and what lies between.
void add_end(Bridge& bridge, Table& table, Value label, core::Minor amount) {
  bool const is_last = !table.rows.empty();
  table.rows.push_back({{label, {}, ExactAmount{amount}},
                        Tone::strong,
                        {},
                        is_last ? RowKind::sum : RowKind::entry});
  bridge.steps.push_back({std::move(label), ExactAmount{amount}});
}

std::vector<Block> bridge_blocks(service::WhyReport const& report) {
  auto const& way = report.bridge;
  bool const rerun = report.not_rerun.empty();
  std::vector<std::size_t> n_cells(service::n_causes, 0);
  for (auto const& cell : way.cells) {
    if (!cell.id.empty()) ++n_cells[static_cast<std::size_t>(cell.cause)];
  }
  Bridge bridge;
  Table table{{label_column(), numbers_column("column.deals"), numbers_column("column.mean")}};
  add_end(bridge, table, record_words(report.from), way.from);
  for (std::size_t i = 0; i < service::n_causes; ++i) {
    auto const cause = service::cause_names[i].value;
    bool const told =
        rerun && (cause == service::Cause::refit || cause == service::Cause::days_passed);
    if (n_cells[i] == 0 && way.causes[i] == 0 && !told) continue;
    bool const counts = cause != service::Cause::new_business;
    Message const words = cause_words(cause, rerun);
    table.rows.push_back(
        {{words, counts ? Value(count_of(n_cells[i])) : Value(), change_of(way.causes[i])}});
    bridge.steps.push_back({words, change_of(way.causes[i])});
  }
  add_end(bridge, table, record_words(report.to), way.to);
  return {Heading{say("why.heading", {{"change", change_of(way.to - way.from)}})},
          Figure{std::move(bridge), std::move(table)}};
}

Message step_words(service::WhyReport const& report, std::string const& step) {
  if (step == "restated") return say("why.step_restated");
  if (step == "days_passed") return say("why.step_days_passed");
  if (step == "refit") return say("why.step_refit");
  auto const& recorded = step == "to" ? report.to : report.from;
  return say("why.step_recorded", {{"date", recorded.as_of}});
}

std::vector<Block> step_blocks(service::WhyReport const& report) {
  Table table{{label_column(), numbers_column("column.mean"), numbers_column("column.p50")}};
  for (auto const& step : report.steps) {
    table.rows.push_back({{step_words(report, step.name), ExactAmount{core::to_minor(step.mean)},
                           ExactAmount{core::to_minor(step.median)}}});
  }
  std::vector<Block> blocks{Heading{say("why.steps")}, std::move(table)};
  if (!report.not_rerun.empty()) {
    blocks.emplace_back(Paragraph{say("why.not_rerun", {{"reason", Name{report.not_rerun}}}),
                                  Tone::warning, Depth::detail});
  }
  return blocks;
}

bool is_of_one_deal(service::BridgeCell const& cell) {
  using service::Cause;
  bool const of_model = cell.cause == Cause::days_passed || cell.cause == Cause::refit;
  return !cell.id.empty() && !of_model;
}

std::vector<Block> deal_blocks(service::WhyReport const& report) {
  std::vector<service::BridgeCell const*> cells;
  for (auto const& cell : report.bridge.cells) {
    if (is_of_one_deal(cell)) cells.push_back(&cell);
  }
  if (cells.empty()) return {};
  std::stable_sort(cells.begin(), cells.end(), [](auto const* a, auto const* b) {
    return std::abs(a->effect) > std::abs(b->effect);
  });
  Column causes;
  causes.cells = Cells::words;
  Table table{{words_column("column.deal"), causes, numbers_column("column.effect")}};
  for (auto const* const cell : cells) {
    table.rows.push_back(
        {{Name{cell->name.empty() ? cell->id : cell->name},
          cause_words(cell->cause, report.not_rerun.empty()), change_of(cell->effect)}});
  }
  if (cells.size() > deals_shown) {
    table.brief = {deals_shown, say("list.more", {{"n", count_of(cells.size() - deals_shown)}})};
  }
  return {Heading{say("why.deals")}, std::move(table)};
}

}  // namespace

Page why_page(service::WhyReport const& report) {
  Value const measure =
      report.to.counts_deals ? Value(say("column.deals")) : Value(Name{report.to.currency});
  Page page;
  page.blocks.emplace_back(title_of(
      report.company,
      say("why.title", {{"period", PeriodName{report.to.period.id}}, {"measure", measure}})));
  append(page, bridge_blocks(report));
  append(page, step_blocks(report));
  append(page, deal_blocks(report));
  append(page, note_blocks(report.notes));
  page.blocks.emplace_back(Break{});
  return page;
}

}  // namespace quarterdeck::report
