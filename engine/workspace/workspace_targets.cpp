// engine/workspace/workspace_targets.cpp – calendar, stages, rates, targets, models and forecast
// defaults. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "engine/workspace/workspace_sections.hpp"

namespace quarterdeck::io {
namespace {

constexpr core::Names<core::YearPattern, 4> patterns{{{core::YearPattern::months, "months"},
                                                      {core::YearPattern::weeks_445, "4-4-5"},
                                                      {core::YearPattern::weeks_454, "4-5-4"},
                                                      {core::YearPattern::weeks_544, "5-4-4"}}};

constexpr core::Names<std::chrono::weekday, 7> weekdays{{{std::chrono::Sunday, "sunday"},
                                                         {std::chrono::Monday, "monday"},
                                                         {std::chrono::Tuesday, "tuesday"},
                                                         {std::chrono::Wednesday, "wednesday"},
                                                         {std::chrono::Thursday, "thursday"},
                                                         {std::chrono::Friday, "friday"},
                                                         {std::chrono::Saturday, "saturday"}}};

constexpr core::Names<core::PeriodUnit, 3> units{{{core::PeriodUnit::month, "month"},
                                                  {core::PeriodUnit::quarter, "quarter"},
                                                  {core::PeriodUnit::year, "year"}}};

constexpr core::Names<data::Outcome, 3> outcomes{
    {{data::Outcome::open, "open"}, {data::Outcome::won, "won"}, {data::Outcome::lost, "lost"}}};

/// Nothing: chosen by what past periods say.
constexpr auto win_models = [] {
  core::Names<std::optional<data::WinModelKind>, data::win_model_names.size() + 1> names{
      {{std::nullopt, "automatic"}}};
  for (std::size_t i = 0; i < data::win_model_names.size(); ++i) {
    names[i + 1] = {data::win_model_names[i].value, data::win_model_names[i].name};
  }
  return names;
}();

/// Month and day of `MM-DD`, tried in a leap year.
std::optional<std::chrono::year_month_day> parse_month_day(std::string const& text) {
  auto const date = core::parse_iso_date("2024-" + text);
  return date ? std::optional(std::chrono::year_month_day(*date)) : std::nullopt;
}

void read_year_start(Faults& faults, Mapping const& calendar, core::CalendarSpec& spec) {
  auto const start = calendar.text("fiscal_year_starts");
  if (!start) return;
  auto const day = parse_month_day(*start);
  if (!day || (spec.pattern == core::YearPattern::months && unsigned(day->day()) > 28)) {
    faults.add(*calendar.find("fiscal_year_starts"), "QD-108",
               fmt::format("`fiscal_year_starts` is `{}`", *start),
               "Write month and day as MM-DD, the day at most 28, for example 02-01.");
    return;
  }
  spec.start_month = unsigned(day->month());
  spec.start_day = unsigned(day->day());
}

std::map<std::string, std::vector<std::string>> read_where(Faults& faults, YAML::Node const& node) {
  std::map<std::string, std::vector<std::string>> where;
  for (auto const& [column, accepted] : free_entries(faults, node)) {
    auto& values = where[column];
    if (accepted.IsSequence()) {
      for (auto const& item : accepted) {
        if (auto const text = scalar_text(faults, item, column)) values.push_back(*text);
      }
    } else if (auto const text = scalar_text(faults, accepted, column)) {
      values.push_back(*text);
    }
    if (values.empty()) {
      faults.add(accepted, "QD-109", fmt::format("`{}` accepts no value", column),
                 "Write a value or a list of values.");
    }
  }
  return where;
}

}  // namespace

core::CalendarSpec read_calendar(Faults& faults, YAML::Node const& node) {
  Mapping const calendar(faults, node, key_section("calendar"));
  core::CalendarSpec spec;
  if (auto const pattern = calendar.choice("pattern", patterns)) spec.pattern = *pattern;
  if (auto const day = calendar.choice("week_starts", weekdays)) spec.week_start = *day;
  read_year_start(faults, calendar, spec);
  return spec;
}

ForecastSpec read_forecast(Faults& faults, YAML::Node const& node) {
  Mapping const forecast(faults, node, key_section("forecast"));
  ForecastSpec spec;
  if (auto const unit = forecast.choice("every", units)) spec.every = *unit;
  NumberRange const trials{1, 1e9, "a whole number from 1 to 1,000,000,000"};
  if (auto const n = forecast.integer("trials", trials)) spec.trials = *n;
  NumberRange const seeds{0, 9.2e18, "a whole number from 0 up"};
  if (auto const n = forecast.integer("seed", seeds)) spec.seed = static_cast<std::uint64_t>(*n);
  return spec;
}

WinModelSpec read_models(Faults& faults, YAML::Node const& node) {
  Mapping const models(faults, node, key_section("models"));
  WinModelSpec spec;
  auto const* win_node = models.find("win");
  if (win_node == nullptr) return spec;
  Mapping const win(faults, *win_node, key_section("win"));
  if (auto const kind = win.choice("choose", win_models)) spec.choose = *kind;
  if (win.has("covariates")) spec.covariates = win.texts("covariates");
  return spec;
}

std::vector<data::Stage> read_stages(Faults& faults, Mapping const& top) {
  std::vector<data::Stage> stages;
  for (auto const& item : top.list("stages")) {
    Mapping const entry(faults, item, key_section("stage"));
    data::Stage stage;
    auto const name = entry.text("name");
    if (auto const outcome = entry.choice("outcome", outcomes)) stage.outcome = *outcome;
    stage.probability = entry.number("probability", {0, 1, "a probability from 0 to 1"});
    if (!name) continue;
    if (std::ranges::find(stages, *name, &data::Stage::name) != stages.end()) {
      faults.add(*entry.find("name"), "QD-103", fmt::format("stage `{}` is listed twice", *name),
                 "Keep one of the two.");
      continue;
    }
    stage.name = *name;
    stages.push_back(std::move(stage));
  }
  return stages;
}

std::vector<data::Rate> read_rate_list(Faults& faults, Mapping const& top) {
  std::vector<data::Rate> rates;
  for (auto const& item : top.list("rates")) {
    Mapping const entry(faults, item, key_section("rate"));
    auto const from = entry.text("from");
    auto const on = entry.text("on");
    auto const rate = entry.number("rate", {1e-9, 1e9, "a number above 0"});
    auto const date = on ? core::parse_iso_date(*on) : std::nullopt;
    if (on && !date) {
      faults.add(*entry.find("on"), "QD-108", fmt::format("`on` is `{}`", *on),
                 "Write a date as YYYY-MM-DD.");
    }
    if (from && date && rate) rates.push_back({*from, *date, *rate});
  }
  return rates;
}

std::vector<TargetSpec> read_targets(Faults& faults, Mapping const& top,
                                     core::FiscalCalendar const& calendar) {
  std::vector<TargetSpec> targets;
  for (auto const& item : top.list("targets")) {
    Mapping const entry(faults, item, key_section("target"));
    TargetSpec target;
    target.place = faults.place(item);
    target.name = entry.text("name").value_or("");
    target.amount = entry.number("amount", {1e-2, 1e15, "an amount above 0"}).value_or(0);
    if (auto const id = entry.text("period")) {
      auto period = calendar.parse(*id);
      if (period) {
        target.period = *period;
      } else {
        for (auto fault : period.error()) {
          fault.where = faults.place(*entry.find("period"));
          fault.fault = core::Fault::configuration;
          faults.add(std::move(fault));
        }
      }
    }
    if (auto const* where = entry.find("where")) target.where = read_where(faults, *where);
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace quarterdeck::io
