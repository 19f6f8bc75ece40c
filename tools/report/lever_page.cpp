// tools/report/lever_page.cpp – see lever_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/lever_page.hpp"

#include <fmt/core.h>

#include <cmath>

#include "tools/report/scenario_report.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

/// A number with its standard error.
Json with_error(double value, double error) {
  return {{"value", finite(value)}, {"error", finite(error)}};
}

}  // namespace

std::string start_title(service::StartingPoint const& start, Style const& style) {
  auto const company = clean(start.company, style);
  std::string const title =
      fmt::format("{}{}{}  {}  as of {}", company, company.empty() ? "" : "  ", start.period.id,
                  signs(style).dot, core::to_iso(start.as_of));
  return "\n  " + paint(cut(title, style.width - 4, style), Tone::title, style) + "\n  " +
         paint(repeat(signs(style).rule, style.width - 4), Tone::quiet, style) + '\n';
}

std::string StartNumbers::operator()(double units) const {
  return counts_ ? whole_number(units) : scale_(units);
}

std::string lever_value(service::LeverKind kind, double v, Style const& style) {
  if (kind == service::LeverKind::market) return fmt::format("{:+.2f} sd", v);
  std::string_view const times = style.signs == Signs::unicode ? "×" : "x";
  return fmt::format("{} {:.2f}", times, v);
}

Json start_json(service::StartingPoint const& start, std::string const& schema) {
  Json provenance = provenance_json(start.provenance);
  provenance.erase("trials");
  Json document = {{"schema", schema},
                   {"provenance", std::move(provenance)},
                   {"as_of", core::to_iso(start.as_of)},
                   {"currency", start.currency},
                   {"period", period_json(start.period)}};
  if (start.measure == plan::Measure::count) document["measure"] = "count";
  if (!start.scenarios.empty()) document["scenarios"] = scenarios_json(start.scenarios);
  return document;
}

Json estimated_json(service::Estimated const& answer, std::vector<std::string> const& targets) {
  Json object = {{"mean", with_error(answer.value.mean, answer.error.mean)},
                 {"0.1", with_error(answer.value.p10, answer.error.p10)},
                 {"0.5", with_error(answer.value.p50, answer.error.p50)},
                 {"0.9", with_error(answer.value.p90, answer.error.p90)}};
  Json list = Json::array();
  for (std::size_t t = 0; t < targets.size(); ++t) {
    list.push_back({{"name", targets[t]},
                    {"p_hit", finite(answer.value.p_hit[t])},
                    {"error", finite(answer.error.p_hit[t])}});
  }
  object["targets"] = std::move(list);
  return object;
}

Json lever_json(service::Lever const& lever) {
  Json object = {{"lever", std::string(service::to_text(lever.kind))}};
  if (lever.column.empty()) return object;
  object["column"] = lever.column;
  object["value"] = lever.value;
  return object;
}

Json range_json(service::LeverRange const& range) {
  Json object = {{"low", finite(range.low)}, {"high", finite(range.high)}};
  if (!range.note.empty()) object["note"] = range.note;
  if (!range.learned) return object;
  object["tau"] = finite(range.learned->tau);
  Json periods = Json::array();
  for (auto const& one : range.learned->periods) {
    periods.push_back({{"period", one.period},
                       {"factor", finite(std::exp(one.log_factor))},
                       {"log_error", finite(std::sqrt(one.variance))}});
  }
  object["periods"] = std::move(periods);
  return object;
}

}  // namespace quarterdeck::report
