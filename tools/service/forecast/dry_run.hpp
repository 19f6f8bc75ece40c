// tools/service/forecast/dry_run.hpp – what scenarios touch, before and after, without simulating.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/apply/apply.hpp"
#include "tools/service/forecast/what_if.hpp"
#include "tools/service/session/subject.hpp"

namespace quarterdeck::service {

/// An open deal that a scenario touches; what is absent before was added, after was removed.
struct DealMove {
  std::string id;
  std::string name;
  std::optional<double> p_before;  ///< chance of being won in the period
  std::optional<double> p_after;
  std::optional<double> amount_before;  ///< reporting units, also absent where it is unknown
  std::optional<double> amount_after;
};

struct DryRun : Subject {
  std::vector<ScenarioNote> scenarios;
  std::vector<DealMove> deals;                 ///< by id
  std::vector<scenarios::NumberChange> rates;  ///< expected wins of open deals, of new business …
};

}  // namespace quarterdeck::service
