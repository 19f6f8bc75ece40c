// engine/simulate/kernel.cpp – see kernel.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/kernel.hpp"

#include <bit>

#include "engine/random/threefry.hpp"

namespace quarterdeck::simulate {

namespace {

using random::InstructionSet;

// The loop over deals is where a forecast spends its time, and most of it would be branches that
// are mispredicted: whether a deal wins is a coin toss. So all 64 trials of a block are decided at
// once by comparing, without a branch, and only the lanes that won, usually few, go on to week and
// amount.

/// A cipher gives four words of 32 bits. Word i of 16 ciphers in a row is a quarter of the lanes.
constexpr std::size_t quarter = n_lanes / 4;

/// Thresholds by quarter of the lanes and place in it, however wide the sub-groups are.
template <int Width>
struct LaneThresholds {
  QUARTERDECK_ALWAYS_INLINE explicit LaneThresholds(std::int32_t const* by_sub_group) noexcept {
    for (std::size_t lane = 0; lane < n_lanes; ++lane) value[lane] = by_sub_group[lane / Width];
  }
  QUARTERDECK_ALWAYS_INLINE std::int32_t at(std::size_t of_quarter, std::size_t i) const noexcept {
    return value[of_quarter * quarter + i];
  }
  alignas(64) std::int32_t value[n_lanes];
};

template <int Width>
requires(Width >= static_cast<int>(quarter)) struct LaneThresholds<Width> {
  QUARTERDECK_ALWAYS_INLINE explicit LaneThresholds(std::int32_t const* by_sub_group) noexcept
      : value{by_sub_group[0], by_sub_group[quarter / Width], by_sub_group[2 * quarter / Width],
              by_sub_group[3 * quarter / Width]} {}
  QUARTERDECK_ALWAYS_INLINE std::int32_t at(std::size_t of_quarter, std::size_t) const noexcept {
    return value[of_quarter];
  }
  std::int32_t value[4];
};

/// Bit l: lane l won. Adds the wins to the lanes' counts. Written so that the four quarters are
/// compared as vectors and folded into bits by two reductions.
template <int Width>
QUARTERDECK_ALWAYS_INLINE std::uint64_t decide(std::uint32_t const* __restrict words,
                                               LaneThresholds<Width> const& threshold,
                                               std::int32_t* __restrict count) noexcept {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  for (std::size_t i = 0; i < quarter; ++i) {
    auto const won = [&](std::size_t q) {
      return static_cast<std::int32_t>(words[q * quarter + i] >> 8U) < threshold.at(q, i);
    };
    std::uint32_t const bit = 1U << i;
    low |= (won(0) ? bit : 0U) | (won(1) ? bit << quarter : 0U);
    high |= (won(2) ? bit : 0U) | (won(3) ? bit << quarter : 0U);
    count[i] += won(0) ? 1 : 0;
    count[quarter + i] += won(1) ? 1 : 0;
    count[2 * quarter + i] += won(2) ? 1 : 0;
    count[3 * quarter + i] += won(3) ? 1 : 0;
  }
  return (std::uint64_t{high} << 32U) | low;
}

/// A deal's words, and the lanes that they let it win; reused from deal to deal.
struct Drawn {
  alignas(64) std::uint32_t words[n_lanes];
  alignas(64) std::int32_t count[n_lanes] = {};  ///< wins of each lane in all deals drawn here
  std::uint64_t won;
};

template <int Width>
QUARTERDECK_ALWAYS_INLINE void draw(DealPass const& pass, random::LaneCiphers const& ciphers,
                                    std::size_t d, Drawn& drawn) noexcept {
  constexpr std::size_t n_sub = n_lanes / Width;
  DealRow const& row = pass.layout->deals[d];
  ciphers.fill(row.entity, drawn.words);
  LaneThresholds<Width> const threshold(pass.threshold + row.cell * n_sub);
  drawn.won = decide<Width>(drawn.words, threshold, drawn.count);
}

/// Adds what deal `d` brings in the lanes that won it.
template <int Width>
QUARTERDECK_ALWAYS_INLINE void add_wins(DealPass const& pass, std::size_t d, Drawn const& drawn,
                                        std::int64_t* __restrict running) noexcept {
  constexpr std::size_t n_sub = n_lanes / Width;
  auto const& layout = *pass.layout;
  DealRow const& row = layout.deals[d];
  WeekTable const& curve = layout.curves[row.curve];
  auto const& ratio = layout.ratio[row.amount_table];
  std::uint64_t const* inverse = pass.inverse + row.cell * n_sub;
  double const* scale = pass.amount_scale + row.amount_table * n_sub;
  double const half = row.amount < 0 ? -0.5 : 0.5;
  std::int64_t* __restrict week = pass.week;
  std::int64_t sum = 0;
  for (std::uint64_t won = drawn.won; won != 0; won &= won - 1) {
    auto const lane = static_cast<std::size_t>(std::countr_zero(won));
    std::uint32_t const word = drawn.words[lane];
    // The upper 24 bits are uniform below the threshold for a deal that was won, so their place
    // there gives the week; the lower 8 have not been looked at and give the amount. One word a
    // deal.
    std::uint64_t const position = (std::uint64_t{word >> 8U} * 2 + 1) * inverse[lane / Width];
    double const amount = row.amount * ratio[word & 0xFFU] * scale[lane / Width];
    // A conversion truncates; with half a unit added away from zero it rounds as llround does,
    // which would be a call into the library for every win.
    auto const minor = static_cast<std::int64_t>(amount + half);
    week[curve.week(position) * n_lanes + lane] += minor;
    running[lane] += minor;
    sum += minor;
  }
  pass.won_lanes[d] = drawn.won;
  pass.wins[d] += std::popcount(drawn.won);
  pass.amount_when_won[d] += sum;
}

/// Adds to the groups whose value ends with a range what their deals brought since it began:
/// `running` now, less what it was then.
QUARTERDECK_ALWAYS_INLINE void flush(DealPass const& pass, std::size_t range,
                                     std::int64_t const* __restrict running) noexcept {
  auto const& layout = *pass.layout;
  auto const n_groupings = layout.n_groupings;
  std::uint32_t const* slots = layout.range_slot.data() + range * n_groupings;
  bool const last = range + 1 == layout.ranges.size();
  for (std::size_t g = 0; g < n_groupings; ++g) {
    if (!last && slots[g] == slots[n_groupings + g]) continue;
    std::int64_t* __restrict group = pass.group + std::size_t{slots[g]} * n_lanes;
    std::int64_t* __restrict before = pass.before + g * n_lanes;
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
      group[lane] += running[lane] - before[lane];
      before[lane] = running[lane];
    }
  }
}

/// The next deal is drawn before the wins of a deal are added: how many lanes won is hard to
/// predict for a processor, and it has a cipher to work on when it guessed wrong.
template <int Width>
QUARTERDECK_ALWAYS_INLINE void play_width(DealPass const& pass) noexcept {
  auto const& layout = *pass.layout;
  auto const n_deals = layout.deals.size();
  if (n_deals == 0) return;
  random::StreamKey const key{pass.seed, random::Purpose::deal_outcome, 0, pass.block};
  random::LaneCiphers const ciphers(random::counter_of(key, 0),
                                    random::key_schedule(random::cipher_key_of(key, 0)));
  alignas(64) std::int64_t running[n_lanes] = {};
  Drawn drawn[2];
  draw<Width>(pass, ciphers, 0, drawn[0]);
  for (std::size_t r = 0; r < layout.ranges.size(); ++r) {
    for (std::size_t d = layout.ranges[r].begin; d < layout.ranges[r].end; ++d) {
      if (d + 1 < n_deals) draw<Width>(pass, ciphers, d + 1, drawn[(d + 1) % 2]);
      add_wins<Width>(pass, d, drawn[d % 2], running);
    }
    flush(pass, r, running);
  }
  for (std::size_t lane = 0; lane < n_lanes; ++lane) {
    pass.won_count[lane] += drawn[0].count[lane] + drawn[1].count[lane];
  }
}

QUARTERDECK_ALWAYS_INLINE void play(DealPass const& pass, int width) noexcept {
  switch (width) {
    case 1:
      return play_width<1>(pass);
    case 4:
      return play_width<4>(pass);
    case 16:
      return play_width<16>(pass);
    case 32:
      return play_width<32>(pass);
    default:
      return play_width<64>(pass);
  }
}

/// Sums of totals for every pattern of eight neighbouring lanes, so that a deal needs eight
/// look-ups however many lanes it won.
struct PatternSums {
  static constexpr std::size_t n_bytes = n_lanes / 8;
  static constexpr std::size_t n_patterns = 256;

