// tests/unit/evaluate/simulated_companies.cpp – see simulated_companies.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/simulated_companies.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/evaluate/crps.hpp"
#include "tests/unit/evaluate/simulated.hpp"

namespace quarterdeck::test {

using models::evaluate::Estimator;
using models::evaluate::ScoredForecast;

namespace {

constexpr std::size_t n_history = 12, n_scored = 8, n_weeks = 13, n_draws = 100;
constexpr double usual_level = 100, level_sd = 12, week_sd = 4.6;

struct Quarter {
  double level = 0;
  std::vector<double> booked;  ///< [weeks left] by then
  [[nodiscard]] double total() const { return booked[0]; }
  [[nodiscard]] double rest(std::size_t weeks_left) const { return total() - booked[weeks_left]; }
};

std::vector<Quarter> live(std::uint64_t company) {
  std::vector<Quarter> quarters;
  auto const levels =
      draw_normal({usual_level, level_sd}, "company level", company, n_history + n_scored);
  for (double const level : levels) {
    Quarter& quarter = quarters.emplace_back();
    quarter.level = level;
    quarter.booked.assign(n_weeks + 1, 0);
    auto const weeks = draw_normal({level / n_weeks, week_sd}, "company weeks",
                                   1000 * company + quarters.size(), n_weeks);
    for (std::size_t w = 0; w < n_weeks; ++w) {
      quarter.booked[n_weeks - 1 - w] = quarter.booked[n_weeks - w] + weeks[w];
    }
  }
  return quarters;
}

Normal truth_of(Quarter const& quarter, std::size_t weeks_left) {
  auto const left = static_cast<double>(weeks_left);
  return {quarter.booked[weeks_left] + quarter.level * left / n_weeks, week_sd * std::sqrt(left)};
}

double mean_rest(std::vector<Quarter> const& quarters, std::size_t q, std::size_t weeks_left) {
  double sum = 0;
  for (std::size_t i = q - 4; i < q; ++i) sum += quarters[i].rest(weeks_left);
  return sum / 4;
}

/// Booked so far plus the mean rest of the last four, with the errors that this has made before.
std::vector<double> reference_of(std::vector<Quarter> const& quarters, std::size_t q,
                                 std::size_t weeks_left) {
  double const point = quarters[q].booked[weeks_left] + mean_rest(quarters, q, weeks_left);
  std::vector<double> draws;
  for (std::size_t i = q - 8; i < q; ++i) {
    draws.push_back(point + quarters[i].rest(weeks_left) - mean_rest(quarters, i, weeks_left));
  }
  std::sort(draws.begin(), draws.end());
  return draws;
}

Normal distort(Normal const& truth, Normal const& at_first, Distortion distortion, double jitter) {
  switch (distortion) {
    case Distortion::wide:
      return {truth.mean, 1.5 * truth.sd};
    case Distortion::very_wide:
      return {truth.mean, 2.5 * truth.sd};
    case Distortion::narrow:
      return {truth.mean, 0.5 * truth.sd};
    case Distortion::point:
      return {truth.mean, 0};
    case Distortion::low:
      return {0.9 * truth.mean, truth.sd};
    case Distortion::high:
      return {1.1 * truth.mean, truth.sd};
    case Distortion::flips:
      return {truth.mean * (1 + 0.1 * jitter), truth.sd};
    case Distortion::frozen:
      return at_first;
    case Distortion::shaded:
      return {truth.mean, 0.9 * truth.sd};
    case Distortion::sandbagged:
      return {0.98 * truth.mean, truth.sd};
    default:
      return truth;
  }
}

/// Draws of the truth and, cycled to as many, those of the reference.
std::vector<double> mix(std::vector<double> draws, std::vector<double> const& reference) {
  std::size_t const n = draws.size();
  for (std::size_t i = 0; i < n; ++i) draws.push_back(reference[i % reference.size()]);
  std::sort(draws.begin(), draws.end());
  return draws;
}

}  // namespace

std::vector<ScoredForecast> replay_company(std::uint64_t company, Distortion distortion) {
  std::vector<Quarter> const quarters = live(company);
  std::vector<ScoredForecast> forecasts;
  for (std::size_t q = n_history; q < quarters.size(); ++q) {
    Quarter const& quarter = quarters[q];
    for (std::size_t const weeks_left : {12U, 9U, 6U, 3U}) {
      std::uint64_t const number = (company * 100 + q) * 100 + weeks_left;
      Normal const used = distort(truth_of(quarter, weeks_left), truth_of(quarter, 12), distortion,
                                  draw_normal({}, "company jitter", number, 1)[0]);
      auto const reference = reference_of(quarters, q, weeks_left);
      auto draws = sorted_normal(used, "company draws", number, n_draws);
      if (distortion == Distortion::mixed) draws = mix(std::move(draws), reference);
      double scale = 0;
      for (std::size_t i = q - 4; i < q; ++i) scale += quarters[i].total() / 4;
      forecasts.push_back(
          {.period = std::to_string(100 + q),
           .weeks_left = static_cast<int>(weeks_left),
           .actual = quarter.total(),
           .scale = scale,
           .crps = models::evaluate::crps_fair(draws, quarter.total()),
           .claimed = models::evaluate::claimed_crps(draws, Estimator::fair),
           .reference_crps = *models::evaluate::crps_plain(reference, quarter.total())});
    }
  }
  return forecasts;
}

std::vector<ScoredForecast> without_two_worst(std::vector<ScoredForecast> forecasts, Worst what) {
  std::map<std::string, double> loss;
  for (ScoredForecast const& row : forecasts) loss[row.period] += *row.crps / row.scale;
  std::set<std::string> worst;
  for (int i = 0; i < 2; ++i) {
    auto const largest = std::max_element(
        loss.begin(), loss.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
    worst.insert(largest->first);
    loss.erase(largest);
  }
  if (what == Worst::erased) {
    std::erase_if(forecasts, [&](ScoredForecast const& row) { return worst.contains(row.period); });
  }
  for (ScoredForecast& row : forecasts) row.missing = worst.contains(row.period);
  return forecasts;
}

}  // namespace quarterdeck::test
