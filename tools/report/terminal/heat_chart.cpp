// tools/report/terminal/heat_chart.cpp – a grid of shares or amounts, as many cells as fit.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <string>

#include "tools/report/terminal/charts.hpp"

namespace quarterdeck::report {
namespace {

constexpr int row_label_width = 8;
constexpr int cell_width = 7;
constexpr std::size_t most_rows = 21;

Tone tone_of(double p) {
  if (p >= 0.8) return Tone::good;
  if (p >= 0.5) return Tone::plain;
  return p >= 0.2 ? Tone::warning : Tone::bad;
}

/// A bar of eighths and the number, so that it reads without colours; of an amount the number.
std::string heat(Value const& value, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto const* const share = std::get_if<Share>(&value.held);
  if (share == nullptr) return fit(canvas(value), cell_width - 1, Align::right, style);
  auto const eighths = static_cast<std::size_t>(std::clamp(std::lround(8 * share->value), 0L, 8L));
  auto const number = percent_number(share->value, 0, canvas.voice.language().numbers());
  std::string const bar(signs(style).bar[eighths]);
  return paint(bar + " " + fit(number, 4, Align::right, style), tone_of(share->value), style);
}

}  // namespace

std::string draw(HeatGrid const& chart, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto const fits =
      static_cast<std::size_t>(std::max((style.width - 4 - row_label_width) / cell_width, 2));
  auto const rows = evenly_spread(chart.down.values.size(), most_rows);
  auto const columns = evenly_spread(chart.across.values.size(), fits);
  std::string titles = "  " + std::string(row_label_width, ' ');
  for (auto const column : columns) {
    auto const title = canvas(chart.across.values[column]);
    titles += " " + fit(title, cell_width - 1, Align::right, style);
  }
  std::string out = paint(titles, Tone::quiet, style) + '\n';
  for (auto const row : rows) {
    out += "  " + fit(canvas(chart.down.values[row]), row_label_width, Align::right, style);
    for (auto const column : columns) out += " " + heat(chart.cells[row][column], canvas);
    out += '\n';
  }
  bool const coarse =
      rows.size() < chart.down.values.size() || columns.size() < chart.across.values.size();
  if (!coarse) return out;
  auto const words =
      say("terminal.coarse_grid", {{"rows", count_of(rows.size())},
                                   {"all_rows", count_of(chart.down.values.size())},
                                   {"columns", count_of(columns.size())},
                                   {"all_columns", count_of(chart.across.values.size())}});
  return out + quiet_paragraph(canvas(words), 4, style);
}

}  // namespace quarterdeck::report
