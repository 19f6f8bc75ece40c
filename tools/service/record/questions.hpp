// tools/service/record/questions.hpp – what may be asked of a session about what is on record.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

namespace quarterdeck::service {

/// Which forecasts are on record, and how good were they? The session's day is not looked at:
/// scores are by the newest data.
struct HistoryQuestion {
  std::filesystem::path ledger{};  ///< empty: as the workspace says
  std::string period{};            ///< empty: all
};

/// Why did the forecast of a period move from one record to another? Neither the session's day nor
/// its period is looked at.
struct WhyQuestion {
  std::filesystem::path ledger{};  ///< empty: as the workspace says
  std::string from{};    ///< as-of day of a recorded forecast, or the start of its identity
  std::string to{};      ///< the same
  std::string period{};  ///< empty: the one of the newest run among those that fit
};

/// How did the open pipeline move from a day to the session's?
struct WaterfallQuestion {
  std::string from{};    ///< ISO date
  std::string period{};  ///< empty: all open deals, whatever their close date
};

}  // namespace quarterdeck::service
