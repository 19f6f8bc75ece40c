// tools/service/init/doubts.hpp – what the reader of the tables asks becomes questions of a draft.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/diagnostic.hpp"
#include "tools/service/init/draft.hpp"
#include "tools/service/session/reading.hpp"

namespace quarterdeck::service {

/// Reads the tables of a draft as if it were a file.
[[nodiscard]] core::Checked<Reading> read_draft(Draft const& draft, Doubts doubts);

/// How far a draft can be read.
struct Settled {
  std::optional<Reading> reading;  ///< with the first choice of every question
  core::Diagnostics faults;        ///< where it cannot be read, and no choice would help
};

/// Reads a draft; what the reader refuses with a question (the order of day and month, the decimal
/// sign, currency signs, rows that share an id, stages in doubt) is added to the draft's questions,
/// and the first choice is taken to find the next, until it can be read or is refused otherwise.
/// @throws core::IoError
/// @verified tests/unit/service/init_test.cpp
[[nodiscard]] Settled settle(Draft& draft);

}  // namespace quarterdeck::service
