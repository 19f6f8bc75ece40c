// engine/data/records.hpp – everything read, before any cut at an as-of date.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/date.hpp"
#include "engine/core/money.hpp"
#include "engine/data/category.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/text_column.hpp"

namespace quarterdeck::data {

using StageId = std::int16_t;  ///< index into Records::stages; -1 is unknown
inline constexpr StageId no_stage = -1;

enum class Outcome : std::uint8_t { open, won, lost };

struct Stage {
  std::string name;  ///< with the pipeline in brackets where several have a stage of that name
  Outcome outcome = Outcome::open;
  std::optional<double> probability;  ///< the CRM's own, 0 to 1; a baseline only, never a model
  std::string pipeline{};             ///< the only one whose deals it is for; empty: any
};

/// Dated exchange rates into the reporting currency: one unit of `from` is `rate` reporting units,
/// from that day on.
struct Rate {
  std::string from;
  core::Date on{};
  double rate = 1;
};

class RateTable {
 public:
  RateTable() = default;
  RateTable(std::string reporting_currency, std::vector<Rate> rates);
  /// Rate in force at the end of `on`: the newest dated at or before it; before the first dated
  /// rate, that first rate. Nothing for a currency without rates. Blank means the reporting
  /// currency. cost: O(log rates)
  /// @verified tests/unit/data/records_test.cpp
  [[nodiscard]] std::optional<double> at(std::string_view currency, core::Date on) const;
  /// The rates dated by the end of `on`. A currency whose rates are all later keeps its first one,
  /// which `at` gives for the days before it in any case.
  [[nodiscard]] RateTable known_at(core::Date on) const;
  [[nodiscard]] std::vector<Rate> const& rates() const { return rates_; }
  [[nodiscard]] std::string const& reporting_currency() const { return reporting_currency_; }

 private:
  std::string reporting_currency_;
  std::vector<Rate> rates_;  ///< by currency, then date
};

/// An amount in the reporting currency, to the nearest minor unit; no_amount when the amount or the
/// rate is unknown or the result exceeds ±9e16 minor units.
[[nodiscard]] core::Minor convert(core::Minor amount, std::optional<double> rate);

/// Something that happened to a deal on a day. Events of one day keep their file order.
struct Event {
  std::uint32_t deal = 0;    ///< row of the deal
  StageId stage = no_stage;  ///< stage from then on; no_stage when the event does not say
  core::Date changed_at{};
  core::Minor amount = core::no_amount;  ///< native currency; no_amount when the event does not say
  core::Date close_date = core::no_date;  ///< entered close date; no_date when it does not say
};

/// A row of the win-rate table: what is left when there is no history.
struct WinRate {
  StageId stage = no_stage;
  std::map<std::string, std::string> groups;  ///< column → value
  double won = 0;
  double lost = 0;
  std::optional<double> median_days_to_close;
};

/// One deal in its newest known state. Times are days; amounts in the deal's own currency.
struct DealRecord {
  std::string id;
  std::string name;
  std::uint64_t entity = 0;  ///< core::entity_of(id)
  StageId stage = no_stage;
  Outcome outcome = Outcome::open;
  core::Minor amount = core::no_amount;
  double probability = std::numeric_limits<double>::quiet_NaN();  ///< the CRM's own, NaN unknown
  core::Date created = core::no_date;
  core::Date close_date = core::no_date;  ///< entered for open deals, actual for closed ones
  core::Date last_activity = core::no_date;
  core::Date first_seen =
      core::no_date;     ///< first snapshot that shows it; no_date = since creation
  std::int64_t row = 0;  ///< line in its source, for findings
};

/// How much of the past the sources tell, which decides what may be believed of it.
struct RecordFacts {
  bool has_stage_history = false;       ///< stages at past dates are known
  bool has_amount_history = false;      ///< amounts at past dates are known
  bool has_close_date_history = false;  ///< entered close dates at past dates are known
  /// Amounts at past dates are known, or final ones stand in for them without telling the outcome.
  bool has_past_sizes = false;
  /// Text columns whose value is only known at the end (they are blank on deals that never closed),
  /// so that a past date must not see them.
  std::vector<std::string> columns_known_at_close;
  core::Date complete_from = core::no_date;  ///< first day from which closings are recorded
  /// Day of the first snapshot where nothing but snapshots tells what deals were like before;
  /// no_date where a history does, or nothing.
  core::Date snapshots_from = core::no_date;
  /// Newest day on which something was learned: an event, a snapshot, a creation, an activity.
  /// Never a close date, which may lie ahead.
  core::Date newest = core::no_date;
  core::CalendarSpec calendar;  ///< whose months decide between the days of record and event
  core::PeriodUnit period_unit = core::PeriodUnit::quarter;  ///< in which the past is counted
  bool counts_deals = false;  ///< deals are counted, so that their amounts do not matter
  std::string deal_file;      ///< file of the deals' rows; empty where they come from several
};

/// All that was read, typed and cleaned, not yet cut. Only `cut` may look at it, and what needs no
/// day: extents, and which deals are none.
struct Records {
  std::vector<Stage> stages;
  RateTable rates;
  std::vector<DealRecord> deals;
  std::map<std::string, TextColumn> text;  ///< account, owner, segment, region, product, type,
                                           ///< source, forecast_category, currency and every
                                           ///< further column; one value a deal
  std::vector<Event> events;               ///< sorted by deal, then date, then file order
  std::vector<CategoryChange> categories;  ///< tidy; none where no source tells them by day
  std::vector<WinRate> win_rates;
  RecordFacts facts;
};

/// What one deal is of the book, at the newest rate of its currency.
[[nodiscard]] Extent extent_of(Records const& records, std::size_t deal);
/// What the whole book holds.
/// @verified tests/unit/data/records_test.cpp
[[nodiscard]] Extent extent_of(Records const& records);

/// Takes deals out, with their events, texts and categories; those that stay keep their order.
/// @param gone  one a deal
/// @pre events are sorted by deal, categories are tidy
/// @verified tests/unit/data/records_test.cpp
void remove_deals(Records& records, std::vector<bool> const& gone);

}  // namespace quarterdeck::data
