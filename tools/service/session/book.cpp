// tools/service/session/book.cpp – see book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/book.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/data/closing_periods.hpp"
#include "engine/data/cut.hpp"
#include "engine/data/quality.hpp"
#include "engine/data/scale.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// First day on which a deal was created, or else on which anything happened.
core::Date first_day(data::Records const& records) {
  core::Date first = core::no_date;
  auto const look_at = [&first](core::Date date) {
    if (date == core::no_date) return;
    if (first == core::no_date || date < first) first = date;
  };
  for (auto const& deal : records.deals) look_at(deal.created);
  for (auto const& event : records.events) look_at(event.changed_at);
  return first;
}

core::Checked<core::Date> choose_as_of(data::Records const& records, AsOf const& as_of) {
  core::Date const newest = records.facts.newest;
  auto const& text = as_of.day;
  if (text.empty()) {
    // A day that is still to come is a slip of somebody's keyboard, or the clock is wrong: where it
    // stands before all that is known, it is.
    bool const clock_fits = as_of.today >= first_day(records);
    if (newest != core::no_date) return clock_fits ? std::min(newest, as_of.today) : newest;
    return tl::unexpected(usage_fault("QD-303", "the data holds no date to forecast from",
                                      "the as-of day defaults to the newest date in the data",
                                      "Give the day with --as-of YYYY-MM-DD."));
  }
  auto const day = core::parse_iso_date(text);
  if (!day) {
    return tl::unexpected(usage_fault("QD-301", fmt::format("'{}' is not a day", text),
                                      "the as-of day decides what is known",
                                      "Write it as YYYY-MM-DD, for example 2026-11-15."));
  }
  core::Date const first = first_day(records);
  if (first != core::no_date && *day < first) {
    return tl::unexpected(usage_fault(
        "QD-302",
        fmt::format("the as-of day {} lies before the first day of the data, {}", text,
                    core::to_iso(first)),
        "nothing was known on that day",
        fmt::format("Choose a day from {} to {}.", core::to_iso(first), core::to_iso(newest))));
  }
  return *day;
}

void note_late_as_of(Book& book, core::Date newest) {
  if (newest == core::no_date || book.as_of <= newest) return;
  constexpr int stale = 92;  // days; a whole quarter is not known then
  data::Finding late;
  late.code = "as_of.after_data";
  late.top = core::days_between(newest, book.as_of) > stale;
  late.message = fmt::format(
      "The as-of day {} lies {} days after the newest date in the data, {}; the forecast takes it "
      "that nothing happened in between.",
      core::to_iso(book.as_of), core::days_between(newest, book.as_of), core::to_iso(newest));
  data::add_finding(book.findings, late, core::Place{book.workspace.file.string(), 0, 0},
                    core::to_iso(book.as_of));
}

/// Rows of days after today, where the day was not given and ends before them.
void note_days_ahead(Book& book, data::Records const& records, AsOf const& as_of) {
  core::Date const newest = records.facts.newest;
  bool const is_ahead = as_of.day.empty() && newest != core::no_date && newest > as_of.today;
  if (!is_ahead) return;
  data::Finding ahead;
  ahead.code = "as_of.after_today";
  ahead.top = true;
  ahead.message =
      book.as_of < newest
          ? fmt::format(
                "The data goes on to {}, which is still to come; the forecast is as of "
                "today, {}, and what is dated later is not known to it. Give the day of "
                "the tables with --as-of if the clock of this machine is wrong.",
                core::to_iso(newest), core::to_iso(as_of.today))
          : fmt::format(
                "All days of the data, up to {}, lie after today, {}; the clock of this "
                "machine was passed over.",
                core::to_iso(newest), core::to_iso(as_of.today));
  data::add_finding(book.findings, ahead, core::Place{book.workspace.file.string(), 0, 0},
                    core::to_iso(newest));
}

/// Wins without an amount stand at the top where the period that runs holds some: what is booked is
/// short by them.
void note_unpriced_wins(Book& book, data::History const& history) {
  core::FiscalCalendar const calendar(book.workspace.calendar);
  auto const present =
      calendar.containing(book.as_of + core::Days(1), book.workspace.forecast.every);
  auto const unpriced =
      std::ranges::find(book.findings, std::string("won.without_amount"), &data::Finding::code);
  if (unpriced == book.findings.end()) return;
  unpriced->top = data::booked_without_amount(history, present) > 0;
}

