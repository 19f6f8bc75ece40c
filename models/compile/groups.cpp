// models/compile/groups.cpp – see groups.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/groups.hpp"

#include <algorithm>
#include <set>

#include "models/compile/booked.hpp"

namespace quarterdeck::models::parts {
namespace {

/// Codes have 16 bits; values of a column beyond that are pooled.
constexpr std::size_t most_values = 65535;
constexpr char const* others = "(others)";

bool matches(ForecastInputs const& inputs, TargetInput const& target, std::uint32_t history_row) {
  return std::all_of(target.where.begin(), target.where.end(), [&](auto const& condition) {
    auto const& [column, accepted] = condition;
    auto const text = data::text_at(inputs.history, history_row, column, inputs.history.as_of);
    return std::find(accepted.begin(), accepted.end(), text) != accepted.end();
  });
}

}  // namespace

Groups::Groups(ForecastInputs const& inputs, std::vector<std::uint32_t> rows) : inputs_(&inputs) {
  for (std::string const& column : inputs.groups) {
    by_.push_back(column);
    filter_.push_back(nullptr);
  }
  for (TargetInput const& target : inputs.targets) {
    if (target.where.empty()) continue;
    by_.push_back("target:" + target.name);
    filter_.push_back(&target);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  values_.resize(by_.size());
  code_of_.resize(by_.size());
  for (std::size_t g = 0; g < by_.size(); ++g) {
    std::set<std::string> values;
    if (filter_[g] != nullptr) {
      values = {"in", "out"};
    } else {
      for (std::uint32_t const row : rows) values.insert(value(g, row));
    }
    values_[g].assign(values.begin(), values.end());
    if (values_[g].size() > most_values) {
      values_[g].resize(most_values - 1);
      values_[g].emplace_back(others);
    }
    for (std::size_t v = 0; v < values_[g].size(); ++v) {
      code_of_[g][values_[g][v]] = static_cast<std::uint16_t>(v);
    }
  }
}

std::string Groups::value(std::size_t grouping, std::uint32_t history_row) const {
  if (filter_[grouping] != nullptr) {
    return matches(*inputs_, *filter_[grouping], history_row) ? "in" : "out";
  }
  auto const text =
      data::text_at(inputs_->history, history_row, by_[grouping], inputs_->history.as_of);
  return text.empty() ? "(blank)" : std::string(text);
}

std::vector<std::uint16_t> Groups::codes(std::uint32_t history_row) const {
  std::vector<std::uint16_t> codes;
  for (std::size_t g = 0; g < by_.size(); ++g) {
    auto const found = code_of_[g].find(value(g, history_row));
    codes.push_back(found == code_of_[g].end() ? code_of_[g].at(others) : found->second);
  }
  return codes;
}

std::vector<plan::Grouping> Groups::groupings(std::span<data::WonDeal const> booked) const {
  std::vector<plan::Grouping> groupings;
  for (std::size_t g = 0; g < by_.size(); ++g) {
    std::size_t const n = values_[g].size();
    groupings.push_back(
        {by_[g], values_[g], std::vector<core::Minor>(n, 0), std::vector<std::int64_t>(n, 0)});
  }
  for (data::WonDeal const& win : booked) {
    std::vector<std::uint16_t> const code = codes(win.history_row);
    for (std::size_t g = 0; g < by_.size(); ++g) {
      groupings[g].booked[code[g]] += worth(win.amount, inputs_->models.spec.measure_counts);
      groupings[g].booked_count[code[g]] += 1;
    }
  }
  return groupings;
}

std::vector<plan::Target> Groups::targets() const {
  std::vector<plan::Target> targets;
  for (TargetInput const& input : inputs_->targets) {
    plan::Target target;
    target.name = input.name;
    target.amount = core::to_minor(input.amount);
    auto const own = std::find(filter_.begin(), filter_.end(), &input);
    if (own != filter_.end()) {
      auto const g = static_cast<std::size_t>(own - filter_.begin());
      target.grouping = static_cast<int>(g);
      target.value = code_of_[g].at("in");
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace quarterdeck::models::parts
