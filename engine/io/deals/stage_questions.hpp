// engine/io/deals/stage_questions.hpp – deals and stages of which nobody says what they are.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "engine/io/deals/read_records.hpp"
#include "engine/io/deals/stage_book.hpp"

namespace quarterdeck::io {

/// Takes out the deals of `result.stageless` whose stage no event tells either: a row without stage
/// and status is no open deal. Each is an occurrence of `row.no_stage`.
/// @verified tests/unit/io/stage_questions_test.cpp
void drop_stageless(ReadResult& result);

/// The question which stages end a deal, with the `stages:` to answer it filled in, where
/// - the book has one (see StageBook::ask);
/// - a stage that the workspace does not list and that nothing says to be open holds at least five
///   deals with a close date or activity, of which three in four showed their last sign of life
///   more than 90 days before the newest day;
/// - no deal is closed, none of the stages listed ends one, there is no table of win rates, and at
///   least five deals, or half of all, showed their last sign that long ago.
/// The last sign of life is the latest of creation, activity, last event and entered close date.
/// @pre facts of the records are derived
/// @verified tests/unit/io/stage_questions_test.cpp
[[nodiscard]] std::optional<core::Diagnostic> stages_in_doubt(Workspace const& workspace,
                                                              StageBook const& stages,
                                                              data::Records const& records);

}  // namespace quarterdeck::io
