// tests/unit/data/book.cpp – see book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/data/book.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <stdexcept>

#include "engine/core/ids.hpp"

namespace quarterdeck::test {
namespace {

using core::to_iso;

std::string money(core::Minor amount) {
  return amount == core::no_amount ? "?" : std::to_string(amount);
}

std::string chance(double probability) {
  return std::isnan(probability) ? "?" : std::to_string(probability);
}

template <class Deals>
auto find_id(Deals const& deals, std::string const& id) {
  return std::find_if(deals.begin(), deals.end(), [&](auto const& deal) { return deal.id == id; });
}

template <class Deals>
auto const& get_id(Deals const& deals, std::string const& id) {
  auto const found = find_id(deals, id);
  if (found == deals.end()) throw std::out_of_range("no deal " + id);
  return *found;
}

void describe_company(data::History const& history, std::ostream& out) {
  out << "as of " << to_iso(history.as_of) << " newest " << to_iso(history.facts.newest)
      << " complete from " << to_iso(history.facts.complete_from) << " hidden "
      << history.past_amounts_hidden << ' ' << history.facts.has_amount_history
      << history.facts.has_close_date_history << history.facts.has_stage_history << '\n';
  for (auto const& stage : history.stages) {
    out << "stage " << stage.name << ' ' << int(stage.outcome) << ' '
        << stage.probability.value_or(-1) << '\n';
  }
  for (auto const& rate : history.rates.rates()) {
    out << "rate " << rate.from << ' ' << to_iso(rate.on) << ' ' << rate.rate << '\n';
  }
  for (auto const& rate : history.win_rates) {
    out << "win rate " << rate.stage << ' ' << rate.won << ' ' << rate.lost << '\n';
  }
}

}  // namespace

core::Date day(unsigned month, unsigned day_of_month) {
  return core::make_date(2026, month, day_of_month);
}

Book::Book() {
  using data::Outcome;
  records_.stages = {{"Prospecting", Outcome::open, 0.1},
                     {"Proposal", Outcome::open, 0.4},
                     {"Negotiation", Outcome::open, 0.7},
                     {"Closed Won", Outcome::won, {}},
                     {"Closed Lost", Outcome::lost, {}}};
  records_.rates = data::RateTable("USD", {{"EUR", day(1, 1), 1.10}, {"EUR", day(7, 1), 1.20}});
  records_.facts.has_stage_history = true;
  records_.facts.has_amount_history = true;
  records_.facts.has_close_date_history = true;
  records_.facts.newest = day(12, 31);
}

data::DealRecord& Book::deal(std::string const& id, core::Date created) {
  data::DealRecord& record = records_.deals.emplace_back();
  record.id = id;
  record.name = "Deal " + id;
  record.entity = core::entity_of(id);
  record.created = created;
  record.row = static_cast<std::int64_t>(records_.deals.size()) + 1;
  return record;
}

Book& Book::event(core::Date on, Said said) {
  auto const row = static_cast<std::uint32_t>(records_.deals.size() - 1);
  records_.events.push_back({row, said.stage, on, said.amount, said.close_date});
  return *this;
}

Book& Book::text(std::string const& column, std::string const& value) {
  texts_[column][records_.deals.size() - 1] = value;
  return *this;
}

data::Records Book::records() const {
  data::Records records = records_;
  for (auto const& [name, values] : texts_) {
    data::TextColumn& column = records.text[name];
    for (std::size_t row = 0; row < records.deals.size(); ++row) {
      auto const value = values.find(row);
      column.push_back(value == values.end() ? "" : value->second);
    }
  }
  return records;
}

std::string describe(data::History const& history) {
  std::ostringstream out;
  describe_company(history, out);
  for (auto const& deal : history.deals) {
    out << deal.id << '|' << deal.name << '|' << deal.entity << '|' << int(deal.outcome) << '|'
        << to_iso(deal.created) << '|' << to_iso(deal.closed) << '|' << to_iso(deal.known) << '|'
        << money(deal.closed_amount) << '|' << to_iso(deal.first_seen) << '|' << deal.first_event
        << '|' << deal.n_events << '|' << money(deal.amount) << '|' << deal.stage << '|'
        << chance(deal.probability) << '|' << to_iso(deal.close_date) << '|'
        << to_iso(deal.last_activity) << '\n';
  }
  for (auto const& [name, column] : history.text) {
    out << name << ':';
    for (std::size_t row = 0; row < column.size(); ++row) {
      out << ' ' << column.code(row) << '=' << column[row];
    }
    out << " of " << column.dictionary().size() << '\n';
  }
  for (auto const& event : history.events) {
    out << event.deal << '|' << event.stage << '|' << to_iso(event.changed_at) << '|'
        << money(event.amount) << '|' << to_iso(event.close_date) << '\n';
  }
  for (auto const& change : history.categories) {
    out << change.deal << '|' << to_iso(change.day) << '|' << int(change.category) << '\n';
  }
  return out.str();
}

std::string describe(data::Pipeline const& pipeline) {
  std::ostringstream out;
  out << to_iso(pipeline.as_of) << '\n';
  for (auto const& deal : pipeline.deals) {
    out << deal.id << '|' << deal.name << '|' << deal.entity << '|' << deal.stage << '|'
        << money(deal.amount) << '|' << chance(deal.probability) << '|' << to_iso(deal.created)
        << '|' << to_iso(deal.stage_entered) << '|' << to_iso(deal.close_date) << '|'
        << to_iso(deal.last_activity) << '|' << deal.n_pushes << '|' << int(deal.category) << '\n';
  }
  return out.str();
}

std::string difference(std::string const& a, std::string const& b) {
  std::istringstream in_a(a);
  std::istringstream in_b(b);
  std::string line_a;
  std::string line_b;
  while (true) {
    bool const more_a = static_cast<bool>(std::getline(in_a, line_a));
    bool const more_b = static_cast<bool>(std::getline(in_b, line_b));
    if (!more_a && !more_b) return {};
    if (more_a != more_b || line_a != line_b) return "'" + line_a + "' is not '" + line_b + "'";
  }
}

data::HistoryDeal const& deal_of(data::History const& history, std::string const& id) {
  return get_id(history.deals, id);
}

data::OpenDeal const& deal_of(data::Pipeline const& pipeline, std::string const& id) {
  return get_id(pipeline.deals, id);
}

bool has(data::History const& history, std::string const& id) {
  return find_id(history.deals, id) != history.deals.end();
}

bool has(data::Pipeline const& pipeline, std::string const& id) {
  return find_id(pipeline.deals, id) != pipeline.deals.end();
}

std::int64_t count_of(data::Findings const& findings, std::string const& code) {
  for (auto const& finding : findings) {
    if (finding.code == code) return finding.count;
  }
  return 0;
}

}  // namespace quarterdeck::test
