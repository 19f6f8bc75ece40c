// engine/exact/guide_sums.cpp – see guide_sums.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/guide_sums.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::exact {
namespace {

/// The plan's rows one after another.
class RowMaker {
 public:
  RowMaker(plan::Plan const& plan, Summands const& summands, NormalTable const& table)
      : plan_(plan),
        table_(table),
        deals_(deal_parts(plan, summands)),
        arrivals_(arrival_parts(plan, summands)) {}

  void fill(GuideRow& row, Eigen::Index r) const {
    auto const& draws = plan_.draws;
    auto const n_segments = static_cast<std::size_t>(plan_.n_segment_factors);
    row.company_loading = std::sqrt(draws.company_correlation[r]);
    row.segment_loading = std::sqrt(draws.segment_correlation[r]);
    row.slope.assign(n_segments, 0.0);
    row.curvature.assign(n_segments, 0.0);
    row.variance_slope.assign(n_segments, 0.0);
    for (auto const& part : deals_) add_deals(row, r, part);
    for (auto const& part : arrivals_) add_arrivals(row, r, part);
  }

 private:
  void add_deals(GuideRow& row, Eigen::Index r, CumulantPart const& part) const {
    double const level = plan_.draws.level(r, static_cast<Eigen::Index>(part.index)) +
                         row.company_loading * plan_.market_shift;
    auto const [p, density] = table_(level);
    double const scale = plan_.draws.amount_scale(r, static_cast<Eigen::Index>(part.table));
    double const square = scale * scale;
    double const loading_square =
        row.company_loading * row.company_loading + row.segment_loading * row.segment_loading;
    auto const& c = part.c;
    row.mean += scale * p * c[0];
    row.variance += square * (p * c[1] + (p * p + density * density * loading_square) * c[2]);
    row.third += square * scale * p * (c[3] + p * (c[4] + p * c[5]));
    row.slope[part.segment_factor] += scale * density * c[0];
    if (density > 0) row.curvature[part.segment_factor] -= scale * level * density * c[0];
    row.variance_slope[part.segment_factor] += square * density * (c[1] + 2 * p * c[2]);
  }

  void add_arrivals(GuideRow& row, Eigen::Index r, CumulantPart const& part) const {
    auto const a = static_cast<Eigen::Index>(part.index);
    double const sd = plan_.draws.arrival_log_sd[r];
    double const m = std::exp(plan_.draws.arrival_log_mean(r, a) + sd * plan_.market_shift);
    double const scale = plan_.draws.arrival_scale(r, a);
    double const square = scale * scale;
    auto const& c = part.c;
    row.mean += scale * m * c[0];
    row.variance += square * m * (c[1] + m * std::exp(sd * sd) * c[2]);
    row.third += square * scale * m * (c[3] + m * (c[4] + m * c[5]));
    row.z_slope += sd * scale * m * c[0];
    row.z_curvature += sd * sd * scale * m * c[0];
    row.z_variance_slope += sd * square * m * (c[1] + 2 * m * c[2]);
  }

  plan::Plan const& plan_;
  NormalTable const& table_;
  std::vector<CumulantPart> deals_;
  std::vector<CumulantPart> arrivals_;
};

void add_to(std::vector<double>& sum, std::vector<double> const& part) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
}

void add_to(GuideRow& sum, GuideRow const& part) {
  sum.mean += part.mean;
  sum.variance += part.variance;
  sum.third += part.third;
  add_to(sum.slope, part.slope);
  add_to(sum.curvature, part.curvature);
  add_to(sum.variance_slope, part.variance_slope);
  sum.z_slope += part.z_slope;
  sum.z_curvature += part.z_curvature;
  sum.z_variance_slope += part.z_variance_slope;
}

}  // namespace

std::vector<GuideRow> guide_rows(plan::Plan const& plan, Summands const& summands,
                                 NormalTable const& table, int n_threads) {
  RowMaker const maker(plan, summands, table);
  std::vector<GuideRow> rows(static_cast<std::size_t>(plan.draws.n_rows()));
#pragma omp parallel for schedule(static) num_threads(n_threads)
  for (std::size_t r = 0; r < rows.size(); ++r) maker.fill(rows[r], static_cast<Eigen::Index>(r));
  return rows;
}

// Rows are sorted so that those with neighbouring numbers bring about the same total. The Sobol
// dimension that chooses among them then integrates a monotone function instead of a shuffled one,
// and a few dozen points represent all rows.
std::vector<Eigen::Index> order_by_mean(std::vector<GuideRow> const& rows) {
  std::vector<Eigen::Index> order(rows.size());
  std::iota(order.begin(), order.end(), Eigen::Index{0});
  auto const mean = [&](Eigen::Index r) { return rows[static_cast<std::size_t>(r)].mean; };
  std::sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) {
    return std::pair(mean(a), a) < std::pair(mean(b), b);
  });
  return order;
}

void GuideSums::add(GuideSums const& part) {
  QUARTERDECK_EXPECT(rows.size() == part.rows.size() && draws.size() == part.draws.size());
  for (std::size_t r = 0; r < rows.size(); ++r) add_to(rows[r], part.rows[r]);
  for (std::size_t k = 0; k < draws.size(); ++k) {
    draws[k].mean += part.draws[k].mean;
    draws[k].variance += part.draws[k].variance;
    draws[k].third += part.draws[k].third;
    draws[k].fourth += part.draws[k].fourth;
  }
}

}  // namespace quarterdeck::exact
