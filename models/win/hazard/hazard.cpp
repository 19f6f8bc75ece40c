// models/win/hazard/hazard.cpp – the fit of the weekly hazards, its effects and its score.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/hazard.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/core/error.hpp"
#include "models/win/logit.hpp"

namespace quarterdeck::models::win {
namespace {

using core::Date;
using core::Days;

constexpr double intercept_sd = 10;
/// A tenth of a nat moves no log loss a week in its fifth digit and saves half of the time.
constexpr double scoring_tolerance = 0.1;
double days_of(core::PeriodUnit unit) {
  double const year = 365.25;
  if (unit == core::PeriodUnit::month) return year / 12;
  return unit == core::PeriodUnit::quarter ? year / 4 : year;
}

double recency(PersonWeek const& week, Date as_of, HazardSpec const& spec) {
  if (!spec.half_life_periods) return 1;
  double const age = core::days_between(week.until, as_of) / days_of(spec.weeks.unit);
  return std::exp2(-age / *spec.half_life_periods);
}

std::size_t cause_of(data::Outcome outcome) {
  if (outcome == data::Outcome::open) return 0;
  return outcome == data::Outcome::won ? 1 : 2;
}

double offset_of(PersonWeek const& week) { return std::log(week.n_days() / 7.0); }

/// Weights by which rows are averaged over the columns of one covariate.
Eigen::VectorXd against_average(FittedHazard const& hazard, std::size_t covariate,
                                std::size_t level, Eigen::Index cause) {
  Covariate const& family = hazard.encoder.covariates()[covariate];
  auto const n = static_cast<Eigen::Index>(hazard.encoder.n_columns());
  auto const first = static_cast<Eigen::Index>(hazard.encoder.first_column(covariate));
  Eigen::VectorXd w = Eigen::VectorXd::Zero(2 * n);
  if (!family.is_number()) {
    auto const size = static_cast<Eigen::Index>(family.levels.size());
    w.segment(cause * n + first, size) = -hazard.mean_row.segment(first, size);
  }
  w[cause * n + first + static_cast<Eigen::Index>(level)] += 1;
  return w;
}

/// Rows of a period and the rows before it.
struct Split {
  PersonPeriods before;
  PersonPeriods inside;
};

Split split_at(PersonPeriods const& past, core::Period const& period) {
  Split split{{past.states, {}}, {past.states, {}}};
  for (PersonWeek const& week : past.rows) {
    if (week.until < period.start) split.before.rows.push_back(week);
    bool const known_before = past.states[week.state].on < period.start - Days(1);
    if (!known_before && week.until <= period.end) split.inside.rows.push_back(week);
  }
  return split;
}

void add_loss(HazardScore& score, FittedHazard const& hazard, data::History const& history,
              PersonPeriods const& periods) {
  LogitDesign design(hazard.encoder.n_columns(), 2);
  std::vector<Entry> entries;
  for (PersonWeek const& week : periods.rows) {
    hazard.encoder.encode(history, periods, week, entries);
    std::array<double, 3> weights{};
    weights[cause_of(week.outcome)] = week.weight;
    design.add_row(entries, offset_of(week), weights);
    score.n_weeks += week.weight;
  }
  score.log_loss -= logit_likelihood(design, hazard.fit.mode, 1);
}

}  // namespace

std::vector<LogitFamily> families_of(RowEncoder const& encoder) {
  std::vector<LogitFamily> families{{"intercept", 1, intercept_sd}};
  for (Covariate const& covariate : encoder.covariates()) {
    families.push_back({covariate.name, covariate.levels.size(), {}});
  }
  return families;
}

CovariateSpec encoded_covariates(HazardSpec const& spec) {
  auto covariates = spec.covariates;
  auto const& segments = spec.weeks.segments;
  if (segments.size() == 1) std::erase(covariates.columns, segments.front());
  return covariates;
}

FittedHazard fit_hazard(data::History const& history, HazardSpec const& spec) {
  return fit_hazard(history, past_weeks(history, spec.weeks), history.as_of, spec);
}

FittedHazard fit_hazard(data::History const& history, PersonPeriods const& past, Date as_of,
                        HazardSpec const& spec) {
  FittedHazard hazard{spec, as_of, RowEncoder(history, past, encoded_covariates(spec)), {}, {}};
  std::size_t const n_columns = hazard.encoder.n_columns();
  LogitDesign design(n_columns, 2);
  hazard.mean_row = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(n_columns));
  double sum = 0;
  std::vector<Entry> entries;
  for (PersonWeek const& week : past.rows) {
    hazard.encoder.encode(history, past, week, entries);
    double const weight = week.weight * recency(week, as_of, spec);
    std::array<double, 3> weights{};
    weights[cause_of(week.outcome)] = weight;
    design.add_row(entries, offset_of(week), weights);
    for (Entry const& entry : entries) hazard.mean_row[entry.column] += weight * entry.value;
    sum += weight;
    hazard.n_won += week.outcome == data::Outcome::won ? 1 : 0;
    hazard.n_lost += week.outcome == data::Outcome::lost ? 1 : 0;
  }
  if (sum > 0) hazard.mean_row /= sum;
  hazard.n_rows = past.rows.size();
  hazard.fit = fit_logit(design.merged(), families_of(hazard.encoder), spec.logit);
  return hazard;
}

