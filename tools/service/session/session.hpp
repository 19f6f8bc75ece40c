// tools/service/session/session.hpp – one workspace, opened once, that answers many questions.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "tools/service/session/book.hpp"
#include "tools/service/session/fitted_book.hpp"
#include "tools/service/session/hooks.hpp"
#include "tools/service/session/reading.hpp"

namespace quarterdeck::service {

/// What a session is about. Everything else is asked of it.
struct SessionRequest {
  std::filesystem::path workspace{};    ///< file, or a folder that holds `quarterdeck.yaml`
  std::string as_of{};                  ///< ISO date; empty: the newest date in the data
  std::string period{};                 ///< empty: the one that contains the day after as_of
  std::optional<std::uint64_t> seed{};  ///< empty: as the workspace says
  int threads = 0;                      ///< 0: all cores; never changes a number
};

/// A part of a session: every fault of what it is made from, or the part, or nullptr where the hook
/// said stop before it was made.
template <class T>
using Part = core::Checked<T const*>;

/// A workspace looked at from the end of a day, for a period. Cheap to copy; copies are the same
/// session. It is read, cut, fitted and prepared by the first question that needs it, each step
/// once, and every later question finds it there:
///
///   workspace ─▶ Reading (tables) ─▶ Book (cut at the day) ─▶ FittedBook (period, models, plan)
///
/// Questions are put by `answer(session, question)`, see answer.hpp of every room; they may be put
/// by several threads at once. The answer does not depend on what was asked before.
///
/// What was read stays as it was: a session never looks at the files again. Parts live as long as
/// any copy of the session.
/// @verified tests/unit/service/session_test.cpp
class Session {
 public:
  /// Reads nothing yet.
  explicit Session(SessionRequest request);
  /// Of records in memory; the workspace that the request names is not looked at.
  Session(SessionRequest request, Reading reading);

  /// The same tables looked at from another day; what was read is shared.
  /// @param as_of  as SessionRequest::as_of
  [[nodiscard]] Session at(std::string as_of) const;

  [[nodiscard]] SessionRequest const& request() const;
  [[nodiscard]] int n_threads() const;  ///< at least 1

  /// The workspace file alone; no table is read. Never nullptr.
  [[nodiscard]] Part<io::Workspace> workspace() const;
  [[nodiscard]] Part<Reading> reading(Hooks const& hooks = {}) const;
  [[nodiscard]] Part<Book> book(Hooks const& hooks = {}) const;
  [[nodiscard]] Part<core::Period> period(Hooks const& hooks = {}) const;
  [[nodiscard]] Part<FittedBook> fitted(Hooks const& hooks = {}) const;

  /// Provenance of an answer that begins now. @param trials  empty: as the workspace says
  [[nodiscard]] core::Provenance provenance(Book const& book,
                                            std::optional<std::int64_t> trials = {}) const;

 private:
  struct Source;
  struct State;
  Session(SessionRequest request, std::shared_ptr<Source const> source);

  std::shared_ptr<State const> state_;
};

}  // namespace quarterdeck::service
