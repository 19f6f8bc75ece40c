// tools/report/terminal/terminal.cpp – see terminal.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/terminal.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "tools/report/terminal/canvas.hpp"
#include "tools/report/terminal/charts.hpp"

namespace quarterdeck::report {
namespace {

std::string rule(Style const& style) {
  return "  " + paint(repeat(signs(style).rule, style.width - 4), Tone::quiet, style) + '\n';
}

/// Parts of a line, set apart by dots.
std::string dotted(std::vector<Value> const& parts, Canvas const& canvas, std::string_view blanks) {
  std::string text;
  for (auto const& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += fmt::format("{}{}{}", blanks, signs(canvas.style).dot, blanks);
    text += canvas(part);
  }
  return text;
}

std::string draw(Title const& title, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto const text = cut(dotted(title.parts, canvas, "  "), style.width - 4, style);
  std::string const line = "\n  " + paint(text, Tone::title, style) + '\n';
  return title.rank == Rank::page ? line + rule(style) : line;
}

std::string draw(Heading const& block, Canvas const& canvas) {
  auto text = in_capitals(canvas)(block.text);
  if (!block.aside.empty()) text += "  " + canvas(block.aside);
  return heading(text, canvas.style);
}

std::string draw(Paragraph const& block, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto const text = canvas(block.text);
  bool const stands_out = block.tone == Tone::strong || block.tone == Tone::bad;
  if (stands_out) return lines_in_tone(text, block.tone, style);
  return paint(paragraph(text, block.depth == Depth::body ? 2 : 4, style), block.tone, style);
}

/// A sign before the first line, blanks before the others.
std::string bullet(ListItem const& item, Canvas const& canvas) {
  auto const& style = canvas.style;
  std::string out;
  for (auto const& line : wrap(canvas(item.text), style.width - 8, style)) {
    auto const mark = out.empty() ? paint(signs(style).dot, item.tone, style) : " ";
    out += "  " + mark + ' ' + line + '\n';
  }
  return out;
}

std::string numbered(std::size_t n, ListItem const& item, Canvas const& canvas) {
  auto const& style = canvas.style;
  auto out = paragraph(fmt::format("{}. {}", n, canvas(item.text)), 4, style);
  if (!item.detail.empty()) out += quiet_paragraph(canvas(item.detail), 7, style);
  return out;
}

/// How many of the entries are shown.
std::size_t shown_of(std::size_t size, Brief const& brief) {
  return brief.n == 0 ? size : std::min(size, brief.n);
}

std::string draw(List const& list, Canvas const& canvas) {
  std::string out;
  auto const shown = shown_of(list.items.size(), list.brief);
  for (std::size_t i = 0; i < shown; ++i) {
    auto const& item = list.items[i];
    out += list.kind == ListKind::bullets ? bullet(item, canvas) : numbered(i + 1, item, canvas);
  }
  if (shown < list.items.size()) {
    out += quiet_paragraph(canvas(list.brief.rest), 4, canvas.style);
  }
  return out;
}

std::string draw(FindingBlock const& finding, Canvas const& canvas) {
  auto const& style = canvas.style;
  std::string rows;
  auto const shown = shown_of(finding.rows.size(), finding.brief);
  for (std::size_t i = 0; i < shown; ++i) {
    rows += "      " + cut(canvas(finding.rows[i]), style.width - 8, style) + '\n';
  }
  if (!finding.brief.rest.empty()) {
    rows += "      " + canvas(finding.brief.rest) + '\n';
  }
  return "\n  " + paint(canvas(finding.title), finding.tone, style) + '\n' +
         paragraph(canvas(finding.text), 4, style) + paint(rows, Tone::quiet, style);
}

std::string draw(Definition const& definition, Canvas const& canvas) {
  return "  " + paint(canvas(definition.term), Tone::strong, canvas.style) + '\n' +
         paragraph(canvas(definition.meaning), 4, canvas.style);
}

std::string draw(Command const& command, Canvas const& canvas) {
  return "    " + canvas(command.line) + '\n';
}

std::string draw(Break const& /*pause*/, Canvas const& /*canvas*/) { return "\n"; }

std::string draw(Colophon const& colophon, Canvas const& canvas) {
  auto const text = dotted(colophon.parts, canvas, " ");
  return '\n' + rule(canvas.style) + lines_in_tone(text, Tone::quiet, canvas.style);
}

/// Bridges are read better from their table.
std::string draw(Bridge const& /*bridge*/, Canvas const& /*canvas*/) { return {}; }

std::string draw(Figure const& figure, Canvas const& canvas) {
  if (figure.table) return draw(*figure.table, canvas);
  return std::visit([&](auto const& chart) { return draw(chart, canvas); }, figure.chart);
}

}  // namespace

std::string terminal_text(Page const& page, Style const& style, Language const& language) {
  auto const canvas = canvas_of(style, language, page.largest_amount);
  std::string text;
  for (auto const& block : page.blocks) {
    text += std::visit([&](auto const& one) { return draw(one, canvas); }, block);
  }
  return text;
}

std::string terminal_words(Value const& value, Style const& style, Language const& language) {
  return canvas_of(style, language, 0)(value);
}

std::string terminal_lines(Value const& value, Style const& style, Language const& language) {
  return paragraph(terminal_words(value, style, language), 0, style);
}

}  // namespace quarterdeck::report
