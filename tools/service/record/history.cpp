// tools/service/record/history.cpp – see history.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/history.hpp"

#include <algorithm>
#include <map>

#include "engine/core/error.hpp"
#include "engine/workspace/workspace.hpp"
#include "models/evaluate/crps.hpp"
#include "models/evaluate/pit.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/record/answer.hpp"

namespace quarterdeck::service {
namespace {

bool same_days(core::Period const& a, core::Period const& b) {
  return a.start == b.start && a.end == b.end;
}

/// What the period brought, in the workspace's measure.
double actual_of(Book const& book, core::Period const& period) {
  bool const counts = book.workspace.measure == io::Measure::count;
  core::Minor sum = 0;
  for (auto const& win :
       data::won_between(book.history, period.start - core::Days(1), period.end)) {
    if (counts) {
      sum += core::minor_per_unit;
    } else if (win.amount != core::no_amount) {
      sum += win.amount;
    }
  }
  return core::to_units(sum);
}

/// Whether the present data measures what the forecast did.
bool comparable(io::LedgerEntry const& entry, Book const& book) {
  bool const counts = book.workspace.measure == io::Measure::count;
  return entry.counts_deals == counts && (counts || entry.currency == book.workspace.currency);
}

void score_all(HistoryReport& report, Book const& book) {
  std::map<std::string, RecordScores> by_model;
  for (auto& forecast : report.forecasts) {
    auto const& entry = forecast.entry;
    if (entry.period.end > book.as_of || !comparable(entry, book)) continue;
    forecast.score = score_record(entry.grid, entry.quantiles, actual_of(book, entry.period));
    auto& scores = by_model[entry.model];
    ++scores.n;
    scores.mean_crps += forecast.score->crps;
    if (forecast.score->inside_80) ++scores.n_inside_80;
  }
  if (by_model.empty()) return;
  RecordScores all;
  for (auto& [model, scores] : by_model) {
    all.n += scores.n;
    all.n_inside_80 += scores.n_inside_80;
    all.mean_crps += scores.mean_crps;
    scores.mean_crps /= static_cast<double>(scores.n);
    report.by_model.push_back({model, scores});
  }
  all.mean_crps /= static_cast<double>(all.n);
  report.scores = all;
}

std::string newest_period(std::vector<RecordedForecast> const& forecasts) {
  auto const newest = std::max_element(
      forecasts.begin(), forecasts.end(),
      [](auto const& a, auto const& b) { return a.entry.last_run < b.entry.last_run; });
  return newest == forecasts.end() ? std::string() : newest->entry.period.id;
}

}  // namespace

RecordScore score_record(std::vector<double> const& grid, std::vector<double> const& quantiles,
                         double actual) {
  QUARTERDECK_EXPECT(!grid.empty() && quantiles.size() == quantile_levels.size());
  RecordScore score;
  score.actual = actual;
  score.crps = models::evaluate::crps_plain(grid, actual).value();
  auto const range = models::evaluate::pit_range(grid, actual);
  score.pit = (range.low + range.high) / 2;
  score.inside_80 = quantiles[p10] <= actual && actual <= quantiles[p90];
  return score;
}

core::Checked<HistoryReport> answer(Session const& session, HistoryQuestion const& question,
                                    Hooks const& hooks) {
  auto const named = session.workspace();
  if (!named) return tl::unexpected(named.error());
  io::Workspace const& workspace = **named;
  auto wanted = named_period(workspace, question.period);
  if (!wanted) return tl::unexpected(std::move(wanted.error()));
  HistoryReport report;
  report.company = workspace.company;
  report.ledger = question.ledger.empty() ? workspace.ledger : question.ledger;
  auto page = io::read_ledger(report.ledger, io::LedgerDetail::without_deals);
  report.notes = std::move(page.notes);
  for (auto& entry : page.entries) {
    if (*wanted && !same_days(**wanted, entry.period)) continue;
    report.forecasts.push_back({std::move(entry), std::nullopt});
  }
  report.shown_period = newest_period(report.forecasts);
  if (report.forecasts.empty()) return report;
  // The record can be looked at where the data are gone; only the scores need them.
  auto const today = session.at("");
  auto const newest = today.book(hooks);
  if (!newest) {
    report.notes.push_back("not scored, because the data cannot be read: " +
                           core::to_string(newest.error().front()));
  } else if (*newest == nullptr) {
    report.complete = false;
  } else {
    score_all(report, **newest);
  }
  return report;
}

}  // namespace quarterdeck::service
