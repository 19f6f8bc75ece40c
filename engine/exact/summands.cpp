// engine/exact/summands.cpp – see summands.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/summands.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::exact {
namespace {

std::vector<std::vector<double>> columns(std::size_t n, std::size_t n_outer) {
  return std::vector<std::vector<double>>(n, std::vector<double>(n_outer));
}

/// Win probabilities, arrival means and scales of every outer draw.
void tabulate_draws(Summands& summands, plan::Plan const& plan, plan::OuterSequence const& sequence,
                    ExactOptions const& options) {
  auto const n_outer = summands.n_outer;
  auto p = columns(plan.cells.size(), n_outer);
  auto mean = columns(plan.arrivals.size(), n_outer);
  auto scale = columns(plan.ratio.size() + plan.arrivals.size(), n_outer);
  summands.point.resize(n_outer);
#pragma omp parallel num_threads(options.n_threads)
  {
    plan::OuterState state;
#pragma omp for schedule(static)
    for (std::size_t k = 0; k < n_outer; ++k) {
      auto& point = summands.point[k];
      sequence.fill(point, k);
      plan::fill(state, plan, point);
      for (std::size_t c = 0; c < p.size(); ++c) p[c][k] = state.win_probability[c];
      for (std::size_t a = 0; a < mean.size(); ++a) mean[a][k] = state.arrival_mean[a];
      for (std::size_t t = 0; t < plan.ratio.size(); ++t) {
        scale[t][k] = plan.draws.amount_scale(point.row, static_cast<Eigen::Index>(t));
      }
      for (std::size_t a = 0; a < mean.size(); ++a) {
        scale[plan.ratio.size() + a][k] =
            plan.draws.arrival_scale(point.row, static_cast<Eigen::Index>(a));
      }
    }
  }
  for (auto& column : p) summands.p.push_back(make_variable(std::move(column)));
  for (auto& column : mean) summands.mean.push_back(make_log_variable(std::move(column)));
  for (auto& column : scale) summands.scale.push_back(make_variable(std::move(column)));
}

void add_deals(Summands& summands, plan::Plan const& plan, Scope scope) {
  auto const& deals = plan.deals;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> amounts;
  for (std::size_t i = 0; i < deals.size(); ++i) {
    if (!is_inside(scope, deals, i) || deals.amount[i] == 0) continue;
    amounts[{deals.cell[i], deals.amount_table[i]}].push_back(static_cast<double>(deals.amount[i]));
  }
  for (auto& [key, amount] : amounts) {
    // By size, so that the last is the largest and neighbours can be gathered in runs (DecayBound).
    // It also makes every sum independent of the order of the deals.
    std::sort(amount.begin(), amount.end(),
              [](double a, double b) { return std::abs(a) < std::abs(b); });
    summands.deals.push_back({key.first, key.second, key.second, std::move(amount)});
  }
}

void add_arrivals(Summands& summands, plan::Plan const& plan, Scope scope) {
  for (std::size_t a = 0; a < plan.arrivals.size(); ++a) {
    auto const& arrival = plan.arrivals[a];
    if (arrival.entries.empty()) continue;
    std::vector<Atom> atoms;
    double const weight = 1 / static_cast<double>(arrival.entries.size());
    for (auto const& entry : arrival.entries) {
      atoms.push_back({is_inside(scope, entry) ? static_cast<double>(entry.amount) : 0.0, weight});
    }
    Transform amount(std::move(atoms));
    if (amount.reach() == 0) continue;
    summands.arrivals.push_back({arrival.size, a, plan.ratio.size() + a, std::move(amount)});
  }
}

Variable with_range(std::vector<double> value) {
  auto const [least, greatest] = std::minmax_element(value.begin(), value.end());
  Variable variable;
  variable.least = *least;
  variable.greatest = *greatest;
  for (double const x : value) {
    if (x > 0 && (variable.least_positive == 0 || x < variable.least_positive)) {
      variable.least_positive = x;
    }
  }
  variable.unit.assign(value.size(), 0.0);
  variable.value = std::move(value);
  return variable;
}

bool is_one(Variable const& scale) { return scale.least == 1 && scale.greatest == 1; }

}  // namespace

Variable make_variable(std::vector<double> value) {
  Variable variable = with_range(std::move(value));
  if (!variable.varies()) return variable;
  for (std::size_t k = 0; k < variable.value.size(); ++k) {
    variable.unit[k] = (variable.value[k] - variable.centre()) / variable.half();
  }
  return variable;
}

Variable make_log_variable(std::vector<double> value) {
  Variable variable = with_range(std::move(value));
  // Arrival means spread over orders of magnitude between draws; log phi of arrivals, m (phi_a -
  // 1), is a short polynomial of log m. Draws without arrivals have no logarithm and are marked.
  variable.present.assign(variable.value.size(), 1.0);
  double const least = std::log(variable.least_positive);
  double const greatest = std::log(variable.greatest);
  for (std::size_t k = 0; k < variable.value.size(); ++k) {
    if (!(variable.value[k] > 0)) {
      variable.present[k] = 0;
    } else if (greatest > least) {
      variable.unit[k] = (2 * std::log(variable.value[k]) - least - greatest) / (greatest - least);
    }
  }
  return variable;
}

Scope scope_of(plan::Target const& target) {
  return target.grouping < 0 ? Scope{} : Scope{target.grouping, target.value};
}

