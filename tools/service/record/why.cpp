// tools/service/record/why.cpp – why a forecast moved, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/why.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/workspace/workspace.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/record/answer.hpp"
#include "tools/service/record/rerun.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

using Entries = std::vector<io::LedgerEntry const*>;

constexpr std::size_t least_identity = 4;

core::Diagnostics none_fits(std::string const& text) {
  return usage_fault(
      "QD-340", fmt::format("no recorded forecast fits '{}'", text),
      "only what is on record can be compared",
      "Name an as-of day or the start of an identity that 'quarterdeck history' lists.");
}

bool same_period(io::LedgerEntry const& a, io::LedgerEntry const& b) {
  return a.period.start == b.period.start && a.period.end == b.period.end;
}

/// All that a day or the start of an identity may mean.
core::Checked<Entries> candidates(std::vector<io::LedgerEntry> const& entries,
                                  std::string const& text) {
  auto const day = core::parse_iso_date(text);
  Entries found;
  for (auto const& entry : entries) {
    bool const fits =
        day ? entry.as_of == *day : text.size() >= least_identity && entry.id.starts_with(text);
    if (fits) found.push_back(&entry);
  }
  if (found.empty()) return tl::unexpected(none_fits(text));
  if (!day && found.size() > 1) {
    return tl::unexpected(usage_fault(
        "QD-341", fmt::format("{} recorded forecasts start with '{}'", found.size(), text),
        "nothing tells which one is meant", "Give more of the identity."));
  }
  return found;
}

struct Pair {
  io::LedgerEntry const* from = nullptr;
  io::LedgerEntry const* to = nullptr;
};

bool is_simulation(io::LedgerEntry const& entry) { return entry.model == "simulation"; }

/// What stands in the way where a pair was found but for its models.
core::Diagnostics unlike(Pair const& pair) {
  return usage_fault(
      "QD-342",
      fmt::format("the forecasts are by {} and {}; only two simulations can be taken apart",
                  pair.from->model, pair.to->model),
      "a simple forecast or a combination has no deals on record that could explain its change",
      "Name two forecasts by the simulation that 'quarterdeck history' lists; where a combination "
      "is the headline, the simulation behind it is on record as well.");
}

/// The pair of simulations of one period with the newest runs.
core::Checked<Pair> choose(Entries const& first, Entries const& second) {
  Pair best, other;
  auto const runs = [](Pair const& pair) {
    return std::pair(pair.to->last_run, pair.from->last_run);
  };
  for (auto const* const from : first) {
    for (auto const* const to : second) {
      if (from == to || !same_period(*from, *to) || from->as_of > to->as_of) continue;
      if (from->counts_deals != to->counts_deals || from->currency != to->currency) continue;
      Pair& kept = is_simulation(*from) && is_simulation(*to) ? best : other;
      if (kept.to == nullptr || runs({from, to}) > runs(kept)) kept = {from, to};
    }
  }
  if (best.to != nullptr) return best;
  if (other.to != nullptr) return tl::unexpected(unlike(other));
  return tl::unexpected(usage_fault(
      "QD-342", "the two forecasts cannot be compared",
      "they must be two, of one period, one currency and one measure, the earlier first",
      "Choose two of the same period that 'quarterdeck history' lists."));
}

core::Checked<Pair> find_pair(WhyQuestion const& question, io::Workspace const& workspace,
                              std::vector<io::LedgerEntry>& entries) {
  auto const period = named_period(workspace, question.period);
  if (!period) return tl::unexpected(period.error());
  if (*period) {
    std::erase_if(entries, [&](io::LedgerEntry const& entry) {
      return entry.period.start != (*period)->start || entry.period.end != (*period)->end;
    });
  }
  auto const first = candidates(entries, question.from);
  auto const second = candidates(entries, question.to);
  if (!first) return tl::unexpected(first.error());
  if (!second) return tl::unexpected(second.error());
  return choose(*first, *second);
}

void add_steps(WhyReport& report, std::optional<Reruns> const& reruns) {
  report.steps.push_back({"from", report.from.mean, report.from.quantiles.at(p50)});
  if (reruns) {
    report.steps.push_back({"restated", reruns->restated.mean, reruns->restated.median});
    report.steps.push_back({"days_passed", reruns->days_passed.mean, reruns->days_passed.median});
    report.steps.push_back({"refit", reruns->refit.mean, reruns->refit.median});
  }
  report.steps.push_back({"to", report.to.mean, report.to.quantiles.at(p50)});
}

void add_notes(WhyReport& report) {
  auto const& from = report.from.provenance;
  auto const& to = report.to.provenance;
  if (from.seed != to.seed || from.trials != to.trials) {
    report.notes.emplace_back(
        "the two have other seeds or numbers of trials, so sampling error moves them too");
  }
  if (from.build.version != to.build.version || from.build.git != to.build.git) {
    report.notes.emplace_back("two builds of the program made them");
  }
  if (!report.from.headline || !report.to.headline) {
    report.notes.emplace_back(
        "the headline was a combination with simple forecasts; what is explained here is the "
        "simulation behind it");
  }
  if (report.from.as_of < report.to.closed_since) {
    report.notes.push_back(
        fmt::format("deals closed before {} are not on record with the later one and count as gone",
                    core::to_iso(report.to.closed_since)));
  }
}

}  // namespace

core::Checked<WhyReport> answer(Session const& session, WhyQuestion const& question,
                                Hooks const& hooks) {
  auto const named = session.workspace();
  if (!named) return tl::unexpected(named.error());
  io::Workspace const& workspace = **named;
  auto const ledger = question.ledger.empty() ? workspace.ledger : question.ledger;
  auto page = io::read_ledger(ledger, io::LedgerDetail::without_deals);
  auto const pair = find_pair(question, workspace, page.entries);
  if (!pair) return tl::unexpected(pair.error());
  WhyReport report;
  report.company = workspace.company;
  report.notes = std::move(page.notes);
  report.from = io::read_entry(ledger, pair->from->id);
  report.to = io::read_entry(ledger, pair->to->id);
  auto const again = rerun_between(session, report.from, report.to, hooks);
  report.complete = again.complete;
  if (!report.complete) return report;
  report.not_rerun = again.reason;
  report.bridge = bridge(report.from, report.to, again.reruns);
  add_steps(report, again.reruns);
  add_notes(report);
  return report;
}

}  // namespace quarterdeck::service
