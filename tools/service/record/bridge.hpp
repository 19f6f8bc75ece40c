// tools/service/record/bridge.hpp – the way from one recorded forecast to a later one, cause by
// cause. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/money.hpp"
#include "engine/core/named.hpp"
#include "engine/io/ledger/ledger.hpp"

namespace quarterdeck::service {

/// Why a forecast moved, in the order of attribution.
enum class Cause {
  restated,      ///< the first forecast made again from today's data and program
  days_passed,   ///< the second day reached with nothing having happened
  refit,         ///< the same deals in the same state, with what the days between taught
  overrides,     ///< deals that a scenario or an override decided in either forecast
  amounts,       ///< entered or booked amounts of deals in both, at the chance they had
  moved,         ///< chances of deals open in both: stage, close date, age; without re-runs also
                 ///< days passed and refit
  won,           ///< deals open before and won since
  won_outside,   ///< deals open before and won since on a day that is not in the period
  lost,          ///< deals open before and lost since
  reopened,      ///< deals closed before and open, or closed otherwise, now
  created,       ///< deals that the first forecast did not know
  gone,          ///< deals that are in the data no more
  new_business,  ///< business from deals not created yet
};

inline constexpr core::Names<Cause, 13> cause_names{{{Cause::restated, "restated"},
                                                     {Cause::days_passed, "days_passed"},
                                                     {Cause::refit, "refit"},
                                                     {Cause::overrides, "overrides"},
                                                     {Cause::amounts, "amounts"},
                                                     {Cause::moved, "moved"},
                                                     {Cause::won, "won"},
                                                     {Cause::won_outside, "won_outside"},
                                                     {Cause::lost, "lost"},
                                                     {Cause::reopened, "reopened"},
                                                     {Cause::created, "created"},
                                                     {Cause::gone, "gone"},
                                                     {Cause::new_business, "new_business"}}};
static_assert(core::is_in_order(cause_names), "sums by cause are indexed by it");
inline constexpr std::size_t n_causes = cause_names.size();
[[nodiscard]] std::string_view to_text(Cause cause);

/// What a single deal, or new business, did to the mean. Minor units of the measure.
struct BridgeCell {
  Cause cause = Cause::moved;
  std::string id;  ///< of the deal; empty for new business
  std::string name;
  core::Minor effect = 0;
};

/// A forecast made again on the way from the first to the second.
struct Rerun {
  std::map<std::string, double> value;   ///< deal → mean contribution, booked deals included
  std::map<std::string, double> amount;  ///< open deal → what it started from
  double new_mean = 0;
  double mean = 0;
  double median = 0;
};

/// The three forecasts between the two recorded ones.
struct Reruns {
  Rerun restated;     ///< data and models at the first day
  Rerun days_passed;  ///< data of the first day, models and question of the second
  Rerun refit;        ///< data of the first day, models learned at the second
};

/// One line a cause, adding up exactly.
struct Bridge {
  core::Minor from = 0;  ///< mean of the first forecast, minor units of the measure
  core::Minor to = 0;
  std::vector<core::Minor> causes;  ///< [Cause]; their sum is to - from
  std::vector<BridgeCell> cells;    ///< by cause, then size; those of a cause add up to its line
};

/// Goes deal by deal from the first to the second recorded forecast of a period. With re-runs each
/// deal goes through them first; then, from its value v and amount a there:
///
///   open, still open      amounts v (a'/a - 1),   moved   v' - v a'/a
///   open, booked at w     amounts v (w/a - 1),    won     w - v w/a
///   open, lost or gone    lost or gone -v;        booked before, at w now: amounts w - v
///
/// Effects are rounded to minor units along their running sum, so each is off by less than one
/// minor unit and all of them add up to the change of the rounded means exactly.
/// @param reruns  absent: the first three causes are nothing and stand in `moved` and
///                `new_business`
/// @pre both are of one period and measure, and were read with their deals
/// @verified tests/unit/service/bridge_test.cpp
[[nodiscard]] Bridge bridge(io::LedgerEntry const& from, io::LedgerEntry const& to,
                            std::optional<Reruns> const& reruns);

}  // namespace quarterdeck::service
