// tools/report/sweep_text.cpp – see sweep_report.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tools/report/lever_page.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/sweep_report.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_rows = 21;

/// At most n of the indices 0 .. size-1, spread evenly, both ends included.
std::vector<std::size_t> spread(std::size_t size, std::size_t n) {
  std::set<std::size_t> kept;
  if (size <= n) n = size;
  for (std::size_t i = 0; i < n; ++i) {
    double const share = n == 1 ? 0 : static_cast<double>(i) / static_cast<double>(n - 1);
    kept.insert(static_cast<std::size_t>(std::lround(share * static_cast<double>(size - 1))));
  }
  return {kept.begin(), kept.end()};
}

std::string value_text(double value) { return fmt::format("{:.4g}", value); }

Tone tone_of_chance(double p) {
  if (p >= 0.8) return Tone::good;
  if (p >= 0.5) return Tone::plain;
  return p >= 0.2 ? Tone::warning : Tone::bad;
}

/// A cell of the heat table: a bar of eighths and the number, so that it reads without colours.
std::string heat(service::CellAnswer const& answer, GroundNumbers const& words,
                 Style const& style) {
  if (answer.p_hit.empty()) return fit(words(answer.mean), 6, Align::right, style);
  double const p = answer.p_hit.front();
  auto const eighths = static_cast<std::size_t>(std::clamp(std::lround(8 * p), 0L, 8L));
  std::string number = whole_percent(p);
  number.erase(std::remove(number.begin(), number.end(), ' '), number.end());
  if (number.ends_with('%')) number.pop_back();
  std::string const text =
      std::string(signs(style).bar[eighths]) + " " + fit(number, 4, Align::right, style);
  return paint(text, tone_of_chance(p), style);
}

std::string heat_table(service::Sweep const& sweep, GroundNumbers const& words,
                       Style const& style) {
  constexpr int label = 8, cell = 7;
  auto const fits = static_cast<std::size_t>(std::max((style.width - 4 - label) / cell, 2));
  auto const rows = spread(sweep.axes[0].values.size(), most_rows);
  auto const columns = spread(sweep.axes[1].values.size(), fits);
  std::string out =
      heading(sweep.target.empty() ? std::string("MEAN")
                                   : fmt::format("P(HIT) OF {}, %", clean(sweep.target, style)),
              style);
  out += paint(paragraph(fmt::format("down: {} ({}); across: {} ({})", sweep.axes[0].name,
                                     clean(sweep.axes[0].about, style), sweep.axes[1].name,
                                     clean(sweep.axes[1].about, style)),
                         2, style),
               Tone::quiet, style);
  std::string titles = "  " + std::string(label, ' ');
  for (std::size_t const column : columns) {
    titles += " " + fit(value_text(sweep.axes[1].values[column]), cell - 1, Align::right, style);
  }
  out += paint(titles, Tone::quiet, style) + '\n';
  for (std::size_t const row : rows) {
    out += "  " + fit(value_text(sweep.axes[0].values[row]), label, Align::right, style);
    for (std::size_t const column : columns) {
      out += " " + heat(sweep.rows[row][column], words, style);
    }
    out += '\n';
  }
  bool const coarse =
      rows.size() < sweep.axes[0].values.size() || columns.size() < sweep.axes[1].values.size();
  if (!coarse) return out;
  return out + paint(paragraph(fmt::format("{} of {} rows and {} of {} columns; grid.csv has all.",
                                           rows.size(), sweep.axes[0].values.size(), columns.size(),
                                           sweep.axes[1].values.size()),
                               4, style),
                     Tone::quiet, style);
}

std::string line_table(service::Sweep const& sweep, GroundNumbers const& words,
                       Style const& style) {
  std::vector<Column> columns{{sweep.axes[0].name, Align::right},
                              {"mean", Align::right},
                              {"P10", Align::right},
                              {"P50", Align::right},
                              {"P90", Align::right}};
  if (!sweep.target.empty()) columns.push_back({"P(hit)", Align::right});
  Table table(columns);
  auto const rows = spread(sweep.rows.size(), 2 * most_rows);
  for (std::size_t const row : rows) {
    auto const& answer = sweep.rows[row].front();
    std::vector<std::string> cells{value_text(sweep.axes[0].values[row]), words(answer.mean),
                                   words(answer.p10), words(answer.p50), words(answer.p90)};
    if (!sweep.target.empty()) cells.push_back(percent(answer.p_hit.front()));
    table.add(std::move(cells));
  }
  if (rows.size() < sweep.rows.size()) {
    table.add_note(
        fmt::format("{} of {} values; grid.csv has all.", rows.size(), sweep.rows.size()));
  }
  return heading("ALONG " + clean(sweep.axes[0].about, style), style) + table.draw(style);
}

}  // namespace

std::string sweep_text(service::Sweep const& sweep, Style const& style) {
  double largest = sweep.base.value.p90;
  for (auto const& row : sweep.rows) {
    for (auto const& answer : row) largest = std::max(largest, answer.mean);
  }
  GroundNumbers const words(sweep.ground, largest);
  std::string out = ground_title(sweep.ground, style);
  std::string before = fmt::format("{}: without the axes the mean is {}", clean(sweep.name, style),
                                   words(sweep.base.value.mean));
  if (!sweep.target.empty()) {
    before += fmt::format(", and {} {} is reached with {}", clean(sweep.target, style),
                          words(sweep.amount), percent(sweep.base.value.p_hit.front()));
  }
  out += paragraph(before + ".", 2, style);
  out += sweep.axes.size() == 2 ? heat_table(sweep, words, style) : line_table(sweep, words, style);
  std::string error =
      fmt::format("95 % of what sampling may err in a cell, at most: mean {} {}",
                  signs(style).plus_minus, short_number(normal_975 * sweep.error.mean));
  if (!sweep.target.empty()) {
    error += fmt::format(", P(hit) {} {:.2f} points", signs(style).plus_minus,
                         100 * normal_975 * sweep.error.p_hit.front());
  }
  return out + paint(paragraph(error + ".", 4, style), Tone::quiet, style) +
         provenance_section(sweep.ground.provenance, style);
}

}  // namespace quarterdeck::report
