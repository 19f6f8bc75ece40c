// tools/sample/birth.hpp – how deals come into being, and what people enter about them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/sample/hazard.hpp"

namespace quarterdeck::sample {

/// When a deal comes into being, and what its draws are keyed by.
struct Birth {
  core::Date day{};
  std::uint16_t ordinal = 0;  ///< among the deals of that day
  std::uint64_t seed = 1;
};

/// A new or expansion deal of a segment, with its traits drawn.
[[nodiscard]] Deal new_deal(Setting const& setting, std::size_t segment, Birth const& birth);

/// The renewal of a deal that was won a term ago; due on the day of the win one term later.
[[nodiscard]] Deal new_renewal(Setting const& setting, Deal const& parent, Birth const& birth);

/// Nearest multiple of the currency's granularity, one at least.
[[nodiscard]] core::Minor round_amount(Setting const& setting, std::uint8_t currency, double units);

/// How far ahead people enter a close date: lognormal around a median.
struct CloseDateHabit {
  double median_days = 1;
  double log_sd = 0;
};

/// A close date that far from the day, often on the end of its quarter or month.
[[nodiscard]] core::Date entered_close_date(Setting const& setting, core::Date day,
                                            CloseDateHabit const& ahead, random::Stream& stream);

/// Whether a deal was entered only on the day it was won; keyed by the deal.
[[nodiscard]] bool is_walk_in(Setting const& setting, Deal const& deal, std::uint64_t seed);

/// exp(N(mean, sd^2)).
[[nodiscard]] double lognormal(double mean, double sd, random::Stream& stream);

}  // namespace quarterdeck::sample
