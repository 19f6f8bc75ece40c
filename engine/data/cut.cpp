// engine/data/cut.cpp – see cut.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/cut.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/data/cut_findings.hpp"
#include "engine/data/deal_state.hpp"

namespace quarterdeck::data {
namespace {

struct Closing {
  Outcome outcome = Outcome::open;
  core::Date day = core::no_date;
  core::Date known = core::no_date;  ///< first day on which it was known
};

/// One record with its events, and what they say at the day of the cut.
struct Source {
  DealRecord const& record;
  std::span<Event const> events;        ///< all of them
  std::span<Event const> known_events;  ///< by the day of the cut
  DealState state;                      ///< of the known ones
};

/// Newest day of the data: as the reader found it, else the newest that any record bears.
core::Date newest_day(Records const& records) {
  if (records.facts.newest != core::no_date) return records.facts.newest;
  core::Date newest = core::no_date;
  for (Event const& event : records.events) newest = std::max(newest, event.changed_at);
  for (DealRecord const& record : records.deals) {
    newest = std::max({newest, record.created, record.first_seen, record.last_activity});
  }
  return newest;
}

class Cutter {
 public:
  Cutter(Records const& records, core::Date as_of)
      : records_(records),
        as_of_(as_of),
        newest_(newest_day(records)),
        calendar_(records.facts.calendar) {
    QUARTERDECK_EXPECT(std::is_sorted(
        records.events.begin(), records.events.end(), [](Event const& a, Event const& b) {
          return std::pair(a.deal, a.changed_at) < std::pair(b.deal, b.changed_at);
        }));
    QUARTERDECK_EXPECT(is_tidy(records.categories));
    history_.as_of = as_of;
    history_.past_amounts_hidden = blanks_tell_losses();
    history_.deals.reserve(records.deals.size());
    history_.events.reserve(records.events.size());
    history_.categories.reserve(records.categories.size());
  }

  HistoryCut run() {
    for (std::uint32_t const row : rows_by_id()) add(row);
    copy_company();
    copy_texts();
    stand_ins_.at_present = at_present();
    Findings findings = cut_findings(records_, history_, stand_ins_);
    return {std::move(history_), std::move(findings)};
  }

 private:
  [[nodiscard]] bool at_present() const { return as_of_ >= newest_; }
  [[nodiscard]] bool blanks_tell_losses() const;
  [[nodiscard]] bool finals_tell_sizes() const;
  [[nodiscard]] std::vector<std::uint32_t> rows_by_id() const;
  [[nodiscard]] Source source_of(std::uint32_t row) const;
  /// Whether the record's own values are those of the day of the cut.
  [[nodiscard]] bool is_current(Source const& source) const;
  [[nodiscard]] bool exists(Source const& source, std::optional<Closing> const& closing) const;
  [[nodiscard]] std::optional<Closing> closing_of(Source const& source) const;
  /// Whether the record's close date, not the event, is the day of a closing that events tell.
  [[nodiscard]] bool tells_closing(Source const& source) const;
  [[nodiscard]] core::Minor booked_amount(Source const& source, Closing const& closing) const;
  [[nodiscard]] core::Minor open_amount(Source const& source);
  [[nodiscard]] core::Date first_sign(Source const& source,
                                      std::optional<Closing> const& closing) const;
  void describe_open(Source const& source, HistoryDeal& deal);
  void describe_closed(std::uint32_t row, Source const& source, Closing const& closing,
                       HistoryDeal& deal) const;
  void copy_known(std::uint32_t row, Source const& source);
  void add(std::uint32_t row);
  void copy_company();
  void settle_history();
  void copy_texts();

