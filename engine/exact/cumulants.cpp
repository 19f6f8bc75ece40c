// engine/exact/cumulants.cpp – see cumulants.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/cumulants.hpp"

#include <cmath>
#include <numbers>

namespace quarterdeck::exact {
namespace {

/// A law's moments of order 1 to 4.
using Moments = std::array<double, 4>;

Moments moments_of(Transform const& law) {
  Moments moments{};
  for (auto const& atom : law.atoms()) {
    double power = atom.weight;
    for (double& moment : moments) moment += power *= atom.value;
  }
  return moments;
}

/// @param w      1 / size of the negative binomial
/// @param sums   of the amounts to the powers 1 to 4 that the law is multiplied with
std::array<double, 10> coefficients(Moments const& f, double w, Moments const& sums) {
  return {sums[0] * f[0],
          sums[1] * f[1],
          sums[1] * w * f[0] * f[0],
          sums[2] * f[2],
          sums[2] * 3 * w * f[0] * f[1],
          sums[2] * 2 * w * w * f[0] * f[0] * f[0],
          sums[3] * f[3],
          sums[3] * w * (4 * f[0] * f[2] + 3 * f[1] * f[1]),
          sums[3] * 12 * w * w * f[0] * f[0] * f[1],
          sums[3] * 6 * w * w * w * f[0] * f[0] * f[0] * f[0]};
}

void add(Cumulants& sum, std::array<double, 10> const& c, double x, double scale) {
  double const square = scale * scale;
  sum.mean += scale * x * c[0];
  sum.variance += square * x * (c[1] + x * c[2]);
  sum.third += square * scale * x * (c[3] + x * (c[4] + x * c[5]));
  sum.fourth += square * square * x * (c[6] + x * (c[7] + x * (c[8] + x * c[9])));
}

}  // namespace

std::vector<CumulantPart> deal_parts(plan::Plan const& plan, Summands const& summands) {
  std::vector<CumulantPart> parts;
  for (auto const& group : summands.deals) {
    Moments sums{};
    for (double const amount : group.amount) {
      double power = 1;
      for (double& sum : sums) sum += power *= amount;
    }
    parts.push_back({group.p, group.scale, plan.cells[group.p].segment_factor,
                     coefficients(moments_of(summands.ratio[group.ratio]), -1, sums)});
  }
  return parts;
}

std::vector<CumulantPart> arrival_parts(plan::Plan const& plan, Summands const& summands) {
  std::vector<CumulantPart> parts;
  for (auto const& group : summands.arrivals) {
    parts.push_back({group.mean, group.scale - plan.ratio.size(), 0,
                     coefficients(moments_of(group.amount), 1 / group.size, {1, 1, 1, 1})});
  }
  return parts;
}

NormalTable::NormalTable() {
  auto const n = static_cast<std::size_t>(2 * end * per_unit) + 1;
  for (std::size_t node = 0; node < n; ++node) {
    double const x = static_cast<double>(node) / per_unit - end;
    value_.push_back({0.5 * std::erfc(-x / std::numbers::sqrt2),
                      std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi)});
  }
}

ConditionalCumulants::ConditionalCumulants(plan::Plan const& plan, Summands const& summands,
                                           NormalTable const& table)
    : plan_(plan),
      table_(table),
      deals_(deal_parts(plan, summands)),
      arrivals_(arrival_parts(plan, summands)) {}

Cumulants ConditionalCumulants::operator()(plan::OuterPoint const& point) const {
  auto const& draws = plan_.draws;
  auto const row = point.row;
  double const rho = draws.company_correlation[row];
  double const rho_segment = draws.segment_correlation[row];
  double const company = std::sqrt(rho) * point.company;
  double const segment_loading = std::sqrt(rho_segment);
  double const widening = 1 / std::sqrt(1 - rho - rho_segment);
  Cumulants sum;
  for (auto const& part : deals_) {
    double const shared = company + segment_loading * point.segment[part.segment_factor];
    double const level = draws.level(row, static_cast<Eigen::Index>(part.index));
    add(sum, part.c, table_((level + shared) * widening).cdf,
        draws.amount_scale(row, static_cast<Eigen::Index>(part.table)));
  }
  double const sd = draws.arrival_log_sd[row];
  double const log_factor = sd * point.company - sd * sd / 2;
  for (auto const& part : arrivals_) {
    double const log_mean = draws.arrival_log_mean(row, static_cast<Eigen::Index>(part.index));
    add(sum, part.c, std::exp(log_mean + log_factor),
        draws.arrival_scale(row, static_cast<Eigen::Index>(part.table)));
  }
  return sum;
}

}  // namespace quarterdeck::exact
