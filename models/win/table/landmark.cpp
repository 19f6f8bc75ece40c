// models/win/table/landmark.cpp – see landmark.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/landmark.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::win {
namespace {

/// How closely the posterior is looked at.
enum class Depth { full, means };
struct Effort {
  Depth depth = Depth::full;
  KeyChoice const* layout = nullptr;  ///< nullptr: to be chosen
};
constexpr GridOptions coarse_grid{HyperPrior::shrinkage_uniform, 11, 13};

/// Weighted deals and wins by cell name, then turned into groups and cells of the model.
class CellCollector {
 public:
  explicit CellCollector(LandmarkModel& model) : model_(&model) {}

  void add(CellName const& name, CellCount const& count, std::int64_t n_deals, std::int64_t n_won) {
    add(cell_index(name), count, n_deals, n_won);
  }

  /// A deal of a landmark, whose levels have effects.
  void add(DealState const& state, std::vector<data::Stage> const& stages, double weight,
           bool won) {
    std::size_t const i = cell_index(name_of(model_->choice, state, model_->bands, stages));
    if (model_->cells[i].levels.empty()) {
      auto const words = cell_levels(model_->choice, state, model_->bands, stages);
      model_->level_of.resize(words.size());
      for (std::size_t f = 0; f < words.size(); ++f) {
        auto& known = model_->level_of[f];
        model_->cells[i].levels.push_back(known.try_emplace(words[f], known.size()).first->second);
      }
    }
    add(i, {weight, won ? weight : 0}, 1, won ? 1 : 0);
  }

  void learn_effects() {
    std::vector<LevelledCell> cells;
    for (Cell const& cell : model_->cells) cells.push_back({cell.count, cell.group, cell.levels});
    std::vector<std::size_t> n_levels;
    for (auto const& known : model_->level_of) n_levels.push_back(known.size());
    model_->effects = MainEffects(cells, n_levels);
    for (Cell& cell : model_->cells) cell.count.offset = model_->effects.offset(cell.levels);
  }

  void add(std::size_t index, CellCount const& count, std::int64_t n_deals, std::int64_t n_won) {
    Cell& cell = model_->cells[index];
    cell.count.n += count.n;
    cell.count.wins += count.wins;
    cell.n_deals += n_deals;
    cell.n_won += n_won;
  }

  void finish(Depth depth = Depth::full) {
    GridOptions const grid = depth == Depth::full ? GridOptions{} : coarse_grid;
    std::vector<std::vector<CellCount>> by_group(model_->groups.size());
    for (Cell const& cell : model_->cells) by_group[cell.group].push_back(cell.count);
    std::vector<CellCount> totals;
    for (std::size_t g = 0; g < by_group.size(); ++g) {
      Group& group = model_->groups[g];
      for (CellCount const& count : by_group[g]) {
        group.count.n += count.n;
        group.count.wins += count.wins;
      }
      totals.push_back(group.count);
      group.hyper = HyperPosterior(by_group[g], grid);
    }
    model_->company = HyperPosterior(totals, grid);
    for (Cell& cell : model_->cells) {
      HyperPosterior const& hyper = model_->groups[cell.group].hyper;
      if (depth == Depth::full) cell.rate = summarise(hyper, cell.count);
      Offset const offset(cell.count.offset);
      cell.rate.mean = hyper.expect([&](Hyper const& h) {
        return (cell.count.wins + h.at(offset).mean * h.size) / (cell.count.n + h.size);
      });
    }
  }

 private:
  std::size_t cell_index(CellName const& name) {
    auto const [found, is_new] = model_->cell_of.try_emplace(name.cell, model_->cells.size());
    if (is_new) {
      auto const group = model_->group_of.try_emplace(name.group, model_->groups.size());
      if (group.second) model_->groups.push_back({name.group, {}, {}});
      Cell cell;
      cell.name = name.cell;
      cell.group = group.first->second;
      model_->cells.push_back(std::move(cell));
    }
    return found->second;
  }
  LandmarkModel* model_;
};

/// Slope on the size of deals, given the cells.
void learn_size_effect(LandmarkModel& model, data::History const& history, Landmarks const& marks) {
  SizeEffect medians;
  learn_medians(medians, marks);
  std::vector<SizedOutcome> outcomes;
  for (Landmark const& landmark : marks.past) {
    for (LandmarkDeal const& deal : landmark.deals) {
      if (deal.state.amount == core::no_amount) continue;
      CellRef const ref = find_cell(model, deal.state, history.stages);
      double const p = std::clamp(model.cells[*ref.cell].rate.mean, 1e-9, 1 - 1e-9);
      outcomes.push_back({log_size(medians, deal.state), std::log(p / (1 - p)), landmark.weight(),
                          deal.won ? 1.0 : 0.0});
    }
  }
  model.size = fit_slope(outcomes);
  model.size.median = std::move(medians.median);
  model.size.median_all = medians.median_all;
}

void learn_from_landmarks(LandmarkModel& model, data::History const& history,
                          Landmarks const& marks, Effort const& effort) {
  model.source = Source::landmarks;
  model.bands = learn_bands(history, marks);
  model.choice = effort.layout != nullptr
                     ? *effort.layout
                     : choose_key(marks, model.bands, history, model.candidates);
  model.undated_are_new_business = true;
  CellCollector collector(model);
  for (Landmark const& landmark : marks.past) {
    for (LandmarkDeal const& deal : landmark.deals) {
      if (deal.state.age_days < 0) model.undated_are_new_business = false;
      double const weight = landmark.weight();
      collector.add(deal.state, history.stages, weight, deal.won);
    }
  }
  collector.learn_effects();
  collector.finish(effort.depth);
  if (history.facts.has_past_sizes) learn_size_effect(model, history, marks);
}

/// Segment of a row of the win-rate table, in the words of StateReader.
std::string segment_of(data::WinRate const& row, std::vector<std::string> const& segments) {
  if (segments.empty()) return "all";
  std::string joined;
  for (std::string const& column : segments) {
    auto const found = row.groups.find(column);
    if (!joined.empty()) joined += " | ";
    joined += found == row.groups.end() || found->second.empty() ? "(blank)" : found->second;
  }
  return joined;
}

void learn_from_table(LandmarkModel& model, data::History const& history,
                      std::vector<std::string> const& segments) {
  model.source = Source::rate_table;
  model.choice = {{KeyColumn::stage}, {KeyColumn::segment}, 0};
  CellCollector collector(model);
  for (data::WinRate const& row : history.win_rates) {
    if (!(row.won >= 0) || !(row.lost >= 0)) continue;
    DealState state;
    state.stage = row.stage;
    state.segment = segment_of(row, segments);
    collector.add(name_of(model.choice, state, model.bands, history.stages),
                  {row.won + row.lost, row.won}, static_cast<std::int64_t>(row.won + row.lost),
                  static_cast<std::int64_t>(row.won));
  }
  collector.finish();
}

void note(data::Findings& findings, std::string code, std::string message) {
  data::Finding kind;
  kind.code = std::move(code);
  kind.message = std::move(message);
  kind.top = true;  // the whole forecast rests on it
  data::add_finding(findings, kind, {}, "");
}

}  // namespace

