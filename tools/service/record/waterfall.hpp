// tools/service/record/waterfall.hpp – how the open pipeline moved between two days.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "engine/core/calendar.hpp"
#include "engine/data/waterfall.hpp"

namespace quarterdeck::service {

struct WaterfallReport {
  bool complete = true;  ///< false when the hook stopped the work; show nothing then
  std::string company;
  std::string currency;
  std::optional<core::Period> period;
  data::Waterfall waterfall;
  bool has_amount_history = false;      ///< else amounts at past days are the final ones
  bool has_close_date_history = false;  ///< else close dates at past days are unknown
  bool has_rates = false;
};

}  // namespace quarterdeck::service
