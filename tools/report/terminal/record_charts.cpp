// tools/report/terminal/record_charts.cpp – skill, places of outcomes and reliability as bars.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <string>

#include "tools/report/terminal/charts.hpp"

namespace quarterdeck::report {
namespace {

Name sign_name(std::string_view sign) { return {std::string(sign)}; }

/// A line that runs from zero to either side; `reach` is the share that fills half of the width.
std::string two_sided_bar(double share, double reach, int half, Style const& style) {
  auto const& sign = signs(style);
  int const n = std::clamp(static_cast<int>(std::lround(std::abs(share) / reach * half)), 0, half);
  std::string const blank(static_cast<std::size_t>(half), ' ');
  std::string const rest(static_cast<std::size_t>(half - n), ' ');
  if (share < 0) {
    return rest + paint(repeat(sign.thick, n), Tone::bad, style) + std::string(sign.goal) + blank;
  }
  return blank + std::string(sign.goal) + paint(repeat(sign.thick, n), Tone::good, style) + rest;
}

/// Marks of one bin on a line from 0 to 100 %: the interval, the share won, the chance said.
std::string bin_line(ReliabilityRow const& row, int width, Style const& style) {
  auto const& sign = signs(style);
  auto const column = [width](double share) {
    return std::clamp(static_cast<int>(std::lround(share * (width - 1))), 0, width - 1);
  };
  int const from = column(as_number(row.interval.low));
  int const to = column(as_number(row.interval.high));
  std::string line;
  for (int c = 0; c < width; ++c) {
    if (c == column(row.predicted.value)) {
      line += paint(sign.pointer, Tone::strong, style);
    } else if (c == column(row.observed.value)) {
      line += paint(sign.median, Tone::good, style);
    } else if (c >= from && c <= to) {
      line += sign.thin;
    } else {
      line += ' ';
    }
  }
  return line;
}

/// A cell of fixed width between the margins.
std::string cell(std::string const& text, int width, Style const& style) {
  return "  " + fit(text, width, Align::right, style);
}

std::string titled(std::string const& titles, Style const& style) {
  return paint(titles + '\n', Tone::quiet, style);
}

}  // namespace

std::string draw(Skill const& chart, Canvas const& canvas) {
  auto const& style = canvas.style;
  int const half = std::clamp((style.width - 52) / 2, 4, 14);
  std::string out = titled(cell(canvas(say("column.weeks_left")), 10, style) +
                               cell(canvas(say("column.week")), 4, style) +
                               cell(canvas(say("column.skill")), 8, style) +
                               std::string(static_cast<std::size_t>(2 * half + 5), ' ') +
                               canvas(say("column.interval_80")),
                           style);
  for (auto const& row : chart.rows) {
    out +=
        cell(canvas(row.weeks_left), 10, style) + cell(canvas(row.week), 4, style) +
        cell(canvas(row.skill), 8, style) + "  " +
        two_sided_bar(row.skill.value, as_number(chart.reach.high), half, style) + "  " +
        canvas(say("range.percent_to", {{"low", row.interval.low}, {"high", row.interval.high}})) +
        '\n';
  }
  return out + quiet_paragraph(canvas(chart.note), 2, style);
}

std::string draw(Shares const& chart, Canvas const& canvas) {
  constexpr int full = 20;
  auto const& style = canvas.style;
  std::string out;
  for (auto const& row : chart.rows) {
    int const n = std::clamp(static_cast<int>(row.share.value * full + 0.5), 0, full);
    auto const bar = fit(repeat(signs(style).thick, n), full, Align::left, style);
    out += cell(canvas(row.share), 6, style) + "  " + paint(bar, Tone::strong, style) + "  " +
           cut(canvas(row.label), style.width - 34, style) + '\n';
  }
  return out;
}

std::string draw(PitHistogram const& chart, Canvas const& canvas) {
  auto const& style = canvas.style;
  int const full = std::min(40, style.width - 24);
  auto const& shares = chart.shares;
  double const even = 1 / static_cast<double>(shares.size());
  double const most = std::max(2 * even, *std::ranges::max_element(shares));
  int const even_column = static_cast<int>(std::lround(even / most * full));
  std::string out;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    int const n = static_cast<int>(std::lround(shares[i] / most * full));
    std::string line;
    for (int c = 0; c < full; ++c) {
      bool const inside = c < n;
      line += c == even_column ? signs(style).goal : inside ? signs(style).thick : " ";
    }
    auto const place = [&](std::size_t edge) {
      double const share = static_cast<double>(edge) * even;
      return canvas(say("chart.quantile", {{"level", Points{share, 0}}}));
    };
    out += "  " + fit(place(i), 4, Align::left, style) +
           fit(canvas(say("terminal.to")), 3, Align::left, style) +
           fit(place(i + 1), 4, Align::left, style) + cell(canvas(Share{shares[i], 0}), 5, style) +
           "  " + line + '\n';
  }
  auto const legend = say("terminal.places_legend", {{"sign", sign_name(signs(style).goal)}});
  return out + quiet_paragraph(canvas(sentences({legend, chart.note})), 2, style);
}

std::string draw(Reliability const& chart, Canvas const& canvas) {
  auto const& style = canvas.style;
  int const width = std::min(41, style.width - 29);
  auto const& sign = signs(style);
  auto const end = [&](double share) { return canvas(Share{share, 0}); };
  int const blanks = width - columns_of(end(0) + end(0.5) + end(1));
  std::string const axis = end(0) + std::string(static_cast<std::size_t>(blanks / 2), ' ') +
                           end(0.5) +
                           std::string(static_cast<std::size_t>(blanks - blanks / 2), ' ') + end(1);
  std::string out = titled(cell(canvas(say("column.deals")), 7, style) +
                               cell(canvas(say("column.said")), 6, style) +
                               cell(canvas(say("column.won")), 6, style) + "  " + axis,
                           style);
  for (auto const& row : chart.rows) {
    out += cell(canvas(row.deals), 7, style) + cell(canvas(row.predicted), 6, style) +
           cell(canvas(row.observed), 6, style) + "  " + bin_line(row, width, style) + '\n';
  }
  auto const legend = say("terminal.reliability_legend", {{"said", sign_name(sign.pointer)},
                                                          {"won", sign_name(sign.median)},
                                                          {"interval", sign_name(sign.thin)}});
  return out + quiet_paragraph(canvas(sentences({legend, chart.note})), 2, style);
}

}  // namespace quarterdeck::report
