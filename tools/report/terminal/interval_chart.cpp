// tools/report/terminal/interval_chart.cpp – intervals one under another, drawn as a fan.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "tools/report/terminal/charts.hpp"

namespace quarterdeck::report {
namespace {

constexpr int label_width = 10;
constexpr int number_width = 8;

/// Amounts laid over the columns of the drawing.
struct IntervalScale {
  double low = 0;
  double high = 0;
  int n_columns = 0;
  [[nodiscard]] int column(double amount) const {
    if (!(high > low)) return 0;
    auto const at = static_cast<int>((amount - low) / (high - low) * (n_columns - 1) + 0.5);
    return std::clamp(at, 0, n_columns - 1);
  }
};

IntervalScale scale_of(Intervals const& chart, Style const& style) {
  int const numbers = chart.with_change ? 4 : 3;
  // The change stands a gap before the drawing.
  int const room = style.width - 16 - numbers * number_width - (chart.with_change ? 2 : 0);
  IntervalScale scale{as_number(chart.rows.front().outer.low),
                      as_number(chart.rows.front().outer.high), room};
  for (auto const& row : chart.rows) {
    scale.low = std::min(scale.low, as_number(row.outer.low));
    scale.high = std::max(scale.high, as_number(row.outer.high));
  }
  return scale;
}

std::string band(IntervalRow const& row, IntervalScale const& scale, int goal, Style const& style) {
  auto const& sign = signs(style);
  int const from = scale.column(as_number(row.outer.low));
  int const to = scale.column(as_number(row.outer.high));
  auto const& inner = row.inner ? *row.inner : row.outer;
  int const inner_from = scale.column(as_number(inner.low));
  int const inner_to = scale.column(as_number(inner.high));
  int const median = scale.column(as_number(row.median));
  std::string line;
  for (int c = 0; c < scale.n_columns; ++c) {
    if (c == median) {
      line += paint(sign.median, Tone::strong, style);
    } else if (c >= inner_from && c <= inner_to) {
      line += sign.thick;
    } else if (c >= from && c <= to) {
      line += sign.thin;
    } else if (c == goal) {
      line += paint(sign.goal, Tone::quiet, style);
    } else {
      line += ' ';
    }
  }
  return without_end_blanks(std::move(line));
}

std::string line_of(std::string const& label, std::vector<std::string> const& numbers,
                    Style const& style) {
  std::string line = "  " + fit(label, label_width, Align::left, style);
  for (auto const& number : numbers) line += fit(number, number_width, Align::right, style);
  return line;
}

std::string titles(Intervals const& chart, Canvas const& canvas) {
  std::vector<std::string> texts{canvas(say("column.p10")), canvas(say("column.p50")),
                                 canvas(say("column.p90"))};
  if (chart.with_change) texts.push_back(canvas(say("column.change")));
  return line_of(canvas(chart.label_title), texts, canvas.style);
}

}  // namespace

std::string draw(Intervals const& chart, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto scale = scale_of(chart, style);
  // A target far outside would press the fan into a corner, so it is drawn only where it is near.
  auto const& target = chart.target;
  bool const near =
      target && target->at > scale.low && target->at < scale.high + 0.5 * (scale.high - scale.low);
  if (near) scale.high = std::max(scale.high, target->at);
  int const goal = near ? scale.column(target->at) : -1;
  std::string title = titles(chart, canvas);
  if (!chart.with_change) title += "  ";
  if (near) {
    title +=
        canvas(say("terminal.target_legend", {{"sign", Name{std::string(signs(style).goal)}}}));
  }
  std::string out = paint(title, Tone::quiet, style) + '\n';
  for (auto const& row : chart.rows) {
    std::vector<std::string> numbers{canvas(row.outer.low), canvas(row.median),
                                     canvas(row.outer.high)};
    if (chart.with_change) numbers.push_back(canvas(row.change));
    out += line_of(canvas(row.label), numbers, style) + "  " + band(row, scale, goal, style) + '\n';
  }
  return out;
}

}  // namespace quarterdeck::report
