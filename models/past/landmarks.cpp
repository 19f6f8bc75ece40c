// models/past/landmarks.cpp – see landmarks.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/past/landmarks.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace quarterdeck::models {
namespace {

using core::Date;
using core::Days;

CloseFlag flag_of(Date close_date, Date on, Window const& window) {
  if (close_date == core::no_date) return CloseFlag::none;
  if (close_date <= on) return CloseFlag::overdue;
  if (close_date <= window.after) return CloseFlag::earlier;
  return close_date <= window.until ? CloseFlag::in_period : CloseFlag::later;
}

int days_since(Date from, Date on) {
  return from == core::no_date ? -1 : std::max(0, core::days_between(from, on));
}

/// The day that lies `months` whole months before, keeping the last day of a month the last day.
Date months_before(Date day, int months) {
  std::chrono::year_month_day const date(day);
  bool const is_last = std::chrono::year_month_day(day + Days(1)).day() == std::chrono::day(1);
  auto const target =
      std::chrono::year_month(date.year(), date.month()) - std::chrono::months(months);
  Date const last(target / std::chrono::last);
  std::chrono::year_month_day const same(target / date.day());
  return is_last || !same.ok() ? last : Date(same);
}

Landmark landmark_at(core::Period const& period, int days_left) {
  Landmark landmark;
  landmark.period = period;
  landmark.date = period.end - Days(days_left);
  landmark.window = window_of(period, landmark.date);
  return landmark;
}

std::vector<Landmark> completed_periods(data::History const& history, LandmarkSpec const& spec,
                                        int days_left) {
  core::FiscalCalendar const calendar(spec.calendar);
  Date const first = first_usable_day(history);
  std::vector<Landmark> past;
  core::Period period = calendar.previous(spec.period);
  for (double age = 1; past.size() < spec.max_periods; age += 1) {
    Landmark landmark = landmark_at(period, days_left);
    if (landmark.date < first) break;
    landmark.age_periods = age;
    if (period.end <= history.as_of) past.push_back(std::move(landmark));
    period = calendar.previous(period);
  }
  return past;
}

/// A young company has two or three completed quarters, and a win rate from these is worth little.
/// Windows of the same length that end in other months are less alike, for no quarter ends with
/// them, but there are three times as many. Windows of the period's length that end whole months
/// before it.
void add_shifted(std::vector<Landmark>& past, data::History const& history,
                 LandmarkSpec const& spec, int days_left) {
  Date const first = first_usable_day(history);
  int const n_days = spec.period.n_days();
  std::size_t const limit = past.size() + spec.max_periods;
  for (int months = 1; past.size() < limit; ++months) {
    Date const end = months_before(spec.period.end, months);
    if (end - Days(days_left) < first) break;
    bool const known = std::any_of(past.begin(), past.end(),
                                   [&](Landmark const& other) { return other.period.end == end; });
    if (end > history.as_of || known) continue;
    Date const start = end - Days(n_days - 1);
    Landmark landmark = landmark_at(
        {core::to_iso(start) + ".." + core::to_iso(end), start, end, core::PeriodUnit::range},
        days_left);
    landmark.age_periods = static_cast<double>(core::days_between(end, spec.period.end)) / n_days;
    landmark.is_period = false;
    past.push_back(std::move(landmark));
  }
  std::sort(past.begin(), past.end(),
            [](Landmark const& a, Landmark const& b) { return a.period.end > b.period.end; });
}

bool share_days(Landmark const& a, Landmark const& b) {
  return a.window.after < b.window.until && b.window.after < a.window.until;
}

void set_weights(std::vector<Landmark>& past, double half_life) {
  for (Landmark& landmark : past) {
    double const age = landmark.age_periods - past.front().age_periods;
    landmark.recency = std::exp2(-age / half_life);
    // Windows that share days share wins: each counts as one over the number of those it overlaps,
    // so that a win counts about once in all.
    auto const n = std::count_if(past.begin(), past.end(), [&](Landmark const& other) {
      return share_days(landmark, other);
    });
    landmark.overlap = 1.0 / static_cast<double>(std::max<std::ptrdiff_t>(n, 1));
  }
}

void observe(Landmark& landmark, data::History const& history, StateReader const& read) {
  std::vector<char> open(history.deals.size(), 0);
  for (data::OpenDeal const& deal : data::pipeline_at(history, landmark.date).deals) {
    data::HistoryDeal const& fate = history.deals[deal.history_row];
    bool const won = fate.outcome == data::Outcome::won && landmark.window.contains(fate.closed);
    open[deal.history_row] = 1;
    landmark.deals.push_back({deal.history_row, read(deal, landmark.date, landmark.window), won,
                              won ? fate.closed_amount : core::no_amount});
  }
  for (data::WonDeal const& win :
       data::won_between(history, landmark.window.after, landmark.window.until)) {
    if (open[win.history_row] != 0) continue;
    int const weeks = core::days_between(win.closed, landmark.window.until) / 7;
    landmark.late_wins.push_back({win.history_row, win.closed, win.amount, weeks,
                                  read.segment(win.history_row, win.closed)});
  }
}

void report_short(Landmarks const& marks, data::Findings& findings) {
  data::Finding kind;
  kind.code = "history.short";
  auto const n_shifted = marks.past.size() - marks.n_periods;
  kind.message = marks.n_periods == 0   ? "no completed period is on record"
                 : marks.n_periods == 1 ? "only 1 completed period is on record"
                                        : "only " + std::to_string(marks.n_periods) +
                                              " completed periods are on record";
  if (n_shifted > 0) {
    kind.message += ", so " + std::to_string(n_shifted) + " window" + (n_shifted == 1 ? "" : "s") +
                    " shifted by whole months were learned from as well";
  }
  kind.message += "; with fewer than " + std::to_string(enough_periods) +
                  " periods the forecast rests on little";
  data::add_finding(findings, kind, {}, marks.period.id);
}

}  // namespace

