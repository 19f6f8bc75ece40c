// tools/sample/dirt.cpp – see dirt.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/dirt.hpp"

#include <fmt/core.h>

#include <functional>
#include <numeric>

#include "tools/sample/book.hpp"
#include "tools/sample/setting.hpp"

namespace quarterdeck::sample {
namespace {

constexpr core::Days stale_shift(500);
constexpr core::Days parked_before(20);  ///< as-of day

/// The tables with the rows of each deal at hand, and the deals not yet spoilt.
class Spoiler {
 public:
  Spoiler(data::Records const& records, std::uint64_t seed);

  void plant_all();
  [[nodiscard]] Dirty finish();

 private:
  using Suits = std::function<bool(data::DealRecord const&)>;
  using Fault = std::function<void(std::size_t)>;

  /// Spoils up to `n` deals that suit, each deal once.
  void plant(std::string const& code, int n, Suits const& suits, Fault const& fault);
  void plant_amounts();
  void plant_dates();
  void plant_words();
  void plant_duplicates();

  void blank_amounts(std::size_t i, std::string const& shown);
  void park_in_the_past(std::size_t i);
  void make_stale(std::size_t i);
  void step_back(std::size_t i);
  [[nodiscard]] int n_overdue();

  data::Records const& records_;
  Table opportunities_;
  std::vector<std::vector<Row>> events_;  ///< [deal]
  Row event_header_;
  std::vector<std::size_t> order_;  ///< deals in random order
  std::vector<bool> spoilt_;
  std::vector<std::size_t> twice_;  ///< rows to repeat
  std::map<std::string, int> planted_;
};

Spoiler::Spoiler(data::Records const& records, std::uint64_t seed)
    : records_(records),
      opportunities_(opportunities_table(records)),
      events_(records.deals.size()),
      order_(records.deals.size()),
      spoilt_(records.deals.size(), false) {
  Table history = stage_history_table(records);
  event_header_ = history.header;
  for (std::size_t e = 0; e < records.events.size(); ++e) {
    events_[records.events[e].deal].push_back(std::move(history.rows[e]));
  }
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  auto stream = stream_of(seed, "dirt", 0);
  for (std::size_t i = order_.size(); i > 1; --i) {
    std::swap(order_[i - 1], order_[static_cast<std::size_t>(stream.uniform() * double(i))]);
  }
}

void Spoiler::plant(std::string const& code, int n, Suits const& suits, Fault const& fault) {
  int& planted = planted_[code];
  for (std::size_t const i : order_) {
    if (planted >= n) return;
    if (spoilt_[i] || !suits(records_.deals[i])) continue;
    fault(i);
    spoilt_[i] = true;
    ++planted;
  }
}

bool is_open(data::DealRecord const& deal) { return deal.outcome == data::Outcome::open; }
bool is_won(data::DealRecord const& deal) { return deal.outcome == data::Outcome::won; }
bool is_lost(data::DealRecord const& deal) { return deal.outcome == data::Outcome::lost; }

void Spoiler::blank_amounts(std::size_t i, std::string const& shown) {
  cell(opportunities_.rows[i], Column::amount) = shown;
  for (auto& event : events_[i]) cell(event, EventColumn::amount).clear();
}

void Spoiler::plant_amounts() {
  plant("amount.missing", 8, is_open, [this](std::size_t i) { blank_amounts(i, ""); });
  plant("amount.unparsable", 4, is_open,
        [this](std::size_t i) { blank_amounts(i, "to be agreed"); });
  plant("won.without_amount", 3, is_won, [this](std::size_t i) { blank_amounts(i, ""); });
  auto const in_usd = [this](data::DealRecord const& deal) {
    auto const row = static_cast<std::size_t>(deal.row - 2);
    return is_open(deal) && records_.text.at("currency")[row] == "USD";
  };
  plant("amount.formatted", 10, in_usd, [this](std::size_t i) {
    core::Minor const amount = records_.deals[i].amount;
    cell(opportunities_.rows[i], Column::amount) =
        fmt::format("USD {}.00", core::format_units(amount));
  });
}

void Spoiler::park_in_the_past(std::size_t i) {
  std::string const past = core::to_iso(records_.facts.newest - parked_before);
  cell(opportunities_.rows[i], Column::close_date) = past;
  cell(events_[i].back(), EventColumn::close_date) = past;
}

void Spoiler::make_stale(std::size_t i) {
  auto const earlier = [](std::string& date) {
    date = core::to_iso(*core::parse_iso_date(date) - stale_shift);
  };
  earlier(cell(opportunities_.rows[i], Column::created_date));
  earlier(cell(opportunities_.rows[i], Column::last_activity_date));
  for (auto& event : events_[i]) earlier(cell(event, EventColumn::changed_at));
}

void Spoiler::plant_dates() {
  plant("created.missing", 3, is_open,
        [this](std::size_t i) { cell(opportunities_.rows[i], Column::created_date).clear(); });
  plant("close_date.before_creation", 4, is_lost, [this](std::size_t i) {
    core::Date const later = records_.deals[i].close_date + core::Days(10);
    cell(opportunities_.rows[i], Column::created_date) = core::to_iso(later);
  });
  plant("deal.stale", 4, is_open, [this](std::size_t i) { make_stale(i); });
  auto const older = [this](auto const& deal) {
    return is_open(deal) && deal.created < records_.facts.newest - parked_before;
  };
  plant("close_date.past", 5, older, [this](std::size_t i) { park_in_the_past(i); });
  planted_["close_date.past"] = n_overdue();
}

int Spoiler::n_overdue() {
  int n = 0;
  for (std::size_t i = 0; i < records_.deals.size(); ++i) {
    auto const date = core::parse_iso_date(cell(opportunities_.rows[i], Column::close_date));
    n += is_open(records_.deals[i]) && *date < records_.facts.newest ? 1 : 0;
  }
  return n;
}

/// Two rows more on the as-of day: to the stage before, and again to the present one.
void Spoiler::step_back(std::size_t i) {
  Row forth = events_[i].back();
  cell(forth, EventColumn::changed_at) = core::to_iso(records_.facts.newest);
  Row back = forth;
  auto const stage = static_cast<std::size_t>(records_.deals[i].stage);
  cell(back, EventColumn::stage) = records_.stages[stage - 1].name;
  cell(back, EventColumn::forecast_category) = category_name(static_cast<data::StageId>(stage - 1));
  events_[i].push_back(std::move(back));
  events_[i].push_back(std::move(forth));
}

void Spoiler::plant_words() {
  auto const negotiated = [](auto const& deal) { return is_open(deal) && deal.stage == 3; };
  plant("stage.unknown", 6, negotiated, [this](std::size_t i) {
    cell(opportunities_.rows[i], Column::stage) = "Final negotiations";
  });
  auto const proposed = [](auto const& deal) { return is_open(deal) && deal.stage == 2; };
  plant("stage.backwards", 5, proposed, [this](std::size_t i) { step_back(i); });
  plant("currency.unknown", 3, is_open,
        [this](std::size_t i) { cell(opportunities_.rows[i], Column::currency) = "XQZ"; });
}

void Spoiler::plant_duplicates() {
  plant("id.duplicate", 5, is_won, [this](std::size_t i) { twice_.push_back(i); });
  for (std::size_t const i : twice_) {
    Row const repeated = opportunities_.rows[i];
    opportunities_.rows.push_back(repeated);
  }
}

void Spoiler::plant_all() {
  plant_amounts();
  plant_dates();
  plant_words();
  plant_duplicates();
  opportunities_.header = {"Id",
                           "Name",
                           "Account",
                           "OWNER",
                           "Segment",
                           "Region",
                           "Product",
                           "Type",
                           "Source",
                           "Amount",
                           "Currency",
                           "Probability",
                           "Forecast_Category",
                           "Created_Date",
                           "Close_Date",
                           "Stage",
                           "STATUS",
                           "Last_Activity_Date"};
}

Dirty Spoiler::finish() {
  Table history{event_header_, {}};
  for (auto const& rows : events_)
    history.rows.insert(history.rows.end(), rows.begin(), rows.end());
  planted_["row.title"] = 2;
  planted_["row.footer"] = 3;
  std::string const title =
      fmt::format("Opportunity report\nAs of {}\n\n", core::to_iso(records_.facts.newest));
  std::string const footer = fmt::format(
      "\n\nGrand Totals ({} records)\n"
      "Confidential Information - Do Not Distribute\n"
      "Copyright (c) 2000-2026 Northwind Instruments. All rights reserved.\n",
      opportunities_.rows.size());
  return {"\xEF\xBB\xBF" + title + to_csv(opportunities_) + footer, to_csv(history), planted_};
}

}  // namespace

Dirty soil(data::Records const& records, std::uint64_t seed) {
  Spoiler spoiler(records, seed);
  spoiler.plant_all();
  return spoiler.finish();
}

}  // namespace quarterdeck::sample