/// Overrides in force on the day of deals that no table holds, which most often are misspelt.
core::Diagnostics unknown_deals(std::vector<data::Override> const& overrides,
                                data::Records const& records, core::Date as_of) {
  std::vector<std::string> ids;
  if (!overrides.empty()) {
    for (auto const& deal : records.deals) ids.push_back(deal.id);
    std::sort(ids.begin(), ids.end());
  }
  core::Diagnostics faults;
  for (auto const& one : overrides) {
    bool const in_force =
        one.expires >= as_of && (one.since == core::no_date || one.since <= as_of);
    if (!in_force || std::binary_search(ids.begin(), ids.end(), one.deal)) continue;
    auto const nearest = core::nearest_word(one.deal, ids);
    faults.push_back({"QD-217", core::Fault::data, one.where,
                      fmt::format("an override is about the deal `{}`", one.deal),
                      "no table holds a deal of that id, so it could not be applied",
                      nearest.empty() ? "Write the id as it stands in the table of deals."
                                      : fmt::format("Did you mean `{}`?", nearest)});
  }
  return faults;
}

}  // namespace

core::Checked<Book> book_at(Reading const& reading, AsOf const& as_of) {
  io::ReadResult const& read = reading.tables;
  auto const day = choose_as_of(read.records, as_of);
  if (!day) return tl::unexpected(day.error());
  auto faults = unknown_deals(read.overrides, read.records, *day);
  if (!faults.empty()) return tl::unexpected(std::move(faults));

  Book book;
  book.workspace = reading.workspace;
  book.workspace_sha256 = reading.workspace_sha256;
  book.as_of = *day;
  book.inputs = read.inputs;
  book.n_rows = read.n_rows;
  book.n_deals = static_cast<std::int64_t>(read.records.deals.size());
  book.extent = data::extent_of(read.records);
  book.findings = read.findings;
  book.assumptions = reading.assumptions;
  note_late_as_of(book, read.records.facts.newest);
  note_days_ahead(book, read.records, as_of);
  auto cut = data::cut(read.records, book.as_of);
  data::merge_findings(book.findings, cut.findings);
  data::merge_findings(book.findings, data::inspect(read.records, cut.history));
  data::merge_findings(book.findings, data::closed_ahead(read.records, book.as_of));
  data::merge_findings(
      book.findings,
      data::closing_periods(cut.history, core::FiscalCalendar(book.workspace.calendar),
                            book.workspace.forecast.every));
  note_unpriced_wins(book, cut.history);
  book.history = std::move(cut.history);
  book.pipeline = data::pipeline_at(book.history, book.as_of);
  data::merge_findings(book.findings,
                       data::scale_findings(data::out_of_scale(book.history, book.pipeline)));
  data::merge_findings(book.findings, data::unit_findings(book.history, book.pipeline));
  book.overrides = models::judge_overrides(book.pipeline, read.overrides);
  data::merge_findings(book.findings, models::override_findings(book.overrides));
  return book;
}

core::Checked<std::optional<core::Period>> named_period(io::Workspace const& workspace,
                                                        std::string const& name) {
  if (name.empty()) return std::optional<core::Period>();
  auto period = core::FiscalCalendar(workspace.calendar).parse(name);
  if (period) return std::optional(std::move(*period));
  // A file that holds a bad name would be at fault itself; this one was given with the question.
  for (auto& diagnostic : period.error()) diagnostic.fault = core::Fault::usage;
  return tl::unexpected(std::move(period.error()));
}

core::Checked<core::Period> choose_period(Book const& book, std::string const& name) {
  auto period = named_period(book.workspace, name);
  if (!period) return tl::unexpected(std::move(period.error()));
  if (!*period) {
    core::FiscalCalendar const calendar(book.workspace.calendar);
    return calendar.containing(book.as_of + core::Days{1}, book.workspace.forecast.every);
  }
  core::Period const& chosen = **period;
  if (chosen.end <= book.as_of) {
    return tl::unexpected(
        usage_fault("QD-304",
                    fmt::format("the period {} ends on {}, and the as-of day is {}", chosen.id,
                                core::to_iso(chosen.end), core::to_iso(book.as_of)),
                    "nothing of it is left to forecast",
                    "Choose a later period, or an earlier day with --as-of."));
  }
  return std::move(**period);
}

models::ModelSpec model_spec(io::Workspace const& workspace, core::Period const& period) {
  models::ModelSpec spec;
  spec.calendar = workspace.calendar;
  spec.period = period;
  spec.segments = workspace.segments;
  spec.groups = workspace.groups;
  auto const& win = workspace.win_model;
  spec.win_covariates = win.covariates;
  spec.win_model = win.choose;
  spec.measure_counts = workspace.measure == io::Measure::count;
  return spec;
}

models::FittedModels fit_models(io::Workspace const& workspace, data::History const& history,
                                core::Period const& period) {
  return models::fit(history, model_spec(workspace, period));
}

std::vector<models::baseline::Baseline> baselines_of(Book const& book, core::Period const& period) {
  models::baseline::BaselineSpec spec;
  spec.calendar = book.workspace.calendar;
  spec.period = period;
  spec.measure_counts = book.workspace.measure == io::Measure::count;
  return models::baseline::baselines(book.history, spec);
}

}  // namespace quarterdeck::service
