// tests/unit/exact/books.cpp – see books.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/exact/books.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <limits>
#include <string>

namespace quarterdeck::test {
namespace {

double probit(double p) {
  if (p <= 0) return -std::numeric_limits<double>::infinity();
  if (p >= 1) return std::numeric_limits<double>::infinity();
  return boost::math::quantile(boost::math::normal(), p);
}

void add_group(plan::Plan& plan, std::vector<std::string> values) {
  plan::Grouping grouping;
  grouping.by = "segment";
  grouping.booked.assign(values.size(), 0);
  grouping.booked_count.assign(values.size(), 0);
  grouping.values = std::move(values);
  plan.groupings.push_back(std::move(grouping));
  plan.deals.group.emplace_back();
}

/// Normal draws for the shape of a realistic book; its seed is fixed.
class Shape {
 public:
  double normal(double mean, double sd) {
    return mean + sd * boost::random::normal_distribution<double>()(engine_);
  }
  double uniform() { return boost::random::uniform_01<double>()(engine_); }

 private:
  boost::random::mt19937_64 engine_{20261123};
};

std::vector<double> ratio_table(Shape& shape, bool random) {
  std::vector<double> table(plan::n_amount_entries, 1.0);
  if (!random) return table;
  for (std::size_t j = 0; j < table.size() * 2 / 5; ++j) {
    table[j] = std::clamp(std::exp(shape.normal(-0.1, 0.4)), 0.05, 20.0);
  }
  std::sort(table.begin(), table.end());
  return table;
}

void fill_draws(plan::Plan& plan, RealisticSpec const& spec, Shape& shape) {
  auto& draws = plan.draws;
  auto const n_tables = static_cast<Eigen::Index>(plan.ratio.size());
  auto const n_arrivals = static_cast<Eigen::Index>(plan.arrivals.size());
  draws.level.resize(spec.n_rows, spec.n_cells);
  draws.amount_scale.resize(spec.n_rows, n_tables);
  draws.arrival_log_mean.resize(spec.n_rows, n_arrivals);
  draws.arrival_scale.resize(spec.n_rows, n_arrivals);
  draws.arrival_log_sd.resize(spec.n_rows);
  draws.company_correlation.resize(spec.n_rows);
  draws.segment_correlation.resize(spec.n_rows);
  for (int c = 0; c < spec.n_cells; ++c) {
    double const level = shape.normal(-0.6, 0.5);
    for (Eigen::Index r = 0; r < spec.n_rows; ++r) draws.level(r, c) = shape.normal(level, 0.12);
  }
  for (Eigen::Index r = 0; r < spec.n_rows; ++r) {
    draws.company_correlation[r] = spec.company_correlation * std::exp(shape.normal(0, 0.5));
    draws.segment_correlation[r] = spec.company_correlation / 2;
    draws.arrival_log_sd[r] = 0.2;
    for (Eigen::Index t = 0; t < n_tables; ++t) {
      draws.amount_scale(r, t) = std::exp(shape.normal(0, spec.scale_log_sd));
    }
    for (Eigen::Index a = 0; a < n_arrivals; ++a) {
      draws.arrival_log_mean(r, a) = std::log(spec.arrival_mean) + shape.normal(0, 0.1);
      draws.arrival_scale(r, a) = std::exp(shape.normal(0, spec.scale_log_sd));
    }
  }
}

}  // namespace

SimpleBook::SimpleBook() {
  plan.ratio.emplace_back(plan::n_amount_entries, 1.0);
  plan.curves.emplace_back();
  add_group(plan, {"first", "second"});
  auto& draws = plan.draws;
  draws.level.resize(1, 0);
  draws.company_correlation = Eigen::VectorXd::Zero(1);
  draws.segment_correlation = Eigen::VectorXd::Zero(1);
  draws.arrival_log_sd = Eigen::VectorXd::Zero(1);
  draws.amount_scale = plan::Draws::Table::Ones(1, 1);
  draws.arrival_log_mean.resize(1, 0);
  draws.arrival_scale.resize(1, 0);
}

std::uint32_t SimpleBook::cell(double p_win, std::uint16_t segment_factor) {
  plan.cells.push_back({segment_factor});
  auto const c = static_cast<Eigen::Index>(plan.cells.size()) - 1;
  plan.draws.level.conservativeResize(1, c + 1);
  plan.draws.level(0, c) = probit(p_win);
  plan.n_segment_factors = std::max(plan.n_segment_factors, segment_factor + 1);
  return static_cast<std::uint32_t>(c);
}

SimpleBook& SimpleBook::deal(std::uint32_t cell, core::Minor amount, std::uint16_t group) {
  plan.deals.entity.push_back(1000 + plan.deals.size());
  plan.deals.amount.push_back(amount);
  plan.deals.cell.push_back(cell);
  plan.deals.curve.push_back(0);
  plan.deals.amount_table.push_back(0);
  plan.deals.group[0].push_back(group);
  return *this;
}

SimpleBook& SimpleBook::deals(int n, std::uint32_t cell, core::Minor amount) {
  for (int i = 0; i < n; ++i) deal(cell, amount);
  return *this;
}

SimpleBook& SimpleBook::arrivals(double mean, double size,
                                 std::vector<core::Minor> const& amounts) {
  plan::ArrivalCell arrival;
  arrival.name = "new";
  arrival.size = size;
  for (auto const amount : amounts) arrival.entries.push_back({amount, {0}});
  plan.arrivals.push_back(std::move(arrival));
  auto const a = static_cast<Eigen::Index>(plan.arrivals.size()) - 1;
  plan.draws.arrival_log_mean.conservativeResize(1, a + 1);
  plan.draws.arrival_scale.conservativeResize(1, a + 1);
  plan.draws.arrival_log_mean(0, a) = std::log(mean);
  plan.draws.arrival_scale(0, a) = 1;
  return *this;
}

SimpleBook& SimpleBook::factors(double company, double segment) {
  plan.draws.company_correlation[0] = company;
  plan.draws.segment_correlation[0] = segment;
  return *this;
}

plan::Plan realistic_book(RealisticSpec const& spec) {
  constexpr int n_segments = 4;
  Shape shape;
  plan::Plan plan;
  plan.booked = 500'000'00;
  plan.n_segment_factors = n_segments;
  plan.curves.emplace_back();
  add_group(plan, {"a", "b", "c", "d"});
  plan.groupings[0].booked[0] = plan.booked;
  for (int s = 0; s < n_segments; ++s) {
    plan.ratio.push_back(ratio_table(shape, spec.random_amounts));
  }
  for (int c = 0; c < spec.n_cells; ++c) {
    plan.cells.push_back({static_cast<std::uint16_t>(c % n_segments)});
  }
  auto const amount = [&] {
    double const units = std::exp(shape.normal(10, spec.amount_log_sd));
    auto const step = static_cast<double>(spec.round_to);
    return static_cast<core::Minor>(std::max(1.0, std::round(100 * units / step)) * step);
  };
  for (int i = 0; i < spec.n_deals; ++i) {
    auto const c = static_cast<std::uint32_t>(shape.uniform() * spec.n_cells);
    auto const segment = static_cast<std::uint16_t>(c % n_segments);
    plan.deals.entity.push_back(static_cast<std::uint64_t>(i) + 1);
    plan.deals.amount.push_back(amount());
    plan.deals.cell.push_back(c);
    plan.deals.curve.push_back(0);
    plan.deals.amount_table.push_back(segment);
    plan.deals.group[0].push_back(segment);
  }
  for (std::uint16_t s = 0; s < n_segments && spec.arrival_mean > 0; ++s) {
    plan::ArrivalCell arrival;
    arrival.name = plan.groupings[0].values[s];
    arrival.entity = s;
    arrival.segment_factor = s;
    arrival.size = 6;
    for (int j = 0; j < 200; ++j) arrival.entries.push_back({amount(), {s}});
    plan.arrivals.push_back(std::move(arrival));
  }
  fill_draws(plan, spec, shape);
  return plan;
}

}  // namespace quarterdeck::test
