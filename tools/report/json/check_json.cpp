// tools/report/json/check_json.cpp – see check_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/check_json.hpp"

#include "tools/report/json/json.hpp"

namespace quarterdeck::report {

std::string check_json(service::CheckReport const& report) {
  Json document = {{"schema", "quarterdeck.check.v1"},
                   {"company", report.company},
                   {"as_of", core::to_iso(report.as_of)},
                   {"rows", report.n_rows},
                   {"deals", report.n_deals},
                   {"open", report.n_open},
                   {"inputs", inputs_json(report.inputs)},
                   {"overrides", overrides_json(report.overrides)},
                   {"data_quality", quality_json(report.quality, Rows::listed)}};
  if (!report.assumptions.empty()) document["assumptions"] = report.assumptions;
  return dump(document);
}

}  // namespace quarterdeck::report
