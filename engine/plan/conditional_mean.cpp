// engine/plan/conditional_mean.cpp – means of the total, see outer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <utility>

#include "engine/plan/outer.hpp"

namespace quarterdeck::plan {

double mean_ratio(Plan const& plan, std::size_t amount_table) {
  auto const& entries = plan.ratio[amount_table];
  double const sum = std::accumulate(entries.begin(), entries.end(), 0.0);
  return sum / static_cast<double>(entries.size());
}

ConditionalMean::ConditionalMean(Plan const& plan)
    : plan_(&plan), booked_(static_cast<double>(plan.booked)) {
  std::vector<double> ratio;
  for (std::size_t t = 0; t < plan.ratio.size(); ++t) ratio.push_back(mean_ratio(plan, t));
  std::map<std::pair<std::uint32_t, std::uint16_t>, double> sums;
  for (std::size_t i = 0; i < plan.deals.size(); ++i) {
    auto const table = plan.deals.amount_table[i];
    sums[{plan.deals.cell[i], table}] += static_cast<double>(plan.deals.amount[i]) * ratio[table];
  }
  for (auto const& [key, amount] : sums) open_.push_back({key.first, key.second, amount});
  for (auto const& arrival : plan.arrivals) {
    double sum = 0;
    for (auto const& entry : arrival.entries) sum += static_cast<double>(entry.amount);
    entry_mean_.push_back(
        arrival.entries.empty() ? 0.0 : sum / static_cast<double>(arrival.entries.size()));
  }
}

double ConditionalMean::operator()(OuterState const& state) const {
  auto const& draws = plan_->draws;
  double mean = booked_;
  for (auto const& part : open_) {
    mean += state.win_probability[part.cell] * part.amount *
            draws.amount_scale(state.row, part.amount_table);
  }
  for (std::size_t a = 0; a < entry_mean_.size(); ++a) {
    mean += state.arrival_mean[a] * entry_mean_[a] *
            draws.arrival_scale(state.row, static_cast<Eigen::Index>(a));
  }
  return mean;
}

double ConditionalMean::row(Eigen::Index row) const {
  auto const& draws = plan_->draws;
  OuterState state;
  state.row = row;
  // The mean of p over the factors is Phi(level) at no market shift; a shift of the company factor
  // moves the level by its loading. Arrival means are lognormal with mean exp(log mean).
  double const shift = std::sqrt(draws.company_correlation[row]) * plan_->market_shift;
  for (Eigen::Index c = 0; c < draws.level.cols(); ++c) {
    state.win_probability.push_back(
        0.5 * std::erfc(-(draws.level(row, c) + shift) / std::numbers::sqrt2));
  }
  double const log_shift = draws.arrival_log_sd[row] * plan_->market_shift;
  for (Eigen::Index a = 0; a < draws.arrival_log_mean.cols(); ++a) {
    state.arrival_mean.push_back(std::exp(draws.arrival_log_mean(row, a) + log_shift));
  }
  return (*this)(state);
}

double conditional_mean(Plan const& plan, OuterState const& state) {
  return ConditionalMean(plan)(state);
}

double row_mean(Plan const& plan, Eigen::Index row) { return ConditionalMean(plan).row(row); }

}  // namespace quarterdeck::plan
