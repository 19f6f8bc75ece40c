// tools/report/json/fit_json.cpp – what was learned, for programs.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/fit_json.hpp"

#include <cmath>

#include "tools/report/json/json.hpp"

namespace quarterdeck::report {
namespace {

namespace win = models::win;

Json half_life_json(std::optional<double> const& half_life) {
  return half_life ? Json(*half_life) : Json(nullptr);
}

Json candidates_json(win::WinChoice const& choice) {
  Json list = Json::array();
  for (win::Candidate const& one : choice.candidates) {
    list.push_back({{"method", data::to_text(one.kind)},
                    {"half_life", half_life_json(one.half_life_periods)},
                    {"log_loss", finite(one.log_loss)},
                    {"error", finite(one.error)},
                    {"above_best", finite(one.difference)},
                    {"above_best_error", finite(one.difference_error)}});
  }
  return list;
}

Json reliability_json(win::WinChoice const& choice, bool recalibrated) {
  std::vector<win::PastChance> past = choice.past;
  for (win::PastChance& one : past) {
    if (recalibrated) one.p = choice.recalibration.tried.chance(one.p);
  }
  Json list = Json::array();
  for (win::ReliabilityBin const& bin : win::reliability(past)) {
    list.push_back({{"deals", bin.n},
                    {"won", bin.n_won},
                    {"predicted", finite(bin.predicted)},
                    {"observed", finite(bin.observed)},
                    {"low", finite(bin.low)},
                    {"high", finite(bin.high)}});
  }
  return list;
}

Json recalibration_json(win::WinChoice const& choice) {
  auto const& one = choice.recalibration;
  Json object = {{"curve", win::to_text(one.tried.curve)},
                 {"used", one.used.curve != win::Curve::identity},
                 {"reason", one.reason},
                 {"wins", one.n_wins},
                 {"log_loss_before", finite(one.loss_before)},
                 {"log_loss_after", finite(one.loss_after)},
                 {"gain", finite(one.gain)},
                 {"gain_error", finite(one.gain_error)}};
  if (one.tried.curve == win::Curve::identity) return object;
  object["a"] = finite(one.tried.a);
  object["b"] = finite(one.tried.b);
  object["c"] = finite(one.tried.c);
  object["reliability_after"] = reliability_json(choice, true);
  return object;
}

Json effects_json(win::WinChoice const& choice) {
  Json list = Json::array();
  for (win::PeriodEffect const& one : win::period_effects(choice)) {
    list.push_back({{"covariate", one.covariate},
                    {"level", one.level},
                    {"deals", one.n_deals},
                    {"odds", finite(one.odds)},
                    {"low", finite(one.low)},
                    {"high", finite(one.high)}});
  }
  return list;
}

Json win_json(win::WinChoice const& choice) {
  Json object = {{"method", data::to_text(choice.kind())},
                 {"half_life", half_life_json(choice.half_life_periods)},
                 {"reason", choice.reason},
                 {"candidates", candidates_json(choice)},
                 {"judged_on", choice.periods}};
  if (!choice.past.empty()) {
    object["reliability"] = reliability_json(choice, false);
    object["recalibration"] = recalibration_json(choice);
  }
  if (choice.kind() != win::WinModelKind::table) object["effects"] = effects_json(choice);
  return object;
}

Json rates_json(win::LandmarkModel const& model) {
  Json list = Json::array();
  for (win::Cell const& cell : model.cells) {
    list.push_back({{"cell", cell.name},
                    {"group", model.groups[cell.group].name},
                    {"deals", cell.n_deals},
                    {"won", cell.n_won},
                    {"rate", finite(cell.rate.mean)},
                    {"low", finite(cell.rate.q10)},
                    {"high", finite(cell.rate.q90)}});
  }
  return list;
}

}  // namespace

std::string fit_json(service::FitReport const& learned) {
  auto const& models = learned.models;
  Json past = Json::array();
  for (auto const& period : models.past_periods) past.push_back(period.id);
  Json document = {{"schema", "quarterdeck.fit.v1"},
                   {"company", learned.company},
                   {"as_of", core::to_iso(learned.as_of)},
                   {"period",
                    {{"id", learned.period.id},
                     {"start", core::to_iso(learned.period.start)},
                     {"end", core::to_iso(learned.period.end)}}},
                   {"currency", learned.currency},
                   {"learned_from", std::move(past)},
                   {"win", win_json(models.win_choice)},
                   {"win_rates", rates_json(models.win)}};
  auto const& calibration = models.win.calibration;
  document["calibration"] = {{"expected_wins", finite(calibration.expected_wins)},
                             {"actual_wins", finite(calibration.actual_wins)},
                             {"expected_amount", finite(calibration.expected_amount)},
                             {"actual_amount", finite(calibration.actual_amount)}};
  document["new_business"] = {{"expected_wins", finite(models.creation.expected)},
                              {"season", finite(models.creation.season())}};
  auto const& season = models.win_season;
  if (season.month_of_quarter > 0) {
    document["win_season"] = {{"month_of_quarter", season.month_of_quarter},
                              {"odds", finite(std::exp(season.now.log_mean))},
                              {"log_odds_sd", finite(season.now.log_sd)}};
  }
  document["data_quality"] = quality_json(learned.quality, Rows::counted);
  return dump(document);
}

}  // namespace quarterdeck::report