LandmarkModel fit_landmark_model(data::History const& history, Landmarks const& marks,
                                 std::vector<std::string> const& segments,
                                 data::Findings& findings) {
  LandmarkModel model;
  bool const has_landmarks =
      std::any_of(marks.past.begin(), marks.past.end(),
                  [](Landmark const& landmark) { return !landmark.deals.empty(); });
  if (has_landmarks) {
    learn_from_landmarks(model, history, marks, {});
  } else if (!history.win_rates.empty()) {
    learn_from_table(model, history, segments);
    note(findings, "history.table_only",
         "win rates come from a table of deals won and lost; the time to close is assumed, and "
         "nothing tells of business not yet in the pipeline");
  } else {
    model.choice = {{KeyColumn::stage}, {KeyColumn::segment}, 0};
    CellCollector(model).finish();
    note(findings, "history.none",
         "no past period and no table of win rates to learn from: win rates are drawn from a wide "
         "prior with mean 20 %, so the range says little more than that anything may happen");
  }
  return model;
}

LandmarkModel fit_landmarks_quickly(data::History const& history, Landmarks const& marks,
                                    KeyChoice const* layout) {
  LandmarkModel model;
  learn_from_landmarks(model, history, marks, {Depth::means, layout});
  return model;
}

CellRef find_cell(LandmarkModel const& model, DealState const& state,
                  std::vector<data::Stage> const& stages) {
  CellName const name = name_of(model.choice, state, model.bands, stages);
  CellRef ref;
  ref.name = name.cell;
  if (auto const cell = model.cell_of.find(name.cell); cell != model.cell_of.end()) {
    ref.cell = cell->second;
    ref.group = model.cells[cell->second].group;
  } else if (auto const group = model.group_of.find(name.group); group != model.group_of.end()) {
    ref.group = group->second;
  }
  if (ref.cell) {
    ref.levels = model.cells[*ref.cell].levels;
  } else if (!model.effects.empty()) {
    auto const words = cell_levels(model.choice, state, model.bands, stages);
    for (std::size_t f = 0; f < words.size(); ++f) {
      auto const known = model.level_of[f].find(words[f]);
      ref.levels.push_back(known == model.level_of[f].end() ? model.level_of[f].size()
                                                            : known->second);
    }
  }
  return ref;
}

double mean_rate(LandmarkModel const& model, CellRef const& ref) {
  if (ref.cell) return model.cells[*ref.cell].rate.mean;
  Hyper const hyper = ref.group ? model.groups[*ref.group].hyper.mean() : model.company.mean();
  return hyper.at(model.effects.offset(ref.levels)).mean;
}

RateDraws::RateDraws(LandmarkModel const& model, std::uint64_t seed, std::size_t n_rows)
    : model_(&model), seed_(seed), n_rows_(n_rows) {
  if (!model.effects.empty()) effects_ = model.effects.draws(seed, n_rows);
}

std::vector<double> RateDraws::operator()(CellRef const& ref) {
  std::string const group = ref.group ? "group/" + model_->groups[*ref.group].name : "company";
  auto found = hyper_.find(group);
  if (found == hyper_.end()) {
    HyperPosterior const& law = ref.group ? model_->groups[*ref.group].hyper : model_->company;
    found = hyper_.emplace(group, law.draws(seed_, "win/" + group, n_rows_)).first;
  }
  CellCount const count = ref.cell ? model_->cells[*ref.cell].count : CellCount{};
  std::uint64_t const entity = core::entity_of("win/cell/" + ref.name);
  std::vector<double> rates(n_rows_);
  std::vector<double> offsets;
  if (!model_->effects.empty()) {
    offsets = model_->effects.offsets(effects_, ref.levels, ref.name, seed_);
  }
  for (std::size_t row = 0; row < n_rows_; ++row) {
    Hyper const h = offsets.empty() ? found->second[row] : found->second[row].at(offsets[row]);
    random::Stream stream = row_stream(seed_, entity, row);
    rates[row] = beta_variate(stream, h.mean * h.size + count.wins,
                              (1 - h.mean) * h.size + count.n - count.wins);
  }
  return rates;
}

}  // namespace quarterdeck::models::win
