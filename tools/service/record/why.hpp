// tools/service/record/why.hpp – why the forecast of a period moved from one record to another.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/io/ledger/ledger.hpp"
#include "tools/service/record/bridge.hpp"

namespace quarterdeck::service {

/// A forecast on the way, with the middle beside the mean, because medians do not add up.
struct WhyStep {
  std::string name;  ///< `from`, `restated`, `days_passed`, `refit`, `to`
  double mean = 0;
  double median = 0;
};

struct WhyReport {
  bool complete = true;
  std::string company;
  io::LedgerEntry from;
  io::LedgerEntry to;
  Bridge bridge;
  std::vector<WhyStep> steps;  ///< the two recorded ones, and those made again between them
  std::string not_rerun;       ///< why none were made again; empty when they were
  std::vector<std::string> notes;
};

}  // namespace quarterdeck::service
