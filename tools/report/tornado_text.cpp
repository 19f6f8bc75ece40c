// tools/report/tornado_text.cpp – see tornado_report.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "tools/report/lever_page.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/text.hpp"
#include "tools/report/tornado_report.hpp"

namespace quarterdeck::report {
namespace {

using service::TornadoBar;

/// One picture: a number of every bar at both ends, and how it is written.
struct Picture {
  std::string title;
  double base = 0;
  std::function<double(service::Estimated const&)> number;
  std::function<std::string(double)> words;
};

std::string range_text(TornadoBar const& bar, Style const& style) {
  if (bar.lever.kind == service::LeverKind::market) {
    return fmt::format("{} {:.2f} sd", signs(style).plus_minus, bar.range.high);
  }
  return fmt::format("{} {} {:.2f}", lever_value(bar.lever.kind, bar.range.low, style),
                     signs(style).dash, bar.range.high);
}

/// Columns of a line: label, range, picture, numbers at both ends.
struct Layout {
  int label = 0;
  int range = 0;
  int numbers = 0;
  int picture = 0;
};

Layout layout_of(std::vector<TornadoBar> const& bars, Picture const& picture, Style const& style) {
  Layout layout;
  for (auto const& bar : bars) {
    layout.label = std::max(layout.label, columns_of(clean(bar.label, style)));
    layout.range = std::max(layout.range, columns_of(range_text(bar, style)));
    for (auto const* end : {&bar.low, &bar.high}) {
      layout.numbers = std::max(layout.numbers, columns_of(picture.words(picture.number(*end))));
    }
  }
  layout.label = std::min(layout.label, 26);
  layout.picture = style.width - 4 - layout.label - layout.range - 2 * layout.numbers - 4 * 2;
  return layout;
}

/// The bar: thin on the lever's lower side, thick on its upper, the base marked.
std::string drawn(TornadoBar const& bar, Picture const& picture, std::pair<double, double> span,
                  int width, Style const& style) {
  auto const column = [&](double x) {
    double const share = (x - span.first) / std::max(span.second - span.first, 1e-300);
    return std::clamp(static_cast<int>(std::lround(share * (width - 1))), 0, width - 1);
  };
  int const base = column(picture.base);
  std::vector<std::string_view> cells(static_cast<std::size_t>(width), " ");
  auto const fill = [&](double to, std::string_view sign) {
    int const end = column(to);
    for (int i = std::min(base, end); i <= std::max(base, end); ++i)
      cells[static_cast<std::size_t>(i)] = sign;
  };
  fill(picture.number(bar.low), signs(style).thin);
  fill(picture.number(bar.high), signs(style).thick);
  cells[static_cast<std::size_t>(base)] = signs(style).goal;
  std::string text;
  for (auto const cell : cells) text += cell;
  return text;
}

std::string picture_section(std::vector<TornadoBar> bars, Picture const& picture,
                            Style const& style) {
  auto const swing = [&](TornadoBar const& bar) {
    return std::abs(picture.number(bar.high) - picture.number(bar.low));
  };
  std::ranges::stable_sort(bars, [&](auto const& a, auto const& b) { return swing(a) > swing(b); });
  std::pair span(picture.base, picture.base);
  for (auto const& bar : bars) {
    for (auto const* end : {&bar.low, &bar.high}) {
      span.first = std::min(span.first, picture.number(*end));
      span.second = std::max(span.second, picture.number(*end));
    }
  }
  auto const layout = layout_of(bars, picture, style);
  std::string out = heading(picture.title, style);
  auto const line = [&](std::string const& label, std::string const& range, std::string const& low,
                        std::string const& bar, std::string const& high) {
    std::string text = "  " + fit(label, layout.label, Align::left, style) + "  " +
                       fit(range, layout.range, Align::left, style) + "  " +
                       fit(low, layout.numbers, Align::right, style) + "  " +
                       fit(bar, layout.picture, Align::left, style) + "  " +
                       fit(high, layout.numbers, Align::right, style);
    text.erase(text.find_last_not_of(' ') + 1);
    return text + '\n';
  };
  out += paint(line("", "range", "", "", ""), Tone::quiet, style);
  for (auto const& bar : bars) {
    double const low = picture.number(bar.low);
    double const high = picture.number(bar.high);
    out +=
        line(clean(bar.label, style), range_text(bar, style), picture.words(std::min(low, high)),
             drawn(bar, picture, span, layout.picture, style), picture.words(std::max(low, high)));
  }
  return out;
}

std::string intro(service::Tornado const& tornado, StartNumbers const& words, Style const& style) {
  std::string text;
  if (tornado.target) {
    auto const& target = tornado.start.inputs.targets[*tornado.target];
    text = fmt::format("{} {} is reached with {}; ", clean(target.name, style),
                       words(target.amount), percent(tornado.base.value.p_hit[*tornado.target]));
  }
  text += fmt::format(
      "the mean is {}. Each lever alone, over the range in which it lies in four "
      "periods of five, as past periods tell.",
      words(tornado.base.value.mean));
  return paragraph(text, 2, style);
}

/// Levers without a range, those with the same reason together.
std::string absent_section(service::Tornado const& tornado, Style const& style) {
  if (tornado.absent.empty()) return {};
  std::map<std::string, std::string> labels;
  for (auto const& bar : tornado.absent) {
    auto& list = labels[bar.absent];
    list += (list.empty() ? "" : "; ") + clean(bar.label, style);
  }
  std::string out = heading("NOT SHOWN", style);
  for (auto const& [reason, list] : labels) {
    out += paragraph(fmt::format("{}: {}.", list, clean(reason, style)), 2, style);
  }
  return out;
}

}  // namespace

std::string tornado_text(service::Tornado const& tornado, Style const& style) {
  double largest = tornado.base.value.mean;
  for (auto const& bar : tornado.bars) {
    largest = std::max({largest, bar.low.value.mean, bar.high.value.mean});
  }
  StartNumbers const words(tornado.start, largest);
  std::string out = start_title(tornado.start, style) + intro(tornado, words, style);
  if (tornado.target) {
    std::size_t const t = *tornado.target;
    out += picture_section(
        tornado.bars,
        {fmt::format("P(HIT) OF {}", clean(tornado.targets[t], style)), tornado.base.value.p_hit[t],
         [t](service::Estimated const& answer) { return answer.value.p_hit[t]; }, percent},
        style);
  }
  out +=
      picture_section(tornado.bars,
                      {"MEAN", tornado.base.value.mean,
                       [](service::Estimated const& answer) { return answer.value.mean; }, words},
                      style);
  std::string note = fmt::format("{} the lever's upper end, {} its lower, {} as forecast.",
                                 signs(style).thick, signs(style).thin, signs(style).goal);
  if (std::ranges::any_of(tornado.bars, [](auto const& bar) { return !bar.range.note.empty(); })) {
    note += " Time to close: one side only, what would close sooner is not modelled.";
  }
  out += paint(paragraph(note, 4, style), Tone::quiet, style);
  return out + absent_section(tornado, style) + provenance_section(tornado.start.provenance, style);
}

}  // namespace quarterdeck::report
