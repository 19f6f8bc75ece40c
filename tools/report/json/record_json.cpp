// tools/report/json/record_json.cpp – see record_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/record_json.hpp"

#include "tools/report/json/json.hpp"

namespace quarterdeck::report {
namespace {

Json quantiles_json(std::vector<double> const& quantiles) {
  Json object = Json::object();
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    object[service::quantile_names.at(i)] = finite(quantiles[i]);
  }
  return object;
}

Json targets_json(io::LedgerEntry const& entry) {
  Json list = Json::array();
  for (auto const& target : entry.targets) {
    list.push_back({{"name", target.name},
                    {"amount", finite(target.amount)},
                    {"p_hit", finite(target.p_hit)}});
  }
  return list;
}

Json parts_json(io::LedgerEntry const& entry) {
  Json parts = {{"booked", core::to_units(entry.booked)}};
  if (!entry.has_parts) return parts;
  parts["open"] = {{"mean", finite(entry.open_mean)}, {"sd", finite(entry.open_sd)}};
  parts["new"] = {{"mean", finite(entry.new_mean)}, {"sd", finite(entry.new_sd)}};
  return parts;
}

Json scores_json(service::RecordScores const& scores) {
  return {{"forecasts", scores.n},
          {"mean_crps", finite(scores.mean_crps)},
          {"inside_80", scores.n_inside_80}};
}

Json entry_json(io::LedgerEntry const& entry) {
  auto const& made = entry.provenance;
  return {{"id", entry.id},
          {"as_of", core::to_iso(entry.as_of)},
          {"period", period_json(entry.period)},
          {"measure", entry.counts_deals ? "count" : "amount"},
          {"currency", entry.currency},
          {"model", entry.model},
          {"headline", entry.headline},
          {"scenarios", entry.scenarios},
          {"overrides", entry.overrides},
          {"provenance",
           {{"version", made.build.version},
            {"git", made.build.git},
            {"seed", made.seed},
            {"trials", made.trials},
            {"stream_version", made.stream_version},
            {"started_at", made.started_at},
            {"inputs", inputs_json(made.inputs)},
            {"workspace_sha256", entry.workspace_sha256}}},
          {"runs", entry.n_runs},
          {"last_run", entry.last_run},
          {"mean", finite(entry.mean)},
          {"sd", finite(entry.sd)},
          {"quantiles", quantiles_json(entry.quantiles)},
          {"parts", parts_json(entry)},
          {"targets", targets_json(entry)},
          {"data_quality", finite(entry.quality_score)}};
}

Json flows_json(data::FlowSums const& flows) {
  Json object = Json::object();
  for (std::size_t i = 0; i < flows.size(); ++i) {
    object[std::string(data::flow_names[i].name)] = {{"amount", core::to_units(flows[i].amount)},
                                                     {"steps", flows[i].n}};
  }
  return object;
}

Json causes_json(service::Bridge const& bridge) {
  Json object = Json::object();
  for (std::size_t i = 0; i < bridge.causes.size(); ++i) {
    object[std::string(service::cause_names[i].name)] = core::to_units(bridge.causes[i]);
  }
  return object;
}

}  // namespace

std::string history_json(service::HistoryReport const& report) {
  Json list = Json::array();
  for (auto const& forecast : report.forecasts) {
    Json object = entry_json(forecast.entry);
    if (forecast.score) {
      object["score"] = {{"actual", finite(forecast.score->actual)},
                         {"crps", finite(forecast.score->crps)},
                         {"pit", finite(forecast.score->pit)},
                         {"inside_80", forecast.score->inside_80}};
    }
    list.push_back(std::move(object));
  }
  Json document = {{"schema", "quarterdeck.history.v1"},
                   {"company", report.company},
                   {"forecasts", std::move(list)}};
  if (report.scores) {
    document["scores"] = scores_json(*report.scores);
    for (auto const& one : report.by_model) {
      document["scores_by_model"][one.model] = scores_json(one.scores);
    }
  }
  document["notes"] = report.notes;
  return dump(document);
}

std::string why_json(service::WhyReport const& report) {
  Json steps = Json::array();
  for (auto const& step : report.steps) {
    steps.push_back(
        {{"name", step.name}, {"mean", finite(step.mean)}, {"median", finite(step.median)}});
  }
  Json deals = Json::array();
  for (auto const& cell : report.bridge.cells) {
    deals.push_back(
        {{"id", cell.id.empty() ? Json() : Json(cell.id)},
         {"name", cell.id.empty() && cell.name.empty() ? "business not created yet" : cell.name},
         {"cause", service::to_text(cell.cause)},
         {"effect", core::to_units(cell.effect)}});
  }
  Json document = {{"schema", "quarterdeck.why.v1"},
                   {"company", report.company},
                   {"from", entry_json(report.from)},
                   {"to", entry_json(report.to)},
                   {"change", core::to_units(report.bridge.to - report.bridge.from)},
                   {"causes", causes_json(report.bridge)},
                   {"steps", std::move(steps)},
                   {"deals", std::move(deals)}};
  if (!report.not_rerun.empty()) document["not_rerun"] = report.not_rerun;
  document["notes"] = report.notes;
  return dump(document);
}

std::string waterfall_json(service::WaterfallReport const& report) {
  auto const& flow = report.waterfall;
  Json trips = Json::array();
  for (auto const& trip : flow.round_trips) {
    trips.push_back({{"id", trip.id},
                     {"name", trip.name},
                     {"steps", trip.n_steps},
                     {"gross", core::to_units(trip.gross)},
                     {"net", core::to_units(trip.net)}});
  }
  Json document = {{"schema", "quarterdeck.waterfall.v1"},
                   {"company", report.company},
                   {"currency", report.currency}};
  if (report.period) document["period"] = period_json(*report.period);
  document["from"] = {{"day", core::to_iso(flow.from)},
                      {"amount", core::to_units(flow.opening)},
                      {"deals", flow.n_opening},
                      {"without_amount", flow.n_opening_blank}};
  document["to"] = {{"day", core::to_iso(flow.to)},
                    {"amount", core::to_units(flow.closing)},
                    {"deals", flow.n_closing},
                    {"without_amount", flow.n_closing_blank}};
  document["day_by_day"] = flows_json(flow.gross);
  document["end_to_end"] = flows_json(flow.net);
  document["came_back"] = std::move(trips);
  return dump(document);
}

}  // namespace quarterdeck::report
