// models/win/table/landmark.hpp – the chance that an open deal is won before the period's end.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"
#include "models/past/landmarks.hpp"
#include "models/win/table/beta_binomial.hpp"
#include "models/win/table/cell_key.hpp"
#include "models/win/table/main_effects.hpp"
#include "models/win/table/size_effect.hpp"

namespace quarterdeck::models::win {

/// What the rates were learned from.
enum class Source {
  landmarks,   ///< deals open in earlier periods at the same days left: P(won in the period)
  rate_table,  ///< won and lost by stage: P(won ever)
  prior        ///< nothing: P(won ever), very wide
};

/// Deals that share a win rate.
struct Cell {
  std::string name;  ///< levels of its key columns joined by " / "
  std::size_t group = 0;
  CellCount count;           ///< weighted by recency
  std::int64_t n_deals = 0;  ///< unweighted
  std::int64_t n_won = 0;
  RateSummary rate;                 ///< posterior
  std::vector<std::size_t> levels;  ///< of choice.cell; empty without main effects
};

/// Cells that are pooled towards a common mean.
struct Group {
  std::string name;
  HyperPosterior hyper;
  CellCount count;
};

/// Sum of probabilities against what happened, past periods, each predicted from the others.
struct Calibration {
  double expected_wins = 0;
  double actual_wins = 0;
  double expected_amount = 0;  ///< reporting currency units, at the amounts of the landmark
  double actual_amount = 0;
};

/// Deals of one past period with nearly the same out-of-sample probability.
struct PastOutcome {
  std::size_t period = 0;  ///< into Landmarks::past
  std::string segment;
  double p = 0;
  double n = 0;
  double wins = 0;
};

struct LandmarkModel {
  Source source = Source::prior;
  KeyChoice choice;
  std::vector<KeyChoice> candidates;  ///< layouts that were compared
  Bands bands;
  SizeEffect size;      ///< on the odds, beside the cell
  MainEffects effects;  ///< of the levels of choice.cell, shared by all groups
  std::vector<std::unordered_map<std::string, std::size_t>> level_of;  ///< [column of choice.cell]
  std::vector<Group> groups;
  std::vector<Cell> cells;
  HyperPosterior company;  ///< over groups, for a group never seen
  Calibration calibration;
  std::unordered_map<std::string, std::size_t> group_of;  ///< by name
  std::unordered_map<std::string, std::size_t> cell_of;   ///< by name
  /// Landmark pipelines held no deal without a creation date, so wins of such deals are part of
  /// new business, and open ones must not be counted a second time.
  bool undated_are_new_business = false;
};

/// Where a deal's rate comes from.
struct CellRef {
  std::string name;
  std::optional<std::size_t> cell;   ///< nothing: never seen
  std::optional<std::size_t> group;  ///< nothing: never seen
  std::vector<std::size_t> levels;   ///< of choice.cell; empty without main effects
};

/// Fits the rates: hierarchical Beta-Binomial on the landmarks, else on the table of win rates,
/// else the prior alone, with findings.
[[nodiscard]] LandmarkModel fit_landmark_model(data::History const& history, Landmarks const& marks,
                                               std::vector<std::string> const& segments,
                                               data::Findings& findings);

/// The same on a coarse grid, with the means of the rates alone: as good for judging the table on
/// past periods, in a tenth of the time. @pre a landmark has a deal
/// @param layout  of the cells; nullptr: chosen
[[nodiscard]] LandmarkModel fit_landmarks_quickly(data::History const& history,
                                                  Landmarks const& marks,
                                                  KeyChoice const* layout = nullptr);

/// Mean rate of a deal's cell; of one never seen, that of its levels in its group.
[[nodiscard]] double mean_rate(LandmarkModel const& model, CellRef const& ref);

[[nodiscard]] CellRef find_cell(LandmarkModel const& model, DealState const& state,
                                std::vector<data::Stage> const& stages);

/// Draws of win rates row by row. A row of a cell depends on (seed, cell, row) alone: given the
/// row's hyper-parameters and main effects, p ~ Beta(m k + wins, (1 - m) k + n - wins) with m moved
/// by the effects of the cell's levels; a cell never seen has p ~ Beta(m k, (1 - m) k), so that the
/// spread between cells is part of it.
class RateDraws {
 public:
  RateDraws(LandmarkModel const& model, std::uint64_t seed, std::size_t n_rows);
  /// @return n_rows probabilities
  [[nodiscard]] std::vector<double> operator()(CellRef const& ref);

 private:
  LandmarkModel const* model_;
  std::uint64_t seed_;
  std::size_t n_rows_;
  Eigen::MatrixXd effects_;                                    ///< [row × effect]
  std::unordered_map<std::string, std::vector<Hyper>> hyper_;  ///< by group name
};

}  // namespace quarterdeck::models::win
