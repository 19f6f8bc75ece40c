// models/win/choice/period_effects.cpp – what the levels of covariates do to the odds of the
// period. SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <optional>

#include "models/win/choice/win_choice.hpp"
#include "models/win/logit.hpp"

namespace quarterdeck::models::win {
namespace {

/// Sums over the deals that had a level, of the parts of their gradients that its family explains.
struct LevelSum {
  std::int64_t n = 0;
  Eigen::VectorXd weights;  ///< parameters as in LogitSums
};

/// Column of a covariate that a row has, if any.
std::optional<std::size_t> column_of(LogitDesign const& design, std::size_t row, std::size_t first,
                                     std::size_t end) {
  for (Entry const& entry : design.entries(row)) {
    if (first <= entry.column && entry.column < end) return entry.column;
  }
  return std::nullopt;
}

class EffectSums {
 public:
  explicit EffectSums(FittedHazard const& hazard)
      : hazard_(&hazard), by_column_(hazard.encoder.n_columns()) {}

  void add(LogitDesign const& rows, LandmarkCourse const& deal) {
    WinChance const chance = chance_with_gradient(rows, deal.weeks, hazard_->fit.mode);
    Eigen::RowVectorXd const slope = chance.slope.colwise().sum();
    auto const& encoder = hazard_->encoder;
    for (std::size_t c = 0; c < encoder.covariates().size(); ++c) {
      std::size_t const first = encoder.first_column(c);
      std::size_t const size = encoder.covariates()[c].levels.size();
      Family const family{first, size, encoder.covariates()[c].is_number()};
      auto const column = family.is_number ? std::optional(first)
                                           : column_of(rows, deal.weeks.first, first, first + size);
      if (column) add(by_column_[*column], family, chance.gradient, slope);
    }
  }

  [[nodiscard]] std::vector<PeriodEffect> effects() const {
    std::vector<PeriodEffect> effects;
    auto const& covariates = hazard_->encoder.covariates();
    for (std::size_t c = 0; c < covariates.size(); ++c) {
      for (std::size_t l = 0; l < covariates[c].levels.size(); ++l) {
        LevelSum const& sum = by_column_[hazard_->encoder.first_column(c) + l];
        if (sum.n == 0) continue;
        Eigen::VectorXd const w = sum.weights / static_cast<double>(sum.n);
        PeriodEffect effect{covariates[c].name, covariates[c].levels[l], sum.n};
        effect.log_odds = w.dot(hazard_->fit.mode.reshaped());
        effect.sd = hazard_->fit.sd_of(w);
        effect.odds = std::exp(effect.log_odds);
        effect.low = std::exp(effect.log_odds - z_of_90_percent * effect.sd);
        effect.high = std::exp(effect.log_odds + z_of_90_percent * effect.sd);
        effects.push_back(std::move(effect));
      }
    }
    return effects;
  }

 private:
  struct Family {
    std::size_t first;  ///< column
    std::size_t size;
    bool is_number;
  };

  /// Of a level the family's part of the gradient less the average row's; of a number one unit
  /// more.
  void add(LevelSum& sum, Family const& family, Eigen::VectorXd const& gradient,
           Eigen::RowVectorXd const& slope) const {
    auto const n = static_cast<Eigen::Index>(hazard_->encoder.n_columns());
    auto const first = static_cast<Eigen::Index>(family.first);
    auto const size = static_cast<Eigen::Index>(family.size);
    if (sum.n++ == 0) sum.weights = Eigen::VectorXd::Zero(2 * n);
    for (Eigen::Index const cause : {won_cause, lost_cause}) {
      auto part = sum.weights.segment(cause * n + first, size);
      if (family.is_number) {
        part[0] += slope[cause];
        continue;
      }
      part += gradient.segment(cause * n + first, size) -
              slope[cause] * hazard_->mean_row.segment(first, size);
    }
  }

  FittedHazard const* hazard_;
  std::vector<LevelSum> by_column_;
};

}  // namespace

std::vector<PeriodEffect> period_effects(WinChoice const& choice) {
  auto const* const model = std::get_if<HazardModel>(&choice.model);
  if (model == nullptr) return {};
  EffectSums sums(model->hazard());
  for (std::size_t q = 0; q < model->weeks().n_landmarks(); ++q) {
    for (LandmarkCourse const& deal : model->weeks().deals(q))
      sums.add(model->weeks().rows(), deal);
  }
  return sums.effects();
}

}  // namespace quarterdeck::models::win
