// tests/unit/simulate/plans.cpp – see plans.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/simulate/plans.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "engine/core/ids.hpp"
#include "engine/random/stream.hpp"

namespace quarterdeck::test {

namespace {

using random::Stream;

std::size_t below(Stream& stream, std::size_t n) {
  return boost::random::uniform_int_distribution<std::size_t>(0, n - 1)(stream);
}

core::Minor made_up_amount(Stream& stream) {
  return std::llround(boost::random::lognormal_distribution<double>(14.5, 1.0)(stream));
}

/// A random distribution function over the weeks, ending at exactly 1.
std::vector<double> made_up_curve(Stream& stream, std::size_t n_weeks) {
  boost::random::gamma_distribution<double> gamma(1.5);
  std::vector<double> curve(n_weeks);
  for (auto& share : curve) share = gamma(stream);
  std::partial_sum(curve.begin(), curve.end(), curve.begin());
  for (auto& share : curve) share /= curve.back();
  if (n_weeks > 0) curve.back() = 1;
  return curve;
}

void add_calendar(plan::Plan& plan, std::size_t n_weeks) {
  plan.as_of = core::Date(core::Days(20000));
  plan.period_start = plan.as_of - core::Days(7);
  plan.period_end = plan.as_of + core::Days(7 * static_cast<int>(n_weeks));
  for (std::size_t w = 1; w <= n_weeks; ++w) {
    plan.week_end.push_back(plan.as_of + core::Days(7 * static_cast<int>(w)));
  }
  plan.currency = "USD";
}

void add_groupings(plan::Plan& plan, Stream& stream, std::size_t n_owners) {
  std::size_t const n_values[] = {4, 5, 3, n_owners};
  char const* const names[] = {"segment", "region", "type", "owner"};
  for (std::size_t g = 0; g < 4; ++g) {
    plan::Grouping grouping{.by = names[g], .values = {}, .booked = {}, .booked_count = {}};
    for (std::size_t v = 0; v < n_values[g]; ++v) {
      grouping.values.push_back(names[g] + std::to_string(v));
      grouping.booked.push_back(0);
      grouping.booked_count.push_back(0);
    }
    plan.groupings.push_back(grouping);
  }
  for (int sale = 0; sale < 20; ++sale) {
    auto const amount = made_up_amount(stream);
    plan.booked += amount;
    ++plan.booked_count;
    for (auto& grouping : plan.groupings) {
      auto const v = below(stream, grouping.values.size());
      grouping.booked[v] += amount;
      ++grouping.booked_count[v];
    }
  }
}

/// Every owner sells in one segment and one region, any type.
std::vector<std::uint16_t> made_up_groups(plan::Plan const& plan, Stream& stream) {
  auto const owner = below(stream, plan.groupings[3].values.size());
  return {static_cast<std::uint16_t>(owner % 4), static_cast<std::uint16_t>(owner % 5),
          static_cast<std::uint16_t>(below(stream, 3)), static_cast<std::uint16_t>(owner)};
}

void add_deals(plan::Plan& plan, Stream& stream, BookSize const& size) {
  struct Row {
    std::vector<std::uint16_t> groups;
    std::uint64_t entity;
  };
  std::vector<Row> rows;
  for (std::size_t d = 0; d < size.n_deals; ++d) {
    rows.push_back({made_up_groups(plan, stream), core::entity_of("deal " + std::to_string(d))});
  }
  std::sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) {
    return a.groups != b.groups ? a.groups < b.groups : a.entity < b.entity;
  });
  plan.deals.group.resize(plan.groupings.size());
  for (auto const& row : rows) {
    plan.deals.entity.push_back(row.entity);
    plan.deals.amount.push_back(made_up_amount(stream));
    plan.deals.cell.push_back(static_cast<std::uint32_t>(below(stream, size.n_cells)));
    plan.deals.curve.push_back(static_cast<std::uint16_t>(below(stream, plan.curves.size())));
    plan.deals.amount_table.push_back(static_cast<std::uint16_t>(below(stream, 4)));
    for (std::size_t g = 0; g < row.groups.size(); ++g) {
      plan.deals.group[g].push_back(row.groups[g]);
    }
  }
}

void add_tables(plan::Plan& plan, Stream& stream, BookSize const& size) {
  for (int c = 0; c < 24; ++c) plan.curves.push_back(made_up_curve(stream, size.n_weeks));
  for (int t = 0; t < 4; ++t) {
    boost::random::lognormal_distribution<double> ratio(-0.05, 0.3);
    std::vector<double> table(plan::n_amount_entries);
    for (auto& entry : table) entry = ratio(stream);
    std::sort(table.begin(), table.end());
    plan.ratio.push_back(table);
  }
  plan.n_segment_factors = 4;
  for (std::size_t c = 0; c < size.n_cells; ++c) {
    plan.cells.push_back({static_cast<std::uint16_t>(c % 4)});
  }
}

