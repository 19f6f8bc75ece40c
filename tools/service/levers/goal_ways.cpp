// tools/service/levers/goal_ways.cpp – see goal_parts.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "scenarios/apply/match.hpp"
#include "tools/service/levers/goal_parts.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service::goal_parts {
namespace {

using enum LeverKind;

constexpr std::array kinds{win_rate, amount, new_deals, market, cycle};
constexpr char const* pipeline_word = "pipeline";

std::pair<std::string, std::string> column_and_value(std::string const& where) {
  std::size_t const at = where.find('=');
  if (at == std::string::npos) return {where, ""};
  return {where.substr(0, at), where.substr(at + 1)};
}

/// Deals that people created in the last year, of a segment or all, renewals left out.
struct Lately {
  double deals_a_week = 0;
  double mean_amount = 0;  ///< reporting units, of those with an amount; 0 where none has one
};

Lately created_lately(models::ForecastInputs const& inputs, std::string const& segment) {
  data::History const& history = inputs.history;
  models::StateReader const read(history, inputs.models.spec.segments);
  double n = 0, n_known = 0, sum = 0;
  for (std::uint32_t row = 0; row < history.deals.size(); ++row) {
    data::HistoryDeal const& deal = history.deals[row];
    bool const lately = deal.created != core::no_date && deal.created <= history.as_of &&
                        core::days_between(deal.created, history.as_of) < 365;
    if (!lately || data::text_at(history, row, "type", history.as_of) == "renewal") continue;
    if (!segment.empty() && read.segment(row, history.as_of) != segment) continue;
    n += 1;
    bool const entered = deal.n_events > 0 && !history.past_amounts_hidden &&
                         history.events[deal.first_event].amount != core::no_amount;
    core::Minor const native = entered ? history.events[deal.first_event].amount : deal.amount;
    auto const currency = data::text_at(history, row, "currency", history.as_of);
    core::Minor const amount = data::convert(native, history.rates.at(currency, deal.created));
    if (amount == core::no_amount || amount <= 0) continue;
    n_known += 1;
    sum += core::to_units(amount);
  }
  return {n / (365.0 / 7), n_known > 0 ? sum / n_known : 0};
}

Way lever_way(LeverKind kind, StartingPoint const& start, std::string const& where, bool up) {
  Way way;
  auto const [column, value] = column_and_value(where);
  way.row.lever = Lever{kind, column, value};
  way.row.label = label_of(*way.row.lever);
  way.up = kind == cycle ? true : up;
  way.with_new = knows_new_business(start.inputs, *way.row.lever);
  if (kind == cycle) way.limit = std::log(10.0);
  if (kind == market) way.limit = 5;
  if (kind == cycle && up) {
    way.row.absent =
        "deals that close sooner than expected are not modelled, and later ones only lower it";
  } else if (kind == market && !where.empty()) {
    way.row.absent = "the market is about the whole company";
  } else if (kind == amount && start.measure == plan::Measure::count) {
    way.row.absent = "the workspace counts deals, so amounts do not matter";
  }
  return way;
}

Way pipeline_way(StartingPoint const& start, std::string const& where, core::Date by, bool up) {
  Way way;
  way.row.pipeline = PipelineNeed{};
  way.row.pipeline->by = by;
  way.row.label = "pipeline created by " + core::to_iso(by);
  auto const& segments = start.inputs.models.spec.segments;
  auto const [column, value] = column_and_value(where);
  if (!where.empty() && (segments.size() != 1 || segments.front() != column)) {
    way.row.absent = "new pipeline is known by the workspace's segments only";
    return way;
  }
  way.segment = value;
  if (!where.empty()) way.row.label += ", " + value;
  if (!up) way.row.absent = "the chance is there already";
  Lately const lately = created_lately(start.inputs, way.segment);
  if (lately.deals_a_week <= 0) way.row.absent = "no deal was created in the last year";
  way.row.pipeline->deals_a_week = lately.deals_a_week;
  way.per_x = std::max(lately.deals_a_week, 1e-9);
  way.amount_a_deal = lately.mean_amount;
  way.first_step = 1;
  way.limit = 520;
  return way;
}

/// The day asked for, or a quarter, half and three quarters of the days that are left.
std::vector<core::Date> days_of(StartingPoint const& start, std::string const& by) {
  if (auto const day = core::parse_iso_date(by)) return {*day};
  int const left = core::days_between(start.as_of, start.period.end);
  std::set<core::Date> days;
  for (int const quarter : {1, 2, 3}) {
    days.insert(start.as_of + core::Days(std::max(left * quarter / 4, 1)));
  }
  return {days.begin(), days.end()};
}

}  // namespace

