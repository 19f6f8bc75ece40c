// models/compile/shifts.cpp – see shifts.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/shifts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/core/error.hpp"
#include "models/posterior/draws.hpp"
#include "models/win/table/odds.hpp"

namespace quarterdeck::models::parts {
namespace {

using win::with_odds;

/// Distribution of the day of a win, days from as_of, as a multiple of P(won in the window).
class WinDay {
 public:
  /// @param before  P(won before the window) over P(won in it)
  WinDay(std::vector<double> const& curve, std::vector<double> const& days, double start,
         double before)
      : curve_(curve), days_(days), start_(start), before_(before) {}

  [[nodiscard]] double at(double x) const {
    if (x <= 0) return 0;
    if (x <= start_) return before_ * x / start_;
    double left = start_;
    double reached = 0;
    for (std::size_t w = 0; w < days_.size(); ++w) {
      if (x < days_[w]) {
        return before_ + reached + (curve_[w] - reached) * (x - left) / (days_[w] - left);
      }
      left = days_[w];
      reached = curve_[w];
    }
    return before_ + 1;
  }

 private:
  std::vector<double> const& curve_;
  std::vector<double> const& days_;
  double start_;
  double before_;
};

class Shifter {
 public:
  Shifter(WinPart& win, ForecastInputs const& inputs, ShiftedCells& known)
      : win_(win), inputs_(inputs), known_(known) {
    core::Date const as_of = inputs.history.as_of;
    Window const window = window_of(inputs.period, as_of);
    start_ = core::days_between(as_of, window.after);
    for (core::Date const end : core::week_ends(as_of, inputs.period)) {
      days_.push_back(core::days_between(as_of, end));
    }
    n_levels_ = win.cells.size();
  }

  void shift(std::size_t row, DealState const& state, DealShift const& by) {
    bool const moved = by.stretch != 1 || by.delay_days != 0 || by.day;
    if (!moved && by.odds == 1 && by.losing == 1) return;
    std::uint32_t const old_cell = win_.cell[row];
    std::uint16_t const old_curve = win_.curve[row];
    double kept = 1;
    if (moved) {
      double const before = start_ > 0 && !by.day ? before_window(state) : 0;
      auto const [share, curve] = moved_curve(old_curve, by, before);
      kept = share;
      win_.curve[row] = curve;
    }
    double ever = with_odds(win_.p_ever[row], by.odds);
    if (by.losing != 1 && ever > 0) {
      double const left = 1 - std::min(by.losing * (1 - ever), 1.0);
      kept *= left / ever;
      ever = left;
    }
    auto const [cell, mean] = shifted_cell(old_cell, by.odds, kept);
    win_.cell[row] = cell;
    win_.p_in_period[row] = mean;
    win_.p_ever[row] = std::max(ever, mean);
  }

 private:
  double before_window(DealState const& state) {
    if (!courses_) {
      courses_.emplace(inputs_.models.timing, inputs_.history.as_of, inputs_.period);
    }
    auto const& course = courses_->at(timing::position_of(inputs_.models.timing, state));
    return course.won_in_window > 1e-12 ? course.won_before_window / course.won_in_window : 0;
  }

  /// Share of the wins in the window that stay or come into it, and the weeks of those.
  std::pair<double, std::uint16_t> moved_curve(std::uint16_t curve, DealShift const& by,
                                               double before) {
    auto const key = std::tuple(curve, by.stretch, by.delay_days, before, by.day);
    auto found = moved_.find(key);
    if (found != moved_.end()) return found->second;
    if (by.day) return moved_[key] = one_day(curve, by);
    std::vector<double> const old = win_.curves[curve];
    WinDay const day(old, days_, start_, before);
    auto const by_day = [&](double x) { return day.at((x - by.delay_days) / by.stretch); };
    double const first = by_day(start_);
    double const kept = by_day(days_.back()) - first;
    std::uint16_t index = curve;
    if (kept > 0) {
      std::vector<double> shares;
      for (double const x : days_) shares.push_back(std::min((by_day(x) - first) / kept, 1.0));
      shares.back() = 1;
      index = add_curve(std::move(shares));
    }
    return moved_[key] = {std::max(kept, 0.0), index};
  }

  std::uint16_t add_curve(std::vector<double> shares) {
    if (win_.curves.size() > std::numeric_limits<std::uint16_t>::max()) {
      throw core::NumericError("more than 65,536 different courses of deals under a what-if");
    }
    win_.curves.push_back(std::move(shares));
    return static_cast<std::uint16_t>(win_.curves.size() - 1);
  }

