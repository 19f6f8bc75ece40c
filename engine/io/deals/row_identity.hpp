// engine/io/deals/row_identity.hpp – which rows are deals, and which deal each of them is about.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/io/deals/build_deals.hpp"

namespace quarterdeck::io {

/// Names of a column that tells the deal into which a row was merged, and of one that lists the
/// deals merged into a row; folded.
/// @verified tests/unit/io/source_descriptions_test.cpp
[[nodiscard]] std::span<std::string_view const> merged_into_names();
[[nodiscard]] std::span<std::string_view const> merged_ids_names();

/// Whether other tables name deals by their ids, so that an id made up here would never be found.
enum class IdsJoin { no, yes };

/// Gives every row that is a deal its id in `meanings.ids`:
/// - rows that are no deals get none (totals, subtotals, averages, headings, notes). They are told
///   by their shape: neither stage nor status, and no id or day of creation where nine in ten
///   others have one; or neither id nor day of creation; or an amount that is the sum of the rows
///   above it, without id or day of creation. The finding is `row.footer`.
/// - deals merged into others, by a column `merged_into` or `merged_ids` or by
///   `meanings.merged_pairs`, get none (`deal.merged`).
/// - ids that a spreadsheet rounded (`3.06E+11`, or sixteen digits and more that all end in zeros)
///   are none: a fault where other tables name deals, else `id.rounded` and an id made of file and
///   line.
/// - rows without an id get one of name, account and day of creation (`id.missing`), and where that
///   is not told or not theirs alone, of file and line; where other tables name deals they are left
///   out in that case (`id.conflict`).
/// @param meanings  with stages and outcomes
/// @return faults; empty when all is well
/// @verified tests/unit/io/row_identity_test.cpp
[[nodiscard]] core::Diagnostics identify_rows(DealRows const& rows, IdsJoin join,
                                              RowMeanings& meanings, data::Findings& findings);

/// Rows that are about one deal (of one day, in snapshots), in their order.
using SameIds = std::vector<std::vector<std::uint32_t>>;

/// The row that stands for each group of rows of one id:
/// - of true copies, and of rows that differ in nothing but words, the last (`id.duplicate`);
/// - of the lines of a deal the one with the largest amount, with the sum of all of them in
///   `meanings.line_totals` (`id.lines`). Lines agree in all that is the deal's own and differ in
///   amount and product; `grain: lines` says so of rows that differ in amount alone.
/// - with `grain: versions` the last, whatever differs.
/// @return  one a group, or a fault with three examples where rows of one id differ otherwise in
///          amount, stage or day
/// @verified tests/unit/io/row_identity_test.cpp
[[nodiscard]] core::Checked<std::vector<std::uint32_t>> settle_same_ids(DealRows const& rows,
                                                                        SameIds const& groups,
                                                                        RowMeanings& meanings,
                                                                        data::Findings& findings);

/// One row a deal of a table that holds each deal once.
[[nodiscard]] core::Checked<std::vector<std::uint32_t>> one_row_of_each(DealRows const& rows,
                                                                        RowMeanings& meanings,
                                                                        data::Findings& findings);

}  // namespace quarterdeck::io
