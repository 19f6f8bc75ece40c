// tools/report/json/json.cpp – see json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/json.hpp"

#include <cmath>

#include "engine/core/error.hpp"

namespace quarterdeck::report {
namespace {

Json rows_json(data::Finding const& finding) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < finding.places.size(); ++i) {
    Json row = Json::object();
    if (!finding.places[i].file.empty()) row["file"] = finding.places[i].file;
    if (finding.places[i].line > 0) row["line"] = finding.places[i].line;
    if (i < finding.subjects.size()) row["subject"] = finding.subjects[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

Json override_value(models::OverrideValue const& value) {
  if (value.number) return finite(*value.number);
  if (value.date != core::no_date) return core::to_iso(value.date);
  if (value.outcome) return *value.outcome == data::Outcome::won ? "won" : "lost";
  return nullptr;
}

}  // namespace

double finite(double value) {
  if (!std::isfinite(value)) {
    throw core::NumericError("a number of the report is not finite; nothing was written");
  }
  return value;
}

Json quantiles_json(service::Quantiles const& quantiles) {
  Json object = Json::object();
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    object[service::quantile_names[i]] = finite(quantiles[i]);
  }
  return object;
}

void add_spread(Json& object, service::Spread const& spread) {
  object["mean"] = finite(spread.mean);
  object["sd"] = finite(spread.sd);
  object["quantiles"] = quantiles_json(spread.quantiles);
}

Json total_json(service::TotalSpread const& total) {
  Json object = Json::object();
  add_spread(object, total.spread);
  object["error"] = {{"mean", finite(total.mean_error)},
                     {"0.1", finite(total.p10_error)},
                     {"0.5", finite(total.p50_error)},
                     {"0.9", finite(total.p90_error)}};
  return object;
}

Json inputs_json(std::vector<core::InputHash> const& inputs) {
  Json list = Json::array();
  for (auto const& input : inputs) {
    list.push_back({{"name", input.name}, {"sha256", input.sha256}, {"rows", input.rows}});
  }
  return list;
}

Json quality_json(data::DataQuality const& quality, Rows rows) {
  Json findings = Json::array();
  for (auto const& finding : quality.findings) {
    Json object = {{"code", finding.code},
                   {"severity", to_string(finding.severity)},
                   {"count", finding.count},
                   {"message", finding.message}};
    if (rows == Rows::listed) {
      object["treatment"] = to_string(finding.treatment);
      object["rows"] = rows_json(finding);
    }
    findings.push_back(std::move(object));
  }
  return {{"score", finite(quality.score)}, {"findings", std::move(findings)}};
}

Json provenance_json(core::Provenance const& provenance) {
  Json object = {{"version", provenance.build.version},
                 {"git", provenance.build.git},
                 {"seed", provenance.seed},
                 {"trials", provenance.trials},
                 {"stream_version", provenance.stream_version}};
  if (!provenance.started_at.empty()) object["started_at"] = provenance.started_at;
  object["inputs"] = inputs_json(provenance.inputs);
  if (provenance.threads > 0) object["threads"] = provenance.threads;
  return object;
}

Json period_json(core::Period const& period) {
  return {
      {"id", period.id}, {"start", core::to_iso(period.start)}, {"end", core::to_iso(period.end)}};
}

Json overrides_json(std::vector<models::OverrideEffect> const& overrides) {
  Json list = Json::array();
  for (auto const& one : overrides) {
    Json object = {{"deal", one.deal},
                   {"name", one.name},
                   {"field", models::to_text(one.field)},
                   {"before", override_value(one.before)},
                   {"after", override_value(one.after)},
                   {"author", one.author},
                   {"reason", one.reason}};
    if (one.since != core::no_date) object["since"] = core::to_iso(one.since);
    object["expires"] = core::to_iso(one.expires);
    object["applied"] = one.status == models::OverrideStatus::applied;
    object["status"] = models::to_text(one.status);
    list.push_back(std::move(object));
  }
  return list;
}

std::string to_string(data::Severity severity) {
  switch (severity) {
    case data::Severity::info:
      return "info";
    case data::Severity::warning:
      return "warning";
    case data::Severity::error:
      return "error";
  }
  return {};
}

std::string to_string(data::Treatment treatment) {
  switch (treatment) {
    case data::Treatment::kept:
      return "kept";
    case data::Treatment::repaired:
      return "repaired";
    case data::Treatment::dropped:
      return "dropped";
  }
  return {};
}

std::string dump(Json const& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace quarterdeck::report
