// models/compile/table_chances.cpp – see table_chances.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/table_chances.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"
#include "models/win/table/odds.hpp"

namespace quarterdeck::models::parts {
namespace {

/// Deals with equal keys share a cell of the plan.
struct CellKey {
  std::string name;
  std::uint16_t segment_factor = 0;
  bool certain_loss = false;  ///< counted elsewhere
  bool by_course = false;     ///< rate is P(won ever), brought into the window by the timing model
  int size_step = 0;
  timing::Position position;
  int weeks_to_close = -1;  ///< entered close date, where the time to close is assumed
  friend auto operator<=>(CellKey const&, CellKey const&) = default;
};

class TableCompiler {
 public:
  TableCompiler(ForecastInputs const& inputs, CompileOptions const& options)
      : inputs_(inputs),
        options_(options),
        window_(window_of(inputs.period, inputs.history.as_of)),
        courses_(inputs.models.timing, inputs.history.as_of, inputs.period),
        rates_(inputs.models.win, options.seed, static_cast<std::size_t>(options.n_rows)) {}

  WinPart run(std::span<DealState const> states) {
    WinPart part;
    std::vector<CellKey> keys;
    for (std::size_t i = 0; i < states.size(); ++i) keys.push_back(cell_key(i, states[i]));
    std::set<CellKey> const distinct(keys.begin(), keys.end());
    part.level.resize(options_.n_rows, static_cast<Eigen::Index>(distinct.size()));
    std::map<CellKey, std::uint32_t> index;
    std::vector<CellMeans> means;
    for (CellKey const& key : distinct) {
      auto const column = static_cast<Eigen::Index>(part.cells.size());
      index[key] = static_cast<std::uint32_t>(part.cells.size());
      part.cells.push_back({key.segment_factor});
      means.push_back(fill_column(key, part.level.col(column)));
    }
    add_curves(part, states);
    for (std::size_t i = 0; i < states.size(); ++i) {
      std::uint32_t const cell = index.at(keys[i]);
      part.cell.push_back(cell);
      auto const [in_period, rate] = means[cell];
      part.p_in_period.push_back(in_period);
      part.reasons.push_back(reasons(keys[i], in_period));
      part.p_ever.push_back(keys[i].by_course ? std::max(rate, in_period)
                                              : ever(in_period, courses_.at(position(states[i]))));
    }
    return part;
  }

 private:
  [[nodiscard]] timing::Position position(DealState const& state) const {
    return timing::position_of(inputs_.models.timing, state);
  }

  CellKey cell_key(std::size_t i, DealState const& state) {
    CellKey key;
    win::CellRef const ref = win::find_cell(inputs_.models.win, state, inputs_.history.stages);
    key.name = ref.name;
    refs_.try_emplace(ref.name, ref);
    key.segment_factor = dependence::segment_factor(inputs_.models.factor, state.segment);
    key.certain_loss = inputs_.models.win.undated_are_new_business && state.age_days < 0;
    key.by_course = inputs_.models.win.source != win::Source::landmarks;
    key.size_step = win::size_step(inputs_.models.win.size, state);
    if (!key.by_course) return key;
    key.position = position(state);
    core::Date const close = inputs_.pipeline.deals[i].close_date;
    if (inputs_.models.timing.basis == timing::Basis::assumed && close > inputs_.history.as_of) {
      key.weeks_to_close = (core::days_between(inputs_.history.as_of, close) + 6) / 7;
    }
    return key;
  }

  /// Posterior means over the rows of a cell.
  struct CellMeans {
    double in_period = 0;  ///< of the chance in the period
    double rate = 0;       ///< of the win rate before size, recalibration and timing
  };

  /// Order matters: the size moves the odds that the cell learned from deals of all sizes; the
  /// recalibration was learned on what came out of that; the share in the window comes last because
  /// it belongs to another model.
  CellMeans fill_column(CellKey const& key, plan::Draws::Table::ColXpr level) {
    if (key.certain_loss) {
      level.setConstant(-std::numeric_limits<double>::infinity());
      return {};
    }
    std::vector<double> const& rate = cell_rates(key.name);
    std::vector<double> const& odds = size_odds(key.size_step);
    auto const& recalibration = inputs_.models.win_choice.recalibration.used;
    double sum_in = 0, sum_rate = 0;
    for (std::size_t row = 0; row < rate.size(); ++row) {
      double const share = key.by_course ? share_in_window(key, row) : 1;
      double const sized = win::with_odds(rate[row], odds[row]);
      double const p = std::clamp(recalibration.chance(sized) * share, 1e-12, 1 - 1e-12);
      level[static_cast<Eigen::Index>(row)] = normal_quantile(p);
      sum_in += p;
      sum_rate += rate[row];
    }
    auto const n = static_cast<double>(rate.size());
    return {sum_in / n, sum_rate / n};
  }

