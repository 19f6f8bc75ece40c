// engine/table/csv_layout.hpp – delimiter, header row and line numbers of a delimited text.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quarterdeck::io {

/// Walks over the records of a delimited text: fields may be enclosed in double quotes, in which
/// line breaks and delimiters are plain characters and a doubled quote stands for one. A quote
/// inside a field that does not begin with one is a plain character.
class CsvWalker {
 public:
  CsvWalker(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}
  /// Moves to the next record; false at the end.
  bool next();
  [[nodiscard]] std::size_t begin() const { return begin_; }  ///< byte where the record starts
  [[nodiscard]] std::size_t after() const { return at_; }     ///< byte where the next one starts
  [[nodiscard]] std::int64_t line() const { return line_; }   ///< where it starts, from 1
  [[nodiscard]] std::int64_t next_line() const { return next_line_; }
  [[nodiscard]] bool blank() const;  ///< nothing between its line breaks
  /// The fields of the current record without quotes.
  [[nodiscard]] std::vector<std::string> fields() const;

 private:
  std::size_t skip_quoted(std::size_t i);

  std::string_view text_;
  char delimiter_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::int64_t next_line_ = 1;
};

struct CsvLayout {
  char delimiter = ',';
  std::vector<std::string> header;     ///< column names as written, trimmed
  std::int64_t header_line = 1;        ///< where the header row starts
  std::int64_t lines_before_rows = 1;  ///< lines to skip to reach the first row
  std::size_t first_row = 0;           ///< byte where the first row starts
};

/// Finds the delimiter among comma, semicolon, tab and bar (the one that splits the first twenty
/// records into the most columns, consistently) and the header: the first record with three or more
/// non-blank cells, or with as many as the table has columns when it has fewer.
/// @verified tests/unit/table/csv_layout_test.cpp
[[nodiscard]] CsvLayout find_layout(std::string_view text);

/// Lines on which the records of a text start, without a number a record: only where the distance
/// between record and line changes.
class RecordLines {
 public:
  /// Walks over everything after the header.
  RecordLines(std::string_view text, CsvLayout const& layout);
  [[nodiscard]] std::int64_t n_records() const { return n_records_; }  ///< blank lines left out
  /// Line of the i-th record that is not blank.
  [[nodiscard]] std::int64_t line(std::int64_t record) const;
  /// The i-th record without blank ones, given its number with blank ones counted in.
  [[nodiscard]] std::int64_t without_blanks(std::int64_t record_with_blanks) const;
  /// Lines inside quoted cells that have as many cells as the header, so that they are rows which a
  /// quote that is never closed has swallowed. Tables of one or two columns have none: a comma in a
  /// note would look like one.
  [[nodiscard]] std::vector<std::int64_t> const& swallowed() const { return swallowed_; }

 private:
  void look_inside(std::string_view record, std::int64_t line, CsvLayout const& layout);

  struct Jump {
    std::int64_t record;
    std::int64_t line;
  };
  std::vector<Jump> jumps_;
  std::vector<std::int64_t> blanks_;  ///< numbers of blank records, counted with them
  std::vector<std::int64_t> swallowed_;
  std::int64_t n_records_ = 0;
};

/// The text without white space (non-breaking spaces included) at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace quarterdeck::io
