// engine/io/deals/read_rows.hpp – the rows of a source that hold data, and findings about the
// others. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/deals/read_records.hpp"
#include "engine/table/table.hpp"

namespace quarterdeck::io {

/// File and line of every row that a sink has taken.
class RowPlaces {
 public:
  [[nodiscard]] core::Place place(std::size_t row) const {
    return {files_[file_[row]], lines_[row], 0};
  }
  /// Number of the row's file, in the order of reading.
  [[nodiscard]] std::uint32_t file(std::size_t row) const { return file_[row]; }
  [[nodiscard]] std::int64_t line(std::size_t row) const { return lines_[row]; }
  [[nodiscard]] std::size_t size() const { return lines_.size(); }

  /// Adds the rows of one table, given by their numbers in it.
  void append(Table const& table, std::vector<std::int64_t> const& taken);

 private:
  std::vector<std::string> files_;
  std::vector<std::uint32_t> file_;
  std::vector<std::int64_t> lines_;
};

/// Takes the rows of a source, table by table.
class RowSink {
 public:
  virtual ~RowSink() = default;
  /// A new table begins; returns what is wrong with its columns.
  [[nodiscard]] virtual core::Diagnostics begin(Table const& table) = 0;
  /// One row that holds data. Returns the code of the finding for which the row is dropped, or an
  /// empty text when it was taken.
  [[nodiscard]] virtual std::string_view take(Table const& table, std::size_t row) = 0;
  /// Whether the numbers hang on that column of the table.
  [[nodiscard]] virtual bool reads(std::size_t /*column*/) const { return false; }
  /// What to call the row in a finding about it.
  [[nodiscard]] virtual std::string subject(Table const& table, std::size_t row) const = 0;

  RowPlaces places;
};

/// Reads all tables of a source into the sink. Blank, footer, repeated header and malformed rows
/// are left out as findings; inputs and the number of rows go to `result`.
/// @return faults of the source; empty when all is well
/// @throws core::IoError
[[nodiscard]] core::Diagnostics read_rows(TableRoom& room, TableSource const& source, RowSink& sink,
                                          ReadResult& result);

/// Whether the line is a total, confidentiality or copyright line that exports put at their end.
[[nodiscard]] bool is_footer_text(std::string_view text);

}  // namespace quarterdeck::io
