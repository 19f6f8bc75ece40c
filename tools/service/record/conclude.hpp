// tools/service/record/conclude.hpp – a question asked, and everything that happens after the
// answer. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/exact/exact.hpp"
#include "engine/io/ledger/ledger.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/forecast/questions.hpp"
#include "tools/service/past/backtest.hpp"
#include "tools/service/past/questions.hpp"
#include "tools/service/past/simple_forecast.hpp"
#include "tools/service/session/hooks.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::service {

/// A simulated distribution that the exact engine contradicts beyond what sampling allows.
struct Disagreement {
  std::string scenario;  ///< as asked; of a comparison only
  exact::Check check;
};

/// Where the engines disagree about an answer; empty: it stands. A baseline draws nothing that
/// could be checked, and the pool is no better than the simulation that is a member of it.
/// @verified tests/unit/service/conclude_test.cpp
[[nodiscard]] std::vector<Disagreement> disagreements_of(Forecast const& forecast);
[[nodiscard]] std::vector<Disagreement> disagreements_of(Comparison const& comparison);
[[nodiscard]] std::vector<Disagreement> disagreements_of(SimpleForecast const& forecast);

enum class Recording { off, on };

/// Whether, where and as what an answer is recorded. Comparisons never are.
struct LedgerUse {
  Recording recording = Recording::on;
  std::filesystem::path file{};  ///< empty: as the workspace says
  /// Name of the run that recorded an entry, so that one that is made again counts once; empty: a
  /// new name every time.
  std::function<std::string(io::LedgerEntry const&)> run_id{};
};

/// Whether the caller still wanted the answer when it was handed over.
enum class Delivered { no, yes };

/// What the caller does with a complete answer: writes files, shows a page. It may change the
/// answer, which is recorded as it was made. Where there are disagreements the numbers are not to
/// be used.
template <class Answer>
using Deliver = std::function<Delivered(Answer&, std::vector<Disagreement> const&)>;

/// What happens to an answer.
template <class Answer>
struct Handling {
  Backtest const* past = nullptr;  ///< of this workspace; outlives the call
  LedgerUse ledger{};
  Deliver<Answer> deliver{};  ///< empty: the caller takes it from what is returned
};

/// An entry that is not in the ledger, and why.
struct NotRecorded {
  std::filesystem::path ledger;
  io::Recorded how;
};

template <class Answer>
struct Concluded {
  Answer answer;
  std::vector<Disagreement> disagreements;  ///< empty: the answer stands
  std::vector<NotRecorded> not_recorded;    ///< of those that were to be
};

/// Asks, and does what follows an answer, the same for every face:
///
///   1. held against its past, which also decides the headline;
///   2. held against the exact engine: see `disagreements`;
///   3. delivered;
///   4. recorded, last of all, so that nothing is on record that nobody has seen. An answer that
///      the engines disagree on, that was stopped, or that was not delivered is not.
///
/// What goes wrong with the ledger is told beside the answer, which is out by then. Recording is
/// done by one thread of the process at a time.
/// @return  the answer with `complete` false where the hook said stop; or every fault, as `answer`
/// @throws  as `answer`, and what `deliver` throws, in which case nothing is recorded
/// @verified tests/unit/service/conclude_test.cpp, tests/cli/ledger_test.cpp
[[nodiscard]] core::Checked<Concluded<Forecast>> conclude(Session const& session,
                                                          ForecastQuestion const& question,
                                                          Handling<Forecast> const& handling,
                                                          Hooks const& hooks = {});
[[nodiscard]] core::Checked<Concluded<Comparison>> conclude(Session const& session,
                                                            CompareQuestion const& question,
                                                            Handling<Comparison> const& handling,
                                                            Hooks const& hooks = {});
/// @param question  its past is that of the handling
[[nodiscard]] core::Checked<Concluded<SimpleForecast>> conclude(
    Session const& session, SimpleQuestion const& question,
    Handling<SimpleForecast> const& handling, Hooks const& hooks = {});

/// Decides whose numbers are said first, and says why in the combination's decision: those of the
/// combination where it has been nearer than the simulation, and no scenario is applied.
/// @pre the forecast was held against its past
/// @verified tests/unit/service/conclude_test.cpp
void decide_headline(Forecast& forecast);

}  // namespace quarterdeck::service
