// engine/io/deals/preset.hpp – names that known CRM exports give to our columns.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace quarterdeck::io {

/// Our column and the names under which a source may have it, best first, separated by `|`.
struct ColumnNames {
  std::string_view column;
  std::string_view names;
};

/// Column names of `salesforce`, `hubspot` or `dynamics`: the names of their interfaces and the
/// labels of their reports. An empty preset has none.
/// @source field references of the three vendors, see docs/formats
/// @verified tests/unit/io/preset_test.cpp
[[nodiscard]] std::span<ColumnNames const> preset_names(std::string_view preset);

/// Other names under which our columns are often met, for sources without a preset. None of them
/// can be mistaken for another column of ours.
[[nodiscard]] std::span<ColumnNames const> common_names();

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