  /// The cell's odds against the company's; nothing where rates are not learned from landmarks.
  std::vector<Reason> reasons(CellKey const& key, double p) const {
    win::LandmarkModel const& model = inputs_.models.win;
    if (model.source != win::Source::landmarks || key.certain_loss) return {};
    double n = 0, wins = 0;
    for (win::Group const& group : model.groups) {
      n += group.count.n;
      wins += group.count.wins;
    }
    if (wins <= 0 || wins >= n) return {};
    double const odds = p / (1 - p) / (wins / (n - wins));
    if (std::abs(std::log(odds)) < 0.1) return {};
    return {{"win rate of deals like it", key.name, odds}};
  }

  std::vector<double> const& cell_rates(std::string const& cell) {
    auto found = rate_of_.find(cell);
    if (found == rate_of_.end()) found = rate_of_.emplace(cell, rates_(refs_.at(cell))).first;
    return found->second;
  }

  std::vector<double> const& size_odds(int size_step) {
    auto found = odds_of_.find(size_step);
    if (found == odds_of_.end()) {
      auto odds = win::odds_draws(inputs_.models.win.size, size_step, options_.seed,
                                  static_cast<std::size_t>(options_.n_rows));
      found = odds_of_.emplace(size_step, std::move(odds)).first;
    }
    return found->second;
  }

  /// Of the wins that a deal may bring, the share inside the window.
  double share_in_window(CellKey const& key, std::size_t row) {
    timing::TimeToClose const& model = inputs_.models.timing;
    if (model.basis != timing::Basis::assumed) {
      timing::Course const& course = courses_.at(key.position);
      return course.won_ever > 1e-9 ? course.won_in_window / course.won_ever : 0.5;
    }
    double const guess = key.weeks_to_close >= 0 ? std::max(7, 7 * key.weeks_to_close)
                                                 : model.median_days[key.position.stage];
    double const log_sd = model.median_known && key.weeks_to_close < 0
                              ? timing::known_median_log_sd
                              : timing::assumed_median_log_sd;
    random::Stream stream =
        row_stream(options_.seed, core::entity_of("timing/assumed median"), row);
    double const median = guess * std::exp(log_sd * normal_variate(stream));
    auto const open_after = [&](core::Date day) {
      return std::exp2(-core::days_between(inputs_.history.as_of, day) / median);
    };
    return open_after(window_.after) - open_after(window_.until);
  }

  /// P(won ever): in the window, before it, or later by the rates of the timing model.
  static double ever(double p_in, timing::Course const& course) {
    double const before = std::min(course.won_before_window, 1 - p_in);
    double const gone = course.won_before_window + course.won_in_window;
    double const later = gone < 1 ? std::clamp((course.won_ever - gone) / (1 - gone), 0.0, 1.0) : 0;
    return std::min(1.0, p_in + before + (1 - p_in - before) * later);
  }

  void add_curves(WinPart& part, std::span<DealState const> states) {
    std::map<timing::Position, std::uint16_t> index;
    for (DealState const& state : states) index.try_emplace(position(state), 0);
    for (auto& [at, curve] : index) {
      curve = static_cast<std::uint16_t>(part.curves.size());
      part.curves.push_back(courses_.at(at).won_by_week);
    }
    for (DealState const& state : states) part.curve.push_back(index.at(position(state)));
  }

  ForecastInputs const& inputs_;
  CompileOptions const& options_;
  Window window_;
  timing::CourseTable courses_;
  win::RateDraws rates_;
  std::map<std::string, win::CellRef> refs_;
  std::map<std::string, std::vector<double>> rate_of_;
  std::map<int, std::vector<double>> odds_of_;
};

}  // namespace

WinPart table_win_part(ForecastInputs const& inputs, std::span<DealState const> states,
                       CompileOptions const& options) {
  return TableCompiler(inputs, options).run(states);
}

}  // namespace quarterdeck::models::parts
