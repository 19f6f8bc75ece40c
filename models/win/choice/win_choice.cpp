// models/win/choice/win_choice.cpp – see win_choice.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/choice/win_choice.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <utility>

#include "models/win/choice/win_candidates.hpp"

namespace quarterdeck::models::win {
namespace {

/// From the simplest to the richest: a richer one must earn its place.
constexpr std::array from_simplest{WinModelKind::table, WinModelKind::hazard,
                                   WinModelKind::hazard_with_covariates};
static_assert(from_simplest.size() == data::win_model_names.size());

/// Log evidence to which the strengths of the chosen hazards are learned.
constexpr double final_tolerance = 0.1;

/// The last completed periods that have enough completed ones before them, newest first.
std::vector<Fold> judged_folds(Landmarks const& marks) {
  std::vector<Fold> folds;
  for (std::size_t q = 0; q < marks.past.size() && folds.size() < max_judged_periods; ++q) {
    Fold fold{q, {}};
    for (std::size_t t = q + 1; t < marks.past.size(); ++t) {
      Landmark const& earlier = marks.past[t];
      bool const known = earlier.is_period && earlier.window.until <= marks.past[q].date;
      if (known && !earlier.deals.empty()) fold.from.push_back(t);
    }
    bool const usable = marks.past[q].is_period && !marks.past[q].deals.empty();
    if (usable && fold.from.size() >= min_learned_periods) folds.push_back(std::move(fold));
  }
  return folds;
}

bool enough(std::vector<Fold> const& folds, Landmarks const& marks) {
  std::int64_t wins = 0, others = 0;
  for (Fold const& fold : folds) {
    for (LandmarkDeal const& deal : marks.past[fold.landmark].deals) {
      (deal.won ? wins : others) += 1;
    }
  }
  return folds.size() >= min_judged_periods && wins >= min_judged_wins && others >= min_judged_wins;
}

/// Paired comparisons of candidates on the deals of all folds.
class Judge {
 public:
  Judge(Landmarks const& marks, std::vector<Fold> const& folds) : folds_(&folds) {
    for (Fold const& fold : folds) {
      for (LandmarkDeal const& deal : marks.past[fold.landmark].deals) {
        deals_.push_back({fold.landmark, 0.5, deal.won});
      }
    }
  }

  /// Chances of the folds' deals; those at half-lives are of the same deals.
  /// @param candidate  TableFolds or HazardFolds
  template <class Candidate>
  FoldChances chances(Candidate& candidate, std::vector<HalfLife> const& half_lives) const {
    FoldChances all{{}, std::vector<std::vector<double>>(half_lives.size())};
    // Oldest first, so that every fit begins where one with less data ended.
    std::vector<FoldChances> parts(folds_->size());
    for (std::size_t i = folds_->size(); i-- > 0;) {
      parts[i] = candidate((*folds_)[i], half_lives);
    }
    for (FoldChances const& part : parts) {
      all.chance.insert(all.chance.end(), part.chance.begin(), part.chance.end());
      for (std::size_t h = 0; h < half_lives.size(); ++h) {
        all.at[h].insert(all.at[h].end(), part.at[h].begin(), part.at[h].end());
      }
    }
    return all;
  }

  [[nodiscard]] std::vector<double> losses(std::vector<double> const& chance) const {
    std::vector<double> losses;
    for (std::size_t i = 0; i < deals_.size(); ++i) {
      losses.push_back(log_loss(chance[i], deals_[i].won));
    }
    return losses;
  }

  [[nodiscard]] ClusteredMean mean(std::vector<double> const& values) const {
    return clustered_mean(values, deals_);
  }

  /// Mean of a - b.
  [[nodiscard]] ClusteredMean difference(std::vector<double> a,
                                         std::vector<double> const& b) const {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
    return mean(a);
  }

  [[nodiscard]] std::vector<PastChance> past(std::vector<double> const& chance) const {
    std::vector<PastChance> past = deals_;
    for (std::size_t i = 0; i < past.size(); ++i) past[i].p = chance[i];
    return past;
  }

