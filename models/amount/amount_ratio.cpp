// models/amount/amount_ratio.cpp – see amount_ratio.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/amount/amount_ratio.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/ids.hpp"
#include "engine/plan/plan.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::amount {
namespace {

using Samples = std::map<std::string, std::vector<Weighted>>;

std::string const everything = "all deals";

std::string stage_key(DealState const& state) {
  return "stage " + std::to_string(state.stage) + " / " + state.segment;
}
std::string segment_key(std::string const& segment) { return "segment " + segment; }

void note(data::Findings& findings, std::string code, std::string message, std::int64_t n) {
  if (n == 0) return;
  data::Finding kind;
  kind.code = std::move(code);
  kind.message = std::move(message);
  data::add_finding(findings, kind, {}, "");
  for (data::Finding& finding : findings) {
    if (finding.code == kind.code) finding.count = n;
  }
}

/// A win with the state that it had at a landmark.
struct RatioCase {
  DealState const* state = nullptr;
  Weighted value;
};

/// What past wins tell.
struct Observed {
  std::vector<RatioCase> cases;
  Samples ratio;      ///< by stage and segment, by segment, and all
  Samples was_blank;  ///< final amounts, by segment and all
  Samples finals;     ///< of every win, by segment and all
  double weight = 0;
  double unchanged = 0;
};

void observe_landmarks(Observed& seen, data::History const& history, Landmarks const& marks) {
  if (!history.facts.has_amount_history) return;
  for (Landmark const& landmark : marks.past) {
    double const weight = landmark.weight();
    for (LandmarkDeal const& deal : landmark.deals) {
      if (!deal.won || deal.final_amount == core::no_amount || deal.final_amount <= 0) continue;
      double const final_units = core::to_units(deal.final_amount);
      std::string const segment = segment_key(deal.state.segment);
      if (deal.state.amount == core::no_amount) {
        seen.was_blank[segment].push_back({final_units, weight});
        seen.was_blank[everything].push_back({final_units, weight});
        continue;
      }
      // A ratio beyond these bounds is a typing error in one of the two amounts far more often than
      // a deal that grew twentyfold, and one of them would decide the mean of a table.
      double const ratio =
          static_cast<double>(deal.final_amount) / static_cast<double>(deal.state.amount);
      Weighted const value{std::clamp(ratio, 0.05, 20.0), weight};
      seen.cases.push_back({&deal.state, value});
      seen.weight += weight;
      seen.unchanged += deal.final_amount == deal.state.amount ? weight : 0;
    }
  }
}

/// Mean of weighted values and the square of its standard error.
struct MeanError {
  double mean = 0;
  double variance = 0;
};

MeanError mean_error(std::vector<Weighted> const& values) {
  double weight = 0, sum = 0, squares = 0;
  for (Weighted const& v : values) {
    weight += v.weight;
    sum += v.weight * v.value;
  }
  MeanError result{sum / weight, 0};
  for (Weighted const& v : values) {
    double const miss = v.weight * (v.value - result.mean) / weight;
    squares += miss * miss;
  }
  result.variance = squares;
  return result;
}

int third_of(AmountModel const& model, core::Minor amount) {
  return amount <= model.third_ends[0] ? 0 : amount <= model.third_ends[1] ? 1 : 2;
}

/// Sets the ends of the thirds where the outer ones differ beyond chance.
void choose_thirds(AmountModel& model, std::vector<RatioCase> const& cases) {
  if (static_cast<std::int64_t>(cases.size()) < 3 * enough_wins) return;
  std::vector<core::Minor> amounts;
  for (RatioCase const& one : cases) amounts.push_back(one.state->amount);
  std::sort(amounts.begin(), amounts.end());
  model.third_ends = {amounts[amounts.size() / 3 - 1], amounts[2 * amounts.size() / 3 - 1]};
  std::array<std::vector<Weighted>, 3> of_third;
  for (RatioCase const& one : cases) {
    auto const third = static_cast<std::size_t>(third_of(model, one.state->amount));
    of_third.at(third).push_back(one.value);
  }
  bool differ = !of_third[0].empty() && !of_third[2].empty();
  if (differ) {
    MeanError const small = mean_error(of_third[0]), large = mean_error(of_third[2]);
    // Tables by size cost two thirds of the wins in each; noise alone must not bring them about,
    // and a difference below one percent is not worth it even where it is certain.
    double const error = std::sqrt(small.variance + large.variance);
    differ = std::abs(small.mean - large.mean) > std::max(2.5 * error, 0.01);
  }
  if (!differ) model.third_ends = {core::no_amount, core::no_amount};
}

/// Keys under which a deal with an amount may find its table, the nearest first.
std::vector<std::string> ratio_keys(AmountModel const& model, DealState const& state) {
  std::vector<std::string> const plain{stage_key(state), segment_key(state.segment), everything};
  std::vector<std::string> keys;
  if (model.third_ends[0] != core::no_amount) {
    std::string const third = " / third " + std::to_string(third_of(model, state.amount) + 1);
    for (std::string const& key : plain) keys.push_back(key + third);
  }
  keys.insert(keys.end(), plain.begin(), plain.end());
  return keys;
}

void sort_by_keys(Observed& seen, AmountModel& model) {
  choose_thirds(model, seen.cases);
  for (RatioCase const& one : seen.cases) {
    for (std::string const& key : ratio_keys(model, *one.state)) {
      seen.ratio[key].push_back(one.value);
    }
  }
}

/// @return wins without an amount
std::int64_t observe_wins(Observed& seen, AmountModel& model, data::History const& history,
                          StateReader const& read) {
  std::int64_t n_blank = 0;
  core::Date const start = core::no_date + core::Days(1);
  for (data::WonDeal const& win : data::won_between(history, start, history.as_of)) {
    if (win.amount == core::no_amount || win.amount <= 0) {
      n_blank += 1;
      continue;
    }
    model.largest_won = std::max(model.largest_won, win.amount);
    double const age = core::days_between(win.closed, history.as_of) / 365.0;
    Weighted const value{core::to_units(win.amount), std::exp2(-age / 1.5)};
    seen.finals[segment_key(read.segment(win.history_row, win.closed))].push_back(value);
    seen.finals[everything].push_back(value);
  }
  return n_blank;
}

/// Ratio where no past win tells it: unchanged six times in ten, else lognormal, mean 1.
AmountTable prior_ratio() {
  std::vector<Weighted> values{{1.0, 0.6}};
  double const sd = 0.3;
  int const n = 40;
  for (int i = 0; i < n; ++i) {
    double const z = normal_quantile((i + 0.5) / n);
    values.push_back({std::exp(sd * z - sd * sd / 2), 0.4 / n});
  }
  AmountTable table = table_of("prior", values);
  table.n_wins = 0;
  table.n_effective = 0;
  table.relative_sd = 0.05;
  return table;
}

void add_tables(AmountModel& model, std::map<std::string, std::size_t>& index,
                Samples const& samples, std::string const& what) {
  for (auto const& [key, values] : samples) {
    bool const enough = static_cast<std::int64_t>(values.size()) >= enough_wins;
    if (!enough && key != everything) continue;
    if (index.contains(key)) continue;
    index[key] = model.tables.size();
    model.tables.push_back(table_of(what + key, values));
  }
}

/// Amounts of open deals, where not one win has an amount.
std::vector<Weighted> open_amounts(data::History const& history) {
  std::vector<Weighted> values;
  for (data::OpenDeal const& deal : data::pipeline_at(history, history.as_of).deals) {
    if (deal.amount > 0) values.push_back({core::to_units(deal.amount), 1});
  }
  if (values.empty()) values.push_back({0.01, 1});
  return values;
}

void add_blank_tables(AmountModel& model, Observed const& seen, data::History const& history) {
  std::string const was_blank = "final amount, blank at the time: ";
  auto const found = seen.was_blank.find(everything);
  if (found != seen.was_blank.end() &&
      static_cast<std::int64_t>(found->second.size()) >= enough_wins) {
    add_tables(model, model.blank_of, seen.was_blank, was_blank);
  } else {
    add_tables(model, model.blank_of, seen.finals, "final amount: ");
  }
  if (model.blank_of.contains(everything)) return;
  model.blank_of[everything] = model.tables.size();
  model.tables.push_back(table_of("amounts of open deals", open_amounts(history)));
  model.tables.back().relative_sd = 0.5;
}

}  // namespace