  QUARTERDECK_ALWAYS_INLINE explicit PatternSums(std::int64_t const* total) noexcept {
    for (std::size_t byte = 0; byte < n_bytes; ++byte) {
      sum[byte][0] = 0;
      for (std::size_t pattern = 1; pattern < n_patterns; ++pattern) {
        auto const lane = static_cast<std::size_t>(std::countr_zero(pattern));
        sum[byte][pattern] = sum[byte][pattern & (pattern - 1)] + total[8 * byte + lane];
      }
    }
  }
  QUARTERDECK_ALWAYS_INLINE std::int64_t of(std::uint64_t lanes) const noexcept {
    std::int64_t result = 0;
    for (std::size_t byte = 0; byte < n_bytes; ++byte) {
      result += sum[byte][(lanes >> (8 * byte)) & 0xFFU];
    }
    return result;
  }
  std::int64_t sum[n_bytes][n_patterns];
};

QUARTERDECK_ALWAYS_INLINE void sum_totals(DealTotals const& totals) noexcept {
  PatternSums const sums(totals.total);
  for (std::size_t d = 0; d < totals.n_deals; ++d) {
    totals.total_when_won[d] += sums.of(totals.won_lanes[d]);
  }
  for (std::size_t t = 0; t < totals.n_targets; ++t) {
    std::int64_t* __restrict hits = totals.hits_when_won + t * totals.n_deals;
    std::uint64_t const hit = totals.hit_lanes[t];
    for (std::size_t d = 0; d < totals.n_deals; ++d) {
      hits[d] += std::popcount(totals.won_lanes[d] & hit);
    }
  }
}

#ifdef QUARTERDECK_X86_VARIANTS
QUARTERDECK_TARGET_AVX2 void play_avx2(DealPass const& pass, int width) noexcept {
  play(pass, width);
}
QUARTERDECK_TARGET_AVX512 void play_avx512(DealPass const& pass, int width) noexcept {
  play(pass, width);
}
QUARTERDECK_TARGET_AVX2 void sum_avx2(DealTotals const& totals) noexcept { sum_totals(totals); }
QUARTERDECK_TARGET_AVX512 void sum_avx512(DealTotals const& totals) noexcept { sum_totals(totals); }
#endif

}  // namespace

void play_open_deals(DealPass const& pass, int width,
                     [[maybe_unused]] InstructionSet set) noexcept {
#ifdef QUARTERDECK_X86_VARIANTS
  if (set == InstructionSet::avx512) return play_avx512(pass, width);
  if (set == InstructionSet::avx2) return play_avx2(pass, width);
#endif
  play(pass, width);
}

void sum_deal_totals(DealTotals const& totals, [[maybe_unused]] InstructionSet set) noexcept {
#ifdef QUARTERDECK_X86_VARIANTS
  if (set == InstructionSet::avx512) return sum_avx512(totals);
  if (set == InstructionSet::avx2) return sum_avx2(totals);
#endif
  sum_totals(totals);
}

}  // namespace quarterdeck::simulate
