// engine/exact/part.cpp – see part.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/part.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/exact/distribution_builder.hpp"
#include "engine/exact/log_moments.hpp"

namespace quarterdeck::exact {
namespace {

GuideSums guide_of(plan::Plan const& plan, Summands const& summands,
                   plan::OuterSequence const& sequence, std::uint64_t n_guide) {
  static NormalTable const table;
  GuideSums sums;
  sums.rows = guide_rows(plan, summands, table, 1);
  ConditionalCumulants const cumulants(plan, summands, table);
  plan::OuterPoint point;
  for (std::uint64_t k = 0; k < n_guide; ++k) {
    sequence.fill(point, k);
    sums.draws.push_back(cumulants(point));
  }
  return sums;
}

std::vector<std::vector<double>> evaluate_log_moments(Summands const& summands,
                                                      std::vector<double> const& arguments) {
  auto const by_size = [](double a, double b) { return std::abs(a) < std::abs(b); };
  double const greatest = std::abs(*std::ranges::max_element(arguments, by_size));
  LogMoments const log_moments(summands, greatest);
  std::vector<std::vector<double>> all;
  for (double const t : arguments) {
    std::vector<double> sum(summands.n_outer, 0.0);
    if (!log_moments.add(t, sum)) sum.clear();
    all.push_back(std::move(sum));
  }
  return all;
}

}  // namespace

double mean_of(plan::Plan const& plan) {
  plan::ConditionalMean const mean(plan);
  double sum = 0;
  for (Eigen::Index row = 0; row < plan.draws.n_rows(); ++row) sum += mean.row(row);
  return plan.draws.n_rows() > 0 ? sum / static_cast<double>(plan.draws.n_rows())
                                 : static_cast<double>(plan.booked);
}

std::size_t PartFrame::bytes() const {
  std::size_t const of_row = sizeof(GuideRow) + 128;
  std::size_t const of_draw =
      8 * (arguments.size() + stretches.size()) + sizeof(Lanes) * log_tolerance.size();
  return row_order.size() * of_row + n_guide * sizeof(Cumulants) + n_outer * of_draw;
}

PartMaker::PartMaker(plan::Plan const& content, PartFrame const& frame)
    : content_(content), frame_(frame) {}

void PartMaker::find_moments() {
  plan::OuterSequence const sequence(content_, frame_.seed, frame_.row_order);
  ExactOptions options;
  options.n_outer = frame_.n_outer;
  summands_ = make_summands(content_, {});
  part_.guide = guide_of(content_, summands_, sequence, frame_.n_guide);
  add_draws(summands_, content_, sequence, options);
  part_.mean = mean_of(content_);
  part_.support = support(summands_);
  part_.moments = moments(summands_);
  part_.unit = unit_of_unscaled(summands_);
  part_.is_unscaled =
      common_unit(summands_) > 0 || (summands_.deals.empty() && summands_.arrivals.empty());
}

void PartMaker::find_log_moments() {
  part_.log_moments = evaluate_log_moments(summands_, frame_.arguments);
}

void PartMaker::find_exponents() {
  tabulate(summands_, frame_.u_near);
  DecayBound const decay(summands_, frame_.sampled, frame_.u_near);
  for (auto const& stretch : frame_.stretches) {
    part_.exponents.push_back(
        decay.exponents(frame_.du * static_cast<double>(stretch.middle()), frame_.enough));
  }
  if (frame_.atom_unit > 0) {
    double const u = 2 * std::numbers::pi / static_cast<double>(frame_.atom_unit);
    part_.atom_exponents = decay.exponents(u, frame_.enough);
  }
}

void PartMaker::find_phi() {
  std::size_t const n_blocks = frame_.log_tolerance.size();
  tabulate(summands_, frame_.du * static_cast<double>(n_blocks * block_size));
  for (std::size_t b = 0; b < n_blocks; ++b) {
    part_.phi.push_back(
        phi_of_draws(summands_, block_frequencies(frame_.du, b), frame_.log_tolerance[b]));
  }
}

}  // namespace quarterdeck::exact