std::string_view to_text(CloseFlag flag) {
  switch (flag) {
    case CloseFlag::in_period:
      return "due in period";
    case CloseFlag::overdue:
      return "overdue";
    case CloseFlag::earlier:
      return "due before period";
    case CloseFlag::later:
      return "due later";
    case CloseFlag::none:
      break;
  }
  return "no close date";
}

StateReader::StateReader(data::History const& history, std::vector<std::string> segments)
    : history_(&history), segments_(std::move(segments)) {}

std::string StateReader::segment(std::uint32_t history_row, core::Date on) const {
  if (segments_.empty()) return "all";
  std::string joined;
  for (std::string const& column : segments_) {
    std::string_view const text = data::text_at(*history_, history_row, column, on);
    if (!joined.empty()) joined += " | ";
    joined += text.empty() ? "(blank)" : text;
  }
  return joined;
}

DealState StateReader::operator()(data::OpenDeal const& deal, core::Date on,
                                  Window const& window) const {
  DealState state;
  state.stage = deal.stage;
  state.flag = flag_of(deal.close_date, on, window);
  state.age_days = days_since(deal.created, on);
  state.stage_days = days_since(deal.stage_entered, on);
  state.n_pushes = deal.n_pushes;
  state.amount = deal.amount > 0 ? deal.amount : core::no_amount;
  state.segment = segment(deal.history_row, on);
  state.type = std::string(data::text_at(*history_, deal.history_row, "type", on));
  return state;
}

core::Date first_usable_day(data::History const& history) {
  if (history.facts.complete_from != core::no_date) return history.facts.complete_from;
  Date first = history.as_of + Days(1);
  for (auto const& deal : history.deals) {
    if (deal.closed != core::no_date) first = std::min(first, deal.closed);
  }
  return first;
}

Window window_of(core::Period const& period, core::Date as_of) {
  return {std::max(as_of, period.start - Days(1)), period.end};
}

Landmarks gather_landmarks(data::History const& history, LandmarkSpec const& spec,
                           data::Findings& findings) {
  Landmarks marks;
  marks.as_of = history.as_of;
  marks.period = spec.period;
  marks.window = window_of(spec.period, history.as_of);
  marks.days_left = core::days_between(history.as_of, spec.period.end);
  if (marks.days_left <= 0) return marks;
  marks.past = completed_periods(history, spec, marks.days_left);
  marks.n_periods = marks.past.size();
  if (marks.n_periods < enough_periods) {
    add_shifted(marks.past, history, spec, marks.days_left);
    report_short(marks, findings);
  }
  set_weights(marks.past, spec.half_life_periods);
  StateReader const read(history, spec.segments);
  for (Landmark& landmark : marks.past) observe(landmark, history, read);
  return marks;
}

}  // namespace quarterdeck::models
