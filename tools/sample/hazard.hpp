// tools/sample/hazard.hpp – a deal, and its odds of leaving its stage on a day.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>

#include "engine/data/records.hpp"
#include "tools/sample/setting.hpp"

namespace quarterdeck::sample {

enum class DealType : std::uint8_t { fresh, expansion, renewal };

/// A deal of the generator: what it is, and where it stands.
struct Deal {
  std::uint64_t entity = 0;  ///< core::entity_of(deal_id(…))
  core::Date created{};
  core::Date due = core::no_date;  ///< of renewals
  std::uint32_t account = 0;
  std::uint16_t ordinal = 0;  ///< among those of its letter and day
  std::uint16_t owner = 0;
  std::uint8_t segment = 0;
  std::uint8_t region = 0;
  std::uint8_t currency = 0;
  std::uint8_t product = 0;
  std::uint8_t source = 0;
  DealType type = DealType::fresh;

  data::Outcome outcome = data::Outcome::open;
  std::uint8_t stage = 0;  ///< open stage, the last one held once closed
  core::Date stage_entered{};
  core::Date closed = core::no_date;
  core::Date close_date{};  ///< entered
  core::Date last_activity{};
  core::Minor amount = 0;  ///< own currency
  double win_factor = 1;   ///< exp of all effects on the win logit that a day does not change
};

[[nodiscard]] std::string deal_id(Setting const& setting, Deal const& deal);

/// Sets `win_factor` from the deal's traits and its present amount:
///   segment + owner + source + type + size_slope * log(amount in USD at base rates / median).
void refresh_win_factor(Setting const& setting, Deal& deal);

/// Odds of each exit against staying, of one working day.
struct Odds {
  double advance = 0;
  double lost = 0;
  double win = 0;  ///< at a period effect of zero; times exp(u)
};

/// Odds on `day`, the day's quarter ending at `quarter_end` with win hazards times `surge`:
/// weekly odds of stage (or of the renewal's distance to its due date) / 5, times pace, times age
/// in stage; the win's also times win_factor, surge and the factor of the entered close date.
/// @verified tests/unit/sample/hazard_test.cpp
[[nodiscard]] Odds daily_odds(Setting const& setting, Deal const& deal, core::Date day,
                              double surge);

/// Factor on the win hazard for the day's place in its quarter.
[[nodiscard]] double surge_of(Setting const& setting, core::Period const& quarter, core::Date day);

}  // namespace quarterdeck::sample
