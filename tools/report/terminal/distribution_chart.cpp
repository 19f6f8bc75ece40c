// tools/report/terminal/distribution_chart.cpp – how an amount may fall, as bars with its marks.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/report/terminal/charts.hpp"

namespace quarterdeck::report {
namespace {

constexpr int n_rows = 8;
constexpr int indent = 2;
constexpr int most_name_columns = 24;

/// The axis of the bars; a column holds one bin or several.
struct Scale {
  double low = 0;
  double high = 0;
  int n_bins = 0;
  int bins_a_column = 1;
  [[nodiscard]] int n_columns() const { return (n_bins + bins_a_column - 1) / bins_a_column; }
  /// Column of an amount, or nothing where it lies outside.
  [[nodiscard]] std::optional<int> column(double amount) const {
    if (amount < low || amount > high) return std::nullopt;
    auto const bin = static_cast<int>((amount - low) / (high - low) * n_bins);
    return std::min(bin, n_bins - 1) / bins_a_column;
  }
  [[nodiscard]] double middle(int column) const {
    return low + (high - low) * ((column + 0.5) * bins_a_column) / n_bins;
  }
};

Scale scale_of(Distribution const& chart, Style const& style) {
  auto const n_bins = static_cast<int>(chart.counts.size());
  int const room = style.width - 2 * indent;
  return {chart.edges.front(), chart.edges.back(), n_bins, (n_bins + room - 1) / room};
}

std::vector<std::int64_t> counts_of(Distribution const& chart, Scale const& scale) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(scale.n_columns()), 0);
  for (std::size_t bin = 0; bin < chart.counts.size(); ++bin) {
    counts[bin / static_cast<std::size_t>(scale.bins_a_column)] += chart.counts[bin];
  }
  return counts;
}

std::string bars(std::vector<std::int64_t> const& counts, Scale const& scale, double goal,
                 Style const& style) {
  auto const tallest = static_cast<double>(*std::max_element(counts.begin(), counts.end()));
  auto const& bar = signs(style).bar;
  std::string out;
  for (int row = n_rows - 1; row >= 0; --row) {
    std::string below;
    std::string above;
    for (int c = 0; c < scale.n_columns(); ++c) {
      auto const count = static_cast<double>(counts[static_cast<std::size_t>(c)]);
      int const eighths = static_cast<int>(std::lround(count / tallest * n_rows * 8)) - row * 8;
      auto const cell = bar[static_cast<std::size_t>(std::clamp(eighths, 0, 8))];
      (scale.middle(c) < goal ? below : above) += cell;
    }
    above = without_end_blanks(std::move(above));
    if (above.empty()) below = without_end_blanks(std::move(below));
    out += std::string(indent, ' ') + paint(below, Tone::quiet, style) +
           paint(above, Tone::good, style) + '\n';
  }
  return out;
}

/// A mark under the axis.
struct PlacedMark {
  int column = 0;
  std::string label;
};

std::vector<PlacedMark> placed(std::vector<Mark> const& marks, Scale const& scale,
                               Canvas const& canvas) {
  std::vector<PlacedMark> all;
  for (auto const& mark : marks) {
    if (auto const column = scale.column(mark.at)) all.push_back({*column, canvas(mark.label)});
  }
  return all;
}

/// Labels centred under their columns, pushed right where they would touch.
std::string labels(std::vector<PlacedMark> const& marks, int n_columns) {
  std::string line;
  int used = 0;
  int room = 0;
  for (auto const& mark : marks) room += columns_of(mark.label) + 2;
  for (auto const& mark : marks) {
    int const width = columns_of(mark.label);
    room -= width + 2;
    int at = std::max(mark.column - width / 2, used == 0 ? 0 : used + 2);
    at = std::max(used == 0 ? 0 : used + 2, std::min(at, n_columns - width - room));
    line += std::string(static_cast<std::size_t>(at - used), ' ') + mark.label;
    used = at + width;
  }
  return std::string(indent, ' ') + line + '\n';
}

std::string axis(std::vector<PlacedMark> const& marks, int n_columns, Style const& style) {
  auto const& sign = signs(style);
  std::string line;
  for (int c = 0; c < n_columns; ++c) {
    bool const marked =
        std::ranges::any_of(marks, [c](auto const& mark) { return mark.column == c; });
    line += marked ? sign.tick : sign.rule;
  }
  return std::string(indent, ' ') + paint(line, Tone::quiet, style) + '\n';
}

std::string target_line(Mark const& target, Scale const& scale, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto const brief = with_names_cut(canvas, most_name_columns);
  auto const text = brief(target.label);
  auto const column = scale.column(target.at);
  if (!column) {
    Case const side{target.at > scale.high ? "right" : "left"};
    return std::string(indent, ' ') +
           brief(say("terminal.target_outside", {{"target", target.label}, {"side", side}})) + '\n';
  }
  std::string const pointer(signs(style).pointer);
  int const width = columns_of(text);
  bool const right = *column + 2 + width <= scale.n_columns();
  int const blanks = right ? *column : std::max(0, *column - width - 1);
  std::string const line = right ? pointer + ' ' + text : text + ' ' + pointer;
  return std::string(static_cast<std::size_t>(indent + blanks), ' ') +
         paint(line, Tone::strong, style) + '\n';
}

}  // namespace

std::string draw(Distribution const& chart, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto const scale = scale_of(chart, style);
  double const goal = chart.target ? chart.target->at : scale.low;
  auto const marks = placed(chart.marks, scale, canvas);
  return bars(counts_of(chart, scale), scale, goal, style) + axis(marks, scale.n_columns(), style) +
         labels(marks, scale.n_columns()) +
         (chart.target ? target_line(*chart.target, scale, canvas) : std::string());
}

}  // namespace quarterdeck::report