std::vector<double> equal_slices(std::vector<Weighted> values, int n) {
  std::stable_sort(values.begin(), values.end(),
                   [](Weighted const& a, Weighted const& b) { return a.value < b.value; });
  double total = 0;
  for (Weighted const& v : values) total += v.weight;
  // Entries are means of slices, not quantiles at their middles: so the table has the exact mean of
  // the wins, and the few large ratios that carry much of it are not cut off.
  double const slice = total / n;
  std::vector<double> entries;
  std::size_t i = 0;
  double left = values[0].weight;
  for (int j = 0; j < n; ++j) {
    double need = slice, sum = 0;
    while (left < need && i + 1 < values.size()) {
      sum += left * values[i].value;
      need -= left;
      left = values[++i].weight;
    }
    left -= need;
    entries.push_back((sum + need * values[i].value) / slice);
  }
  for (std::size_t j = 1; j < entries.size(); ++j) {
    entries[j] = std::max(entries[j], entries[j - 1]);  // rounding in the last place
  }
  return entries;
}

AmountTable table_of(std::string name, std::vector<Weighted> const& values) {
  AmountTable table;
  table.name = std::move(name);
  table.entries = equal_slices(values, plan::n_amount_entries);
  double weight = 0, squares = 0, sum = 0;
  for (Weighted const& v : values) {
    weight += v.weight;
    squares += v.weight * v.weight;
    sum += v.weight * v.value;
  }
  table.mean = sum / weight;
  table.n_effective = weight * weight / squares;
  table.n_wins = static_cast<std::int64_t>(values.size());
  double variance = 0;
  for (Weighted const& v : values) {
    variance += v.weight * (v.value - table.mean) * (v.value - table.mean) / weight;
  }
  // Two pseudo-wins at the usual spread keep a handful of equal ratios from looking certain.
  double const spread = variance + 0.04 * table.mean * table.mean / (1 + table.n_effective);
  table.relative_sd = std::sqrt(spread / std::max(table.n_effective, 1.0)) / table.mean;
  return table;
}

