// models/timing/time_to_close.cpp – counts of days at risk and events, smoothed into rates.
// SPDX-License-Identifier: Apache-2.0
#include "models/timing/time_to_close.hpp"

#include <algorithm>

namespace quarterdeck::models::timing {
namespace {

using core::Date;
using core::Days;

/// Week bin of every day on record.
class WeekBins {
 public:
  WeekBins(Date first, Date last, core::FiscalCalendar const& calendar, core::PeriodUnit unit)
      : first_(first) {
    for (Date day = first; day <= last;) {
      core::Period const period = calendar.containing(day, unit);
      for (; day <= std::min(period.end, last); day += Days(1)) {
        bins_.push_back(week_bin(core::days_between(day, period.end) / 7));
      }
    }
  }
  [[nodiscard]] std::size_t at(Date day) const {
    auto const i = static_cast<std::size_t>(core::days_between(first_, day));
    return static_cast<std::size_t>(bins_[i]);
  }

 private:
  Date first_;
  std::vector<int> bins_;
};

/// A stay in one stage: at risk on the days after `entry` up to `exit`.
struct Stay {
  std::size_t stage = 0;
  Date entry{};  ///< age counts from here
  Date seen{};   ///< risk counts from after here
  Date exit{};
};

class Counter {
 public:
  Counter(TimeToClose& timing, WeekBins const& bins) : timing_(&timing), bins_(&bins) {}

  void at_risk(Stay const& stay) {
    StageCounts& counts = timing_->counts[stay.stage];
    for (Date day = std::max(stay.entry, stay.seen) + Days(1); day <= stay.exit; day += Days(1)) {
      counts.days[age_on(stay, day)][bins_->at(day)] += 1;
    }
  }
  void closed(Stay const& stay, data::Outcome outcome) {
    if (!observed(stay)) return;
    StageCounts& counts = timing_->counts[stay.stage];
    auto& events = outcome == data::Outcome::won ? counts.wins : counts.losses;
    events[age_on(stay, stay.exit)][bins_->at(stay.exit)] += 1;
  }
  void moved(Stay const& stay, std::size_t to) {
    if (observed(stay)) timing_->counts[stay.stage].moves[age_on(stay, stay.exit)][to] += 1;
  }

