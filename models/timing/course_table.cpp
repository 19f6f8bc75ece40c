// models/timing/course_table.cpp – from weekly rates to chances by week, by forward recursion.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/timing/time_to_close.hpp"

namespace quarterdeck::models::timing {
namespace {

/// Weeks in a stage that the recursion tells apart; the last one stands for all later ones.
constexpr int n_ages = 18;
constexpr int first_week_of_bin[n_age_bins] = {0, 2, 5, 9, 17};
constexpr int ten_years_in_weeks = 520;

/// Probability mass over (stage, weeks in stage), with what has left it as wins.
class Cohort {
 public:
  Cohort(TimeToClose const& timing, Position const& start)
      : timing_(&timing), mass_(timing.win.size() * n_ages, 0.0), next_(mass_) {
    auto const age = static_cast<std::size_t>(first_week_of_bin[start.age_bin]);
    mass_[start.stage * n_ages + age] = 1;
  }

  /// One step of `weeks` (at most one); returns the mass won in it.
  double step(double weeks, double win_surge, double loss_surge) {
    double won = 0;
    std::fill(next_.begin(), next_.end(), 0.0);
    for (std::size_t i = 0; i < mass_.size(); ++i) {
      if (mass_[i] < 1e-15) continue;
      std::size_t const stage = i / n_ages;
      std::size_t const week = i % n_ages;
      auto const bin = static_cast<std::size_t>(age_bin(static_cast<int>(week)));
      double const win = timing_->win[stage][bin] * win_surge;
      double const loss = timing_->loss[stage][bin] * loss_surge;
      std::vector<double> const& move = timing_->move[stage][bin];
      double rate = win + loss;
      for (double const r : move) rate += r;
      // Who leaves within the step is split by the rates: competing risks at constant rates.
      double const leaves = rate > 0 ? mass_[i] * -std::expm1(-rate * weeks) / rate : 0;
      won += leaves * win;
      for (std::size_t to = 0; to < move.size(); ++to) next_[to * n_ages] += leaves * move[to];
      next_[stage * n_ages + std::min<std::size_t>(week + 1, n_ages - 1)] +=
          mass_[i] - leaves * rate;
    }
    mass_.swap(next_);
    return won;
  }

  /// Mean of a value over the mass still open.
  [[nodiscard]] double expect(std::vector<double> const& value) const {
    double sum = 0;
    for (std::size_t i = 0; i < mass_.size(); ++i) sum += mass_[i] * value[i];
    return sum;
  }

 private:
  TimeToClose const* timing_;
  std::vector<double> mass_;
  std::vector<double> next_;
};

/// Backwards, because one pass then answers for all positions, where a cohort from each of them
/// would have to be followed for ten years. Ten years and not for ever: rates of loss may be zero
/// in a thin stage, and its deals would then all be won in the end. P(won within ten years) from
/// every (stage, weeks in stage), by backward recursion.
std::vector<double> win_values(TimeToClose const& timing) {
  std::size_t const n_stages = timing.win.size();
  std::vector<double> value(n_stages * n_ages, 0.0), next(value);
  for (int week = 0; week < ten_years_in_weeks; ++week) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      std::size_t const stage = i / n_ages;
      auto const bin = static_cast<std::size_t>(age_bin(static_cast<int>(i % n_ages)));
      double rate = timing.win[stage][bin] + timing.loss[stage][bin];
      double reward = timing.win[stage][bin];
      for (std::size_t to = 0; to < n_stages; ++to) {
        rate += timing.move[stage][bin][to];
        reward += timing.move[stage][bin][to] * value[to * n_ages];
      }
      double const stays = std::exp(-rate);
      std::size_t const later = i % n_ages + 1 < n_ages ? i + 1 : i;
      next[i] = stays * value[later] + (rate > 0 ? (1 - stays) / rate * reward : 0);
    }
    value.swap(next);
  }
  return value;
}

/// Cumulative sums scaled to end at 1; straight where nothing was won.
std::vector<double> normalised(std::vector<double> const& won) {
  double total = 0;
  for (double const w : won) total += w;
  std::vector<double> share(won.size());
  double running = 0;
  for (std::size_t w = 0; w < won.size(); ++w) {
    running += won[w];
    share[w] = total > 1e-12 ? running / total
                             : static_cast<double>(w + 1) / static_cast<double>(won.size());
  }
  if (!share.empty()) share.back() = 1;
  return share;
}

}  // namespace

Position position_of(TimeToClose const& timing, DealState const& state) {
  Position position;
  if (timing.basis == Basis::assumed) {
    auto const stage = static_cast<std::size_t>(std::max<int>(state.stage, 0));
    position.stage = std::min(stage, timing.median_days.size() - 1);
    return position;
  }
  bool const by_stage = timing.basis == Basis::stages;
  if (by_stage && state.stage > 0) {
    position.stage = std::min(static_cast<std::size_t>(state.stage), timing.win.size() - 1);
  }
  int const days = by_stage ? state.stage_days : state.age_days;
  position.age_bin = days < 0 ? timing.usual_age_bin[position.stage] : age_bin(days / 7);
  return position;
}

CourseTable::CourseTable(TimeToClose const& timing, core::Date as_of, core::Period const& period)
    : timing_(&timing), as_of_(as_of), period_(period), week_end_(core::week_ends(as_of, period)) {
  if (timing.basis != Basis::assumed) won_ever_ = win_values(timing);
}

Course const& CourseTable::at(Position const& position) {
  auto found = courses_.find(position);
  if (found == courses_.end()) {
    Course course = timing_->basis == Basis::assumed ? assumed(position) : recursed(position);
    found = courses_.emplace(position, std::move(course)).first;
  }
  return found->second;
}

Course CourseTable::assumed(Position const& position) const {
  double const median = timing_->median_days[position.stage];
  auto const closed_by = [&](core::Date day) {
    return 1 - std::exp2(-std::max(0, core::days_between(as_of_, day)) / median);
  };
  Window const window = window_of(period_, as_of_);
  Course course;
  double before = closed_by(window.after);
  course.won_before_window = before;
  course.won_in_window = closed_by(window.until) - before;
  course.won_ever = 1;
  course.open_at_end = 1 - closed_by(window.until);
  std::vector<double> won;
  for (core::Date const end : week_end_) {
    won.push_back(closed_by(end) - before);
    before = closed_by(end);
  }
  course.won_by_week = normalised(won);
  return course;
}

Course CourseTable::recursed(Position const& position) const {
  Course course;
  Cohort cohort(*timing_, position);
  Window const window = window_of(period_, as_of_);
  core::Date day = as_of_;
  auto const advance = [&](core::Date to, bool in_window) {
    double won = 0;
    while (day < to) {
      int const days = std::min(7, core::days_between(day, to));
      day += core::Days(days);
      int const bin = in_window ? week_bin(core::days_between(day, window.until) / 7) : -1;
      auto const b = static_cast<std::size_t>(std::max(bin, 0));
      won += cohort.step(days / 7.0, in_window ? timing_->win_surge[b] : 1,
                         in_window ? timing_->loss_surge[b] : 1);
    }
    return won;
  };
  course.won_before_window = advance(window.after, false);
  std::vector<double> won;
  for (core::Date const end : week_end_) won.push_back(advance(end, true));
  for (double const w : won) course.won_in_window += w;
  course.won_by_week = normalised(won);
  course.open_at_end = cohort.expect(std::vector<double>(won_ever_.size(), 1.0));
  course.won_ever = course.won_before_window + course.won_in_window + cohort.expect(won_ever_);
  return course;
}

}  // namespace quarterdeck::models::timing
