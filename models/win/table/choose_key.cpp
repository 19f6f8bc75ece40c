// models/win/table/choose_key.cpp – the layout of cells that explains past outcomes best.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <unordered_map>

#include "models/win/table/beta_binomial.hpp"
#include "models/win/table/cell_key.hpp"
#include "models/win/table/main_effects.hpp"

namespace quarterdeck::models::win {
namespace {

constexpr std::size_t n_key_columns = key_column_names.size();

/// A landmark deal with its levels as small numbers.
struct Coded {
  std::array<std::uint16_t, n_key_columns> level{};
  double weight = 0;
  double won = 0;
};

std::vector<Coded> encode(Landmarks const& marks, Bands const& bands,
                          data::History const& history) {
  std::array<std::unordered_map<std::string, std::uint16_t>, n_key_columns> codes;
  std::vector<Coded> rows;
  for (Landmark const& landmark : marks.past) {
    for (LandmarkDeal const& deal : landmark.deals) {
      Coded& row = rows.emplace_back();
      row.weight = landmark.weight();
      row.won = deal.won ? row.weight : 0;
      for (std::size_t c = 0; c < n_key_columns; ++c) {
        std::string const level =
            level_of(key_column_names[c].value, deal.state, bands, history.stages);
        auto const next = static_cast<std::uint16_t>(codes[c].size());
        row.level[c] = codes[c].try_emplace(level, next).first->second;
      }
    }
  }
  return rows;
}

std::uint64_t code_of(std::vector<KeyColumn> const& columns, Coded const& row) {
  std::uint64_t code = 0x9e3779b97f4a7c15U;
  for (KeyColumn const column : columns) {
    code = (code ^ row.level[static_cast<std::size_t>(column)]) * 0xbf58476d1ce4e5b9U;
    code ^= code >> 29U;
  }
  return code;
}

/// Counts of the cells of a layout, with their groups and levels.
std::vector<LevelledCell> cells_of(KeyChoice const& choice, std::vector<Coded> const& rows) {
  std::unordered_map<std::uint64_t, std::size_t> group_index, cell_index;
  std::vector<LevelledCell> cells;
  for (Coded const& row : rows) {
    std::uint64_t const group = code_of(choice.group, row);
    std::uint64_t const cell = group * 31 + code_of(choice.cell, row);
    auto const [found, is_new] = cell_index.try_emplace(cell, cells.size());
    if (is_new) {
      LevelledCell& made = cells.emplace_back();
      made.group = group_index.try_emplace(group, group_index.size()).first->second;
      for (KeyColumn const column : choice.cell) {
        made.levels.push_back(row.level[static_cast<std::size_t>(column)]);
      }
    }
    CellCount& count = cells[found->second].count;
    count.n += row.weight;
    count.wins += row.won;
  }
  return cells;
}

/// By evidence and not by fit: a layout with more cells always fits better, and its marginal
/// likelihood charges for the cells that it did not need.
double evidence_of(KeyChoice const& choice, std::vector<Coded> const& rows) {
  constexpr int few_updates = 4;
  std::vector<LevelledCell> const cells = cells_of(choice, rows);
  std::vector<std::size_t> n_levels(choice.cell.size(), 0);
  for (LevelledCell const& cell : cells) {
    for (std::size_t f = 0; f < n_levels.size(); ++f) {
      n_levels[f] = std::max(n_levels[f], cell.levels[f] + 1);
    }
  }
  MainEffects const effects(cells, n_levels, few_updates);
  std::vector<std::vector<CellCount>> groups;
  for (LevelledCell const& cell : cells) {
    if (cell.group >= groups.size()) groups.resize(cell.group + 1);
    CellCount count = cell.count;
    count.offset = effects.offset(cell.levels);
    groups[cell.group].push_back(count);
  }
  double sum = effects.log_price();
  for (auto const& group : groups) sum += quick_log_evidence(group);
  return sum;
}

bool contains(std::vector<KeyColumn> const& columns, KeyColumn column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

/// Keeps the columns of the wish that are usable.
std::vector<KeyColumn> among(std::vector<KeyColumn> const& usable, std::vector<KeyColumn> wish) {
  std::erase_if(wish, [&](KeyColumn column) { return !contains(usable, column); });
  return wish;
}

}  // namespace

KeyChoice choose_key(Landmarks const& marks, Bands const& bands, data::History const& history,
                     std::vector<KeyChoice>& candidates) {
  std::vector<Coded> const rows = encode(marks, bands, history);
  std::vector<KeyColumn> const usable = usable_columns(history.facts);
  auto const consider = [&](KeyChoice choice) {
    choice.log_evidence = evidence_of(choice, rows);
    candidates.push_back(choice);
    return choice;
  };
  using enum KeyColumn;
  KeyChoice best = consider({among(usable, {flag}), among(usable, {stage, segment}), 0});
  std::vector<std::pair<std::vector<KeyColumn>, std::vector<KeyColumn>>> const layouts{
      {{flag, stage}, {segment}}, {{flag, age}, {stage, segment}}, {{flag, stage, age}, {segment}}};
  for (auto const& [group, cell] : layouts) {
    KeyChoice const choice = consider({among(usable, group), among(usable, cell), 0});
    if (choice.log_evidence > best.log_evidence) best = choice;
  }
  // Forward selection: all subsets of four columns on four layouts would take several times as
  // long.
  for (bool improved = true; improved;) {
    improved = false;
    KeyChoice const start = best;
    for (KeyColumn const column : among(usable, {type, age, amount, pushes})) {
      if (contains(start.cell, column) || contains(start.group, column)) continue;
      KeyChoice next = start;
      next.cell.push_back(column);
      next = consider(next);
      improved = improved || next.log_evidence > best.log_evidence;
      if (next.log_evidence > best.log_evidence) best = next;
    }
  }
  return best;
}

}  // namespace quarterdeck::models::win