  /// All wins on one day, kept where it lies in the window.
  std::pair<double, std::uint16_t> one_day(std::uint16_t curve, DealShift const& by) {
    double const as_entered = core::days_between(inputs_.history.as_of, *by.day);
    double const x = by.stretch * as_entered + by.delay_days;
    if (x <= start_ || x > days_.back()) return {0, curve};
    std::vector<double> steps;
    for (double const end : days_) steps.push_back(x <= end ? 1 : 0);
    return {1, add_curve(std::move(steps))};
  }

  /// Deals of one cell that are moved alike go on sharing one: a filter over a segment of thousands
  /// makes a handful of new columns. Those known from the scenario before are taken over, since the
  /// quantiles of a column cost more than all else of a plan.
  std::pair<std::uint32_t, double> shifted_cell(std::uint32_t cell, double odds, double kept) {
    auto const [found, is_new] = known_.of.try_emplace({cell, odds, kept});
    if (is_new) found->second = shifted(cell, odds, kept);
    auto const [index, is_first] =
        cells_.try_emplace(&found->second, static_cast<std::uint32_t>(win_.cells.size()));
    if (is_first) {
      win_.cells.push_back(win_.cells[cell]);
      new_cells_.push_back(&found->second);
    }
    return {index->second, found->second.mean};
  }

  ShiftedCells::Column shifted(std::uint32_t cell, double odds, double kept) const {
    ShiftedCells::Column column;
    double sum = 0;
    for (Eigen::Index r = 0; r < win_.level.rows(); ++r) {
      double const p = std::min(with_odds(normal_cdf(win_.level(r, cell)), odds) * kept, 1.0);
      sum += p;
      bool const certain = p <= 0 || p >= 1;
      double const end = std::numeric_limits<double>::infinity();
      column.level.push_back(certain ? (p <= 0 ? -end : end) : normal_quantile(p));
    }
    column.mean = sum / static_cast<double>(win_.level.rows());
    return column;
  }

 public:
  /// Puts the levels of the new cells into the table.
  void finish() {
    if (new_cells_.empty()) return;
    win_.level.conservativeResize(Eigen::NoChange, static_cast<Eigen::Index>(win_.cells.size()));
    for (Eigen::Index r = 0; r < win_.level.rows(); ++r) {
      double* const row = &win_.level(r, static_cast<Eigen::Index>(n_levels_));
      for (std::size_t c = 0; c < new_cells_.size(); ++c) {
        row[c] = new_cells_[c]->level[static_cast<std::size_t>(r)];
      }
    }
  }

 private:
  WinPart& win_;
  ForecastInputs const& inputs_;
  ShiftedCells& known_;
  std::optional<timing::CourseTable> courses_;  ///< where it was needed
  double start_ = 0;
  std::vector<double> days_;  ///< [week] its end, days from as_of
  std::size_t n_levels_ = 0;
  std::map<std::tuple<std::uint16_t, double, double, double, std::optional<core::Date>>,
           std::pair<double, std::uint16_t>>
      moved_;
  std::map<ShiftedCells::Column const*, std::uint32_t> cells_;  ///< of this scenario
  std::vector<ShiftedCells::Column const*> new_cells_;
};

}  // namespace

bool ShiftedCells::is_full() const {
  constexpr std::size_t most_levels = std::size_t{1} << 21U;  // 16 MiB
  return !of.empty() && of.size() * of.begin()->second.level.size() > most_levels;
}

void shift_wins(WinPart& win, ForecastInputs const& inputs, std::span<DealState const> states,
                ShiftedCells& known) {
  if (inputs.what_if.deals.empty()) return;
  Shifter shifter(win, inputs, known);
  for (std::size_t row = 0; row < states.size(); ++row) {
    auto const found = inputs.what_if.deals.find(inputs.pipeline.deals[row].id);
    if (found != inputs.what_if.deals.end()) shifter.shift(row, states[row], found->second);
  }
  shifter.finish();
}

double amount_factor(ForecastInputs const& inputs, std::size_t row) {
  auto const found = inputs.what_if.deals.find(inputs.pipeline.deals[row].id);
  return found == inputs.what_if.deals.end() ? 1 : found->second.amount;
}

}  // namespace quarterdeck::models::parts
