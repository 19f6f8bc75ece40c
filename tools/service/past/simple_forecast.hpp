// tools/service/past/simple_forecast.hpp – a baseline used on its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/exact/exact.hpp"
#include "models/baseline/baselines.hpp"
#include "tools/service/forecast/backing.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/session/subject.hpp"

namespace quarterdeck::service {

/// Chance of a company target.
struct SimpleTarget {
  std::string name;
  double amount = 0;
  double p_hit = 0;
};

/// What a baseline, or the pool, can say: the total and no part of it but what is booked.
struct SimpleForecast : ComputedSubject {
  std::string model;    ///< `run-rate`, `pool` …
  std::string meaning;  ///< what it does, one sentence
  bool measure_counts = false;
  double booked = 0;
  Spread total;
  std::vector<double> grid;  ///< of the total, see ledger_grid
  struct Parts {
    Spread open;
    Spread created_later;
  };
  std::optional<Parts> parts;  ///< of the pool; a baseline tells no parts
  double quality_score = 0;    ///< of the data, 0 to 100
  std::vector<SimpleTarget> targets;
  std::size_t n_group_targets = 0;                ///< targets of groups, which it cannot judge
  std::vector<models::baseline::PastCall> calls;  ///< of a baseline, newest first
  std::vector<MemberWeight> weights;              ///< of the pool
  std::optional<exact::Check> check;              ///< of the simulation that the pool is made of
};

/// Names that `--model` takes besides `simulation`.
[[nodiscard]] std::vector<std::string> simple_models();

}  // namespace quarterdeck::service
