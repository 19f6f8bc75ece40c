// tools/report/page/sweep_page.cpp – a grid of one or two changes.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "tools/report/page/lever_pages.hpp"
#include "tools/report/page/lever_parts.hpp"

namespace quarterdeck::report {
namespace {

Number axis_number(double value) { return {value, 4, Notation::significant}; }

GridAxis axis_of(service::SweepAxisShown const& shown) {
  GridAxis axis{{shown.name}, {shown.about}, {}};
  for (double const value : shown.values) axis.values.emplace_back(axis_number(value));
  return axis;
}

std::vector<Block> grid_blocks(service::Sweep const& sweep) {
  auto const amounts = amounts_of(sweep.start);
  HeatGrid grid{axis_of(sweep.axes[0]), axis_of(sweep.axes[1]), {}};
  for (auto const& row : sweep.rows) {
    std::vector<Value> cells;
    for (auto const& answer : row) {
      cells.push_back(answer.p_hit.empty() ? Value(amounts(answer.mean))
                                           : Value(Share{answer.p_hit.front(), 0}));
    }
    grid.cells.push_back(std::move(cells));
  }
  Message const heading = sweep.target.empty()
                              ? say("column.mean")
                              : say("sweep.p_hit", {{"target", Name{sweep.target}}});
  Message const axes = say("sweep.axes", {{"down", grid.down.name},
                                          {"down_about", grid.down.about},
                                          {"across", grid.across.name},
                                          {"across_about", grid.across.about}});
  return {Heading{heading}, Paragraph{axes, Tone::quiet}, Figure{std::move(grid)}};
}

std::vector<Block> line_blocks(service::Sweep const& sweep) {
  auto const amounts = amounts_of(sweep.start);
  auto const& axis = sweep.axes[0];
  Table table{spread_columns()};
  table.columns.front() = Column{};
  table.columns.front().title = Name{axis.name};
  if (!sweep.target.empty()) table.columns.push_back(numbers_column("column.p_hit", "p_hit"));
  table.sampling = Sampling::some;
  for (std::size_t i = 0; i < sweep.rows.size(); ++i) {
    auto const& answer = sweep.rows[i].front();
    Row row{{axis_number(axis.values[i]), amounts(answer.mean), amounts(answer.p10),
             amounts(answer.p50), amounts(answer.p90)}};
    if (!sweep.target.empty()) row.cells.emplace_back(Share{answer.p_hit.front()});
    table.rows.push_back(std::move(row));
  }
  return {Heading{say("sweep.along", {{"axis", Name{axis.about}}})}, std::move(table)};
}

Message before_words(service::Sweep const& sweep) {
  auto const amounts = amounts_of(sweep.start);
  Name const name{sweep.name};
  Amount const mean = amounts(sweep.base.value.mean);
  if (sweep.target.empty()) return say("sweep.before", {{"name", name}, {"mean", mean}});
  return say("sweep.before_target", {{"name", name},
                                     {"mean", mean},
                                     {"target", Name{sweep.target}},
                                     {"amount", amounts(sweep.amount)},
                                     {"p_hit", Share{sweep.base.value.p_hit.front()}}});
}

Message error_words(service::Sweep const& sweep) {
  Amount mean = amounts_of(sweep.start)(normal_975 * sweep.error.mean);
  mean.rounding = Rounding::three_digits;
  if (sweep.target.empty()) return say("sweep.error", {{"mean", mean}});
  return say("sweep.error_target",
             {{"mean", mean}, {"p_hit", Points{normal_975 * sweep.error.p_hit.front(), 2}}});
}

}  // namespace

Page sweep_page(service::Sweep const& sweep) {
  Page page{sweep.base.value.p90};
  for (auto const& row : sweep.rows) {
    for (auto const& answer : row) page.largest_amount = std::max(page.largest_amount, answer.mean);
  }
  append(page, {title_of(sweep.start), Paragraph{before_words(sweep)}});
  append(page, sweep.axes.size() == 2 ? grid_blocks(sweep) : line_blocks(sweep));
  page.blocks.emplace_back(Paragraph{error_words(sweep), Tone::quiet, Depth::detail});
  page.blocks.emplace_back(colophon_of(sweep.start.provenance));
  return page;
}

}  // namespace quarterdeck::report
