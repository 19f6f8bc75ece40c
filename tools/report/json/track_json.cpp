// tools/report/json/track_json.cpp – see track_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/track_json.hpp"

namespace quarterdeck::report {
namespace {

namespace evaluate = models::evaluate;

Json ranged_json(evaluate::Ranged const& ranged) {
  return {{"value", finite(ranged.value)}, {"interval", interval_json(ranged.interval)}};
}

void add_skill(Json& object, char const* name,
               std::optional<evaluate::SkillComparison> const& skill) {
  if (!skill) return;
  object[name] = ranged_json(skill->skill);
  object[name]["share_positive"] = finite(skill->share_positive);
}

Json lead_json(service::LeadScores const& lead) {
  Json object = {{"weeks_left", lead.weeks_left}, {"week", lead.week}, {"n", lead.n}};
  if (lead.wape) object["wape"] = finite(*lead.wape);
  if (lead.bias) object["bias"] = finite(*lead.bias);
  object["normalised_crps"] = Json::object();
  for (auto const& method : lead.methods) {
    object["normalised_crps"][method.name] = {{"value", finite(method.normalised_crps)},
                                              {"n", method.n}};
  }
  add_skill(object, "skill_over_best_baseline", lead.skill);
  add_skill(object, "pool_skill_over_best_baseline", lead.pool_skill);
  if (lead.test) {
    object["diebold_mariano"] = {{"n", lead.test->n},
                                 {"statistic", finite(lead.test->statistic)},
                                 {"p_value", finite(lead.test->p_value)}};
  }
  return object;
}

Json bins_json(std::vector<evaluate::ReliabilityBin> const& bins) {
  Json list = Json::array();
  for (auto const& bin : bins) {
    list.push_back({{"n", bin.n_deals},
                    {"p_low", finite(bin.p_low)},
                    {"p_high", finite(bin.p_high)},
                    {"p_mean", finite(bin.p_mean)},
                    {"won", ranged_json(bin.won)}});
  }
  return list;
}

Json deals_json(service::DealRecord const& record) {
  Json object = {{"n", record.deals.size()}};
  if (record.brier) object["brier"] = finite(*record.brier);
  if (record.murphy) {
    object["murphy"] = {{"reliability", finite(record.murphy->reliability)},
                        {"resolution", finite(record.murphy->resolution)},
                        {"uncertainty", finite(record.murphy->uncertainty)},
                        {"within_bins", finite(record.murphy->within_bins)}};
  }
  if (record.log_loss) object["log_loss"] = finite(record.log_loss->value);
  if (record.auc) object["auc"] = finite(*record.auc);
  if (record.error) object["ece"] = finite(record.error->ece);
  if (record.line) {
    object["calibration_line"] = {{"intercept", finite(record.line->intercept.value)},
                                  {"slope", finite(record.line->slope.value)},
                                  {"slope_error", finite(record.line->slope.error)}};
  }
  object["reliability"] = bins_json(record.bins);
  return object;
}

Json pits_json(service::TrackSummary const& summary) {
  Json object = {{"histogram", summary.pit_histogram}};
  if (!summary.pits) return object;
  object["mean"] = finite(summary.pits->mean);
  if (summary.pits->spread) object["spread"] = finite(*summary.pits->spread);
  return object;
}

Json stability_json(service::StabilityRecord const& record) {
  Json object = Json::object();
  if (record.flip_flop) object["flip_flop"] = finite(*record.flip_flop);
  if (!record.revisions) return object;
  object["mean_revision"] = finite(record.revisions->mean);
  object["mean_absolute_revision"] = finite(record.revisions->mean_absolute);
  if (record.revisions->nordhaus_slope) {
    object["nordhaus_slope"] = {{"value", finite(record.revisions->nordhaus_slope->value)},
                                {"error", finite(record.revisions->nordhaus_slope->error)}};
  }
  return object;
}

Json spread_state_json(evaluate::SpreadState const& state) {
  Json object = {{"relative_crps", finite(state.relative_crps)}};
  if (state.pit_spread) object["pit_spread"] = finite(*state.pit_spread);
  object["coverage"] = Json::array();
  for (auto const& row : state.coverage)
    object["coverage"].push_back({{"level", row.level}, {"share", finite(row.share.value)}});
  return object;
}

Json groups_json(std::vector<service::GroupScore> const& groups) {
  Json list = Json::array();
  for (auto const& group : groups) {
    list.push_back({{"by", group.by},
                    {"value", group.value},
                    {"n", group.n},
                    {"normalised_crps", finite(group.normalised_crps)},
                    {"bias", finite(group.bias)},
                    {"covered_80", finite(group.covered80)}});
  }
  return list;
}

}  // namespace

Json interval_json(evaluate::Interval const& interval) {
  return Json::array({finite(interval.low), finite(interval.high)});
}

Json predictability_json(evaluate::Predictability const& predictability) {
  Json object = {{"n_periods", predictability.n_periods}};
  if (!predictability.record) {
    object["reason"] = predictability.reason;
    return object;
  }
  auto const& record = *predictability.record;
  object["score"] = finite(record.score);
  object["interval"] = interval_json(record.interval);
  object["headline"] = finite(record.headline);
  object["headline_is_lower_point"] = record.headline_is_lower_point;
  object["honesty_gap"] = {{"value", finite(record.honesty_gap.value)},
                           {"error", finite(record.honesty_gap.error)}};
  if (record.honesty_ratio) object["honesty_ratio"] = ranged_json(*record.honesty_ratio);
  object["weeks"] = Json::array();
  for (auto const& lead : record.leads) {
    Json row = {{"weeks_left", lead.weeks_left},
                {"accuracy", finite(lead.accuracy)},
                {"skill", finite(lead.skill)}};
    if (lead.honesty_ratio) row["honesty_ratio"] = ranged_json(*lead.honesty_ratio);
    object["weeks"].push_back(std::move(row));
  }
  return object;
}

Json coverage_json(std::vector<service::CoverageRow> const& rows) {
  Json list = Json::array();
  for (auto const& row : rows) {
    list.push_back({{"level", row.all.level},
                    {"n", row.all.n},
                    {"inside", row.all.inside},
                    {"below", row.all.below},
                    {"above", row.all.above},
                    {"share", finite(row.all.share.value)},
                    {"interval", interval_json(row.all.share.interval)},
                    {"interval_by_period", interval_json(row.by_period.interval)}});
  }
  return list;
}

Json track_json(service::TrackSummary const& summary) {
  Json object = {{"n_forecasts", summary.n_forecasts}, {"n_periods", summary.n_periods}};
  object["weeks"] = Json::array();
  for (auto const& lead : summary.leads) object["weeks"].push_back(lead_json(lead));
  object["coverage"] = {{"simulation", coverage_json(summary.coverage)},
                        {"corrected", coverage_json(summary.coverage_corrected)},
                        {"pool", coverage_json(summary.coverage_pool)}};
  object["pit"] = pits_json(summary);
  object["deals"] = deals_json(summary.deals);
  object["stability"] = stability_json(summary.stability);
  if (summary.wape) object["wape"] = finite(*summary.wape);
  if (summary.bias) object["bias"] = finite(*summary.bias);
  if (summary.mape) object["mape"] = finite(summary.mape->value);
  object["predictability"] = predictability_json(summary.predictability);
  object["pool"] = {{"used", summary.pool.use_pool},
                    {"n_periods", summary.pool.n_periods},
                    {"relative_crps", finite(summary.pool.pool)},
                    {"relative_crps_of_simulation", finite(summary.pool.simulation)},
                    {"reason", summary.pool.reason}};
  if (summary.spread) {
    object["spread"] = {{"stretch", finite(summary.spread->correction.stretch)},
                        {"helps", summary.spread->helps},
                        {"before", spread_state_json(summary.spread->before)},
                        {"after", spread_state_json(summary.spread->after)}};
  }
  object["groups"] = groups_json(summary.groups);
  return object;
}

}  // namespace quarterdeck::report
