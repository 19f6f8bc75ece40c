// models/win/hazard/person_period.cpp – see person_period.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/person_period.hpp"

#include <algorithm>
#include <unordered_map>

#include "engine/core/error.hpp"
#include "engine/data/deal_state.hpp"
#include "models/past/landmarks.hpp"

namespace quarterdeck::models::win {
namespace {

using core::Date;
using core::Days;

int days_since(Date from, Date on) {
  return from == core::no_date ? KnownState::unknown : std::max(0, core::days_between(from, on));
}

std::span<data::Event const> events_of(data::History const& history, std::uint32_t row) {
  data::HistoryDeal const& deal = history.deals[row];
  return std::span(history.events).subspan(deal.first_event, deal.n_events);
}

/// Day of the last event by `on`; no_date without any.
Date last_change(data::History const& history, std::uint32_t row, Date on) {
  Date last = core::no_date;
  for (data::Event const& event : events_of(history, row)) {
    if (event.changed_at > on) break;
    last = event.changed_at;
  }
  return last;
}

KnownState state_of(data::History const& history, data::OpenDeal const& deal, Date on,
                    StateReader const& read) {
  KnownState state;
  state.on = on;
  state.stage = deal.stage;
  state.age_days = days_since(deal.created, on);
  state.stage_days = days_since(deal.stage_entered, on);
  if (deal.close_date != core::no_date) {
    state.days_to_close = core::days_between(on, deal.close_date);
  }
  state.idle_days = days_since(last_change(history, deal.history_row, on), on);
  state.n_pushes = deal.n_pushes;
  state.amount = deal.amount > 0 ? deal.amount : core::no_amount;
  state.segment = read.segment(deal.history_row, on);
  return state;
}

/// What had become of a deal, open at the end of `after`, by the end of `until`.
data::Outcome fate_of(data::History const& history, std::uint32_t row, Date after, Date until) {
  data::HistoryDeal const& deal = history.deals[row];
  if (deal.outcome != data::Outcome::open && deal.closed > after && deal.closed <= until) {
    return deal.outcome;
  }
  return data::state_by(events_of(history, row), until, history.stages).outcome;
}

class Builder {
 public:
  Builder(data::History const& history, PersonPeriodSpec const& spec)
      : history_(&history),
        calendar_(spec.calendar),
        unit_(spec.unit),
        read_(history, spec.segments) {}

  /// Rows of one deal; with `follow` until something happened or the history ends.
  void add(data::OpenDeal const& deal, Date on, std::span<Date const> step_ends, bool follow) {
    auto const state = static_cast<std::uint32_t>(result.states.size());
    result.states.push_back(state_of(*history_, deal, on, read_));
    Date after = on;
    for (Date const end : step_ends) {
      Date const until = follow ? std::min(end, history_->as_of) : end;
      if (until <= after) break;
      PersonWeek row{deal.history_row, state, after, until, weeks_before_end(end)};
      if (follow) row.outcome = fate_of(*history_, deal.history_row, after, until);
      result.rows.push_back(row);
      if (row.outcome != data::Outcome::open) break;
      after = until;
    }
  }

  /// All rows of one deal to the last step; the one of its closing, if any, holds the outcome.
  void add_whole(data::OpenDeal const& deal, Date on, std::span<Date const> step_ends) {
    std::size_t const first = result.rows.size();
    add(deal, on, step_ends, false);
    for (std::size_t i = first; i < result.rows.size(); ++i) {
      PersonWeek& row = result.rows[i];
      row.outcome = fate_of(*history_, deal.history_row, row.after, row.until);
      if (row.outcome != data::Outcome::open) break;
    }
  }

  PersonPeriods result;

 private:
  int weeks_before_end(Date day) {
    auto const [known, is_new] = weeks_.try_emplace(day.time_since_epoch().count(), 0);
    if (is_new) known->second = core::days_between(day, calendar_.containing(day, unit_).end) / 7;
    return known->second;
  }