 private:
  static bool observed(Stay const& stay) { return stay.exit > stay.entry && stay.exit > stay.seen; }
  static std::size_t age_on(Stay const& stay, Date day) {
    return static_cast<std::size_t>(age_bin((core::days_between(stay.entry, day) - 1) / 7));
  }
  TimeToClose* timing_;
  WeekBins const* bins_;
};

/// From when on a deal's days count: it was on record and closings were recorded.
Date seen_from(data::History const& history, data::HistoryDeal const& deal) {
  Date seen = deal.created;
  if (deal.first_seen != core::no_date) seen = std::max(seen, deal.first_seen);
  if (history.facts.complete_from != core::no_date) {
    seen = std::max(seen, history.facts.complete_from - Days(1));
  }
  return seen;
}

void count_whole(Counter& counter, data::History const& history, data::HistoryDeal const& deal) {
  bool const is_open = deal.outcome == data::Outcome::open;
  Stay const stay{0, deal.created, seen_from(history, deal), is_open ? history.as_of : deal.closed};
  counter.at_risk(stay);
  if (!is_open) counter.closed(stay, deal.outcome);
}

bool is_open_stage(data::History const& history, data::StageId stage) {
  return stage >= 0 && static_cast<std::size_t>(stage) < history.stages.size() &&
         history.stages[static_cast<std::size_t>(stage)].outcome == data::Outcome::open;
}

void count_by_stage(Counter& counter, data::History const& history, data::HistoryDeal const& deal) {
  bool const is_open = deal.outcome == data::Outcome::open;
  Date const end = is_open ? history.as_of : deal.closed;
  Stay stay{0, core::no_date, seen_from(history, deal), core::no_date};
  for (std::uint32_t e = deal.first_event; e < deal.first_event + deal.n_events; ++e) {
    data::Event const& event = history.events[e];
    if (!is_open_stage(history, event.stage) || event.changed_at > end) continue;
    auto const stage = static_cast<std::size_t>(event.stage);
    if (stay.entry != core::no_date) {
      if (stage == stay.stage) continue;
      stay.exit = event.changed_at;
      counter.at_risk(stay);
      counter.moved(stay, stage);
    }
    // A move, forward or back, starts the age anew: what counts is how long a deal has stood still.
    stay.stage = stage;
    stay.entry = event.changed_at;
  }
  if (stay.entry == core::no_date) return;
  stay.exit = end;
  counter.at_risk(stay);
  if (!is_open) counter.closed(stay, deal.outcome);
}

Date first_day(data::History const& history) {
  Date first = history.as_of;
  for (data::HistoryDeal const& deal : history.deals) {
    if (deal.created != core::no_date) first = std::min(first, deal.created);
    if (deal.n_events > 0) first = std::min(first, history.events[deal.first_event].changed_at);
  }
  return first;
}

bool has_closings(data::History const& history) {
  return std::any_of(history.deals.begin(), history.deals.end(), [](data::HistoryDeal const& deal) {
    return deal.outcome != data::Outcome::open && deal.created != core::no_date;
  });
}

void assume(TimeToClose& timing, data::History const& history, data::Findings& findings) {
  timing.basis = Basis::assumed;
  std::size_t const n_stages = std::max<std::size_t>(history.stages.size(), 1);
  std::vector<double> sum(n_stages, 0.0), n(n_stages, 0.0);
  for (data::WinRate const& row : history.win_rates) {
    if (!row.median_days_to_close || !(*row.median_days_to_close > 0) || row.stage < 0) continue;
    double const weight = std::max(row.won + row.lost, 1.0);
    sum[static_cast<std::size_t>(row.stage)] += weight * *row.median_days_to_close;
    n[static_cast<std::size_t>(row.stage)] += weight;
    timing.median_known = true;
  }
  for (std::size_t s = 0; s < n_stages; ++s) {
    timing.median_days.push_back(n[s] > 0 ? sum[s] / n[s] : assumed_median_days);
  }
  data::Finding kind;
  kind.code = "timing.assumed";
  kind.message = timing.median_known
                     ? "the time to close follows the table's medians, not a history of closings"
                     : "no closings on record: half of the deals are assumed to close within "
                       "60 days, give or take a factor of two, or by their entered close date";
  data::add_finding(findings, kind, {}, "");
}

std::int64_t total(std::array<std::array<std::int64_t, n_week_bins>, n_age_bins> const& table,
                   std::size_t age) {
  std::int64_t sum = 0;
  for (std::int64_t const n : table[age]) sum += n;
  return sum;
}

/// base = (2 + events) / (2 / m + weeks at risk); zero where the stage never saw such an event.
/// As if two events had been seen at the stage's own rate: in a thin cell that rate is the answer.
double smoothed(double events, double weeks, double mean_rate) {
  double const pseudo_events = 2;
  return mean_rate <= 0 ? 0 : (pseudo_events + events) / (pseudo_events / mean_rate + weeks);
}

struct BaseRates {
  std::array<double, n_age_bins> weeks{};
  double all_weeks = 0;
  explicit BaseRates(StageCounts const& counts) {
    for (std::size_t a = 0; a < n_age_bins; ++a) {
      weeks[a] = static_cast<double>(total(counts.days, a)) / 7;
      all_weeks += weeks[a];
    }
  }
  template <class EventsAt>
  std::array<double, n_age_bins> rates(EventsAt&& events_at) const {
    double all = 0;
    for (std::size_t a = 0; a < n_age_bins; ++a) all += events_at(a);
    double const mean_rate = all_weeks > 0 ? all / all_weeks : 0;
    std::array<double, n_age_bins> result{};
    for (std::size_t a = 0; a < n_age_bins; ++a) {
      result[a] = smoothed(events_at(a), weeks[a], mean_rate);
    }
    return result;
  }
};

void set_base_rates(TimeToClose& timing) {
  for (StageCounts const& counts : timing.counts) {
    BaseRates const base(counts);
    timing.win.push_back(
        base.rates([&](std::size_t a) { return static_cast<double>(total(counts.wins, a)); }));
    timing.loss.push_back(
        base.rates([&](std::size_t a) { return static_cast<double>(total(counts.losses, a)); }));
    auto& move = timing.move.emplace_back();
    for (auto& by_age : move) by_age.assign(timing.counts.size(), 0.0);
    for (std::size_t to = 0; to < timing.counts.size(); ++to) {
      auto const rates =
          base.rates([&](std::size_t a) { return static_cast<double>(counts.moves[a][to]); });
      for (std::size_t a = 0; a < n_age_bins; ++a) move[a][to] = rates[a];
    }
    auto const longest = std::max_element(base.weeks.begin(), base.weeks.end());
    timing.usual_age_bin.push_back(static_cast<int>(longest - base.weeks.begin()));
  }
}

/// One surge for all stages and ages: the end of a quarter hurries every deal, and a surge of each
/// stage would be learned from one or two wins a week.
void set_surges(TimeToClose& timing) {
  for (std::size_t w = 0; w < n_week_bins; ++w) {
    double wins = 2, expected_wins = 2, losses = 2, expected_losses = 2;
    for (std::size_t s = 0; s < timing.counts.size(); ++s) {
      for (std::size_t a = 0; a < n_age_bins; ++a) {
        double const weeks = static_cast<double>(timing.counts[s].days[a][w]) / 7;
        wins += static_cast<double>(timing.counts[s].wins[a][w]);
        losses += static_cast<double>(timing.counts[s].losses[a][w]);
        expected_wins += weeks * timing.win[s][a];
        expected_losses += weeks * timing.loss[s][a];
      }
    }
    timing.win_surge[w] = wins / expected_wins;
    timing.loss_surge[w] = losses / expected_losses;
  }
}

}  // namespace

int age_bin(int weeks_in_stage) {
  constexpr std::array<int, n_age_bins - 1> first_of_next{2, 5, 9, 17};
  return static_cast<int>(
      std::upper_bound(first_of_next.begin(), first_of_next.end(), weeks_in_stage) -
      first_of_next.begin());
}

int week_bin(int weeks_before_end) {
  constexpr std::array<int, n_week_bins - 1> first_of_next{1, 2, 3, 6, 9};
  return static_cast<int>(
      std::upper_bound(first_of_next.begin(), first_of_next.end(), weeks_before_end) -
      first_of_next.begin());
}

TimeToClose fit_time_to_close(data::History const& history, Landmarks const& marks,
                              core::CalendarSpec const& calendar, data::Findings& findings) {
  TimeToClose timing;
  if (!has_closings(history)) {
    assume(timing, history, findings);
    return timing;
  }
  bool const by_stage = history.facts.has_stage_history && !history.stages.empty();
  timing.basis = by_stage ? Basis::stages : Basis::deals;
  timing.counts.resize(by_stage ? history.stages.size() : 1);
  for (StageCounts& counts : timing.counts) {
    for (auto& moves : counts.moves) moves.assign(timing.counts.size(), 0);
  }
  core::PeriodUnit const unit =
      marks.period.unit == core::PeriodUnit::range ? core::PeriodUnit::quarter : marks.period.unit;
  WeekBins const bins(first_day(history), history.as_of, core::FiscalCalendar(calendar), unit);
  Counter counter(timing, bins);
  for (data::HistoryDeal const& deal : history.deals) {
    if (deal.created == core::no_date) continue;
    by_stage ? count_by_stage(counter, history, deal) : count_whole(counter, history, deal);
  }
  set_base_rates(timing);
  set_surges(timing);
  return timing;
}

}  // namespace quarterdeck::models::timing
