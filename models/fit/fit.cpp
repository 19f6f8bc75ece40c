// models/fit/fit.cpp – the first door: landmarks once, then every family on them.
// SPDX-License-Identifier: Apache-2.0
#include "models/fit.hpp"

#include <utility>

#include "models/past/landmarks.hpp"

namespace quarterdeck::models {
namespace {

/// What the dependence family needs of the win family's past.
std::vector<dependence::PeriodOutcomes> outcomes_by_period(
    std::vector<win::PastOutcome> const& outcomes, Landmarks const& marks) {
  std::vector<dependence::PeriodOutcomes> periods(marks.past.size());
  for (std::size_t q = 0; q < periods.size(); ++q) periods[q].weight = marks.past[q].overlap;
  for (win::PastOutcome const& outcome : outcomes) {
    periods[outcome.period].cells.push_back({outcome.p, outcome.n, outcome.wins, outcome.segment});
  }
  return periods;
}

void note_ended(data::Findings& findings, core::Period const& period) {
  data::Finding kind;
  kind.code = "period.ended";
  kind.severity = data::Severity::info;
  kind.message = "the period ended by the as-of date, so only what was booked counts";
  data::add_finding(findings, kind, {}, period.id);
}

/// Open deals without a creation date, where past ones like them count as new business.
void note_undated(data::Findings& findings, data::History const& history) {
  data::Finding kind;
  kind.code = "created.counted_as_new";
  kind.message =
      "open deals without a creation date cannot be found in past pipelines, where wins like them "
      "count as business not yet in the pipeline; they are left to that part of the forecast";
  for (data::OpenDeal const& deal : data::pipeline_at(history, history.as_of).deals) {
    if (deal.created == core::no_date) data::add_finding(findings, kind, {}, deal.id);
  }
}

/// Covariates that the workspace names and no table has.
void note_unknown_covariates(data::Findings& findings, data::History const& history,
                             ModelSpec const& spec) {
  data::Finding kind;
  kind.code = "covariate.unknown_column";
  kind.message =
      "columns that the workspace names as covariates of winning and no table has; the model does "
      "without them";
  for (std::string const& column : spec.win_covariates.value_or(std::vector<std::string>{})) {
    if (!history.text.contains(column)) data::add_finding(findings, kind, {}, column);
  }
}

win::WinSpec win_spec(ModelSpec const& spec) {
  win::WinSpec win;
  win.calendar = spec.calendar;
  win.unit = spec.period.unit;
  win.segments = spec.segments;
  if (spec.win_covariates) win.covariates = *spec.win_covariates;
  win.pinned = spec.win_model;
  win.half_life_periods = spec.half_life_periods;
  return win;
}

}  // namespace

FittedModels fit(data::History const& history, ModelSpec const& spec) {
  FittedModels models;
  models.as_of = history.as_of;
  models.spec = spec;
  data::Findings& findings = models.findings;
  Landmarks const marks = gather_landmarks(history,
                                           {.calendar = spec.calendar,
                                            .period = spec.period,
                                            .segments = spec.segments,
                                            .half_life_periods = spec.half_life_periods,
                                            .max_periods = spec.max_periods},
                                           findings);
  if (marks.days_left <= 0) note_ended(findings, spec.period);
  for (Landmark const& landmark : marks.past) {
    if (landmark.is_period) models.past_periods.push_back(landmark.period);
  }
  models.win = win::fit_landmark_model(history, marks, spec.segments, findings);
  note_unknown_covariates(findings, history, spec);
  models.win_choice = win::choose_win_model({history, marks}, win_spec(spec), models.win, findings);
  if (models.win.undated_are_new_business) note_undated(findings, history);
  models.timing = timing::fit_time_to_close(history, marks, spec.calendar, findings);
  models.amount = amount::fit_amounts(history, marks, spec.segments, findings);
  models.creation = creation::fit_late_wins(
      history, marks, {spec.calendar, spec.segments, spec.measure_counts}, findings);
  // In this order: the season explains what is left of past outcomes, and shared luck what is left
  // of the season. The other way round a rhythm that comes every quarter would pass for luck.
  models.past_outcomes = win::past_outcomes(models.win_choice, models.win, history, marks);
  models.win_season = win::fit_win_season(models.past_outcomes, marks, spec.calendar);
  models.past_outcomes = win::in_season(std::move(models.past_outcomes), models.win_season);
  models.factor = dependence::fit_period_factor(outcomes_by_period(models.past_outcomes, marks));
  return models;
}

}  // namespace quarterdeck::models
