// tests/unit/data/random_book.cpp – see random_book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/data/random_book.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <string>
#include <utility>

#include "engine/core/ids.hpp"
#include "tests/unit/data/book.hpp"

namespace quarterdeck::test {
namespace {

using core::Date;
using core::Days;
using data::Category;
using data::DealRecord;
using data::Event;
using data::Outcome;
using data::Records;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  Date date(Date from, Date to) { return from + Days(below(core::days_between(from, to) + 1)); }
  core::Minor amount() { return 100 * (1 + below(100'000)); }
  std::string word(std::string stem, int n) { return stem.append(std::to_string(below(n))); }

 private:
  std::mt19937_64 engine_;
};

Date const first_day = day(1, 1);
Date const last_day = day(12, 31);

Event random_event(Dice& dice, std::uint32_t row, Date on, bool may_close) {
  Event event;
  event.deal = row;
  event.changed_at = on;
  if (!dice.one_in(4)) event.stage = static_cast<data::StageId>(dice.below(may_close ? 5 : 3));
  if (dice.one_in(2)) event.amount = dice.amount();
  if (dice.one_in(2)) event.close_date = dice.date(on, last_day + Days(90));
  return event;
}

/// Events of one deal in the order of their days.
std::vector<Event> random_events(Dice& dice, std::uint32_t row, Date from, Reopening reopening) {
  std::vector<Event> events;
  bool const reopens = reopening == Reopening::some && dice.one_in(5);
  for (Date on = from; on <= last_day && events.size() < 9;) {
    events.push_back(random_event(dice, row, on, reopens));
    on += Days(dice.below(40));  // some share a day
  }
  if (!events.empty() && dice.one_in(2)) {
    events.back().stage = dice.one_in(2) ? won_stage : lost_stage;
  }
  return events;
}

/// No change is of the kind most_likely.
Category random_category(Dice& dice) {
  constexpr std::array some{Category::omitted, Category::pipeline, Category::best_case,
                            Category::commit, Category::closed};
  return some[static_cast<std::size_t>(dice.below(static_cast<int>(some.size())))];
}

void add_categories(Dice& dice, std::uint32_t row, Date from, Records& records) {
  for (Date on = from; on <= last_day; on += Days(1 + dice.below(90))) {
    records.categories.push_back({row, on, random_category(dice)});
  }
}

/// Gives the record the state in which the year leaves it.
void finish(Dice& dice, std::vector<Event> const& events, DealRecord& record) {
  record.amount = dice.one_in(5) ? core::no_amount : dice.amount();
  record.last_activity = dice.date(first_day, last_day);
  record.probability = 0.01 * dice.below(100);
  record.stage = static_cast<data::StageId>(dice.below(3));
  for (Event const& event : events) {
    if (event.stage != data::no_stage) record.stage = event.stage;
    if (event.amount != core::no_amount) record.amount = event.amount;
  }
  bool const won = record.stage == won_stage;
  bool const lost = record.stage == lost_stage;
  record.outcome = won ? Outcome::won : lost ? Outcome::lost : Outcome::open;
  record.close_date = dice.date(first_day, last_day + Days(90));
  if (!won && !lost && dice.one_in(5)) {  // closed, but no event says so
    record.outcome = dice.one_in(2) ? Outcome::won : Outcome::lost;
    record.close_date = dice.one_in(9) ? core::no_date : dice.date(first_day, last_day);
  }
}

void add_texts(Dice& dice, Records& records, bool closed) {
  records.text["currency"].push_back(dice.one_in(2) ? "EUR" : dice.one_in(9) ? "XXX" : "");
  records.text["segment"].push_back(dice.word("S", 4));
  records.text["loss_reason"].push_back(closed ? dice.word("because ", 5) : "");
  records.text["forecast_category"].push_back(closed ? "Closed" : dice.word("C", 3));
}

DealRecord random_deal(Dice& dice, std::string id) {
  DealRecord record;
  record.entity = core::entity_of(id);
  record.name = "Deal " + id;
  record.id = std::move(id);
  record.created = dice.one_in(8) ? core::no_date : dice.date(first_day, last_day);
  if (dice.one_in(6)) record.first_seen = dice.date(first_day, last_day);
  return record;
}

/// Whether the deal had closed by the end of `on` as the rules of `cut` have it, told separately.
bool closed_by(Records const& records, std::uint32_t row, Date on) {
  data::StageId then = data::no_stage;
  data::StageId finally = data::no_stage;
  Date last = core::no_date;
  for (Event const& event : records.events) {
    if (event.deal != row) continue;
    last = event.changed_at;
    if (event.stage == data::no_stage) continue;
    finally = event.stage;
    if (event.changed_at <= on) then = event.stage;
  }
  if (then >= won_stage) return true;
  DealRecord const& record = records.deals[row];
  if (record.outcome == Outcome::open || finally >= won_stage) return false;
  return (record.close_date == core::no_date ? last : record.close_date) <= on;
}

/// Another end for a deal that was open, or not there, at the end of `on`.
void change_end(Dice& dice, Date on, DealRecord& record) {
  record.outcome = static_cast<Outcome>(dice.below(3));
  record.close_date = dice.date(on + Days(1), last_day + Days(9));
  record.amount = dice.amount();
  record.stage = static_cast<data::StageId>(dice.below(5));
  if (record.created > on) record.created = dice.date(on + Days(1), last_day);
  if (record.first_seen > on) record.first_seen = dice.date(on + Days(1), last_day);
}

bool tells_amount(Event const& event) { return event.amount != core::no_amount; }

/// Outcome of the last event with a stage.
bool ends_closed(std::vector<Event> const& events) {
  data::StageId last = data::no_stage;
  for (Event const& event : events) {
    if (event.stage != data::no_stage) last = event.stage;
  }
  return last >= won_stage;
}

/// Adds to the events known by `on` others than the real later ones. A deal that had closed by its
/// record alone stays so, which a later closing event would deny. Whether a booked amount that was
/// untold by `on` is told later stays too, for only then the record's amount is not believed.
void add_later_events(Dice& dice, Date on, bool closed, std::vector<Event> const& real,
                      std::vector<Event>& events) {
  bool const may_close = !closed || ends_closed(events);
  bool const told = std::any_of(events.begin(), events.end(), tells_amount);
  bool const told_later = !told && std::any_of(real.begin(), real.end(), tells_amount);
  std::uint32_t const row = real.front().deal;
  for (Date at = on + Days(1 + dice.below(20)); at <= last_day; at += Days(dice.below(60))) {
    events.push_back(random_event(dice, row, at, may_close));
    if (closed && !told) events.back().amount = core::no_amount;
  }
  if (closed && told_later)
    events.push_back({row, data::no_stage, last_day, dice.amount(), core::no_date});
}

void add_text_row(Dice& dice, Records const& from, std::uint32_t row, bool closed, Records& to) {
  for (auto const& [name, column] : from.text) {
    bool const tells_end = name == "loss_reason" || name == "forecast_category";
    to.text[name].push_back(tells_end && !closed ? dice.word("noise ", 9) : column[row]);
  }
}

void add_later_deal(Dice& dice, Date on, int number, Records& records) {
  DealRecord record = random_deal(dice, std::string("N").append(std::to_string(number)));
  record.created = dice.date(on + Days(1), last_day);
  auto const row = static_cast<std::uint32_t>(records.deals.size());
  auto const events = random_events(dice, row, record.created, Reopening::some);
  finish(dice, events, record);
  if (record.close_date <= on) record.close_date = last_day;
  records.events.insert(records.events.end(), events.begin(), events.end());
  records.deals.push_back(std::move(record));
  add_texts(dice, records, true);
}

data::RateTable other_rates(Dice& dice, data::RateTable const& rates, Date on) {
  std::vector<data::Rate> kept;
  for (data::Rate const& rate : rates.rates()) {
    if (rate.on <= on) kept.push_back(rate);
  }
  for (int i = 0; i < 3; ++i) {
    kept.push_back({"EUR", dice.date(on + Days(1), last_day), 0.5 + 0.01 * dice.below(100)});
  }
  return {rates.reporting_currency(), std::move(kept)};
}

/// Keeps the categories known by `on` and makes others of all later ones.
void change_later_categories(Records const& records, Date on, Dice dice, Records& other) {
  for (data::CategoryChange const& change : records.categories) {
    if (change.day <= on) other.categories.push_back(change);
  }
  for (std::uint32_t row = 0; row < other.deals.size(); ++row) {
    add_categories(dice, row, on + Days(1 + dice.below(30)), other);
  }
  data::tidy(other.categories);
}

}  // namespace

Records random_book(std::uint64_t seed, int n_deals, Reopening reopening) {
  Dice dice(seed);
  Records records = Book().records();
  records.facts.columns_known_at_close = {"loss_reason"};
  for (int i = 0; i < n_deals; ++i) {
    DealRecord record = random_deal(dice, std::string("D").append(std::to_string(i)));
    std::vector<Event> events;
    Date const from =
        record.created != core::no_date ? record.created : dice.date(first_day, last_day);
    if (!dice.one_in(6)) {
      events = random_events(dice, static_cast<std::uint32_t>(i), from, reopening);
    }
    finish(dice, events, record);
    if (record.outcome != Outcome::open && record.close_date < record.created) {
      record.close_date = record.created;
    }
    bool const ends = reopening == Reopening::none && record.close_date != core::no_date;
    if (ends && !events.empty()) {
      record.close_date = std::max(record.close_date, events.back().changed_at);
    }
    records.events.insert(records.events.end(), events.begin(), events.end());
    add_texts(dice, records, record.outcome != Outcome::open);
    records.deals.push_back(std::move(record));
  }
  Dice more(seed + 1000);
  for (std::uint32_t row = 0; row < records.deals.size(); ++row) {
    if (!more.one_in(4)) add_categories(more, row, more.date(first_day, last_day), records);
  }
  data::tidy(records.categories);
  return records;
}

Records with_other_future(Records const& records, Date on, std::uint64_t seed) {
  Dice dice(seed);
  Records other;
  other.stages = records.stages;
  other.rates = other_rates(dice, records.rates, on);
  other.facts = records.facts;
  other.facts.newest = dice.date(on + Days(1), last_day + Days(100));
  for (std::uint32_t row = 0; row < records.deals.size(); ++row) {
    bool const closed = closed_by(records, row, on);
    DealRecord record = records.deals[row];
    std::vector<Event> real;
    std::vector<Event> events;
    for (Event const& event : records.events) {
      if (event.deal != row) continue;
      real.push_back(event);
      if (event.changed_at <= on) events.push_back(event);
    }
    record.probability = 0.01 * dice.below(100);
    record.last_activity = dice.date(on + Days(1), last_day);
    if (!closed) change_end(dice, on, record);
    // A closing that only its last event dates has no later ones.
    bool const last_event_dates =
        closed && !ends_closed(events) && record.close_date == core::no_date;
    if (!real.empty() && !last_event_dates) add_later_events(dice, on, closed, real, events);
    other.events.insert(other.events.end(), events.begin(), events.end());
    add_text_row(dice, records, row, closed, other);
    other.deals.push_back(std::move(record));
  }
  for (int i = 0; i < 20; ++i) add_later_deal(dice, on, i, other);
  change_later_categories(records, on, Dice(seed + 1000), other);
  return other;
}

Records reordered(Records const& records, std::vector<std::uint32_t> const& order) {
  Records other = records;
  other.deals.clear();
  other.events.clear();
  other.categories.clear();
  for (std::uint32_t row = 0; row < order.size(); ++row) {
    other.deals.push_back(records.deals[order[row]]);
    for (Event event : records.events) {
      if (event.deal != order[row]) continue;
      event.deal = row;
      other.events.push_back(event);
    }
    for (data::CategoryChange change : records.categories) {
      if (change.deal != order[row]) continue;
      change.deal = row;
      other.categories.push_back(change);
    }
  }
  for (auto& [name, column] : other.text) column = records.text.at(name).select(order);
  return other;
}

std::vector<std::uint32_t> random_order(std::size_t n, std::uint64_t seed) {
  Dice dice(seed);
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = n; i > 1; --i) {
    std::swap(order[i - 1], order[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
  }
  return order;
}

}  // namespace quarterdeck::test
