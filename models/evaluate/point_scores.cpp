// models/evaluate/point_scores.cpp – see point_scores.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/point_scores.hpp"

#include <cmath>

#include "engine/core/error.hpp"

namespace quarterdeck::models::evaluate {
namespace {

/// Sum of a loss over the sum of the actuals' sizes.
template <class Loss>
std::optional<double> over_actuals(std::span<double const> forecasts,
                                   std::span<double const> actuals, Loss const& loss) {
  QUARTERDECK_EXPECT(forecasts.size() == actuals.size());
  double sum = 0, size = 0;
  for (std::size_t i = 0; i < actuals.size(); ++i) {
    sum += loss(forecasts[i], actuals[i]);
    size += std::abs(actuals[i]);
  }
  if (!(size > 0)) return std::nullopt;
  return sum / size;
}

}  // namespace

std::optional<double> wape(std::span<double const> forecasts, std::span<double const> actuals) {
  return over_actuals(forecasts, actuals, [](double f, double y) { return std::abs(f - y); });
}

std::optional<double> bias(std::span<double const> forecasts, std::span<double const> actuals) {
  return over_actuals(forecasts, actuals, [](double f, double y) { return f - y; });
}

std::optional<Mape> mape(std::span<double const> forecasts, std::span<double const> actuals) {
  QUARTERDECK_EXPECT(forecasts.size() == actuals.size());
  Mape result;
  for (std::size_t i = 0; i < actuals.size(); ++i) {
    if (actuals[i] == 0) {
      ++result.left_out;
    } else {
      result.value += std::abs(forecasts[i] - actuals[i]) / std::abs(actuals[i]);
    }
  }
  if (result.left_out == actuals.size()) return std::nullopt;
  result.value /= static_cast<double>(actuals.size() - result.left_out);
  return result;
}

std::optional<double> normalised_crps(std::span<double const> crps,
                                      std::span<double const> actuals) {
  return over_actuals(crps, actuals, [](double score, double) { return score; });
}

}  // namespace quarterdeck::models::evaluate
