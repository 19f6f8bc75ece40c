// tests/unit/report/page/page_walk.cpp – see page_walk.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/page/page_walk.hpp"

namespace quarterdeck::test {
namespace {

using namespace report;

class Walk {
 public:
  explicit Walk(PageVisitor const& visitor) : visitor_(visitor) {}

  void operator()(Value const& one) const {
    visitor_.value(one);
    if (auto const* const message = std::get_if<Message>(&one.held)) {
      for (auto const& argument : message->arguments) (*this)(argument.value);
    }
    if (auto const* const sequence = std::get_if<Sequence>(&one.held)) all(sequence->items);
  }
  void operator()(Title const& title) const { all(title.parts); }
  void operator()(Heading const& heading) const {
    (*this)(heading.text);
    (*this)(heading.aside);
    term(heading.term);
  }
  void operator()(Paragraph const& paragraph) const { (*this)(paragraph.text); }
  void operator()(List const& list) const {
    for (auto const& item : list.items) {
      (*this)(item.text);
      (*this)(item.detail);
    }
    (*this)(list.brief.rest);
  }
  void operator()(FindingBlock const& finding) const {
    (*this)(finding.title);
    (*this)(finding.text);
    all(finding.rows);
    (*this)(finding.brief.rest);
  }
  void operator()(Definition const& definition) const {
    (*this)(definition.term);
    (*this)(definition.meaning);
  }
  void operator()(Command const& command) const { (*this)(Value(command.line)); }
  void operator()(Break const& /*pause*/) const {}
  void operator()(Colophon const& colophon) const { all(colophon.parts); }
  void operator()(Table const& table) const {
    for (auto const& column : table.columns) {
      (*this)(column.title);
      (*this)(column.short_title);
      term(column.term);
    }
    for (auto const& row : table.rows) {
      all(row.cells);
      all(row.notes);
    }
    for (auto const& footnote : table.footnotes) (*this)(footnote.text);
    (*this)(table.brief.rest);
  }
  void operator()(Figure const& figure) const {
    std::visit([this](auto const& chart) { draw(chart); }, figure.chart);
    if (figure.table) (*this)(*figure.table);
  }

 private:
  void all(std::vector<Value> const& values) const {
    for (auto const& one : values) (*this)(one);
  }
  void term(std::string_view name) const {
    if (!name.empty()) visitor_.term(name);
  }
  void draw(Mark const& mark) const {
    visitor_.number(mark.at);
    (*this)(mark.label);
  }
  void draw(Range const& range) const {
    (*this)(range.low);
    (*this)(range.high);
  }
  void draw(Distribution const& chart) const {
    for (double const edge : chart.edges) visitor_.number(edge);
    for (double const dot : chart.dots) visitor_.number(dot);
    for (auto const& mark : chart.marks) draw(mark);
    if (chart.target) draw(*chart.target);
  }
  void draw(Intervals const& chart) const {
    (*this)(chart.label_title);
    for (auto const& row : chart.rows) {
      (*this)(row.label);
      draw(row.outer);
      if (row.inner) draw(*row.inner);
      (*this)(row.median);
      (*this)(row.change);
    }
    if (chart.target) draw(*chart.target);
  }
  void draw(Tornado const& chart) const {
    for (auto const& panel : chart.panels) {
      (*this)(panel.title);
      (*this)(panel.base);
      for (auto const& bar : panel.bars) all({bar.label, bar.range, bar.low, bar.high});
    }
    (*this)(chart.note);
  }
  void draw(Bridge const& chart) const {
    for (auto const& step : chart.steps) all({step.label, step.amount});
  }
  void draw(Shares const& chart) const {
    for (auto const& row : chart.rows) all({row.share, row.label});
  }
  void draw(Skill const& chart) const {
    draw(chart.reach);
    for (auto const& row : chart.rows) {
      all({row.weeks_left, row.week, row.skill});
      draw(row.interval);
    }
    (*this)(chart.note);
  }
  void draw(PitHistogram const& chart) const {
    for (double const share : chart.shares) visitor_.number(share);
    (*this)(chart.note);
  }
  void draw(Reliability const& chart) const {
    for (auto const& row : chart.rows) {
      all({row.deals, row.predicted, row.observed});
      draw(row.interval);
    }
    (*this)(chart.note);
  }
  void draw(HeatGrid const& chart) const {
    for (auto const* const axis : {&chart.down, &chart.across}) all(axis->values);
    for (auto const& row : chart.cells) all(row);
  }

  PageVisitor const& visitor_;
};

}  // namespace

void walk(report::Page const& page, PageVisitor const& visitor) {
  for (auto const& block : page.blocks) std::visit(Walk(visitor), block);
}

}  // namespace quarterdeck::test
