// engine/data/waterfall.hpp – how the open pipeline of one day became that of another.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/named.hpp"
#include "engine/data/history.hpp"

namespace quarterdeck::data {

/// What can happen to a pipeline. Those that take away have negative amounts.
enum class Flow {
  created,    ///< a new deal, or one first seen
  reopened,   ///< closed before, open again
  pulled_in,  ///< close date moved into the period
  amount_up,
  amount_down,
  pushed_out,    ///< close date moved after the period, or taken away
  pulled_ahead,  ///< close date moved before the period
  won,
  lost,
  gone,      ///< neither open nor closed any more
  currency,  ///< the same amounts at the closing day's exchange rates
};

inline constexpr core::Names<Flow, 11> flow_names{{{Flow::created, "created"},
                                                   {Flow::reopened, "reopened"},
                                                   {Flow::pulled_in, "pulled_in"},
                                                   {Flow::amount_up, "amount_up"},
                                                   {Flow::amount_down, "amount_down"},
                                                   {Flow::pushed_out, "pushed_out"},
                                                   {Flow::pulled_ahead, "pulled_ahead"},
                                                   {Flow::won, "won"},
                                                   {Flow::lost, "lost"},
                                                   {Flow::gone, "gone"},
                                                   {Flow::currency, "currency"}}};
static_assert(core::is_in_order(flow_names), "sums by flow are indexed by it");
inline constexpr std::size_t n_flows = flow_names.size();
[[nodiscard]] std::string_view to_text(Flow flow);

/// Amount in minor units of the reporting currency and number of steps.
struct FlowSum {
  core::Minor amount = 0;
  std::int64_t n = 0;
};

using FlowSums = std::array<FlowSum, n_flows>;

/// A deal that left the pipeline and came back between the two days, or came and left again.
struct RoundTrip {
  std::string id;
  std::string name;
  core::Minor gross = 0;  ///< sum of the sizes of its steps
  core::Minor net = 0;    ///< what is left of them
  int n_steps = 0;
};

/// Reconciled to the cent: opening + all flows of either column = closing.
struct Waterfall {
  core::Date from{};
  core::Date to{};
  core::Minor opening = 0;
  core::Minor closing = 0;
  std::int64_t n_opening = 0;  ///< deals, those without an amount included
  std::int64_t n_closing = 0;
  std::int64_t n_opening_blank = 0;  ///< of them without an amount, which count nothing
  std::int64_t n_closing_blank = 0;
  FlowSums gross{};                    ///< every step of every deal, day by day
  FlowSums net{};                      ///< each deal's two ends compared
  std::vector<RoundTrip> round_trips;  ///< largest gross first, then by id
};

struct WaterfallSpec {
  core::Date from{};  ///< end of this day
  core::Date to{};    ///< end of this day
  /// Only deals whose entered close date lies in it are in the pipeline; absent: all open deals.
  std::optional<core::Period> period;
};

/// Follows every deal from day to day between two days. Steps are valued at the exchange rates of
/// `from`; what other rates make of the closing pipeline stands in `currency` alone. Several
/// changes of a deal on one day are one step from the day before to the day's end. On its way out a
/// deal takes the amount that it had inside; on its way in it brings the one that it has then. A
/// deal that closes first changes to the amount it closed with. cost: O(days with changes x deals)
/// @param history  cut at `to` or later
/// @pre spec.from <= spec.to <= history.as_of
/// @verified tests/unit/data/waterfall_test.cpp
[[nodiscard]] Waterfall waterfall(History const& history, WaterfallSpec const& spec);

}  // namespace quarterdeck::data
