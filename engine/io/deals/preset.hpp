// engine/io/deals/preset.hpp – tables as known systems write them: how they are recognised and
// read. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quarterdeck::io {

/// Our column and the names under which a source may have it, best first, separated by `|`. A name
/// after `+` is looked at, too, where the cell under the names before it is blank.
struct ColumnNames {
  std::string_view column;
  std::string_view names;
};

/// What a value of a system means in ours, by our column.
struct ValueName {
  std::string_view column;
  std::string_view theirs;
  std::string_view ours;  ///< empty: says nothing
};

/// A column that says which rows are no longer deals.
struct LeftOutRows {
  std::string_view header;
  std::string_view value;  ///< `yes`, `no`, `filled`, or the word that the cell holds
  std::string_view finding;
};

/// One table of a system: how it is recognised, and what its columns and values mean.
struct Preset {
  std::string_view name{};   ///< as `preset:` of a source has it; empty: known only to be refused
  std::string_view what{};   ///< for people: "a report of Salesforce"
  std::string_view table{};  ///< ours that it is: `opportunities` …; empty: none of ours
  /// Our columns that must be there under one of the names below, letter by letter, `|` between.
  std::string_view needs{};
  /// Further headers that must be there, letter by letter: `a|b; c` wants one of a and b, and c.
  std::string_view marks{};
  std::string_view lacks{};  ///< headers of which none may be there, letter by letter, `|` between
  std::span<ColumnNames const> columns{};
  std::span<ValueName const> values{};
  std::span<LeftOutRows const> left_out{};
  /// Of a table of single changes: our column by the name that stands in the column `field`.
  std::span<ColumnNames const> fields{};
};

/// All tables that are known, those that demand more before those that demand less.
[[nodiscard]] std::span<Preset const* const> presets();

/// Names that `preset:` of a source may have.
[[nodiscard]] std::span<std::string_view const> preset_names();

/// A table recognised by its header.
struct PresetMatch {
  std::string_view preset;  ///< as `preset:` of a source has it: `salesforce` …; empty: none
  std::string_view what;    ///< the vendor and the table in words: "a report of Salesforce"
  std::string_view table;   ///< ours: `opportunities`, `stage_history`, `rates`; empty: none
  Preset const* description = nullptr;  ///< never null; lives as long as the program
};

/// What the header says the table is. Only headers that no other system writes count, letter by
/// letter, so that plain names of one's own are never taken for a vendor's.
/// @param header  column names as the table has them
/// @param table   ours that is wanted; empty: whichever fits first
/// @return  nothing for tables that are not known
/// @verified tests/unit/io/preset_test.cpp
[[nodiscard]] std::optional<PresetMatch> detect_preset(std::span<std::string const> header,
                                                       std::string_view table = {});

/// The description by which a source is read: of the preset that it names the table that its header
/// fits, else the first of that kind; without a name the one that is recognised.
/// @param preset  as the source says it, empty: not said
/// @param table   ours that the source is; that of snapshots counts as opportunities
[[nodiscard]] Preset const* preset_of(std::string_view preset, std::string_view table,
                                      std::span<std::string const> header);

/// Columns in which whoever landed the table says that a row was deleted or replaced, whatever the
/// system. @param table  ours
[[nodiscard]] std::span<LeftOutRows const> landing_rules(std::string_view table);

/// Columns that say in plain words that a row was deleted or archived, for tables of no known
/// system; headers are folded.
[[nodiscard]] std::span<LeftOutRows const> plain_rules();

/// Other names under which our columns are often met, for sources without a preset. None of them
/// can be mistaken for another column of ours.
[[nodiscard]] std::span<ColumnNames const> common_names();

/// Stage whose day of entry a column holds, as its header has it: `Date entered "X"`,
/// `hs_v2_date_entered_X`; nothing for other headers.
/// @verified tests/unit/io/preset_test.cpp
[[nodiscard]] std::optional<std::string_view> stage_entered(std::string_view header);

/// Lower case letters and digits only, so that `Close Date`, `close_date` and `CloseDate` are one.
[[nodiscard]] std::string folded(std::string_view name);

/// ISO 4217 code of a currency that is written out, as exports of Dynamics do (`US Dollar`);
/// nothing for other words.
/// @verified tests/unit/io/preset_test.cpp
[[nodiscard]] std::optional<std::string_view> currency_of_name(std::string_view name);

/// Whether it is the id of an opportunity of Salesforce: 15 or 18 letters and digits that begin
/// with 006, not digits alone.
[[nodiscard]] bool is_salesforce_id(std::string_view id);

/// Key under which ids are compared: with `salesforce`, and of every id of an opportunity there,
/// the first 15 of 18 characters, since reports show the short form.
[[nodiscard]] std::string_view join_key(std::string_view id, std::string_view preset);

/// What the probability column of a preset counts to: 1, 100, or 0 when the column itself must
/// tell.
[[nodiscard]] double probability_scale(std::string_view preset);

}  // namespace quarterdeck::io
