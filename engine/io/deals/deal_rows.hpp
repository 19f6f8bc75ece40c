// engine/io/deals/deal_rows.hpp – rows of opportunities or snapshots as columns, before they become
// deals. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/deals/column_map.hpp"
#include "engine/io/deals/read_rows.hpp"
#include "engine/table/interner.hpp"
#include "engine/table/parse_amount.hpp"
#include "engine/table/parse_date.hpp"

namespace quarterdeck::io {

/// A column of texts as codes; code 0 is blank.
struct CodeColumn {
  CodeColumn() { dictionary.code(""); }
  Interner dictionary;
  std::vector<std::uint32_t> codes;
  void push_back(std::string_view text) {
    codes.push_back(text.empty() ? 0 : dictionary.code(text));
  }
  [[nodiscard]] std::string const& operator[](std::size_t row) const {
    return dictionary[codes[row]];
  }
};

/// Columns that only appear in snapshots, or are asked for only there.
enum class DealTable { opportunities, snapshots };

/// Takes rows of opportunities or snapshots. After reading, `finish` turns texts into dates and
/// amounts.
class DealRows : public RowSink {
 public:
  DealRows(TableSource const& source, DealTable kind, Measure measure);

  [[nodiscard]] core::Diagnostics begin(Table const& table) override;
  [[nodiscard]] std::string_view take(Table const& table, std::size_t row) override;
  [[nodiscard]] bool reads(std::size_t column) const override;
  [[nodiscard]] std::string subject(Table const& table, std::size_t row) const override;
  /// @return ambiguous columns and open signs
  [[nodiscard]] core::Diagnostics finish();
  /// Adds texts that could not be read to `findings`.
  /// @param ids  by row; rows of a blank one are no deals, and what stands in them counts for
  /// nothing
  /// @return columns of which too much could not be read, QD-222
  [[nodiscard]] core::Diagnostics judge_unread(std::vector<std::string> const& ids,
                                               data::Findings& findings) const;

  [[nodiscard]] std::size_t size() const { return id.size(); }
  /// Text as `values` of the source maps it.
  [[nodiscard]] std::string const& mapped(std::string const& column, std::string const& text) const;
  [[nodiscard]] TableSource const& source() const { return source_; }
  /// ISO code of every text in the column of currencies, written out or as a sign too; as written
  /// where it is none. Empty without such a column.
  [[nodiscard]] std::vector<std::string> currency_codes() const;
  /// Newest instant of export that a file's name tells, as a day; no_date where none does.
  [[nodiscard]] core::Date exported_on() const { return exported_on_; }

  std::vector<std::string> id;
  std::vector<std::string> left_out;  ///< ids of rows that their system says are no longer deals
  std::vector<std::string> name;
  CodeColumn stage, status, is_closed, is_won, probability;
  DateColumn created, close, actual_close, last_activity, as_of;
  AmountColumn amount, won_amount, company_amount;
  std::map<std::string, CodeColumn> text;  ///< currency, account … and every further column

 private:
  void pad_text_columns();

  TableSource const& source_;
  DealTable kind_;
  Measure measure_;
  ColumnMap columns_;
  std::optional<core::Date> file_date_;
  core::Date exported_on_ = core::no_date;
  std::vector<std::size_t> placeholders_;  ///< rows with a date that stands for unknown
  std::vector<std::pair<std::size_t, CodeColumn*>> text_columns_;  ///< of the current table
};

/// Date in the name of a file: `2026-10-03`, `20261003`, or `report` and milliseconds since 1970.
[[nodiscard]] std::optional<core::Date> date_in_name(std::string const& file);

/// Day of the instant at which a report was exported, from a name such as
/// `report1642777476321.csv`.
[[nodiscard]] std::optional<core::Date> export_day(std::string const& file);

/// The diagnostic for a column whose dates or amounts could be read in two ways.
[[nodiscard]] core::Diagnostic ambiguous_dates(RowPlaces const& places, std::string_view column,
                                               DateColumn::Ambiguity const& ambiguity);
[[nodiscard]] core::Diagnostic ambiguous_amounts(RowPlaces const& places, std::string_view column,
                                                 AmountColumn::Ambiguity const& ambiguity);

/// The diagnostic for a sign beside an amount whose currency nobody has told.
[[nodiscard]] core::Diagnostic open_sign(RowPlaces const& places, std::string_view column,
                                         AmountColumn::SignQuestion const& open,
                                         Conventions const& conventions);

}  // namespace quarterdeck::io