 private:
  std::vector<Fold> const* folds_;
  std::vector<PastChance> deals_;
};

/// A candidate while it is judged.
struct Judged {
  Candidate candidate;
  std::vector<double> chance;
  std::vector<double> loss;
};

class Chooser {
 public:
  Chooser(data::History const& history, Landmarks const& marks, WinSpec const& spec)
      : history_(history), marks_(marks), spec_(spec), folds_(judged_folds(marks)) {}

  WinChoice run(data::Findings& findings) {
    WinChoice choice;
    choice.half_life_periods = spec_.half_life_periods;
    WinModelKind kind = spec_.pinned.value_or(WinModelKind::table);
    if (!enough(folds_, marks_)) {
      choice.reason = spec_.pinned ? "pinned by the workspace; too little data to judge it"
                                   : "too little data to compare it with richer models";
      if (!spec_.pinned) note_few(findings);
    } else {
      kind = compare(choice);
    }
    if (kind != WinModelKind::table) choice.model = learn(kind, choice.half_life_periods);
    return choice;
  }

 private:
  void note_few(data::Findings& findings) const {
    data::Finding kind;
    kind.code = "win.too_few_periods";
    kind.severity = data::Severity::info;
    kind.message =
        "too few completed periods or wins to tell which model of winning predicts best, so the "
        "simplest, a table of win rates, is used";
    data::add_finding(findings, kind, {}, marks_.period.id);
  }

  /// Weeks of hazards and their folds.
  struct Hazards {
    std::shared_ptr<LandmarkWeeks const> weeks;  ///< kept by the model that is chosen
    HazardFolds folds;
  };

  /// Made when first asked for, since the weeks are many and a pinned table needs none.
  Hazards& hazards(WinModelKind kind) {
    auto found = hazards_.find(kind);
    if (found == hazards_.end()) {
      auto weeks = std::make_shared<LandmarkWeeks const>(
          history_, marks_, hazard_spec(spec_, marks_, kind == WinModelKind::hazard));
      HazardFolds folds(marks_, *weeks, spec_.half_life_periods);
      found = hazards_.emplace(kind, Hazards{std::move(weeks), std::move(folds)}).first;
    }
    return found->second;
  }

  FoldChances chances(Judge const& judge, WinModelKind kind,
                      std::vector<HalfLife> const& half_lives) {
    if (kind != WinModelKind::table) return judge.chances(hazards(kind).folds, half_lives);
    TableFolds table(history_, marks_);
    return judge.chances(table, half_lives);
  }

  /// Fills the choice but for its model. @return the kind chosen
  WinModelKind compare(WinChoice& choice) {
    Judge const judge(marks_, folds_);
    for (Fold const& fold : folds_) choice.periods.push_back(marks_.past[fold.landmark].period.id);
    std::vector<HalfLife> const half_lives{2.0, 4.0, 8.0, std::nullopt};
    std::vector<Judged> judged;
    for (WinModelKind const kind : from_simplest) {
      judged.push_back({{kind, spec_.half_life_periods}, chances(judge, kind, {}).chance, {}});
      judged.back().loss = judge.losses(judged.back().chance);
    }
    std::size_t const chosen = choose_kind(judge, judged, choice);
    WinModelKind const kind = judged[chosen].candidate.kind;
    FoldChances const others = chances(judge, kind, half_lives);
    std::size_t const first_other = judged.size();
    for (std::size_t h = 0; h < half_lives.size(); ++h) {
      judged.push_back({{kind, half_lives[h]}, others.at[h], {}});
      judged.back().loss = judge.losses(others.at[h]);
    }
    std::size_t const best = choose_half_life(judge, judged, chosen, first_other);
    choice.half_life_periods = judged[best].candidate.half_life_periods;
    list(judge, judged, choice);
    choice.past = judge.past(judged[best].chance);
    choice.recalibration = recalibrate(choice.past);
    return kind;
  }

