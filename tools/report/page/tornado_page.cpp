// tools/report/page/tornado_page.cpp – how far each lever moves the period.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "tools/report/page/lever_pages.hpp"
#include "tools/report/page/lever_parts.hpp"

namespace quarterdeck::report {
namespace {

using service::TornadoBar;

Message range_words(TornadoBar const& bar) {
  auto const kind = bar.lever.kind;
  if (kind == service::LeverKind::market) {
    return say("lever.range_around", {{"value", Number{bar.range.high}}});
  }
  return say("lever.range", {{"low", lever_value(kind, bar.range.low)},
                             {"high", lever_number(kind, bar.range.high)}});
}

/// A number of an answer, as a value of the page.
using NumberOf = std::function<Value(service::Estimated const&)>;

TornadoPanel panel_of(service::Tornado const& tornado, Message title, NumberOf const& number) {
  TornadoPanel panel{std::move(title), number(tornado.base), {}};
  for (auto const& bar : tornado.bars) {
    panel.bars.push_back({Name{bar.label}, range_words(bar), number(bar.low), number(bar.high)});
  }
  auto const swing = [](Bar const& bar) {
    return std::abs(as_number(bar.high) - as_number(bar.low));
  };
  std::ranges::stable_sort(panel.bars,
                           [&](auto const& a, auto const& b) { return swing(a) > swing(b); });
  return panel;
}

Message intro(service::Tornado const& tornado) {
  Amount const mean = amounts_of(tornado.start)(tornado.base.value.mean);
  if (!tornado.target) return say("tornado.intro", {{"mean", mean}});
  auto const& target = tornado.start.inputs.targets[*tornado.target];
  return say("tornado.intro_target", {{"target", Name{target.name}},
                                      {"amount", amounts_of(tornado.start)(target.amount)},
                                      {"p_hit", Share{tornado.base.value.p_hit[*tornado.target]}},
                                      {"mean", mean}});
}

/// Levers without a range, those with the same reason together.
std::vector<Block> absent_blocks(service::Tornado const& tornado) {
  if (tornado.absent.empty()) return {};
  std::map<std::string, Sequence> labels;
  for (auto const& bar : tornado.absent) {
    auto& list = labels[bar.absent];
    list.join = Join::semicolon;
    list.items.emplace_back(Name{bar.label});
  }
  std::vector<Block> blocks{Heading{say("tornado.absent")}};
  for (auto& [reason, list] : labels) {
    blocks.emplace_back(
        Paragraph{say("lever.absent", {{"levers", std::move(list)}, {"reason", Name{reason}}})});
  }
  return blocks;
}

double largest_of(service::Tornado const& tornado) {
  double largest = tornado.base.value.mean;
  for (auto const& bar : tornado.bars) {
    largest = std::max({largest, bar.low.value.mean, bar.high.value.mean});
  }
  return largest;
}

}  // namespace

Page tornado_page(service::Tornado const& tornado) {
  Page page{largest_of(tornado)};
  append(page, {title_of(tornado.start), Paragraph{intro(tornado)}});
  Tornado chart;
  if (tornado.target) {
    std::size_t const t = *tornado.target;
    chart.panels.push_back(
        panel_of(tornado, say("tornado.p_hit", {{"target", Name{tornado.targets[t]}}}),
                 [t](service::Estimated const& answer) { return Share{answer.value.p_hit[t]}; }));
  }
  auto const amounts = amounts_of(tornado.start);
  chart.panels.push_back(panel_of(
      tornado, say("column.mean"),
      [&amounts](service::Estimated const& answer) { return amounts(answer.value.mean); }));
  bool const one_sided =
      std::ranges::any_of(tornado.bars, [](auto const& bar) { return !bar.range.note.empty(); });
  if (one_sided) chart.note = say("tornado.one_sided");
  page.blocks.emplace_back(Figure{std::move(chart)});
  append(page, absent_blocks(tornado));
  page.blocks.emplace_back(colophon_of(tornado.start.provenance));
  return page;
}

}  // namespace quarterdeck::report
