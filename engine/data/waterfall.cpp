// engine/data/waterfall.cpp – see waterfall.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/waterfall.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <span>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/data/deal_state.hpp"

namespace quarterdeck::data {
namespace {

enum class Kind : std::uint8_t { absent, inside, after_period, before_period, won, lost };

/// Where a deal stands at the end of a day, at the rates of the opening day.
struct Position {
  Kind kind = Kind::absent;
  core::Minor amount = 0;
  bool is_blank = false;
  bool counts_when_new = false;  ///< closed, inside the period: came and left at once
};

bool is_closed(Kind kind) { return kind == Kind::won || kind == Kind::lost; }
bool is_outside(Kind kind) { return kind == Kind::after_period || kind == Kind::before_period; }

/// Books steps of one deal.
class Steps {
 public:
  explicit Steps(FlowSums& sums) : sums_(&sums) {}

  void step(Position const& from, Position const& to) {
    if (from.kind == Kind::absent && is_closed(to.kind)) {
      if (!to.counts_when_new) return;
      enter(from.kind, to.amount);
      leave(to.kind, to.amount);
    } else if (from.kind == Kind::inside && is_closed(to.kind)) {
      change(from.amount, to.amount);
      leave(to.kind, to.amount);
    } else if (from.kind == Kind::inside && to.kind == Kind::inside) {
      change(from.amount, to.amount);
    } else if (from.kind == Kind::inside) {
      leave(to.kind, from.amount);
    } else if (to.kind == Kind::inside) {
      enter(from.kind, to.amount);
    }
  }
  void book(Flow flow, core::Minor amount) {
    auto& sum = (*sums_)[static_cast<std::size_t>(flow)];
    sum.amount += amount;
    ++sum.n;
    gross_ += std::abs(amount);
    net_ += amount;
    ++n_steps_;
    bool const in = flow <= Flow::pulled_in;
    bool const moved_out = flow == Flow::pushed_out || flow == Flow::pulled_ahead;
    bool const out = moved_out || flow == Flow::won || flow == Flow::lost || flow == Flow::gone;
    if ((in && has_left_) || (moved_out && has_moved_in_)) went_back_ = true;
    has_left_ = has_left_ || out;
    has_moved_in_ = has_moved_in_ || flow == Flow::pulled_in || flow == Flow::reopened;
  }
  [[nodiscard]] bool went_back() const { return went_back_; }
  [[nodiscard]] core::Minor gross() const { return gross_; }
  [[nodiscard]] core::Minor net() const { return net_; }
  [[nodiscard]] int n_steps() const { return n_steps_; }

 private:
  void change(core::Minor from, core::Minor to) {
    if (to > from) book(Flow::amount_up, to - from);
    if (to < from) book(Flow::amount_down, to - from);
  }
  void enter(Kind from, core::Minor amount) {
    Flow flow = Flow::created;
    if (is_outside(from)) flow = Flow::pulled_in;
    if (is_closed(from)) flow = Flow::reopened;
    book(flow, amount);
  }
  void leave(Kind to, core::Minor amount) {
    Flow flow = Flow::gone;
    if (to == Kind::after_period) flow = Flow::pushed_out;
    if (to == Kind::before_period) flow = Flow::pulled_ahead;
    if (to == Kind::won) flow = Flow::won;
    if (to == Kind::lost) flow = Flow::lost;
    book(flow, -amount);
  }

  FlowSums* sums_;
  core::Minor gross_ = 0;
  core::Minor net_ = 0;
  int n_steps_ = 0;
  bool has_left_ = false;
  bool has_moved_in_ = false;
  bool went_back_ = false;
};

/// Positions of all deals at the end of a day.
class Watch {
 public:
  Watch(History const& history, WaterfallSpec const& spec) : history_(history), spec_(spec) {}

  [[nodiscard]] std::vector<Position> at(core::Date on) const {
    std::vector<Position> positions(history_.deals.size());
    for (OpenDeal const& deal : pipeline_at(history_, on).deals) {
      Position& position = positions[deal.history_row];
      position.kind = kind_of(deal.close_date);
      position.is_blank = deal.amount == core::no_amount;
      position.amount = position.is_blank ? 0 : deal.amount;
    }
    for (std::size_t row = 0; row < positions.size(); ++row) {
      if (positions[row].kind == Kind::absent) positions[row] = closed_or_absent(row, on);
    }
    return positions;
  }

