// engine/io/deals/stage_outcomes.hpp – which stages end a deal, by what the rows say of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/deals/deal_rows.hpp"
#include "engine/io/deals/stage_book.hpp"

namespace quarterdeck::io {

/// What status and flags of a row say of it.
struct Told {
  std::optional<data::Outcome> outcome;  ///< by the status, else by the closed and won flags
  bool by_flags = false;  ///< the flags say so, which hang on the stage in CRMs that have them
  bool closed = false;    ///< closed, and nothing says how
  bool unread = false;    ///< a status or flag is there and says nothing that is understood
  bool blank = false;     ///< neither stage nor status nor flag
};

/// One a row; a status or flag that is not understood is a finding.
[[nodiscard]] std::vector<Told> told_by_rows(DealRows const& rows, data::Findings& findings);

/// Names of a column that tells the pipeline of a deal, folded.
/// @verified tests/unit/io/source_descriptions_test.cpp
[[nodiscard]] std::span<std::string_view const> pipeline_names();
/// Whether a column of that name tells the pipeline of a deal.
[[nodiscard]] bool is_pipeline_column(std::string_view column);
/// The column that names the pipeline of a deal; nothing where there is none.
[[nodiscard]] CodeColumn const* pipeline_column(DealRows const& rows);

/// Enters the stages of the rows into the book, in the order of the rows. A stage ends deals when
/// the workspace says so; else when the flags of its rows agree (nineteen in twenty of at least
/// twenty); else when its name says so for certain; else when all rows that nothing else tells of
/// have the probability 0 or 100, there are at least three, nine in ten of their close dates have
/// passed and other stages have probabilities between. Any other name that speaks of an end is a
/// question to be asked where rows hang on it. The same is done in every pipeline by itself, and a
/// stage that differs between them becomes several.
/// @param told  one a row
/// @verified tests/unit/io/stage_outcomes_test.cpp
void enter_stages(DealRows const& rows, std::vector<Told> const& told, StageBook& stages);

}  // namespace quarterdeck::io
