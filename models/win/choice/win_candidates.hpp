// models/win/choice/win_candidates.hpp – what each model of winning would have said of past
// periods; not for use outside models/win. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "engine/data/history.hpp"
#include "models/past/landmarks.hpp"
#include "models/win/hazard/landmark_hazard.hpp"
#include "models/win/table/landmark.hpp"

namespace quarterdeck::models::win {

using HalfLife = std::optional<double>;

/// A past period, predicted from landmarks whose windows had ended by its own landmark.
struct Fold {
  std::size_t landmark = 0;       ///< into Landmarks::past
  std::vector<std::size_t> from;  ///< newest first
};

/// Weight of each landmark, 1 for the newest that is learned from, 0 for those that are not.
[[nodiscard]] std::vector<double> fold_weights(Landmarks const& marks,
                                               std::vector<std::size_t> const& from,
                                               HalfLife const& half_life);

/// Deal-weeks of all landmarks that models of winning are compared on and hazards learned from.
inline constexpr std::size_t max_deal_weeks = 100'000;

/// The same landmarks with a random part of their deals, chosen by hashes of deal and day, where
/// there are more than max_deal_weeks: more would cost memory and time and settle nothing.
[[nodiscard]] Landmarks thinned(data::History const& history, Landmarks const& marks);

/// The same landmarks faded by another half-life.
[[nodiscard]] Landmarks at_half_life(Landmarks marks, HalfLife const& half_life);

/// Chances of a fold's deals by a model at the default half-life and at others. Chances at other
/// half-lives are near the default's and cheap: strengths and hyper-parameters stay.
struct FoldChances {
  std::vector<double> chance;
  std::vector<std::vector<double>> at;  ///< [half-life asked for][deal]
};

/// The table fold after fold, in the layout of cells that the first one's past chooses.
class TableFolds {
 public:
  TableFolds(data::History const& history, Landmarks const& marks)
      : history_(&history), marks_(&marks) {}
  /// @param half_lives  to ask for beside the default; may be empty
  [[nodiscard]] FoldChances operator()(Fold const& fold, std::vector<HalfLife> const& half_lives);

 private:
  data::History const* history_;
  Landmarks const* marks_;
  std::optional<KeyChoice> layout_;
};

/// Hazards fold after fold; strengths and mode of one are where the next begins.
class HazardFolds {
 public:
  HazardFolds(Landmarks const& marks, LandmarkWeeks const& weeks, double half_life);
  /// @param half_lives  to ask for beside the default; may be empty
  [[nodiscard]] FoldChances operator()(Fold const& fold, std::vector<HalfLife> const& half_lives);
  /// Fit of the last fold asked for; nullptr before the first.
  [[nodiscard]] LogitFit const* newest() const;

 private:
  Landmarks const* marks_;
  LandmarkWeeks const* weeks_;
  double half_life_;
  std::optional<LogitFit> last_;
  std::map<std::size_t, LogitFit> fits_;  ///< by landmark
};

/// Specification of hazards learned from landmarks.
struct WinSpec;
[[nodiscard]] HazardSpec hazard_spec(WinSpec const& spec, Landmarks const& marks, bool basics_only);

/// Chance of a deal of that size in a cell of that rate.
[[nodiscard]] double sized_chance(double rate, SizeEffect const& effect, DealState const& state);

}  // namespace quarterdeck::models::win
