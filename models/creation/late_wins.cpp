// models/creation/late_wins.cpp – see late_wins.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/creation/late_wins.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace quarterdeck::models::creation {
namespace {

// Below these a segment's own wins say less than those of its neighbours: twelve wins know a share
// of the company's number to within thirty percent, twenty give amounts some variety.
constexpr std::int64_t enough_to_tell_apart = 12;
constexpr std::int64_t enough_entries = 20;
std::string const pooled_name = "other segments";

SeasonPosterior seasons_of(Landmarks const& marks, core::FiscalCalendar const& calendar) {
  std::vector<SeasonObservation> periods;
  for (Landmark const& landmark : marks.past) {
    if (!landmark.is_period) continue;
    periods.push_back(season_of_count(static_cast<double>(landmark.late_wins.size()),
                                      landmark.age_periods,
                                      place_in_year(landmark.period, calendar)));
  }
  return {std::move(periods), cycles_of(marks.period.unit), place_in_year(marks.period, calendar),
          SeasonLevel::drifting};
}

void fit_level(LateWins& model, Landmarks const& marks, core::CalendarSpec const& spec) {
  core::FiscalCalendar const calendar(spec);
  bool const has_place = !cycles_of(marks.period.unit).empty();
  std::vector<CountObservation> observations;
  for (Landmark const& landmark : marks.past) {
    observations.push_back({static_cast<double>(landmark.late_wins.size()), landmark.age_periods,
                            landmark.overlap, 0});
  }
  if (has_place) {
    SeasonPosterior const seasons = seasons_of(marks, calendar);
    for (std::size_t q = 0; q < observations.size(); ++q) {
      observations[q].log_season =
          seasons.at(place_in_year(marks.past[q].period, calendar)).log_mean;
    }
    model.season_factor = seasons.at(place_in_year(marks.period, calendar));
  }
  model.level.emplace(std::move(observations));
  model.expected = model.level->mean() * model.season();
}

/// Segments with enough late wins get a cell each; the others share one.
std::map<std::string, std::string> name_cells(Landmarks const& marks) {
  std::map<std::string, std::int64_t> n;
  for (Landmark const& landmark : marks.past) {
    for (LateWin const& win : landmark.late_wins) n[win.segment] += 1;
  }
  std::map<std::string, std::string> cell_of;
  for (auto const& [segment, count] : n) {
    bool const alone = count >= enough_to_tell_apart || n.size() == 1;
    cell_of[segment] = alone ? segment : pooled_name;
  }
  return cell_of;
}

/// The whole past of a cell whose late wins are few: all wins, with the weight of what is missing.
void top_up(LateCell& cell, std::vector<LateEntry> const& wins, std::vector<char> const& belongs) {
  auto const has = static_cast<std::int64_t>(cell.entries.size());
  if (has >= enough_entries) return;
  for (bool const same_segment : {true, false}) {
    std::vector<LateEntry> more;
    for (std::size_t i = wins.size(); i-- > 0;) {
      if (!same_segment || belongs[i] != 0) more.push_back(wins[i]);
    }
    if (more.empty()) continue;
    double weight = 1;
    for (LateEntry const& entry : cell.entries) weight = std::max(weight, entry.weight);
    weight *= static_cast<double>(enough_entries - has) / static_cast<double>(more.size());
    for (LateEntry& entry : more) {
      entry.weight = weight;
      cell.entries.push_back(entry);
    }
    return;
  }
}

/// What a win counts; nothing for a win without an amount where amounts are measured.
std::optional<core::Minor> worth(core::Minor amount, LateSpec const& spec) {
  if (spec.measure_counts) return core::minor_per_unit;
  if (amount == core::no_amount || amount <= 0) return std::nullopt;
  return amount;
}

/// Every past win that has a worth, oldest first, and the segment of each.
struct AllWins {
  std::vector<LateEntry> entries;
  std::vector<std::string> segments;
  AllWins(data::History const& history, LateSpec const& spec) {
    StateReader const read(history, spec.segments);
    core::Date const start = core::no_date + core::Days(1);
    for (data::WonDeal const& win : data::won_between(history, start, history.as_of)) {
      auto const amount = worth(win.amount, spec);
      if (!amount) continue;
      entries.push_back({win.history_row, *amount, 1});
      segments.push_back(read.segment(win.history_row, win.closed));
    }
  }
};

void fill_cells(LateWins& model, data::History const& history, Landmarks const& marks,
                LateSpec const& spec) {
  std::map<std::string, std::string> const cell_of = name_cells(marks);
  std::map<std::string, LateCell> cells;
  for (Landmark const& landmark : marks.past) {
    for (LateWin const& win : landmark.late_wins) {
      LateCell& cell = cells[cell_of.at(win.segment)];
      cell.count += landmark.weight();
      cell.n_wins += 1;
      auto const amount = worth(win.amount, spec);
      if (amount) cell.entries.push_back({win.history_row, *amount, landmark.weight()});
    }
  }
  if (cells.empty()) cells["all"];
  AllWins const wins(history, spec);
  double total = 0;
  for (auto& [name, cell] : cells) {
    cell.name = name;
    cell.amount_log_sd = spec.measure_counts ? 0 : late_amount_log_sd;
    total += cell.count + 0.5;
    std::vector<char> belongs;
    for (std::string const& segment : wins.segments) {
      auto const found = cell_of.find(segment);
      belongs.push_back(found != cell_of.end() && found->second == name ? 1 : 0);
    }
    top_up(cell, wins.entries, belongs);
    model.cells.push_back(std::move(cell));
  }
  for (LateCell& cell : model.cells) cell.share = (cell.count + 0.5) / total;
}

/// Size of a segment's count around its share of the company's number, by moments over all segments
/// and periods: Var = e (1 - s) + e² / size.
double pooled_size(LateWins const& model, Landmarks const& marks) {
  if (model.cells.size() < 2) return std::numeric_limits<double>::infinity();
  std::map<std::string, std::string> const cell_of = name_cells(marks);
  // By moments, pooled over segments and periods, because a likelihood for each segment would have
  // a handful of counts to go by and find no dispersion in most.
  double squares = 0, excess = 0;
  for (Landmark const& landmark : marks.past) {
    std::map<std::string, double> n;
    for (LateWin const& win : landmark.late_wins) n[cell_of.at(win.segment)] += 1;
    auto const total = static_cast<double>(landmark.late_wins.size());
    for (LateCell const& cell : model.cells) {
      double const e = total * cell.share;
      double const miss = n[cell.name] - e;
      squares += landmark.overlap * e * e;
      excess += landmark.overlap * (miss * miss - e * (1 - cell.share));
    }
  }
  double const largest = 1e6;
  if (excess <= squares / largest) return std::numeric_limits<double>::infinity();
  return std::max(squares / excess, 0.5);
}

std::vector<double> week_shares(Landmarks const& marks) {
  // Counted from the window's end, where the rush is, so that windows of different length agree.
  double const pseudo_wins = 3;
  int const n_weeks = std::max(1, (marks.window.n_days() + 6) / 7);
  std::vector<double> share(static_cast<std::size_t>(n_weeks), pseudo_wins / n_weeks);
  double total = pseudo_wins;
  for (Landmark const& landmark : marks.past) {
    for (LateWin const& win : landmark.late_wins) {
      auto const week = static_cast<std::size_t>(win.weeks_before_end);
      share[std::min(week, share.size() - 1)] += landmark.weight();
      total += landmark.weight();
    }
  }
  for (double& s : share) s /= total;
  return share;
}

void note_unknown(data::Findings& findings) {
  data::Finding kind;
  kind.code = "creation.unknown";
  kind.top = true;  // the headline lacks it
  kind.message =
      "no past period tells how much business comes from deals that are not in the pipeline yet; "
      "the forecast holds none of it and is too low by that much";
  data::add_finding(findings, kind, {}, "");
}

}  // namespace

LateWins fit_late_wins(data::History const& history, Landmarks const& marks, LateSpec const& spec,
                       data::Findings& findings) {
  LateWins model;
  model.week_share = week_shares(marks);
  model.size = std::numeric_limits<double>::infinity();
  if (marks.past.empty()) {
    if (marks.days_left > 0) note_unknown(findings);
    return model;
  }
  for (Landmark const& landmark : marks.past) {
    model.n_wins += static_cast<std::int64_t>(landmark.late_wins.size());
  }
  fit_level(model, marks, spec.calendar);
  fill_cells(model, history, marks, spec);
  model.size = pooled_size(model, marks);
  return model;
}

}  // namespace quarterdeck::models::creation
