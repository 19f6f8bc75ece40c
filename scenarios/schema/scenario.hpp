// scenarios/schema/scenario.hpp – a what-if as a typed value.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/diagnostic.hpp"

namespace quarterdeck::scenarios {

/// A day as users write it: `2026-11-01`, or `+14d`, so many days after the as-of day.
struct Day {
  std::optional<core::Date> date;
  int days_after = 0;  ///< of the as-of day, where there is no date
  [[nodiscard]] core::Date on(core::Date as_of) const {
    return date ? *date : as_of + core::Days(days_after);
  }
};

/// What the value of one column must be. Everything that is given must hold; a blank value passes
/// none of it but `blank: true`.
struct Test {
  std::vector<std::string> one_of;
  std::vector<std::string> like;  ///< patterns with * and ?, case ignored; one must fit
  std::optional<double> over;     ///< more than
  std::optional<double> under;    ///< less than
  std::optional<std::pair<double, double>> between;  ///< both ends included
  std::optional<Day> after;                          ///< later than
  std::optional<Day> before;                         ///< earlier than
  std::optional<std::pair<Day, Day>> days_between;   ///< both ends included
  std::optional<bool> blank;
  std::vector<Test> none_of;  ///< from `not`
};

struct ColumnTest {
  std::string column;
  Test test;
  core::Place place;
};

/// Which deals a change is about. Everything that is given must hold.
struct Filter {
  std::vector<ColumnTest> columns;
  std::vector<std::vector<Filter>> any_of;  ///< of each list one must hold
  std::vector<Filter> all_of;
  std::vector<Filter> none_of;
  std::optional<int> largest;  ///< of the deals that pass the rest, so many by amount, then id
  core::Place place;
};

/// Multiplies the odds of being won in the period, p / (1 - p), of open deals.
struct WinRate {
  static constexpr std::string_view kind = "win_rate";
  double odds = 1;
};

/// Moves the day on which open deals are won: with T that day,
///   T' = as_of + stretch (T - as_of) + delay_days.
struct CloseDate {
  static constexpr std::string_view kind = "close_date";
  int delay_days = 0;
  double stretch = 1;
};

enum class Deals { open, new_business, all };

/// Multiplies what deals bring when they are won.
struct Amount {
  static constexpr std::string_view kind = "amount";
  double multiply = 1;
  Deals deals = Deals::open;
};

/// Multiplies the number of deals created from a day on.
struct NewDeals {
  static constexpr std::string_view kind = "new_deals";
  double multiply = 1;
  std::optional<Day> from;  ///< default: the day after as_of
};

enum class Fate { won, lost, removed };

/// Says of single deals what becomes of them, or what they are worth.
struct DealEdit {
  static constexpr std::string_view kind = "deal";
  std::string id;  ///< empty: those that the filter of the change finds
  std::optional<Fate> outcome;
  std::optional<double> amount;       ///< reporting currency units
  std::optional<Day> close_date;      ///< day on which it is won, if it is
  std::optional<double> probability;  ///< of being won in the period
};

/// A deal that is not in the data.
struct AddDeal {
  static constexpr std::string_view kind = "add_deal";
  std::string id;
  std::string name;
  double amount = 0;  ///< reporting currency units
  std::optional<double> probability;
  std::optional<Day> close_date;
  std::string stage;
  std::map<std::string, std::string> columns;  ///< segment, region and every further column
};

/// New salespeople who create deals.
struct Hire {
  static constexpr std::string_view kind = "hire";
  int count = 1;
  std::string role;
  Day start;
  std::optional<Day> until;   ///< last day on which they create deals; default: no end
  double ramp_weeks = 0;      ///< until one creates as many as the others, growing evenly
  double deals_per_week = 0;  ///< that one creates once ramped
  std::string segment;        ///< as the segment columns joined by " | "; empty: as the company
};

/// Moves the factor that all deals of the period share, in its standard deviations.
struct Market {
  static constexpr std::string_view kind = "market";
  double shift_sd = 0;
};

/// Multiplies the share of renewals, deals of the type renewal, that are lost for good.
struct Churn {
  static constexpr std::string_view kind = "churn";
  double multiply = 1;
};

/// Multiplies the worth of a currency in the reporting currency.
struct ExchangeRate {
  static constexpr std::string_view kind = "exchange_rate";
  std::string currency;
  double multiply = 1;
};

/// Sets the amount of a target.
struct TargetEdit {
  static constexpr std::string_view kind = "target";
  std::string name;
  double amount = 0;
};

/// What a change does. The key of each kind in a scenario file is its `kind`.
using What = std::variant<WinRate, CloseDate, Amount, NewDeals, DealEdit, AddDeal, Hire, Market,
                          Churn, ExchangeRate, TargetEdit>;

struct Change {
  What what;
  std::optional<Filter> where;  ///< nothing: all deals that the change can be about
  std::string why;
  core::Place place;
};

/// One axis of a grid: a change whose one number takes several values.
struct SweepAxis {
  std::string name;             ///< `win_rate.odds`
  std::vector<double> values;   ///< at least one, as written
  std::vector<Change> changes;  ///< one a value
  core::Place place;
};

/// Most cells of a grid.
inline constexpr std::size_t most_cells = 10'000;

/// A scenario with the changes of those that it extends before its own.
struct Scenario {
  std::filesystem::path file;
  std::string name;
  std::string why;
  std::string source;  ///< where its numbers come from
  std::vector<Change> changes;
  std::vector<std::filesystem::path> extends;  ///< files, nearest first
  std::vector<SweepAxis> sweep;  ///< at most two, of the file itself; their changes come last
};

/// Reads a scenario file and those that it extends, under the limits of `yaml::find_yaml_fault`.
/// @return the scenario, or all faults of all files, each with its place; QD-130 to QD-137 are
/// explained in docs/formats/diagnostics.md. A `sweep` in a file that is extended is a fault.
/// @throws core::IoError when a file cannot be opened
/// @verified tests/unit/scenarios/read_test.cpp
[[nodiscard]] core::Checked<Scenario> read_scenario(std::filesystem::path const& file);

/// JSON Schema of a scenario file, for editors, from the very keys that the reader takes.
/// @verified tests/unit/scenarios/schema_test.cpp
[[nodiscard]] std::string scenario_schema();

/// The change in words on one line: `win rate: odds × 0.8 where region is EMEA`.
/// @verified tests/unit/scenarios/read_test.cpp
[[nodiscard]] std::string describe(Change const& change);

/// The change in words less its numbers, so that a change of another size shares random numbers
/// with it: `new deals where source is Partner`.
[[nodiscard]] std::string stream_name(Change const& change);

/// The key of the change in a scenario file: `win_rate`.
[[nodiscard]] std::string_view kind_of(Change const& change);

}  // namespace quarterdeck::scenarios
