// tools/service/init/recognise.hpp – which table of ours a file is, and which column is which.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/workspace/source_descriptions.hpp"
#include "tools/service/init/table_profile.hpp"

namespace quarterdeck::service {

/// A column of ours and the one that it is in the table.
struct MappedColumn {
  std::string ours;
  std::string theirs;
  std::string why{};  ///< of a guess
};

/// A column of ours that the table must have and that no name tells, with those that it may be.
struct OpenColumn {
  std::string ours;
  std::string meaning;  ///< of ours, a sentence
  std::vector<MappedColumn> candidates;
};

/// What a table was taken for.
struct Recognised {
  io::SourceDescription const* as = nullptr;  ///< nullptr: no table that a workspace may name
  std::vector<MappedColumn> by_name;          ///< found by the reader itself
  std::vector<MappedColumn> guessed;
  std::vector<OpenColumn> open;
  std::vector<std::string> further;  ///< columns that are kept under their own names
  std::string system;  ///< the system whose table it is, in words; empty: none is known
};

/// Recognises a table by its columns: where a system is known by them (see detect_preset), the
/// table that it is there, or none where it is none of ours. Else, of the descriptions whose needed
/// columns all are there, the one that knows most of the file's columns. Opportunities, their
/// history and snapshots have much in common and are told apart by what is in them: snapshots show
/// several days in `as_of`; a history repeats ids and says when. Where none has all it needs, a
/// table with two of amount, day of creation and stage is one of deals, and the rest is guessed by
/// its name (see column_hints) and its cells, or left open.
/// @verified tests/unit/service/compose_test.cpp
[[nodiscard]] Recognised recognise(TableProfile const& profile);

/// What the columns of one table are read as, found or guessed; nullptr where none is.
[[nodiscard]] ColumnProfile const* column_as(TableProfile const& profile, Recognised const& what,
                                             std::string_view ours);

}  // namespace quarterdeck::service
