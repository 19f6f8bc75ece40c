// scenarios/apply/columns.hpp – the value of any column of a deal.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "models/compile.hpp"

namespace quarterdeck::scenarios {

enum class ColumnKind { text, number, day };

/// A value as filters look at it; nothing of it is set where it is blank.
struct Value {
  std::string text;
  std::optional<double> number;
  std::optional<core::Date> day;
  [[nodiscard]] bool blank() const { return text.empty() && !number && !day; }
};

/// Whose columns are asked for: an open deal has a stage and dates, a past win that stands for new
/// business has what a deal is created with.
enum class Of { open_deals, past_wins };

[[nodiscard]] ColumnKind kind_of_column(std::string const& column);

/// Names of all columns, for messages and checks.
[[nodiscard]] std::vector<std::string> column_names(models::ForecastInputs const& inputs, Of of);

/// Value for an open deal, earlier changes included.
/// @param row  into the pipeline
[[nodiscard]] Value open_value(models::ForecastInputs const& inputs, std::size_t row,
                               std::string const& column);

/// Value for a past win. @param row  into the history
[[nodiscard]] Value past_value(models::ForecastInputs const& inputs, std::uint32_t row,
                               std::string const& column);

}  // namespace quarterdeck::scenarios
