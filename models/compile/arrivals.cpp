// models/compile/arrivals.cpp – see arrivals.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/arrivals.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::parts {
namespace {

/// Of the wins in each week, the share whose deals were created on or after `from`, by the time
/// from creation to win of past ones; evenly where none of them is young enough to tell.
std::vector<double> created_from(ForecastInputs const& inputs,
                                 std::vector<creation::LateEntry> const& entries, core::Date from) {
  core::Date const as_of = inputs.history.as_of;
  std::vector<double> shares;
  for (core::Date const end : core::week_ends(as_of, inputs.period)) {
    int const since_as_of = core::days_between(as_of, end) - 3;
    int const since_from = core::days_between(from, end) - 3;
    double young = 0, all = 0;
    for (creation::LateEntry const& entry : entries) {
      data::HistoryDeal const& deal = inputs.history.deals[entry.history_row];
      int const age =
          deal.created == core::no_date ? 0 : core::days_between(deal.created, deal.closed);
      all += age < since_as_of ? 1 : 0;
      young += age <= since_from ? 1 : 0;
    }
    double const even = static_cast<double>(since_from) / std::max(since_as_of, 1);
    shares.push_back(std::clamp(all > 0 ? young / all : even, 0.0, 1.0));
  }
  if (from <= as_of + core::Days(1)) std::fill(shares.begin(), shares.end(), 1.0);
  return shares;
}

std::vector<double> cumulative_of(std::vector<double> const& weeks, double total) {
  std::vector<double> cumulative;
  double sum = 0;
  for (double const share : weeks) cumulative.push_back(std::min((sum += share) / total, 1.0));
  if (!cumulative.empty()) cumulative.back() = 1;
  return cumulative;
}

/// A part of a cell under a change: its mean as a multiple of the part's, and its weeks.
struct Scaled {
  double factor = 0;
  std::vector<double> cumulative_week;
};

Scaled scaled(std::vector<double> const& cumulative, std::vector<double> const& by_week) {
  std::vector<double> weeks;
  double total = 0;
  for (std::size_t w = 0; w < cumulative.size(); ++w) {
    double const share = cumulative[w] - (w == 0 ? 0 : cumulative[w - 1]);
    weeks.push_back(share * by_week[w]);
    total += weeks.back();
  }
  return {total, total > 0 ? cumulative_of(weeks, total) : cumulative};
}

bool concerns(CreationChange const& change, creation::LateEntry const& entry) {
  if (change.concerned.empty()) return true;
  return entry.history_row < change.concerned.size() && change.concerned[entry.history_row] != 0;
}

/// Adds what a change adds as a part of its own, so that the draws of the rest stay as they are;
/// takes what it takes away out of the part, cut in two where the change is not about all of it.
void change_part(std::vector<ArrivalPart>& parts, std::size_t at, ForecastInputs const& inputs,
                 CreationChange const& change) {
  ArrivalPart const old = parts[at];
  std::vector<creation::LateEntry> concerned;
  std::copy_if(old.entries.begin(), old.entries.end(), std::back_inserter(concerned),
               [&](auto const& entry) { return concerns(change, entry); });
  if (concerned.empty()) return;
  double const share =
      static_cast<double>(concerned.size()) / static_cast<double>(old.entries.size());
  std::vector<double> by_week = created_from(inputs, concerned, change.from);
  bool const more = change.multiply > 1;
  for (double& w : by_week) w = more ? (change.multiply - 1) * w : 1 + (change.multiply - 1) * w;
  Scaled const part = scaled(old.cumulative_week, by_week);
  if (more || share < 1) {
    ArrivalPart other = old;
    other.name = old.name + " / " + change.name;
    other.factor = old.factor * share * part.factor;
    other.cumulative_week = part.cumulative_week;
    other.entries = concerned;
    parts.push_back(std::move(other));
  }
  if (more) return;
  if (share < 1) {
    std::erase_if(parts[at].entries, [&](auto const& e) { return concerns(change, e); });
    parts[at].factor = old.factor * (1 - share);
  } else {
    parts[at].factor = old.factor * part.factor;
    parts[at].cumulative_week = part.cumulative_week;
  }
}

ArrivalPart added_part(ForecastInputs const& inputs, AddedBusiness const& added) {
  creation::LateWins const& model = inputs.models.creation;
  ArrivalPart part;
  for (std::size_t c = 0; c < model.cells.size(); ++c) {
    if (model.cells[c].name != added.cell) continue;
    part.cell = c;
    part.entries = creation::equal_entries(model.cells[c]);
  }
  part.name = added.name;
  part.segment = added.segment;
  double total = 0;
  for (double const wins : added.wins) total += wins;
  part.cumulative_week = total > 0 ? cumulative_of(added.wins, total) : std::vector<double>();
  part.factor = 0;
  part.added = total;
  part.relative_sd = added.relative_sd;
  return part;
}

/// Log mean of a part that stands on its own, known to within its relative_sd.
double added_log_mean(ArrivalPart const& part, std::uint64_t seed, std::size_t row) {
  double const log_mean = std::log(part.added);
  if (part.relative_sd <= 0) return log_mean;
  double const log_sd = std::sqrt(std::log1p(part.relative_sd * part.relative_sd));
  random::Stream stream = row_stream(seed, core::entity_of("arrival/added/" + part.name), row);
  return log_mean + log_sd * normal_variate(stream) - log_sd * log_sd / 2;
}

}  // namespace