AmountModel fit_amounts(data::History const& history, Landmarks const& marks,
                        std::vector<std::string> const& segments, data::Findings& findings) {
  AmountModel model;
  Observed seen;
  StateReader const read(history, segments);
  observe_landmarks(seen, history, marks);
  std::int64_t const n_blank = observe_wins(seen, model, history, read);
  note(findings, "amount.won_blank",
       "won deals without an amount; amounts were learned from the others", n_blank);
  sort_by_keys(seen, model);
  add_tables(model, model.ratio_of, seen.ratio, "final over current amount: ");
  if (!model.ratio_of.contains(everything)) {
    model.ratio_of[everything] = model.tables.size();
    model.tables.push_back(prior_ratio());
    note(findings, "amount.prior",
         "the past does not tell how amounts change before the close: unchanged six times in ten, "
         "else by about 30 %, is assumed",
         1);
  }
  model.share_unchanged = seen.weight > 0 ? seen.unchanged / seen.weight : 0.6;
  add_blank_tables(model, seen, history);
  return model;
}

AmountRef find_table(AmountModel const& model, DealState const& state) {
  if (state.amount == core::no_amount) {
    auto found = model.blank_of.find(segment_key(state.segment));
    if (found == model.blank_of.end()) found = model.blank_of.find(everything);
    return {found->second, core::minor_per_unit};
  }
  for (std::string const& key : ratio_keys(model, state)) {
    auto const found = model.ratio_of.find(key);
    if (found != model.ratio_of.end()) return {found->second, state.amount};
  }
  return {model.ratio_of.at(everything), state.amount};
}

std::vector<double> scale_draws(AmountTable const& table, std::uint64_t seed, std::size_t n_rows) {
  // A gamma variable has mean 1 exactly and never falls below 0, whatever the error; the minimum
  // keeps a scale from underflowing to 0, which a plan refuses.
  double const shape = 1 / std::max(table.relative_sd * table.relative_sd, 1e-12);
  std::uint64_t const entity = core::entity_of("amount/" + table.name);
  std::vector<double> scales(n_rows, 1.0);
  if (table.relative_sd < 1e-6) return scales;
  for (std::size_t row = 0; row < n_rows; ++row) {
    random::Stream stream = row_stream(seed, entity, row);
    scales[row] = std::max(std::exp(log_gamma_variate(stream, shape)) / shape, 1e-6);
  }
  return scales;
}

}  // namespace quarterdeck::models::amount
