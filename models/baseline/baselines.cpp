// models/baseline/baselines.cpp – see baselines.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/baseline/baselines.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "models/posterior/draws.hpp"
#include "models/season/season.hpp"

namespace quarterdeck::models::baseline {
namespace {

/// A share booked by this week below this, on average, says nothing of the total.
constexpr double least_share = 0.01;
/// Nor does one that varied more than this, standard deviation over mean.
constexpr double most_variation = 0.5;

/// The question for one period, and the completed periods that may be learned from.
struct Question {
  Sighting const* at = nullptr;
  std::vector<Sighting const*> others;  ///< newest first, without the period itself
  double newest_age = 1;                ///< of completed periods when today's period is asked for
};

/// What happened `lag` completed periods before; 0 is the last completed one.
Sighting const* before(Question const& question, double lag) {
  double const age = question.at->age + question.newest_age + lag;
  for (auto const* other : question.others) {
    if (other->age == age) return other;
  }
  return nullptr;
}

std::optional<double> mean_rest(Question const& question, int n) {
  double sum = 0;
  int found = 0;
  for (int lag = 0; lag < n; ++lag) {
    auto const* const other = before(question, lag);
    if (other == nullptr) break;
    sum += other->rest;
    ++found;
  }
  if (found == 0) return std::nullopt;
  return sum / found;
}

std::optional<double> year_before(Question const& question, int periods_in_year) {
  for (auto const* other : question.others) {
    if (other->age == question.at->age + periods_in_year) return other->rest;
  }
  return std::nullopt;
}

/// Standard deviation; of a single value its distance from `centre`.
double deviation(std::vector<double> const& values, double centre) {
  if (values.size() == 1) return std::abs(values.front() - centre);
  double mean = 0;
  for (double const value : values) mean += value;
  mean /= static_cast<double>(values.size());
  double squares = 0;
  for (double const value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::optional<double> run_rate(Question const& question) {
  double booked = 0;
  double total = 0;
  std::vector<double> shares;
  for (auto const* other : question.others) {
    if (!other->whole || !(other->total() > 0)) continue;
    booked += other->booked;
    total += other->total();
    shares.push_back(other->booked / other->total());
  }
  bool const usable = booked > least_share * total && question.at->booked > 0;
  if (!usable || deviation(shares, booked / total) > most_variation * booked / total)
    return std::nullopt;
  return question.at->booked * (total / booked - 1);
}

/// The rests of the four nearest other periods, each brought to the place of the one that is asked
/// for.
std::optional<double> seasonal(Question const& question, int cycle) {
  std::vector<Sighting const*> others;
  std::vector<SeasonObservation> rests;
  // Amounts have no sampling error of their own; what is chance in them is learned.
  constexpr double no_error = 1e-6;
  for (auto const* other : question.others) {
    if (!(other->rest > 0)) continue;
    others.push_back(other);
    rests.push_back({std::log(other->rest), no_error, other->age, other->place});
  }
  if (others.empty()) return std::nullopt;
  SeasonPosterior const season(std::move(rests), {cycle}, question.at->place,
                               SeasonLevel::drifting);
  // Of a past month whose place no other one has it says what it would say without a season, so
  // that a thin past shows in its spread.
  bool const is_now = question.at->age == 0;
  if (is_now && !season.is_known()) return std::nullopt;
  std::stable_sort(others.begin(), others.end(), [&](auto const* a, auto const* b) {
    return std::abs(a->age - question.at->age) < std::abs(b->age - question.at->age);
  });
  others.resize(std::min<std::size_t>(others.size(), 4));
  double sum = 0;
  for (auto const* other : others) sum += other->rest / std::exp(season.at(other->place).log_mean);
  return std::exp(season.at(question.at->place).log_mean) * sum /
         static_cast<double>(others.size());
}

std::optional<double> conversion(Question const& question, double Sighting::*pipeline) {
  double rest = 0;
  double open = 0;
  for (auto const* other : question.others) {
    rest += other->rest;
    open += other->*pipeline;
  }
  if (!(open > 0) || !(question.at->*pipeline > 0)) return std::nullopt;
  return question.at->*pipeline * rest / open;
}

/// Of nothing at all no relative error can be told.
std::optional<double> committed(Question const& question) {
  auto const sum = question.at->committed;
  return sum && question.at->booked + *sum > 0 ? sum : std::nullopt;
}

/// Forecast of what is won after the day, or nothing where the question cannot be answered.
std::optional<double> rest_of(Kind kind, Question const& question, Sightings const& frame) {
  switch (kind) {
    case Kind::last_year:
      return year_before(question, frame.periods_in_year);
    case Kind::last_period:
      return mean_rest(question, 1);
    case Kind::run_rate:
      return run_rate(question);
    case Kind::stage_weighted:
      return question.at->stage_weighted;
    case Kind::conversion:
      return conversion(question, &Sighting::open);
    case Kind::conversion_due:
      return conversion(question, &Sighting::open_due);
    case Kind::category:
      return committed(question);
    case Kind::rest_of_four:
      return mean_rest(question, 4);
    case Kind::seasonal:
      return seasonal(question, frame.cycle);
  }
  return std::nullopt;
}

/// Why a kind is not asked at all; empty where it is.
std::string refusal(Kind kind, Sightings const& frame) {
  switch (kind) {
    case Kind::last_year:
      if (frame.periods_in_year == 0) return "a free range of days has no same period last year";
      return {};
    case Kind::seasonal:
      if (frame.cycle == 0) return "only a month has a place in the quarter";
      return {};
    case Kind::stage_weighted:
      if (!frame.now.stage_weighted) return "no stage of the open deals has a probability";
      if (frame.counts_pipeline) return "open deals have no amounts to weigh";
      return {};
    case Kind::conversion_due:
      if (!frame.knows_close_dates) return "open deals have no entered close dates";
      return {};
    case Kind::category:
      if (!frame.has_category) return "there is no column forecast_category";
      if (frame.categories_from == core::no_date)
        return "which forecast category a deal was in at past days is not on record";
      if (frame.counts_pipeline && !frame.counts_deals)
        return "open deals have no amounts to add up";
      return {};
    default:
      return {};
  }
}

/// Why a kind that was asked of the present has no answer.
std::string no_answer(Kind kind) {
  switch (kind) {
    case Kind::last_year:
      return "the same period last year is not on record";
    case Kind::run_rate:
      return "nothing is booked yet, or the share booked by this week has varied too much to go by";
    case Kind::conversion:
    case Kind::conversion_due:
      return "there is no open pipeline of this kind, now or at the same week in the past";
    case Kind::seasonal:
      return "no completed month with the same place in its quarter is on record";
    case Kind::category:
      return "nothing is booked or committed yet, or fewer than half of the open deals due in the "
             "period have a forecast category";
    default:
      return "no completed period is on record";
  }
}

Question question_of(Sightings const& frame, Sighting const& at) {
  Question question;
  question.at = &at;
  for (auto const& other : frame.past) {
    if (&other != &at) question.others.push_back(&other);
  }
  if (!frame.past.empty()) question.newest_age = frame.past.front().age;
  return question;
}

std::vector<PastCall> past_calls(Kind kind, Sightings const& frame) {
  std::vector<PastCall> calls;
  for (auto const& past : frame.past) {
    auto const rest = rest_of(kind, question_of(frame, past), frame);
    if (!past.whole || !rest || !(past.booked + *rest > 0)) continue;
    calls.push_back({past.period.id, past.booked + *rest, past.total()});
  }
  return calls;
}

/// Spread of outcomes that one odd period does not decide.
double robust_deviation(std::vector<double> outcomes, double forecast) {
  double const plain = deviation(outcomes, forecast);
  if (outcomes.size() < 4) return plain;
  std::sort(outcomes.begin(), outcomes.end());
  auto const at = [&](double p) {
    double const place = p * static_cast<double>(outcomes.size() - 1);
    auto const below = static_cast<std::size_t>(place);
    auto const above = std::min(below + 1, outcomes.size() - 1);
    return outcomes[below] +
           (place - static_cast<double>(below)) * (outcomes[above] - outcomes[below]);
  };
  double const quartiles = (at(0.75) - at(0.25)) / 1.349;
  return quartiles > 0 ? std::min(plain, quartiles) : plain;
}

/// Quantiles of the kernel mixture at the grid's levels, from many points of every kernel.
std::vector<double> grid_of(std::vector<double> const& outcomes, double forecast, double floor) {
  constexpr std::size_t n_kernel = 51;
  auto const n = static_cast<double>(outcomes.size());
  // Silverman's width: the mixture of a few past misses is smoothed just enough to be a
  // distribution.
  double const width = 0.9 * robust_deviation(outcomes, forecast) * std::pow(n, -0.2);
  std::vector<double> points;
  for (double const outcome : outcomes) {
    for (std::size_t i = 0; i < n_kernel; ++i) {
      double const z = normal_quantile((static_cast<double>(i) + 0.5) / n_kernel);
      points.push_back(std::max(floor, outcome + width * z));
    }
  }
  std::sort(points.begin(), points.end());
  std::vector<double> grid;
  for (std::size_t i = 0; i < n_grid; ++i) {
    double const level = (static_cast<double>(i) + 0.5) / n_grid;
    auto const rank = static_cast<std::size_t>(level * static_cast<double>(points.size()));
    grid.push_back(points[std::min(rank, points.size() - 1)]);
  }
  return grid;
}

Baseline baseline(Kind kind, Sightings const& frame) {
  Baseline made;
  made.kind = kind;
  made.booked = frame.now.booked;
  made.absent = refusal(kind, frame);
  if (!made.absent.empty()) return made;
  auto const rest = rest_of(kind, question_of(frame, frame.now), frame);
  if (!rest) {
    made.absent = no_answer(kind);
    return made;
  }
  made.point = frame.now.booked + *rest;
  made.calls = past_calls(kind, frame);
  if (made.calls.size() < least_calls) {
    made.absent = kind == Kind::category
                      ? "the forecast categories of no completed period are on record"
                      : "no completed period tells how far it is usually off";
    return made;
  }
  std::vector<double> outcomes;
  for (auto const& call : made.calls) outcomes.push_back(made.point * call.actual / call.forecast);
  made.grid = grid_of(outcomes, made.point, frame.now.booked);
  return made;
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::last_year:
      return "last-year";
    case Kind::last_period:
      return "last-period";
    case Kind::run_rate:
      return "run-rate";
    case Kind::stage_weighted:
      return "stage-weighted";
    case Kind::conversion:
      return "conversion";
    case Kind::conversion_due:
      return "conversion-due";
    case Kind::category:
      return "category";
    case Kind::seasonal:
      return "seasonal";
    case Kind::rest_of_four:
      break;
  }
  return "rest-of-four";
}

std::string_view meaning_of(Kind kind) {
  switch (kind) {
    case Kind::last_year:
      return "booked so far, plus what the same period last year still won from this week on";
    case Kind::last_period:
      return "booked so far, plus what the last completed period still won from this week on";
    case Kind::run_rate:
      return "booked so far over the share that past periods had booked by this week";
    case Kind::stage_weighted:
      return "booked so far, plus open pipeline due in the period times the CRM's probability of "
             "its stage";
    case Kind::conversion:
      return "booked so far, plus open pipeline times what past periods still won for each unit of "
             "pipeline open at this week";
    case Kind::conversion_due:
      return "booked so far, plus open pipeline due by the period's end times what past periods "
             "still won for each unit of it";
    case Kind::category:
      return "booked so far, plus open pipeline due in the period whose forecast category is "
             "commit";
    case Kind::seasonal:
      return "booked so far, plus the mean of what four months still won from this week on, each "
             "brought to the month's place in the quarter";
    case Kind::rest_of_four:
      break;
  }
  return "booked so far, plus the mean of what the last four periods still won from this week on";
}

std::vector<Baseline> baselines(Sightings const& sightings) {
  std::vector<Baseline> all;
  for (auto const kind : all_kinds) all.push_back(baseline(kind, sightings));
  return all;
}

std::vector<Baseline> baselines(data::History const& history, BaselineSpec const& spec) {
  return baselines(sightings(history, spec));
}

}  // namespace quarterdeck::models::baseline