  /// The simplest within one standard error of the best, or what is pinned.
  std::size_t choose_kind(Judge const& judge, std::vector<Judged> const& judged,
                          WinChoice& choice) const {
    if (spec_.pinned) {
      choice.reason = "pinned by the workspace";
      auto const pinned = std::ranges::find(from_simplest, *spec_.pinned);
      return static_cast<std::size_t>(pinned - from_simplest.begin());
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < judged.size(); ++i) {
      if (judge.difference(judged[i].loss, judged[best].loss).mean < 0) best = i;
    }
    for (std::size_t i = 0; i < best; ++i) {
      ClusteredMean const more = judge.difference(judged[i].loss, judged[best].loss);
      // The same deals are judged twice, so the error of the difference is far smaller than that of
      // either loss; within one such error nothing speaks for the richer model but luck.
      if (more.mean > more.error) continue;
      choice.reason =
          std::string(core::name_of(data::win_model_words, judged[best].candidate.kind)) +
          " predicted better by less than one standard error, so the simpler model is "
          "used";
      return i;
    }
    choice.reason = best == 0 ? "no richer model predicted past periods better"
                              : "it predicted past periods best, by more than one standard error";
    return best;
  }

  static std::size_t choose_half_life(Judge const& judge, std::vector<Judged> const& judged,
                                      std::size_t standard, std::size_t first_other) {
    std::size_t best = standard;
    ClusteredMean best_gain;
    for (std::size_t i = first_other; i < judged.size(); ++i) {
      ClusteredMean const gain = judge.difference(judged[standard].loss, judged[i].loss);
      if (gain.mean <= gain.error || gain.mean <= best_gain.mean) continue;
      best = i;
      best_gain = gain;
    }
    return best;
  }

  static void list(Judge const& judge, std::vector<Judged>& judged, WinChoice& choice) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < judged.size(); ++i) {
      if (judge.difference(judged[i].loss, judged[best].loss).mean < 0) best = i;
    }
    for (Judged& one : judged) {
      ClusteredMean const loss = judge.mean(one.loss);
      ClusteredMean const more = judge.difference(one.loss, judged[best].loss);
      one.candidate.log_loss = loss.mean;
      one.candidate.error = loss.error;
      one.candidate.difference = more.mean;
      one.candidate.difference_error = more.error;
      choice.candidates.push_back(one.candidate);
    }
  }

  /// The chosen hazards from all landmarks.
  HazardModel learn(WinModelKind kind, HalfLife const& half_life) {
    std::vector<std::size_t> all(marks_.past.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    Hazards const& candidate = hazards(kind);
    LogitFit const* const start = candidate.folds.newest();
    LogitOptions options = candidate.weeks->spec().logit;
    options.evidence_tolerance = final_tolerance;
    options.trusted_decrement = final_tolerance;
    options.newton_tolerance = 1e-9;
    options.max_updates = start == nullptr ? 30 : 6;
    FittedHazard hazard =
        candidate.weeks->fit(fold_weights(marks_, all, half_life), history_.as_of, options, start);
    hazard.spec.half_life_periods = half_life;
    return {std::move(hazard), candidate.weeks};
  }

  data::History const& history_;
  Landmarks const& marks_;
  WinSpec const& spec_;
  std::vector<Fold> folds_;
  std::map<WinModelKind, Hazards> hazards_;
};

}  // namespace

WinChoice choose_win_model(WinEvidence const& past, WinSpec const& spec, LandmarkModel& table,
                           data::Findings& findings) {
  WinChoice choice;
  choice.half_life_periods = spec.half_life_periods;
  if (table.source != Source::landmarks) {
    choice.reason = "there is no past pipeline to learn a richer model from";
    return choice;
  }
  Landmarks const few = thinned(past.history, past.marks);
  choice = Chooser(past.history, few, spec).run(findings);
  if (choice.kind() != WinModelKind::table || choice.half_life_periods == spec.half_life_periods) {
    return choice;
  }
  Landmarks const reweighted = at_half_life(past.marks, choice.half_life_periods);
  data::Findings ignored;  // the same as those of the first fit
  table = fit_landmark_model(past.history, reweighted, spec.segments, ignored);
  return choice;
}

}  // namespace quarterdeck::models::win