void add_arrivals(plan::Plan& plan, Stream& stream, BookSize const& size) {
  for (std::size_t a = 0; a < size.n_arrivals; ++a) {
    plan::ArrivalCell cell{.name = "new " + std::to_string(a),
                           .entity = core::entity_of("new " + std::to_string(a)),
                           .segment_factor = static_cast<std::uint16_t>(a % 4),
                           .size = a % 2 == 0 ? 5.0 : std::numeric_limits<double>::infinity(),
                           .cumulative_week = made_up_curve(stream, size.n_weeks),
                           .entries = {}};
    for (int e = 0; e < 200; ++e) {
      cell.entries.push_back({made_up_amount(stream), made_up_groups(plan, stream)});
    }
    plan.arrivals.push_back(cell);
  }
}

void add_draws(plan::Plan& plan, Stream& stream, BookSize const& size) {
  auto& draws = plan.draws;
  auto const n = static_cast<Eigen::Index>(size.n_rows);
  auto const n_arrivals = static_cast<Eigen::Index>(size.n_arrivals);
  boost::random::normal_distribution<double> normal;
  auto const table = [&](Eigen::Index columns, auto make) {
    plan::Draws::Table out(n, columns);
    for (Eigen::Index i = 0; i < out.size(); ++i) out.data()[i] = make();
    return out;
  };
  Eigen::VectorXd level(static_cast<Eigen::Index>(size.n_cells));
  for (auto& x : level) x = size.level + 0.6 * normal(stream);
  draws.level = table(level.size(), [&] { return 0.1 * normal(stream); });
  draws.level.rowwise() += level.transpose();
  draws.company_correlation = Eigen::VectorXd::Constant(n, size.correlation);
  draws.segment_correlation = Eigen::VectorXd::Constant(n, size.correlation / 2);
  draws.amount_scale = table(4, [&] { return std::exp(0.05 * normal(stream)); });
  draws.arrival_log_mean = table(n_arrivals, [&] { return 1.8 + 0.1 * normal(stream); });
  draws.arrival_log_sd = Eigen::VectorXd::Constant(n, 0.2);
  draws.arrival_scale = table(n_arrivals, [&] { return std::exp(0.05 * normal(stream)); });
}

}  // namespace

plan::Plan made_up_book(BookSize const& size) {
  Stream stream({.seed = 20, .entity = core::entity_of("made-up book")});
  plan::Plan plan;
  add_calendar(plan, size.n_weeks);
  add_groupings(plan, stream, size.n_owners);
  add_tables(plan, stream, size);
  add_deals(plan, stream, size);
  add_arrivals(plan, stream, size);
  add_draws(plan, stream, size);
  auto const open =
      std::accumulate(plan.deals.amount.begin(), plan.deals.amount.end(), core::Minor{0});
  plan.targets = {{.name = "Company", .amount = plan.booked + open / 6},
                  {.name = "Stretch", .amount = plan.booked + open / 5},
                  {.name = "Region", .amount = open / 30, .grouping = 1, .value = 2}};
  return plan;
}

plan::Plan independent_deals(std::vector<double> const& p, std::vector<core::Minor> const& amount) {
  plan::Plan plan;
  add_calendar(plan, 1);
  plan.curves = {{1.0}};
  plan.ratio = {std::vector<double>(plan::n_amount_entries, 1.0)};
  auto const n = static_cast<Eigen::Index>(p.size());
  auto& draws = plan.draws;
  draws.level.resize(1, n);
  for (std::size_t d = 0; d < p.size(); ++d) {
    plan.deals.entity.push_back(core::entity_of("independent " + std::to_string(d)));
    plan.deals.amount.push_back(amount[d]);
    plan.deals.cell.push_back(static_cast<std::uint32_t>(d));
    plan.deals.curve.push_back(0);
    plan.deals.amount_table.push_back(0);
    plan.cells.push_back({});
    double const certain = std::numeric_limits<double>::infinity();
    draws.level(0, static_cast<Eigen::Index>(d)) =
        p[d] == 0   ? -certain
        : p[d] == 1 ? certain
                    : boost::math::quantile(boost::math::normal(), p[d]);
  }
  draws.company_correlation = Eigen::VectorXd::Zero(1);
  draws.segment_correlation = Eigen::VectorXd::Zero(1);
  draws.amount_scale = plan::Draws::Table::Ones(1, 1);
  draws.arrival_log_mean.resize(1, 0);
  draws.arrival_log_sd = Eigen::VectorXd::Zero(1);
  draws.arrival_scale.resize(1, 0);
  return plan;
}

}  // namespace quarterdeck::test
