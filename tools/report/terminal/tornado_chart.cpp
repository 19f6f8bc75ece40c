// tools/report/terminal/tornado_chart.cpp – what levers move, as bars to both sides of a base.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tools/report/terminal/charts.hpp"

namespace quarterdeck::report {
namespace {

/// Columns of a line: label, range, numbers at both ends, picture; and the span of the picture.
struct Layout {
  int label = 0;
  int range = 0;
  int numbers = 0;
  int picture = 0;
  double low = 0;
  double high = 0;
  /// Column of a number in the picture.
  [[nodiscard]] int column(double x) const {
    double const share = (x - low) / std::max(high - low, 1e-300);
    return std::clamp(static_cast<int>(std::lround(share * (picture - 1))), 0, picture - 1);
  }
};

Layout layout_of(TornadoPanel const& panel, Canvas const& canvas) {
  Layout layout;
  layout.low = layout.high = as_number(panel.base);
  for (auto const& bar : panel.bars) {
    layout.label = std::max(layout.label, columns_of(canvas(bar.label)));
    layout.range = std::max(layout.range, columns_of(canvas(bar.range)));
    for (auto const* end : {&bar.low, &bar.high}) {
      layout.numbers = std::max(layout.numbers, columns_of(canvas(*end)));
      layout.low = std::min(layout.low, as_number(*end));
      layout.high = std::max(layout.high, as_number(*end));
    }
  }
  layout.label = std::min(layout.label, 26);
  layout.picture =
      canvas.style.width - 4 - layout.label - layout.range - 2 * layout.numbers - 4 * 2;
  return layout;
}

/// The bar: thin on the lever's lower side, thick on its upper, the base marked.
std::string drawn(Bar const& bar, double base, Layout const& layout, Style const& style) {
  int const middle = layout.column(base);
  std::vector<std::string_view> cells(static_cast<std::size_t>(layout.picture), " ");
  auto const fill = [&](double to, std::string_view sign) {
    int const end = layout.column(to);
    for (int i = std::min(middle, end); i <= std::max(middle, end); ++i)
      cells[static_cast<std::size_t>(i)] = sign;
  };
  fill(as_number(bar.low), signs(style).thin);
  fill(as_number(bar.high), signs(style).thick);
  cells[static_cast<std::size_t>(middle)] = signs(style).goal;
  std::string text;
  for (auto const cell : cells) text += cell;
  return text;
}

/// Texts of a line.
struct Line {
  std::string label;
  std::string range;
  std::string low;
  std::string bar;
  std::string high;
};

std::string written(Line const& line, Layout const& layout, Style const& style) {
  return without_end_blanks("  " + fit(line.label, layout.label, Align::left, style) + "  " +
                            fit(line.range, layout.range, Align::left, style) + "  " +
                            fit(line.low, layout.numbers, Align::right, style) + "  " +
                            fit(line.bar, layout.picture, Align::left, style) + "  " +
                            fit(line.high, layout.numbers, Align::right, style)) +
         '\n';
}

std::string draw(TornadoPanel const& panel, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto const layout = layout_of(panel, canvas);
  std::string out = heading(in_capitals(canvas)(panel.title), style);
  Line titles;
  titles.range = canvas(say("column.range"));
  out += paint(written(titles, layout, style), Tone::quiet, style);
  for (auto const& bar : panel.bars) {
    bool const rises = as_number(bar.low) <= as_number(bar.high);
    Line const line{canvas(bar.label), canvas(bar.range), canvas(rises ? bar.low : bar.high),
                    drawn(bar, as_number(panel.base), layout, style),
                    canvas(rises ? bar.high : bar.low)};
    out += written(line, layout, style);
  }
  return out;
}

}  // namespace

std::string draw(Tornado const& chart, Canvas const& canvas) {
  auto const& sign = signs(canvas.style);
  std::string out;
  for (auto const& panel : chart.panels) out += draw(panel, canvas);
  auto const legend = say("terminal.tornado_legend", {{"upper", Name{std::string(sign.thick)}},
                                                      {"lower", Name{std::string(sign.thin)}},
                                                      {"base", Name{std::string(sign.goal)}}});
  return out + quiet_paragraph(canvas(sentences({legend, chart.note})), 4, canvas.style);
}

}  // namespace quarterdeck::report
