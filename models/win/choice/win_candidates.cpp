// models/win/choice/win_candidates.cpp – see win_candidates.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/choice/win_candidates.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/stream.hpp"
#include "models/win/choice/win_choice.hpp"
#include "models/win/logit.hpp"

namespace quarterdeck::models::win {
namespace {

/// A tenth of a nat of evidence moves no loss that could decide.
constexpr double judging_tolerance = 0.1;
constexpr int first_updates = 30, later_updates = 1;

/// The landmarks of a fold alone, weighted for it.
Landmarks training_marks(Landmarks const& marks, Fold const& fold) {
  Landmarks training;
  training.as_of = marks.past[fold.landmark].date;
  training.period = marks.past[fold.landmark].period;
  training.window = marks.past[fold.landmark].window;
  training.days_left = marks.days_left;
  for (std::size_t const q : fold.from) training.past.push_back(marks.past[q]);
  for (Landmark& landmark : training.past) {
    landmark.recency = landmark.recency / marks.past[fold.from.front()].recency;
  }
  training.n_periods = training.past.size();
  return training;
}

/// Rate of a cell given its counts, hyper-parameters at their mean.
double plug_in_rate(LandmarkModel const& model, CellRef const& ref,
                    std::vector<CellCount> const& counts) {
  Hyper const hyper = ref.group ? model.groups[*ref.group].hyper.mean() : model.company.mean();
  CellCount const count = ref.cell ? counts[*ref.cell] : CellCount{};
  double const mean = hyper.at(model.effects.offset(ref.levels)).mean;
  return (count.wins + mean * hyper.size) / (count.n + hyper.size);
}

std::vector<CellCount> weighted_counts(LandmarkModel const& model, Landmarks const& training,
                                       std::vector<std::size_t> const& cell_of_deal,
                                       std::vector<double> const& weights) {
  std::vector<CellCount> counts(model.cells.size());
  std::size_t i = 0;
  for (std::size_t q = 0; q < training.past.size(); ++q) {
    for (LandmarkDeal const& deal : training.past[q].deals) {
      CellCount& count = counts[cell_of_deal[i++]];
      count.n += weights[q];
      count.wins += deal.won ? weights[q] : 0;
    }
  }
  return counts;
}

double logit(double p) { return std::log(p / (1 - p)); }
LogitOptions judging_options(int max_updates) {
  LogitOptions options;
  options.evidence_tolerance = judging_tolerance;
  options.max_updates = max_updates;
  options.newton_tolerance = 1e-5;
  options.trusted_decrement = 0.1;
  options.n_threads = 1;
  return options;
}

}  // namespace

std::vector<double> fold_weights(Landmarks const& marks, std::vector<std::size_t> const& from,
                                 HalfLife const& half_life) {
  std::vector<double> weights(marks.past.size(), 0.0);
  for (std::size_t const q : from) {
    double const age = marks.past[q].age_periods - marks.past[from.front()].age_periods;
    weights[q] = half_life ? std::exp2(-age / *half_life) : 1;
  }
  return weights;
}

Landmarks thinned(data::History const& history, Landmarks const& marks) {
  std::size_t n_weeks = 0;
  for (Landmark const& landmark : marks.past) {
    int const days = core::days_between(landmark.date, landmark.window.until);
    n_weeks += landmark.deals.size() * static_cast<std::size_t>((days + 6) / 7);
  }
  if (n_weeks <= max_deal_weeks) return marks;
  double const share = static_cast<double>(max_deal_weeks) / static_cast<double>(n_weeks);
  Landmarks few = marks;
  for (Landmark& landmark : few.past) {
    auto const day = static_cast<std::uint64_t>(landmark.date.time_since_epoch().count());
    std::erase_if(landmark.deals, [&](LandmarkDeal const& deal) {
      std::uint64_t const entity = history.deals[deal.history_row].entity;
      random::Stream stream({.seed = day, .purpose = random::Purpose::parameter, .entity = entity});
      return stream.uniform() >= share;
    });
  }
  return few;
}

Landmarks at_half_life(Landmarks marks, HalfLife const& half_life) {
  for (Landmark& landmark : marks.past) {
    double const age = landmark.age_periods - marks.past.front().age_periods;
    landmark.recency = half_life ? std::exp2(-age / *half_life) : 1;
  }
  return marks;
}

double sized_chance(double rate, SizeEffect const& effect, DealState const& state) {
  if (!effect.known) return rate;
  double const odds =
      rate / (1 - rate) * std::exp(effect.intercept + effect.slope * log_size(effect, state));
  return odds / (1 + odds);
}

FoldChances TableFolds::operator()(Fold const& fold, std::vector<HalfLife> const& half_lives) {
  data::History const& history = *history_;
  Landmarks const& marks = *marks_;
  Landmarks const training = training_marks(marks, fold);
  LandmarkModel const model =
      fit_landmarks_quickly(history, training, layout_ ? &*layout_ : nullptr);
  layout_ = model.choice;
  std::vector<std::size_t> cell_of_deal;
  for (Landmark const& landmark : training.past) {
    for (LandmarkDeal const& deal : landmark.deals) {
      cell_of_deal.push_back(*find_cell(model, deal.state, history.stages).cell);
    }
  }
  auto const counts_at = [&](auto const& weight_of) {
    std::vector<double> weights;
    for (std::size_t q = 0; q < training.past.size(); ++q) {
      weights.push_back(training.past[q].overlap * weight_of(q));
    }
    return weighted_counts(model, training, cell_of_deal, weights);
  };
  std::vector<std::vector<CellCount>> counts{
      counts_at([&](std::size_t q) { return training.past[q].recency; })};
  for (HalfLife const& half_life : half_lives) {
    auto const weights = fold_weights(marks, fold.from, half_life);
    counts.push_back(counts_at([&](std::size_t q) { return weights[fold.from[q]]; }));
  }
  // Another half-life changes counts a little and hyper-parameters hardly at all. So the difference
  // that it makes is taken from rates at fixed hyper-parameters and added to the full answer.
  FoldChances chances{{}, std::vector<std::vector<double>>(half_lives.size())};
  for (LandmarkDeal const& deal : marks.past[fold.landmark].deals) {
    CellRef const ref = find_cell(model, deal.state, history.stages);
    double const p =
        std::clamp(sized_chance(mean_rate(model, ref), model.size, deal.state), 1e-9, 1 - 1e-9);
    chances.chance.push_back(p);
    double const default_logit = logit(plug_in_rate(model, ref, counts[0]));
    for (std::size_t h = 0; h < half_lives.size(); ++h) {
      double const shift = logit(plug_in_rate(model, ref, counts[h + 1])) - default_logit;
      chances.at[h].push_back(expit(logit(p) + shift));
    }
  }
  return chances;
}

LogitFit const* HazardFolds::newest() const { return last_ ? &*last_ : nullptr; }

HazardFolds::HazardFolds(Landmarks const& marks, LandmarkWeeks const& weeks, double half_life)
    : marks_(&marks), weeks_(&weeks), half_life_(half_life) {}

FoldChances HazardFolds::operator()(Fold const& fold, std::vector<HalfLife> const& half_lives) {
  auto found = fits_.find(fold.landmark);
  if (found == fits_.end()) {
    LogitFit fit =
        weeks_
            ->fit(fold_weights(*marks_, fold.from, half_life_), marks_->past[fold.landmark].date,
                  judging_options(last_ ? later_updates : first_updates), last_ ? &*last_ : nullptr)
            .fit;
    last_ = fit;
    found = fits_.emplace(fold.landmark, std::move(fit)).first;
  }
  LogitFit const& fit = found->second;
  std::vector<Eigen::MatrixXd> modes;
  if (!half_lives.empty()) {
    std::vector<bool> used(marks_->past.size(), false);
    for (std::size_t const q : fold.from) used[q] = true;
    ReweightedHazard const reweighted(*weeks_, fit, used);
    for (HalfLife const& half_life : half_lives) {
      modes.push_back(reweighted.mode(fold_weights(*marks_, fold.from, half_life)));
    }
  }
  FoldChances chances{{}, std::vector<std::vector<double>>(half_lives.size())};
  for (LandmarkCourse const& deal : weeks_->deals(fold.landmark)) {
    WinChance const chance = chance_with_gradient(weeks_->rows(), deal.weeks, fit.mode);
    double const sd = fit.sd_of(chance.gradient);
    chances.chance.push_back(moderated(logit(chance.p), sd * sd));
    for (std::size_t h = 0; h < modes.size(); ++h) {
      double const p =
          std::clamp(chance_of_win(weeks_->rows(), deal.weeks, modes[h]), 1e-12, 1 - 1e-12);
      chances.at[h].push_back(moderated(logit(p), sd * sd));
    }
  }
  return chances;
}

HazardSpec hazard_spec(WinSpec const& spec, Landmarks const& marks, bool basics_only) {
  HazardSpec hazard;
  hazard.weeks.calendar = spec.calendar;
  hazard.weeks.unit = spec.unit == core::PeriodUnit::range ? core::PeriodUnit::quarter : spec.unit;
  hazard.weeks.segments = spec.segments;
  hazard.covariates.columns = spec.covariates;
  hazard.covariates.basics_only = basics_only;
  hazard.covariates.weeks_ahead =
      std::any_of(marks.past.begin(), marks.past.end(),
                  [](Landmark const& landmark) { return !landmark.is_period; });
  hazard.logit.n_threads = 1;
  return hazard;
}

}  // namespace quarterdeck::models::win
