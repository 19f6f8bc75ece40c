// models/win/table/cell_key.cpp – see cell_key.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/cell_key.hpp"

#include <algorithm>

namespace quarterdeck::models::win {
namespace {

using Terciles = std::pair<core::Minor, core::Minor>;

Terciles terciles_of(std::vector<core::Minor>& amounts) {
  std::sort(amounts.begin(), amounts.end());
  return {amounts[amounts.size() / 3], amounts[amounts.size() * 2 / 3]};
}

void learn_amount_bands(Bands& bands, Landmarks const& marks) {
  std::map<std::string, std::vector<core::Minor>> by_segment;
  std::vector<core::Minor> all;
  for (Landmark const& landmark : marks.past) {
    for (LandmarkDeal const& deal : landmark.deals) {
      if (deal.state.amount == core::no_amount) continue;
      by_segment[deal.state.segment].push_back(deal.state.amount);
      all.push_back(deal.state.amount);
    }
  }
  std::size_t const enough = 30;
  if (all.size() < enough) return;
  bands.amount_all = terciles_of(all);
  for (auto& [segment, amounts] : by_segment) {
    if (amounts.size() >= enough) bands.amount[segment] = terciles_of(amounts);
  }
}

std::string stage_level(DealState const& state, std::vector<data::Stage> const& stages) {
  auto const i = static_cast<std::size_t>(state.stage);
  return state.stage < 0 || i >= stages.size() ? "unknown stage" : stages[i].name;
}

std::string age_level(int age, std::vector<int> const& borders) {
  if (borders.empty()) return "any age";
  if (age < 0) return "unknown age";
  auto const above = std::lower_bound(borders.begin(), borders.end(), age);
  if (above == borders.end()) return "over " + std::to_string(borders.back()) + " days";
  return "up to " + std::to_string(*above) + " days";
}

std::string amount_level(DealState const& state, Bands const& bands) {
  if (state.amount == core::no_amount) return "no amount";
  auto const found = bands.amount.find(state.segment);
  Terciles const& borders = found == bands.amount.end() ? bands.amount_all : found->second;
  if (state.amount < borders.first) return "small";
  return state.amount < borders.second ? "middle" : "large";
}

std::string push_level(int pushes) {
  if (pushes == 0) return "not pushed";
  return pushes < 3 ? "pushed once or twice" : "pushed three times or more";
}

std::string join(std::vector<KeyColumn> const& columns, DealState const& state, Bands const& bands,
                 std::vector<data::Stage> const& stages) {
  std::string name;
  for (KeyColumn const column : columns) {
    if (!name.empty()) name += " / ";
    name += level_of(column, state, bands, stages);
  }
  return name.empty() ? "all" : name;
}

}  // namespace

std::string_view to_text(KeyColumn column) { return core::name_of(key_column_names, column); }

std::string to_text(KeyChoice const& choice) {
  std::string text;
  auto const add = [&](std::vector<KeyColumn> const& columns) {
    for (KeyColumn const column : columns) {
      if (!text.empty() && !text.ends_with(": ")) text += " × ";
      text += to_text(column);
    }
  };
  add(choice.group);
  text += text.empty() ? "all: " : ": ";
  add(choice.cell);
  return text;
}

Bands learn_bands(data::History const& history, Landmarks const& marks) {
  Bands bands;
  std::vector<int> cycles;
  for (data::HistoryDeal const& deal : history.deals) {
    if (deal.outcome != data::Outcome::won || deal.created == core::no_date) continue;
    cycles.push_back(std::max(0, core::days_between(deal.created, deal.closed)));
  }
  std::sort(cycles.begin(), cycles.end());
  std::size_t const enough = 20;
  if (cycles.size() >= enough) {
    for (double const share : {0.5, 0.9, 0.99}) {
      auto const rank = static_cast<std::size_t>(share * static_cast<double>(cycles.size() - 1));
      if (bands.age_days.empty() || cycles[rank] > bands.age_days.back()) {
        bands.age_days.push_back(cycles[rank]);
      }
    }
  }
  if (history.facts.has_past_sizes) learn_amount_bands(bands, marks);
  return bands;
}

std::string level_of(KeyColumn column, DealState const& state, Bands const& bands,
                     std::vector<data::Stage> const& stages) {
  switch (column) {
    case KeyColumn::flag:
      return std::string(to_text(state.flag));
    case KeyColumn::stage:
      return stage_level(state, stages);
    case KeyColumn::segment:
      return state.segment;
    case KeyColumn::type:
      return state.type.empty() ? "unknown type" : state.type;
    case KeyColumn::age:
      return age_level(state.age_days, bands.age_days);
    case KeyColumn::amount:
      return amount_level(state, bands);
    case KeyColumn::pushes:
      break;
  }
  return push_level(state.n_pushes);
}

std::vector<std::string> cell_levels(KeyChoice const& choice, DealState const& state,
                                     Bands const& bands, std::vector<data::Stage> const& stages) {
  std::vector<std::string> levels;
  for (KeyColumn const column : choice.cell) {
    levels.push_back(level_of(column, state, bands, stages));
  }
  return levels;
}

CellName name_of(KeyChoice const& choice, DealState const& state, Bands const& bands,
                 std::vector<data::Stage> const& stages) {
  CellName name;
  name.group = join(choice.group, state, bands, stages);
  name.cell = choice.cell.empty() ? name.group
                                  : name.group + " / " + join(choice.cell, state, bands, stages);
  return name;
}

std::vector<KeyColumn> usable_columns(data::RecordFacts const& facts) {
  std::vector<KeyColumn> columns{KeyColumn::segment, KeyColumn::type, KeyColumn::age};
  if (facts.has_stage_history) columns.push_back(KeyColumn::stage);
  if (facts.has_close_date_history) {
    columns.push_back(KeyColumn::flag);
    columns.push_back(KeyColumn::pushes);
  }
  if (facts.has_past_sizes) columns.push_back(KeyColumn::amount);
  return columns;
}

}  // namespace quarterdeck::models::win
