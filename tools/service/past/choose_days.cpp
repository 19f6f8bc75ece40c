// tools/service/past/choose_days.cpp – see choose_days.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/choose_days.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/data/cut.hpp"
#include "models/past/landmarks.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

using core::Days;

/// First and last period wanted; without ids where the question leaves them open.
struct Wanted {
  core::Period first;
  core::Period last;
  core::PeriodUnit unit = core::PeriodUnit::quarter;
};

core::Checked<core::Period> parse(core::FiscalCalendar const& calendar, std::string const& name,
                                  core::Date newest) {
  auto period = calendar.parse(name);
  if (!period) {
    for (auto& diagnostic : period.error()) diagnostic.fault = core::Fault::usage;
    return period;
  }
  if (period->unit == core::PeriodUnit::range) {
    return tl::unexpected(usage_fault("QD-321", fmt::format("'{}' is a free range of days", name),
                                      "a backtest goes through periods of the calendar",
                                      "Name a month, a quarter or a year, for example 2026-Q1."));
  }
  if (period->end > newest) {
    return tl::unexpected(
        usage_fault("QD-322",
                    fmt::format("the period {} ends on {}, and the data end on {}", name,
                                core::to_iso(period->end), core::to_iso(newest)),
                    "what came of it is not known yet", "Choose periods that have ended."));
  }
  return period;
}

core::Checked<Wanted> wanted(core::FiscalCalendar const& calendar, BacktestQuestion const& question,
                             Wanted all, core::Date newest) {
  core::Diagnostics faults;
  for (auto const& [name, into] :
       {std::pair(&question.from, &all.first), {&question.to, &all.last}}) {
    if (name->empty()) continue;
    auto period = parse(calendar, *name, newest);
    if (period) {
      *into = *period;
      all.unit = period->unit;
    } else {
      faults.insert(faults.end(), period.error().begin(), period.error().end());
    }
  }
  bool const both = !question.from.empty() && !question.to.empty();
  if (faults.empty() && both && all.first.unit != all.last.unit) {
    faults = usage_fault("QD-323",
                         fmt::format("{} and {} are not of one kind", question.from, question.to),
                         "a backtest goes through periods of one length",
                         "Name two months, two quarters or two years.");
  }
  if (faults.empty() && both && all.last.end < all.first.start) {
    faults = usage_fault("QD-323", fmt::format("{} lies before {}", question.to, question.from),
                         "there is no period from the one to the other", "Swap --from and --to.");
  }
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  return all;
}

/// The last period of the unit that has ended by the newest day.
core::Period last_ended(core::FiscalCalendar const& calendar, core::PeriodUnit unit,
                        core::Date newest) {
  auto const period = calendar.containing(newest, unit);
  return period.end == newest ? period : calendar.previous(period);
}

/// Completed periods on record before the day, seen at the same days left.
std::size_t periods_before(core::FiscalCalendar const& calendar, PastDay const& day,
                           core::Date first) {
  int const days_left = core::days_between(day.as_of, day.period.end);
  std::size_t n = 0;
  auto period = calendar.previous(day.period);
  for (; period.end - Days{days_left} >= first; period = calendar.previous(period)) {
    if (period.end <= day.as_of) ++n;
    if (n >= least_periods_before) break;
  }
  return n;
}

int weeks_of(core::Period const& period) {
  return std::max(1, static_cast<int>(std::lround(period.n_days() / 7.0)));
}

std::vector<int> leads_of(core::Period const& period, std::vector<int> chosen) {
  if (chosen.empty()) {
    for (int weeks = weeks_of(period); weeks >= 1; --weeks) chosen.push_back(weeks);
  }
  std::sort(chosen.begin(), chosen.end(), std::greater<>());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

}  // namespace

core::Checked<std::vector<PastDay>> choose_days(Reading const& reading,
                                                BacktestQuestion const& question) {
  auto const& workspace = reading.workspace;
  auto const& records = reading.tables.records;
  core::FiscalCalendar const calendar(workspace.calendar);
  auto const newest = records.facts.newest;
  auto nothing =
      usage_fault("QD-324", "no past day has enough history before it",
                  fmt::format("a day is asked where at least {} completed periods are on record "
                              "at the same days left",
                              least_periods_before),
                  "Choose later or shorter periods with --from and --to, or wait.");
  if (newest == core::no_date) return tl::unexpected(std::move(nothing));
  auto const range = wanted(calendar, question, {{}, {}, workspace.forecast.every}, newest);
  if (!range) return tl::unexpected(range.error());
  auto const first_day = models::first_usable_day(data::cut(records, newest).history);
  auto period = question.to.empty() ? last_ended(calendar, range->unit, newest) : range->last;
  std::vector<PastDay> days;
  for (; period.end >= first_day; period = calendar.previous(period)) {
    if (!question.from.empty() && period.end < range->first.start) break;
    auto const leads = leads_of(period, question.weeks_left);
    for (auto lead = leads.rbegin(); lead != leads.rend(); ++lead) {
      PastDay const day{period.end - Days{7 * *lead}, period, *lead};
      if (periods_before(calendar, day, first_day) >= least_periods_before) days.push_back(day);
    }
  }
  if (days.empty()) return tl::unexpected(std::move(nothing));
  std::reverse(days.begin(), days.end());
  return days;
}

int week_of(PastDay const& day) { return weeks_of(day.period) + 1 - day.weeks_left; }

}  // namespace quarterdeck::service