std::vector<Effect> effects_of(FittedHazard const& hazard) {
  std::vector<Effect> effects;
  Eigen::VectorXd const mode = hazard.fit.mode.reshaped();
  for (Eigen::Index const cause : {won_cause, lost_cause}) {
    for (std::size_t c = 0; c < hazard.encoder.covariates().size(); ++c) {
      Covariate const& covariate = hazard.encoder.covariates()[c];
      for (std::size_t l = 0; l < covariate.levels.size(); ++l) {
        Eigen::VectorXd const w = against_average(hazard, c, l, cause);
        Effect effect{covariate.name, covariate.levels[l],
                      cause == won_cause ? data::Outcome::won : data::Outcome::lost};
        effect.log_odds = w.dot(mode);
        effect.sd = hazard.fit.sd_of(w);
        effect.odds_ratio = std::exp(effect.log_odds);
        effect.low = std::exp(effect.log_odds - z_of_90_percent * effect.sd);
        effect.high = std::exp(effect.log_odds + z_of_90_percent * effect.sd);
        effects.push_back(std::move(effect));
      }
    }
  }
  return effects;
}

std::vector<HazardScore> score_half_lives(data::History const& history, HazardSpec const& spec,
                                          std::vector<std::optional<double>> const& candidates,
                                          int n_periods) {
  std::vector<HazardScore> scores;
  for (auto const& half_life : candidates) scores.push_back({half_life});
  PersonPeriods const past = past_weeks(history, spec.weeks);
  core::FiscalCalendar const calendar(spec.weeks.calendar);
  core::Period period = calendar.containing(history.as_of + Days(1), spec.weeks.unit);
  for (int i = 0; i < n_periods; ++i) {
    period = calendar.previous(period);
    Split const split = split_at(past, period);
    if (split.before.rows.empty() || split.inside.rows.empty()) break;
    for (HazardScore& score : scores) {
      HazardSpec candidate = spec;
      candidate.half_life_periods = score.half_life_periods;
      candidate.logit.evidence_tolerance =
          std::max(spec.logit.evidence_tolerance, scoring_tolerance);
      FittedHazard const hazard =
          fit_hazard(history, split.before, period.start - Days(1), candidate);
      add_loss(score, hazard, history, split.inside);
    }
  }
  for (HazardScore& score : scores) {
    if (score.n_weeks > 0) score.log_loss /= score.n_weeks;
  }
  return scores;
}

}  // namespace quarterdeck::models::win
