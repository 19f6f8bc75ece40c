// tools/service/levers/lever.hpp – one number that a scenario may turn.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/compile.hpp"
#include "models/fit/plausible_range.hpp"
#include "scenarios/schema/scenario.hpp"

namespace quarterdeck::service {

enum class LeverKind { win_rate, cycle, amount, new_deals, market };

/// A family of scenarios with one number: odds of winning, time to close, amounts, deals created
/// (factors; 1 changes nothing), or the shared factor (standard deviations; 0 changes nothing).
/// Of the whole company, or of the deals whose `column` is `value`.
struct Lever {
  LeverKind kind = LeverKind::win_rate;
  std::string column;
  std::string value;
};

/// `win_rate`, `cycle`, `amount`, `new_deals`, `market`.
[[nodiscard]] std::string_view to_text(LeverKind kind);

/// `win rate`, `win rate, Enterprise`.
[[nodiscard]] std::string label_of(Lever const& lever);

/// The value that changes nothing.
[[nodiscard]] double neutral_of(LeverKind kind);

/// The deals that the lever is about; nothing: all.
[[nodiscard]] std::optional<scenarios::Filter> filter_of(Lever const& lever);

/// The lever at a value, as a scenario file would say it: `win_rate: {odds}`, `close_date:
/// {stretch}`, `amount: {multiply, deals: all}`, `new_deals: {multiply}`, `market: {shift_sd}`.
/// @param with_new  whether `amount` is about deals not created yet as well; false where no past
///                  teaches them
/// @pre cycle: v >= 1; other factors: v > 0
/// @verified tests/unit/service/lever_test.cpp
[[nodiscard]] scenarios::Scenario at_value(Lever const& lever, double v, bool with_new);

/// Whether the models know business that is not in the pipeline yet, of the lever's deals.
[[nodiscard]] bool knows_new_business(models::ForecastInputs const& inputs, Lever const& lever);

/// Levers of the company, then of every value of every segment column that an open deal has, by the
/// amount open, at most `most_values` a column.
inline constexpr std::size_t most_values = 12;
[[nodiscard]] std::vector<Lever> all_levers(models::ForecastInputs const& inputs);

/// Where a lever plausibly lies, learned from past periods, and for the market the central 80 % of
/// its normal law; or why nothing is known.
/// @verified tests/unit/service/lever_test.cpp
struct LeverRange {
  double low = 0;
  double high = 0;
  std::optional<models::PlausibleRange> learned;  ///< nothing for the market
  std::string note;                               ///< what is not quite as the data say
};
struct LeverRangeOrReason {
  std::optional<LeverRange> range;
  std::string absent;
};
[[nodiscard]] LeverRangeOrReason range_of(Lever const& lever, models::PlausibleRanges const& ranges,
                                          models::FittedModels const& models);

}  // namespace quarterdeck::service
