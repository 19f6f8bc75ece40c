// engine/simulate/prepared.hpp – a plan laid out in the order in which the kernel reads it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/money.hpp"
#include "engine/plan/plan.hpp"
#include "engine/random/instruction_set.hpp"
#include "engine/random/stream.hpp"

namespace quarterdeck::simulate {

/// Trials of a block; its lanes.
inline constexpr std::size_t n_lanes = random::block_lanes;

/// One value a lane.
template <class T>
using Lanes = std::array<T, n_lanes>;

/// Nearest integer, halves away from zero: what llround gives for |x| < 2^62, without a call.
QUARTERDECK_ALWAYS_INLINE core::Minor round_to_minor(double x) noexcept {
  auto const whole = static_cast<core::Minor>(x);
  double const rest = x - static_cast<double>(whole);
  return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}

/// Inverse of a distribution function over the weeks: the first week w with position <=
/// cumulative[w], found from 256 starting points.
class WeekTable {
 public:
  /// @pre cumulative is empty, or ascends to 1
  explicit WeekTable(std::vector<double> cumulative);
  /// @pre 0 < position < 1 and there is a week
  [[nodiscard]] QUARTERDECK_ALWAYS_INLINE std::size_t week(double position) const noexcept {
    std::size_t w =
        first_[static_cast<std::size_t>(static_cast<std::int32_t>(position * n_starts))];
    while (position > cumulative_[w]) ++w;
    return w;
  }

 private:
  static constexpr int n_starts = 256;
  std::array<std::uint16_t, n_starts> first_{};
  std::vector<double> cumulative_;
};

/// What the kernel reads of one open deal.
struct DealRow {
  std::uint64_t entity;
  double amount;
  std::uint32_t cell;
  std::uint16_t curve;
  std::uint16_t amount_table;
};

/// Neighbouring deals with the same value in every grouping: [begin, end).
struct DealRange {
  std::size_t begin;
  std::size_t end;
};

/// What the kernel reads of one arrival cell. Entry e counts in the slots
/// entry_slot[e * n_groupings ..].
struct ArrivalRow {
  std::uint64_t entity;
  double size;
  WeekTable week;
  std::vector<double> amount;  ///< [entry]
  std::vector<std::uint32_t> entry_slot;
};

/// The plan's columns as rows, with group values numbered through all groupings (slots).
struct Prepared {
  explicit Prepared(plan::Plan const& source);

  plan::Plan const* plan;
  std::size_t n_weeks;
  std::size_t n_groupings;
  std::size_t n_slots = 0;
  std::vector<DealRow> deals;  ///< none when the plan has no week left
  std::vector<DealRange> ranges;
  std::vector<std::uint32_t> range_slot;  ///< [range * n_groupings + grouping]
  std::vector<WeekTable> curves;
  std::vector<double> ratio;             ///< [amount table * 256 + entry]
  std::vector<ArrivalRow> arrivals;      ///< none when the plan has no week left
  std::vector<std::size_t> first_slot;   ///< [grouping]
  std::vector<core::Minor> slot_booked;  ///< [slot]

 private:
  void number_slots();
  void lay_out_deals();
  void lay_out_arrivals();
};

}  // namespace quarterdeck::simulate