 private:
  [[nodiscard]] Kind kind_of(core::Date close_date) const {
    if (!spec_.period) return Kind::inside;
    if (close_date == core::no_date || close_date > spec_.period->end) return Kind::after_period;
    return close_date < spec_.period->start ? Kind::before_period : Kind::inside;
  }
  /// A deal that is not open: closed by events or by its record, or not there.
  [[nodiscard]] Position closed_or_absent(std::size_t row, core::Date on) const {
    HistoryDeal const& deal = history_.deals[row];
    auto const events = std::span(history_.events).subspan(deal.first_event, deal.n_events);
    auto const state = state_by(events, on, history_.stages);
    Outcome outcome = state.outcome;
    core::Minor amount = state.amount;
    if (outcome == Outcome::open && deal.closed != core::no_date && deal.closed <= on) {
      outcome = deal.outcome;
    }
    if (outcome == Outcome::open) return {};
    core::Date closed = state.outcome_since;
    if (deal.closed != core::no_date && deal.closed <= on) {
      amount = deal.amount;
      closed = deal.closed;
    }
    Position position;
    position.counts_when_new = !spec_.period || spec_.period->contains(closed);
    position.kind = outcome == Outcome::won ? Kind::won : Kind::lost;
    amount = convert(
        amount,
        history_.rates.at(text_at(history_, static_cast<std::uint32_t>(row), "currency", on), on));
    position.is_blank = amount == core::no_amount;
    position.amount = position.is_blank ? 0 : amount;
    return position;
  }

  History const& history_;
  WaterfallSpec const& spec_;
};

std::set<core::Date> days_of_change(History const& history, WaterfallSpec const& spec) {
  std::set<core::Date> days{spec.to};
  auto const add = [&](core::Date day) {
    if (day != core::no_date && day > spec.from && day < spec.to) days.insert(day);
  };
  for (Event const& event : history.events) add(event.changed_at);
  for (HistoryDeal const& deal : history.deals) {
    add(deal.created);
    add(deal.closed);
    add(deal.first_seen);
  }
  return days;
}

/// A deal that closes without an amount leaves with the one that it had.
Position with_known_amount(Position to, Position const& from) {
  if (is_closed(to.kind) && to.is_blank) to.amount = from.kind == Kind::inside ? from.amount : 0;
  return to;
}

/// Counts and sums the deals inside.
void sum_up(std::vector<Position> const& positions, core::Minor& amount, std::int64_t& n,
            std::int64_t& n_blank) {
  for (Position const& position : positions) {
    if (position.kind != Kind::inside) continue;
    amount += position.amount;
    ++n;
    if (position.is_blank) ++n_blank;
  }
}

/// What other exchange rates make of the closing pipeline, deal by deal.
void book_currency(std::vector<Position> const& fixed, std::vector<Position> const& actual,
                   Waterfall& result) {
  for (std::size_t row = 0; row < fixed.size(); ++row) {
    if (actual[row].kind != Kind::inside || actual[row].amount == fixed[row].amount) continue;
    for (FlowSums* sums : {&result.gross, &result.net}) {
      auto& sum = (*sums)[static_cast<std::size_t>(Flow::currency)];
      sum.amount += actual[row].amount - fixed[row].amount;
      ++sum.n;
    }
  }
}

void note_round_trips(History const& history, std::vector<Steps> const& steps, Waterfall& result) {
  for (std::size_t row = 0; row < steps.size(); ++row) {
    if (!steps[row].went_back()) continue;
    HistoryDeal const& deal = history.deals[row];
    result.round_trips.push_back(
        {deal.id, deal.name, steps[row].gross(), steps[row].net(), steps[row].n_steps()});
  }
  std::stable_sort(result.round_trips.begin(), result.round_trips.end(),
                   [](RoundTrip const& a, RoundTrip const& b) { return a.gross > b.gross; });
}

}  // namespace

std::string_view to_text(Flow flow) { return core::name_of(flow_names, flow); }

Waterfall waterfall(History const& history, WaterfallSpec const& spec) {
  QUARTERDECK_EXPECT(spec.from <= spec.to && spec.to <= history.as_of);
  Waterfall result;
  result.from = spec.from;
  result.to = spec.to;
  History fixed = history;
  fixed.rates = history.rates.known_at(spec.from);
  Watch const watch(fixed, spec);
  auto const opening = watch.at(spec.from);
  sum_up(opening, result.opening, result.n_opening, result.n_opening_blank);

  std::vector<Steps> steps(opening.size(), Steps(result.gross));
  auto current = opening;
  for (core::Date const day : days_of_change(history, spec)) {
    auto next = watch.at(day);
    for (std::size_t row = 0; row < next.size(); ++row) {
      next[row] = with_known_amount(next[row], current[row]);
      steps[row].step(current[row], next[row]);
    }
    current = std::move(next);
  }
  for (std::size_t row = 0; row < current.size(); ++row) {
    Steps(result.net).step(opening[row], with_known_amount(current[row], opening[row]));
  }
  note_round_trips(history, steps, result);
  auto const closing = Watch(history, spec).at(spec.to);
  book_currency(current, closing, result);
  sum_up(closing, result.closing, result.n_closing, result.n_closing_blank);
  return result;
}

}  // namespace quarterdeck::data
