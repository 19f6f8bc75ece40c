// tools/report/json/backtest_json.cpp – see backtest_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/backtest_json.hpp"

#include <fmt/core.h>

#include <stdexcept>

#include "tools/report/json/past_forecast_json.hpp"
#include "tools/report/json/track_json.hpp"

namespace quarterdeck::report {
namespace {

constexpr char const* schema = "quarterdeck.backtest.v1";

Json settings_json(service::BacktestSettings const& settings) {
  return {{"version", settings.build.version},
          {"git", settings.build.git},
          {"seed", settings.seed},
          {"trials", settings.trials},
          {"stream_version", settings.stream_version},
          {"workspace_sha256", settings.workspace_sha256},
          {"inputs", inputs_json(settings.inputs)}};
}

service::BacktestSettings read_settings(Json const& object) {
  service::BacktestSettings settings;
  settings.build.version = object.at("version").get<std::string>();
  settings.build.git = object.at("git").get<std::string>();
  settings.seed = object.at("seed").get<std::uint64_t>();
  settings.trials = object.at("trials").get<std::int64_t>();
  settings.stream_version = object.at("stream_version").get<int>();
  settings.workspace_sha256 = object.at("workspace_sha256").get<std::string>();
  for (auto const& input : object.at("inputs")) {
    settings.inputs.push_back({input.at("name").get<std::string>(),
                               input.at("sha256").get<std::string>(),
                               input.at("rows").get<std::int64_t>()});
  }
  return settings;
}

Json leaks_json(data::Findings const& leaks) {
  Json list = Json::array();
  for (auto const& leak : leaks) {
    list.push_back({{"code", leak.code}, {"count", leak.count}, {"message", leak.message}});
  }
  return list;
}

service::Backtest read_backtest(Json const& document) {
  if (document.at("schema").get<std::string>() != schema)
    throw std::invalid_argument("another schema");
  service::Backtest backtest;
  backtest.company = document.at("company").get<std::string>();
  backtest.currency = document.at("currency").get<std::string>();
  backtest.measure_counts = document.at("measure").get<std::string>() == "count";
  backtest.unit = read_unit(document.at("unit").get<std::string>());
  backtest.newest = read_date(document.at("newest"));
  backtest.settings = read_settings(document.at("settings"));
  for (auto const& row : document.at("forecasts"))
    backtest.forecasts.push_back(read_past_forecast(row));
  if (backtest.forecasts.empty()) throw std::invalid_argument("no forecast");
  backtest.n_planned = backtest.forecasts.size();
  return backtest;
}

core::Diagnostics not_a_backtest(std::string const& file, std::string const& why) {
  return {core::Diagnostic{"QD-325",
                           core::Fault::data,
                           {file, 0, 0},
                           fmt::format("this is not a backtest of this version ({})", why),
                           "the past record of forecasts is read from it",
                           "Run `quarterdeck backtest` again."}};
}

}  // namespace

std::string backtest_json(service::Backtest const& backtest, service::TrackSummary const& summary) {
  Json document = {{"schema", schema},
                   {"company", backtest.company},
                   {"currency", backtest.currency},
                   {"measure", backtest.measure_counts ? "count" : "amount"},
                   {"unit", unit_name(backtest.unit)},
                   {"newest", core::to_iso(backtest.newest)},
                   {"settings", settings_json(backtest.settings)},
                   {"leaks", leaks_json(backtest.leaks)}};
  document["scores"] = track_json(summary);
  document["forecasts"] = Json::array();
  for (auto const& row : backtest.forecasts)
    document["forecasts"].push_back(past_forecast_object(row, Detail::totals));
  return dump(document);
}

core::Checked<service::Backtest> parse_backtest(std::string_view text, std::string const& file) {
  try {
    return read_backtest(Json::parse(text));
  } catch (Json::exception const& error) {
    return tl::unexpected(not_a_backtest(file, error.what()));
  } catch (std::invalid_argument const& error) {
    return tl::unexpected(not_a_backtest(file, error.what()));
  }
}

}  // namespace quarterdeck::report