  Records const& records_;
  core::Date as_of_;
  core::Date newest_;
  core::FiscalCalendar calendar_;
  History history_;
  StandIns stand_ins_;
  std::vector<std::uint32_t> rows_;  ///< record of each history deal
};

bool Cutter::blanks_tell_losses() const {
  if (records_.facts.has_amount_history) return false;
  std::int64_t n_lost = 0;
  std::int64_t n_lost_blank = 0;
  bool won_have_amounts = false;
  for (DealRecord const& record : records_.deals) {
    bool const blank = record.amount == core::no_amount || record.amount == 0;
    if (record.outcome == Outcome::lost) ++n_lost;
    if (record.outcome == Outcome::lost && blank) ++n_lost_blank;
    if (record.outcome == Outcome::won && !blank) won_have_amounts = true;
  }
  return won_have_amounts && 2 * n_lost_blank > n_lost;
}

/// A final amount differs from the one of an earlier day by what was haggled, which is little
/// beside the differences between deals. It gives the outcome away where won and lost deals are
/// filled in otherwise: one kind more often, or with one amount that stands for all.
bool Cutter::finals_tell_sizes() const {
  if (history_.past_amounts_hidden || records_.facts.counts_deals) return false;
  constexpr std::size_t enough = 20;
  constexpr double most_apart = 0.05;
  struct Side {
    std::size_t n = 0;
    std::size_t n_blank = 0;
    std::map<core::Minor, std::size_t> n_of{};
    [[nodiscard]] double share(std::size_t part) const {
      return static_cast<double>(part) / static_cast<double>(n);
    }
    [[nodiscard]] double of_commonest() const {
      std::size_t most = 0;
      for (auto const& [amount, count] : n_of) most = std::max(most, count);
      return share(most);
    }
  };
  Side won;
  Side lost;
  for (HistoryDeal const& deal : history_.deals) {
    if (deal.outcome == Outcome::open) continue;
    Side& side = deal.outcome == Outcome::won ? won : lost;
    ++side.n;
    bool const blank = deal.amount == core::no_amount || deal.amount == 0;
    if (blank) {
      ++side.n_blank;
    } else {
      ++side.n_of[deal.amount];
    }
  }
  if (won.n < enough || lost.n < enough) return false;
  return std::abs(won.share(won.n_blank) - lost.share(lost.n_blank)) <= most_apart &&
         std::abs(won.of_commonest() - lost.of_commonest()) <= most_apart;
}

std::vector<std::uint32_t> Cutter::rows_by_id() const {
  std::vector<std::uint32_t> rows(records_.deals.size());
  std::iota(rows.begin(), rows.end(), 0U);
  auto const by_id = [&](std::uint32_t a, std::uint32_t b) {
    return records_.deals[a].id < records_.deals[b].id;
  };
  if (!std::is_sorted(rows.begin(), rows.end(), by_id)) {
    std::stable_sort(rows.begin(), rows.end(), by_id);
  }
  return rows;
}

Source Cutter::source_of(std::uint32_t row) const {
  auto const by_deal = [](Event const& event, std::uint32_t deal) { return event.deal < deal; };
  auto const begin = records_.events.begin();
  auto const first = std::lower_bound(begin, records_.events.end(), row, by_deal);
  auto const last = std::lower_bound(first, records_.events.end(), row + 1, by_deal);
  auto const later = std::upper_bound(
      first, last, as_of_, [](core::Date date, Event const& e) { return date < e.changed_at; });
  Source source{records_.deals[row], {first, last}, {first, later}, {}};
  source.state = state_by(source.known_events, as_of_, records_.stages);
  return source;
}

bool Cutter::is_current(Source const& source) const {
  return at_present() && source.record.outcome == Outcome::open;
}

bool Cutter::tells_closing(Source const& source) const {
  DealRecord const& record = source.record;
  bool const is_dated = record.close_date != core::no_date && record.close_date <= as_of_;
  if (!is_dated || record.outcome != source.state.outcome) return false;
  if (record.close_date == source.state.outcome_since) return false;
  auto const month_of = [&](core::Date day) {
    return calendar_.containing(day, core::PeriodUnit::month).start;
  };
  return month_of(record.close_date) != month_of(source.state.outcome_since);
}

std::optional<Closing> Cutter::closing_of(Source const& source) const {
  if (source.state.outcome != Outcome::open) {
    core::Date const known = source.state.outcome_since;
    core::Date const day = tells_closing(source) ? source.record.close_date : known;
    return Closing{source.state.outcome, day, known};
  }
  DealRecord const& record = source.record;
  if (record.outcome == Outcome::open) return std::nullopt;
  DealState const final = state_by(source.events, core::Date::max(), records_.stages);
  if (final.outcome != Outcome::open) return std::nullopt;  // its closing event comes later
  core::Date day = record.close_date;
  if (day == core::no_date && !source.events.empty()) day = source.events.back().changed_at;
  if (day > as_of_) return std::nullopt;
  return Closing{record.outcome, day, day};
}

bool Cutter::exists(Source const& source, std::optional<Closing> const& closing) const {
  DealRecord const& record = source.record;
  if (record.created != core::no_date && record.created > as_of_) return false;
  if (closing) return true;
  if (record.first_seen != core::no_date && record.first_seen > as_of_) return false;
  bool const is_dated = record.created != core::no_date || record.first_seen != core::no_date;
  return is_dated || !source.known_events.empty() || (at_present() && source.events.empty());
}

/// First day on which a deal of unknown creation showed itself, by event or snapshot.
core::Date Cutter::first_sign(Source const& source, std::optional<Closing> const& closing) const {
  core::Date const seen = source.record.first_seen;
  core::Date const first_event =
      source.known_events.empty() ? core::no_date : source.known_events.front().changed_at;
  bool const sighting_counts = seen != core::no_date && seen <= (closing ? closing->known : as_of_);
  if (!sighting_counts) return first_event;
  return first_event == core::no_date ? seen : std::min(seen, first_event);
}

core::Minor Cutter::booked_amount(Source const& source, Closing const& closing) const {
  bool const untold = source.state.outcome == Outcome::open;  // no event tells of the closing
  bool const agreed = source.record.amount != core::no_amount && source.record.amount != 0;
  if (at_present() && untold && agreed) return source.record.amount;
  core::Date const settled = std::max(closing.day, closing.known);
  DealState const at_closing = state_by(source.known_events, settled, records_.stages);
  if (at_closing.amount != core::no_amount) return at_closing.amount;
  if (source.state.amount != core::no_amount) return source.state.amount;
  auto const later = source.events.subspan(source.known_events.size());
  bool const amended_later = std::any_of(
      later.begin(), later.end(), [](Event const& e) { return e.amount != core::no_amount; });
  if (amended_later) return core::no_amount;
  bool const blank = closing.outcome == Outcome::lost && source.record.amount == 0 &&
                     !records_.facts.has_amount_history;
  return blank ? core::no_amount : source.record.amount;
}

core::Minor Cutter::open_amount(Source const& source) {
  if (source.state.amount != core::no_amount) return source.state.amount;
  DealRecord const& record = source.record;
  if (is_current(source)) return record.amount;
  if (records_.facts.has_amount_history) return core::no_amount;
  if (history_.past_amounts_hidden) {
    stand_ins_.hidden_amounts.push_back(&record);
    return core::no_amount;
  }
  if (record.amount == core::no_amount || record.amount == 0) return core::no_amount;
  stand_ins_.final_amounts.push_back(&record);
  return record.amount;
}

void Cutter::describe_open(Source const& source, HistoryDeal& deal) {
  DealRecord const& record = source.record;
  deal.amount = open_amount(source);
  deal.stage = source.state.stage;
  deal.close_date = source.state.close_date;
  if (!is_current(source)) return;
  bool const stage_is_open =
      record.stage != no_stage &&
      records_.stages[static_cast<std::size_t>(record.stage)].outcome == Outcome::open;
  if (deal.stage == no_stage && stage_is_open) deal.stage = record.stage;
  if (deal.close_date == core::no_date) deal.close_date = record.close_date;
  deal.probability = record.probability;
  deal.last_activity = record.last_activity;
}

void Cutter::describe_closed(std::uint32_t row, Source const& source, Closing const& closing,
                             HistoryDeal& deal) const {
  auto const currencies = records_.text.find("currency");
  std::string const currency = currencies == records_.text.end() ? "" : currencies->second[row];
  deal.outcome = closing.outcome;
  deal.closed = closing.day;
  deal.known = closing.known;
  deal.amount = booked_amount(source, closing);
  // known_at(as_of) and the whole table agree on every day up to as_of.
  deal.closed_amount = convert(deal.amount, records_.rates.at(currency, closing.day));
}

/// What was known by the day of the cut of the deal that is about to be added.
void Cutter::copy_known(std::uint32_t row, Source const& source) {
  auto const history_row = static_cast<std::uint32_t>(history_.deals.size());
  for (Event event : source.known_events) {
    event.deal = history_row;
    history_.events.push_back(event);
  }
  for (CategoryChange change : changes_by(records_.categories, row, as_of_)) {
    change.deal = history_row;
    history_.categories.push_back(change);
  }
}

void Cutter::add(std::uint32_t row) {
  Source const source = source_of(row);
  DealRecord const& record = source.record;
  auto const closing = closing_of(source);
  if (closing && closing->day == core::no_date) {
    stand_ins_.undated_closings.push_back(&record);
    return;
  }
  if (!exists(source, closing)) return;
  HistoryDeal deal;
  deal.id = record.id;
  deal.name = record.name;
  deal.entity = record.entity;
  deal.created = record.created;
  if (deal.created == core::no_date) deal.created = first_sign(source, closing);
  deal.first_seen = std::min(record.first_seen, as_of_ + core::Days(1));
  deal.first_event = static_cast<std::uint32_t>(history_.events.size());
  deal.n_events = static_cast<std::uint32_t>(source.known_events.size());
  if (closing) {
    describe_closed(row, source, *closing, deal);
  } else {
    describe_open(source, deal);
  }
  copy_known(row, source);
  history_.deals.push_back(std::move(deal));
  rows_.push_back(row);
}

void Cutter::copy_company() {
  history_.stages = records_.stages;
  history_.rates = records_.rates.known_at(as_of_);
  history_.win_rates = records_.win_rates;
  history_.facts = records_.facts;
  history_.facts.newest = std::min(newest_, as_of_);
  settle_history();
  history_.facts.has_past_sizes = history_.facts.has_amount_history || finals_tell_sizes();
}

/// Snapshots tell nothing of the time before the first. Where they span too few periods to learn
/// from, all that the records of closed deals tell is worth more than what a few weeks show, and
/// the book is read as one without a history; else the past begins with them.
void Cutter::settle_history() {
  constexpr int enough_periods = 4;
  RecordFacts& facts = history_.facts;
  if (facts.snapshots_from == core::no_date) return;
  core::Period const present = calendar_.containing(as_of_ + core::Days(1), facts.period_unit);
  auto const days_into = as_of_ - present.start;
  int n_periods = 0;
  core::Period past = present;
  while (n_periods < enough_periods) {
    past = calendar_.containing(past.start - core::Days(1), facts.period_unit);
    if (past.start + days_into < facts.snapshots_from) break;
    ++n_periods;
  }
  if (n_periods == enough_periods) {
    facts.complete_from = std::max(facts.complete_from, facts.snapshots_from);
    return;
  }
  facts.has_stage_history = false;
  facts.has_amount_history = false;
  facts.has_close_date_history = false;
}

void Cutter::copy_texts() {
  auto const& at_close = records_.facts.columns_known_at_close;
  for (auto const& [name, column] : records_.text) {
    bool const known_at_close = std::find(at_close.begin(), at_close.end(), name) != at_close.end();
    bool const moves = name == "forecast_category";
    std::vector<std::uint32_t> rows = rows_;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      bool const open = history_.deals[i].closed == core::no_date;
      bool const later = !at_present() || records_.deals[rows_[i]].outcome != Outcome::open;
      if (open && (known_at_close || (moves && later))) rows[i] = TextColumn::blank_row;
    }
    history_.text.emplace(name, column.select(rows));
  }
}

}  // namespace

HistoryCut cut(Records const& records, core::Date as_of) { return Cutter(records, as_of).run(); }

}  // namespace quarterdeck::data
