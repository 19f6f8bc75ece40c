// tools/service/record/answer.hpp – the questions about what is on record, answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/diagnostic.hpp"
#include "tools/service/record/questions.hpp"
#include "tools/service/session/hooks.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::service {

struct HistoryReport;
struct WaterfallReport;
struct WhyReport;

/// Lists what is on record and scores the forecasts of periods that have ended by the newest date
/// in the data. The period drawn is the one asked for, else that of the newest run.
/// @return the report, with a note where the data cannot be read, so that nothing is scored; or the
///         faults of the workspace or of the period's name
/// @throws core::IoError when the ledger cannot be read
/// @verified tests/unit/service/history_test.cpp, tests/cli/ledger_test.cpp
[[nodiscard]] core::Checked<HistoryReport> answer(Session const& session,
                                                  HistoryQuestion const& question,
                                                  Hooks const& hooks = {});

/// Decomposes the change between two recorded forecasts of a period, see `bridge`. What was learned
/// and the days that passed are told apart by making forecasts again from the present data, which
/// is done only when the second recorded forecast comes out of it bit by bit.
/// @return the report; or the faults of the workspace, QD-340 where no recorded forecast fits,
///         QD-341 where several identities do, QD-342 where the two cannot be compared
/// @throws core::IoError, core::NumericError
/// @verified tests/cli/ledger_test.cpp
[[nodiscard]] core::Checked<WhyReport> answer(Session const& session, WhyQuestion const& question,
                                              Hooks const& hooks = {});

/// Follows every deal from the earlier day to the session's.
/// @return the report; or the faults of the workspace, its tables, the days or the period's name;
///         QD-343 where the first day is later than the second
/// @throws core::IoError
/// @verified tests/cli/waterfall_test.cpp
[[nodiscard]] core::Checked<WaterfallReport> answer(Session const& session,
                                                    WaterfallQuestion const& question,
                                                    Hooks const& hooks = {});

}  // namespace quarterdeck::service