  data::History const* history_;
  core::FiscalCalendar calendar_;
  core::PeriodUnit unit_;
  StateReader read_;
  std::unordered_map<Days::rep, int> weeks_;
};

std::vector<Date> week_ends_on_record(data::History const& history, Date first,
                                      PersonPeriodSpec const& spec) {
  return first < history.as_of ? week_grid(first, history.as_of, spec) : std::vector<Date>{};
}

std::vector<Date> back_from(Date as_of, Date first, int every_weeks) {
  std::vector<Date> days;
  for (Date day = as_of - Days(7 * every_weeks); day >= first; day -= Days(7 * every_weeks)) {
    days.push_back(day);
  }
  return days;
}

/// Weeks that several landmarks see count once in all.
void share_weights(std::vector<PersonWeek>& rows) {
  std::unordered_map<std::uint64_t, int> n_seen;
  auto const key = [](PersonWeek const& row) {
    auto const day = static_cast<std::uint32_t>(row.until.time_since_epoch().count());
    return (static_cast<std::uint64_t>(row.history_row) << 32U) | day;
  };
  for (PersonWeek const& row : rows) ++n_seen[key(row)];
  for (PersonWeek& row : rows) row.weight = 1.0 / n_seen[key(row)];
}

}  // namespace

std::vector<Date> week_grid(Date after, Date until, PersonPeriodSpec const& spec) {
  QUARTERDECK_EXPECT(spec.unit != core::PeriodUnit::range);
  core::FiscalCalendar const calendar(spec.calendar);
  std::vector<Date> ends;
  for (Date day = after + Days(1); ends.empty() || ends.back() < until;) {
    core::Period const period = calendar.containing(day, spec.unit);
    int const n_weeks = core::days_between(day, period.end) / 7;
    for (int w = n_weeks; w >= 0; --w) ends.push_back(period.end - Days(7 * w));
    day = period.end + Days(1);
  }
  while (ends.size() > 1 && ends[ends.size() - 2] >= until) ends.pop_back();
  return ends;
}

PersonPeriods past_weeks(data::History const& history, PersonPeriodSpec const& spec) {
  QUARTERDECK_EXPECT(spec.horizon_weeks >= 1 && spec.landmark_every_weeks >= 0);
  Builder builder(history, spec);
  Date const first = first_usable_day(history);
  bool const every_week = spec.landmarks.empty() && spec.landmark_every_weeks == 0;
  std::vector<Date> landmarks = every_week ? week_ends_on_record(history, first, spec)
                                : spec.landmarks.empty()
                                    ? back_from(history.as_of, first, spec.landmark_every_weeks)
                                    : spec.landmarks;
  std::sort(landmarks.begin(), landmarks.end());
  for (Date const on : landmarks) {
    if (on < first || on >= history.as_of) continue;
    int const n_weeks = every_week ? 1 : spec.horizon_weeks;
    std::vector<Date> ends = week_grid(on, on + Days(7 * n_weeks), spec);
    ends.resize(std::min(ends.size(), static_cast<std::size_t>(n_weeks)));
    for (data::OpenDeal const& deal : data::pipeline_at(history, on).deals) {
      builder.add(deal, on, ends, true);
    }
  }
  share_weights(builder.result.rows);
  return std::move(builder.result);
}

std::vector<Date> window_steps(Date on, core::Period const& period, PersonPeriodSpec const& spec) {
  Window const window = window_of(period, on);
  std::vector<Date> ends;
  if (window.after > on) {
    ends = week_grid(on, window.after, spec);
    ends.back() = window.after;
  }
  std::vector<Date> const inside = core::week_ends(on, period);
  ends.insert(ends.end(), inside.begin(), inside.end());
  return ends;
}

PersonPeriods landmark_weeks(data::History const& history, Landmarks const& marks,
                             PersonPeriodSpec const& spec, std::vector<std::size_t>& n_steps) {
  Builder builder(history, spec);
  n_steps.clear();
  for (Landmark const& landmark : marks.past) {
    std::vector<Date> const ends = window_steps(landmark.date, landmark.period, spec);
    n_steps.push_back(ends.size());
    auto const pipeline = data::pipeline_at(history, landmark.date).deals;
    std::size_t next = 0;  // both are in the order of ids, and a landmark sees no other deals
    for (data::OpenDeal const& deal : pipeline) {
      if (next == landmark.deals.size()) break;
      if (landmark.deals[next].history_row != deal.history_row) continue;
      ++next;
      std::size_t const first = builder.result.rows.size();
      builder.add_whole(deal, landmark.date, ends);
      for (std::size_t i = first; i < builder.result.rows.size(); ++i) {
        builder.result.rows[i].weight = landmark.overlap;
      }
    }
    QUARTERDECK_EXPECT(next == landmark.deals.size());
  }
  return std::move(builder.result);
}

PersonPeriods weeks_ahead(StepsAhead const& ahead, PersonPeriodSpec const& spec) {
  Builder builder(ahead.history, spec);
  for (data::OpenDeal const& deal : ahead.deals) builder.add(deal, ahead.on, ahead.ends, false);
  return std::move(builder.result);
}

}  // namespace quarterdeck::models::win