void write_arrival_draws(plan::Plan& plan, creation::LateDraws const& late,
                         std::vector<ArrivalPart> const& parts, std::uint64_t seed) {
  plan::Draws& draws = plan.draws;
  auto const n_rows = static_cast<std::size_t>(draws.n_rows());
  auto const n_parts = static_cast<Eigen::Index>(parts.size());
  draws.arrival_log_mean.resize(draws.n_rows(), n_parts);
  draws.arrival_scale.resize(draws.n_rows(), n_parts);
  std::uint64_t const entity = core::entity_of("arrival/luck");
  for (std::size_t r = 0; r < n_rows; ++r) {
    auto const row = static_cast<Eigen::Index>(r);
    // Luck of the number that the company factor does not bring: lognormal with mean 1.
    // The dispersion that was learned is that of counts, company factor and all, so the part that
    // the factor brings is taken out of it: the loading moves luck from one cause to another and
    // adds none.
    double const shared = draws.arrival_log_sd[row] * draws.arrival_log_sd[row];
    double const own = std::max(std::log1p(late.dispersion[r]) - shared, 0.0);
    random::Stream stream = row_stream(seed, entity, r);
    double const luck = std::sqrt(own) * normal_variate(stream) - own / 2;
    for (Eigen::Index a = 0; a < n_parts; ++a) {
      ArrivalPart const& part = parts[static_cast<std::size_t>(a)];
      double log_mean = 0;
      if (part.added > 0) {
        log_mean = added_log_mean(part, seed, r);
      } else {
        log_mean = late.log_total[r] + late.log_share[part.cell][r];
        if (part.factor != 1) log_mean += std::log(part.factor);
      }
      draws.arrival_log_mean(row, a) = log_mean + luck;
      draws.arrival_scale(row, a) =
          plan.measure == plan::Measure::count ? 1 : late.scale[part.cell][r];
    }
  }
}

namespace {

core::Minor entry_amount(ForecastInputs const& inputs, creation::LateEntry const& entry) {
  auto const found = inputs.what_if.new_amount.find(entry.history_row);
  if (found == inputs.what_if.new_amount.end()) return entry.amount;
  return static_cast<core::Minor>(std::llround(static_cast<double>(entry.amount) * found->second));
}

}  // namespace

std::vector<ArrivalPart> arrival_parts(ForecastInputs const& inputs) {
  creation::LateWins const& model = inputs.models.creation;
  std::size_t const n_weeks = core::week_ends(inputs.history.as_of, inputs.period).size();
  std::vector<ArrivalPart> parts;
  for (std::size_t c = 0; model.level && c < model.cells.size(); ++c) {
    ArrivalPart part;
    part.name = model.cells[c].name;
    part.segment = model.cells[c].name;
    part.cell = c;
    part.cumulative_week = creation::cumulative_weeks(model, n_weeks);
    part.entries = creation::equal_entries(model.cells[c]);
    if (!part.entries.empty()) parts.push_back(std::move(part));
  }
  for (CreationChange const& change : inputs.what_if.creation) {
    if (change.multiply == 1) continue;
    std::size_t const n = parts.size();
    for (std::size_t i = 0; i < n; ++i) change_part(parts, i, inputs, change);
  }
  for (AddedBusiness const& added : inputs.what_if.added) {
    parts.push_back(added_part(inputs, added));
  }
  std::erase_if(parts, [](ArrivalPart const& part) {
    return (part.factor <= 0 && part.added <= 0) || part.entries.empty();
  });
  return parts;
}

void write_arrivals(plan::Plan& plan, ForecastInputs const& inputs,
                    std::vector<ArrivalPart> const& parts, Groups const& groups) {
  creation::LateWins const& model = inputs.models.creation;
  for (ArrivalPart const& part : parts) {
    plan::ArrivalCell cell;
    cell.name = part.name;
    cell.entity = core::entity_of("arrival/" + cell.name);
    cell.segment_factor = dependence::segment_factor(inputs.models.factor, part.segment);
    cell.size = part.added > 0 ? std::numeric_limits<double>::infinity() : model.size;
    cell.cumulative_week = part.cumulative_week;
    for (creation::LateEntry const& entry : part.entries) {
      cell.entries.push_back({entry_amount(inputs, entry), groups.codes(entry.history_row)});
    }
    plan.arrivals.push_back(std::move(cell));
  }
}

}  // namespace quarterdeck::models::parts