double booked_of(plan::Plan const& plan, Scope scope) {
  QUARTERDECK_EXPECT(scope.grouping < static_cast<int>(plan.groupings.size()));
  if (scope.grouping < 0) return static_cast<double>(plan.booked);
  auto const& grouping = plan.groupings[static_cast<std::size_t>(scope.grouping)];
  QUARTERDECK_EXPECT(scope.value >= 0 && scope.value < static_cast<int>(grouping.values.size()));
  return static_cast<double>(grouping.booked[static_cast<std::size_t>(scope.value)]);
}

bool is_inside(Scope scope, plan::Deals const& deals, std::size_t deal) {
  return scope.grouping < 0 ||
         deals.group[static_cast<std::size_t>(scope.grouping)][deal] == scope.value;
}

bool is_inside(Scope scope, plan::ArrivalEntry const& entry) {
  return scope.grouping < 0 || entry.group[static_cast<std::size_t>(scope.grouping)] == scope.value;
}

Summands make_summands(plan::Plan const& plan, Scope scope) {
  Summands summands;
  summands.booked = booked_of(plan, scope);
  for (auto const& table : plan.ratio) {
    std::vector<Atom> atoms;
    for (double const ratio : table) atoms.push_back({ratio, 1.0 / plan::n_amount_entries});
    summands.ratio.emplace_back(std::move(atoms));
  }
  add_deals(summands, plan, scope);
  add_arrivals(summands, plan, scope);
  return summands;
}

void add_draws(Summands& summands, plan::Plan const& plan, plan::OuterSequence const& sequence,
               ExactOptions const& options) {
  QUARTERDECK_EXPECT(options.n_outer > 0 && options.n_threads > 0);
  summands.n_outer = options.n_outer;
  tabulate_draws(summands, plan, sequence, options);
  std::erase_if(summands.deals, [&](DealGroup const& g) { return summands.p[g.p].greatest == 0; });
  std::erase_if(summands.arrivals,
                [&](ArrivalGroup const& g) { return summands.mean[g.mean].greatest == 0; });
}

TotalMoments moments(Summands const& summands) {
  std::vector<double> mean(summands.n_outer, summands.booked);
  std::vector<double> variance(summands.n_outer, 0.0);
  for (auto const& group : summands.deals) {
    auto const& ratio = summands.ratio[group.ratio];
    double first = 0;
    double second = 0;
    for (double const amount : group.amount) {
      first += amount;
      second += amount * amount;
    }
    double const mean_square = second * ratio.mean_square();
    double const square_mean = second * ratio.mean() * ratio.mean();
    for (std::size_t k = 0; k < summands.n_outer; ++k) {
      double const p = summands.p[group.p].value[k];
      double const scale = summands.scale[group.scale].value[k];
      mean[k] += p * scale * first * ratio.mean();
      variance[k] += scale * scale * p * (mean_square - p * square_mean);
    }
  }
  for (auto const& group : summands.arrivals) {
    double const first = group.amount.mean();
    for (std::size_t k = 0; k < summands.n_outer; ++k) {
      double const m = summands.mean[group.mean].value[k];
      double const scale = summands.scale[group.scale].value[k];
      mean[k] += m * scale * first;
      variance[k] +=
          scale * scale * m * (group.amount.mean_square() + m * first * first / group.size);
    }
  }
  return moments(std::move(mean), std::move(variance));
}

TotalMoments moments(std::vector<double> given, std::vector<double> inner) {
  TotalMoments result;
  auto const n = static_cast<double>(given.size());
  result.mean = std::accumulate(given.begin(), given.end(), 0.0) / n;
  result.inner_variance = std::accumulate(inner.begin(), inner.end(), 0.0) / n;
  double between = 0;
  for (double const m : given) between += (m - result.mean) * (m - result.mean) / n;
  result.variance = result.inner_variance + between;
  result.inner = std::move(inner);
  result.given = std::move(given);
  return result;
}

std::int64_t unit_of_unscaled(Summands const& summands) {
  std::int64_t unit = 0;
  for (auto const& group : summands.deals) {
    if (!is_one(summands.scale[group.scale])) continue;
    for (double const amount : group.amount) {
      unit = std::gcd(unit, static_cast<std::int64_t>(amount));
    }
  }
  for (auto const& group : summands.arrivals) {
    if (!is_one(summands.scale[group.scale])) continue;
    for (auto const& atom : group.amount.atoms()) {
      unit = std::gcd(unit, static_cast<std::int64_t>(atom.value));
    }
  }
  return unit;
}

std::int64_t common_unit(Summands const& summands) {
  for (auto const& group : summands.deals) {
    auto const& ratio = summands.ratio[group.ratio];
    if (ratio.least() != 1 || ratio.greatest() != 1 || !is_one(summands.scale[group.scale]))
      return 0;
  }
  for (auto const& group : summands.arrivals) {
    if (!is_one(summands.scale[group.scale])) return 0;
  }
  return unit_of_unscaled(summands);
}

void tabulate(Summands& summands, double u) {
  std::vector<double> reach(summands.ratio.size(), 0.0);
  for (auto const& group : summands.deals) {
    double const largest = std::abs(group.amount.back()) * summands.scale[group.scale].greatest;
    reach[group.ratio] = std::max(reach[group.ratio], largest);
  }
  for (std::size_t t = 0; t < reach.size(); ++t) {
    if (reach[t] > 0) summands.ratio[t].tabulate(u * reach[t]);
  }
  for (auto& group : summands.arrivals) {
    group.amount.tabulate(u * summands.scale[group.scale].greatest);
  }
}

}  // namespace quarterdeck::exact
