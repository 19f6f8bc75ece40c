// tools/report/json/tornado_json.cpp – see lever_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/lever_json.hpp"

namespace quarterdeck::report {

std::string tornado_json(service::Tornado const& tornado) {
  Json document = start_json(tornado.start, "quarterdeck.tornado.v1");
  if (tornado.target) document["target"] = tornado.targets[*tornado.target];
  document["base"] = estimated_json(tornado.base, tornado.targets);
  Json levers = Json::array();
  for (auto const& bar : tornado.bars) {
    Json object = lever_json(bar.lever);
    object["range"] = range_json(bar.range);
    object["low"] = estimated_json(bar.low, tornado.targets);
    object["high"] = estimated_json(bar.high, tornado.targets);
    Json swing = {{"mean", finite(bar.high.value.mean - bar.low.value.mean)}};
    if (tornado.target) {
      std::size_t const t = *tornado.target;
      swing["p_hit"] = finite(bar.high.value.p_hit[t] - bar.low.value.p_hit[t]);
    }
    object["swing"] = std::move(swing);
    levers.push_back(std::move(object));
  }
  document["levers"] = std::move(levers);
  Json absent = Json::array();
  for (auto const& bar : tornado.absent) {
    Json object = lever_json(bar.lever);
    object["reason"] = bar.absent;
    absent.push_back(std::move(object));
  }
  document["absent"] = std::move(absent);
  return dump(document);
}

}  // namespace quarterdeck::report
