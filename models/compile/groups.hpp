// models/compile/groups.hpp – group values and filters of targets, as numbers of the plan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/plan/plan.hpp"
#include "models/inputs.hpp"

namespace quarterdeck::models::parts {

/// Groupings of the plan, one a report column and one a target with a filter, whose values are
/// those of the rows in use, in the order of their names.
class Groups {
 public:
  Groups(ForecastInputs const& inputs, std::vector<std::uint32_t> rows);
  /// Codes of a history row, one a grouping.
  [[nodiscard]] std::vector<std::uint16_t> codes(std::uint32_t history_row) const;
  [[nodiscard]] std::vector<plan::Grouping> groupings(std::span<data::WonDeal const> booked) const;
  [[nodiscard]] std::vector<plan::Target> targets() const;

 private:
  [[nodiscard]] std::string value(std::size_t grouping, std::uint32_t history_row) const;
  ForecastInputs const* inputs_;
  std::vector<std::string> by_;
  std::vector<TargetInput const*> filter_;  ///< [grouping] of a target; nullptr for a column
  std::vector<std::vector<std::string>> values_;
  std::vector<std::map<std::string, std::uint16_t>> code_of_;
};

}  // namespace quarterdeck::models::parts
