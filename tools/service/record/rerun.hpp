// tools/service/record/rerun.hpp – forecasts made again on the way between two recorded ones.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "tools/service/record/bridge.hpp"
#include "tools/service/session/hooks.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::service {

/// The forecasts made again, or why they were not.
struct RerunOutcome {
  bool complete = true;  ///< false when the hook stopped the work
  std::optional<Reruns> reruns;
  std::string reason;
};

/// Makes the forecasts between two recorded ones from the present data:
///
///   restated     history, models, day of the first
///   days passed  history of the first, looked at and learned from on the day of the second, as if
///                nothing had happened since
///   refit        the same deals in the same state on the same day, with the models that the
///                history of the second teaches
///
/// and, to be sure that they belong to the records, the second forecast itself: where it does not
/// come out deal by deal as recorded, nothing else is trusted and a reason is returned instead.
/// @pre from.as_of <= to.as_of
/// @throws core::IoError, core::NumericError
/// @verified tests/cli/ledger_test.cpp
[[nodiscard]] RerunOutcome rerun_between(Session const& session, io::LedgerEntry const& from,
                                         io::LedgerEntry const& to, Hooks const& hooks);

}  // namespace quarterdeck::service
