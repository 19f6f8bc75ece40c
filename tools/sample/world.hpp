// tools/sample/world.hpp – the company as it lives from day to day.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/records.hpp"
#include "tools/sample/hazard.hpp"
#include "tools/sample/setting.hpp"

namespace quarterdeck::sample {

/// What the deals of one quarter share.
struct QuarterLuck {
  double period_effect = 0;  ///< u ~ N(0, period_effect_sd^2)
  double drift = 0;          ///< d ~ N(0, arrival_drift_sd^2), innovation of the arrival level
};

/// What a quarter has shown so far of its luck, see `true_totals`.
struct Evidence {
  std::vector<double> win_odds;  ///< r of every deal and day at risk of a win
  std::int64_t n_wins = 0;       ///< among them
  std::int64_t n_arrivals = 0;
  double expected_arrivals = 0;  ///< at u = d = 0
};

enum class Keep { everything, totals_only };

/// The state of a company at the end of a day. `run_to` brings it to a later one: on each working
/// day deals arrive, renewals come up, and every open deal may move by its odds. Streams are keyed
/// by (seed, deal or thing, day), with the seed of the past up to as_of and of the future after it.
class World {
 public:
  /// The empty company on the eve of its first, unrecorded quarter.
  explicit World(Setting const& setting);  ///< @pre the setting outlives this

  void run_to(core::Date day);

  /// A light copy of the present for one re-simulation: open deals, renewals to come in the open
  /// quarter and what is booked. Events and evidence stay behind. @pre today is the as-of day
  [[nodiscard]] World fork(std::uint64_t future_seed) const;
  /// Replaces the luck of a quarter that has begun.
  void set_luck(QuarterLuck const& luck) { luck_ = luck; }

  [[nodiscard]] Setting const& setting() const { return *setting_; }
  [[nodiscard]] core::Date today() const { return today_; }
  [[nodiscard]] std::span<Deal const> deals() const { return deals_; }
  [[nodiscard]] std::span<data::Event const> events() const { return events_; }  ///< by day
  [[nodiscard]] Evidence const& evidence() const { return evidence_; }  ///< of today's quarter
  [[nodiscard]] std::vector<QuarterLuck> const& past_luck() const { return past_luck_; }
  /// Won since the quarter began, by region, USD minor units. The eve of a quarter still holds the
  /// one that ends.
  [[nodiscard]] std::vector<core::Minor> const& booked() const { return booked_; }

 private:
  struct Renewal {
    core::Date on{};
    Deal parent;
  };
  /// What every deal needs of the day.
  struct Day {
    core::Date date{};
    std::uint64_t seed = 0;
    double surge = 1;
    double win_factor = 1;  ///< exp(u)
  };

  [[nodiscard]] std::uint64_t seed_on(core::Date day) const;
  [[nodiscard]] static random::Stream stream_of_day(Deal const& deal, Day const& day);
  void enter_quarter();
  void live();
  void arrive(Day const& day);
  void arrive_segment(Day const& day, std::size_t segment, int n_deals);
  void renew(Day const& day);
  void add(Deal const& deal);
  void step(std::uint32_t deal_i, Day const& day);
  void stay(std::uint32_t deal_i, random::Stream& stream);
  void advance(std::uint32_t deal_i, random::Stream& stream);
  void close(std::uint32_t deal_i, data::Outcome outcome, random::Stream& stream);
  void log(std::uint32_t deal_i);

  Setting const* setting_;
  Keep keep_ = Keep::everything;
  std::uint64_t future_seed_;
  core::Date today_{};
  std::size_t next_quarter_ = 0;  ///< the one after today's
  QuarterLuck luck_;
  double level_ = 0;  ///< log arrival level of the last completed quarter
  std::vector<QuarterLuck> past_luck_;
  std::vector<Deal> deals_;
  std::vector<std::uint32_t> open_;
  std::vector<Renewal> renewals_;  ///< by day
  std::size_t next_renewal_ = 0;
  std::vector<data::Event> events_;
  std::vector<core::Minor> booked_;
  Evidence evidence_;
};

/// Stages of the records: open ones in order, then won and lost.
inline constexpr data::StageId won_stage = n_open_stages;
inline constexpr data::StageId lost_stage = n_open_stages + 1;

[[nodiscard]] constexpr data::StageId stage_of(Deal const& deal) {
  if (deal.outcome == data::Outcome::won) return won_stage;
  return deal.outcome == data::Outcome::lost ? lost_stage : static_cast<data::StageId>(deal.stage);
}

}  // namespace quarterdeck::sample
