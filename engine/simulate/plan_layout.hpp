// engine/simulate/plan_layout.hpp – a plan laid out in the order in which the kernel reads it.
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

/// Nearest integer, halves away from zero, for |x| < 2^52: what llround gives, without a call.
QUARTERDECK_ALWAYS_INLINE core::Minor round_to_minor(double x) noexcept {
  return static_cast<core::Minor>(x + (x < 0 ? -0.5 : 0.5));
}

/// Inverse of a distribution function over the weeks, on positions of 63 bits: the first week w
/// with position < cumulative[w] 2^63, found from 256 starting points. Of the distribution function
/// the first 32 bits are known.
class WeekTable {
 public:
  /// @pre cumulative is empty, or ascends to 1
  explicit WeekTable(std::vector<double> const& cumulative);
  /// @pre there is a week, and position < 2^63
  [[nodiscard]] QUARTERDECK_ALWAYS_INLINE std::size_t week(std::uint64_t position) const noexcept {
    std::size_t w = first_[position >> 55U];
    while (position >= bound_[w]) ++w;
    return w;
  }

 private:
  std::array<std::uint16_t, 256> first_{};
  std::vector<std::uint64_t> bound_;
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
struct PlanLayout {
  explicit PlanLayout(plan::Plan const& source);
  /// With only some of the deals, and no arrivals.
  /// @param keep  [deal]
  PlanLayout(plan::Plan const& source, std::vector<char> const& keep);

  plan::Plan const* plan;
  std::size_t n_weeks;
  std::size_t n_groupings;
  std::size_t n_slots = 0;
  std::vector<DealRow> deals;  ///< none when the plan has no week left
  std::vector<DealRange> ranges;
  std::vector<std::uint32_t> range_slot;  ///< [range * n_groupings + grouping]
  std::vector<WeekTable> curves;
  std::vector<std::array<double, plan::n_amount_entries>> ratio;  ///< [amount table][entry]
  std::vector<ArrivalRow> arrivals;      ///< none when the plan has no week left
  std::vector<std::size_t> first_slot;   ///< [grouping]
  std::vector<core::Minor> slot_booked;  ///< [slot]

 private:
  void copy_tables();
  void number_slots();
  /// @param keep  [deal]; empty: all
  void lay_out_deals(std::vector<char> const& keep);
  void lay_out_arrivals();
};

}  // namespace quarterdeck::simulate