double Way::value(double x) const {
  if (row.pipeline) return per_x * x;
  if (row.lever->kind == market) return up ? x : -x;
  return std::exp(up ? x : -x);
}

scenarios::Scenario Way::scenario(models::ForecastInputs const& inputs, double x) const {
  if (row.lever) return at_value(*row.lever, value(x), with_new);
  scenarios::Hire created;
  created.role = "pipeline";
  created.start = {inputs.history.as_of + core::Days(1), 0};
  created.until = scenarios::Day{row.pipeline->by, 0};
  created.segment = segment;
  created.deals_per_week =
      7 * value(x) / core::days_between(inputs.history.as_of, row.pipeline->by);
  scenarios::Scenario scenario;
  scenario.name = row.label;
  if (x <= 0) return scenario;
  scenarios::Change change;
  change.what = created;
  scenario.changes.push_back(std::move(change));
  return scenario;
}

core::Diagnostics faults_of(StartingPoint const& start, GoalQuestion const& question) {
  core::Diagnostics faults;
  auto const add = [&](core::Diagnostics more) {
    faults.insert(faults.end(), more.begin(), more.end());
  };
  std::vector<std::string> words{pipeline_word};
  for (LeverKind const kind : kinds) words.emplace_back(to_text(kind));
  if (!question.lever.empty() && std::ranges::find(words, question.lever) == words.end()) {
    auto const nearest = core::nearest_word(question.lever, words);
    add(usage_fault("QD-332", fmt::format("there is no lever `{}`", question.lever),
                    "the search turns one lever at a time",
                    nearest.empty() ? fmt::format("Levers: {}.", fmt::join(words, ", "))
                                    : fmt::format("Did you mean `{}`?", nearest)));
  }
  auto const [column, value] = column_and_value(question.where);
  if (!question.where.empty() && (column.empty() || value.empty())) {
    add(usage_fault("QD-333", fmt::format("`{}` is not column=value", question.where),
                    "it says which deals the lever is about",
                    "Write it as segment=Enterprise, for example."));
  } else if (!question.where.empty()) {
    scenarios::Filter const filter = *filter_of({win_rate, column, value});
    auto found = scenarios::check_filter(filter, start.inputs, scenarios::Of::open_deals);
    if (found.empty() && scenarios::open_deals_in(start.inputs, filter).empty()) {
      found.push_back(scenarios::finds_nothing(filter, start.inputs, scenarios::Of::open_deals));
    }
    for (auto& fault : found) fault.fault = core::Fault::usage;
    add(std::move(found));
  }
  if (question.by.empty()) return faults;
  auto const day = core::parse_iso_date(question.by);
  if (!day || *day <= start.as_of || *day > start.period.end) {
    add(usage_fault(
        "QD-334",
        fmt::format("`{}` is not a day from {} to {}", question.by,
                    core::to_iso(start.as_of + core::Days(1)), core::to_iso(start.period.end)),
        "pipeline is created after the as-of day and must be won by the period's end",
        "Write it as YYYY-MM-DD."));
  }
  return faults;
}

core::Checked<std::vector<Way>> ways_of(StartingPoint const& start, GoalQuestion const& question,
                                        bool up) {
  if (auto faults = faults_of(start, question); !faults.empty()) {
    return tl::unexpected(std::move(faults));
  }
  std::vector<Way> ways;
  for (LeverKind const kind : kinds) {
    if (!question.lever.empty() && question.lever != to_text(kind)) continue;
    ways.push_back(lever_way(kind, start, question.where, up));
  }
  if (question.lever.empty() || question.lever == pipeline_word) {
    for (core::Date const by : days_of(start, question.by)) {
      ways.push_back(pipeline_way(start, question.where, by, up));
    }
  }
  for (Way& way : ways) {
    if (!way.row.absent.empty()) continue;
    auto const applied = scenarios::apply(way.scenario(start.inputs, 1), start.inputs);
    if (!applied) way.row.absent = applied.error().front().problem;
  }
  return ways;
}

}  // namespace quarterdeck::service::goal_parts
