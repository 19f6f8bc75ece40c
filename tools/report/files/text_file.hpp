// tools/report/files/text_file.hpp – texts of files, and cells of CSV.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace quarterdeck::report {

/// The bytes of a file; nothing where it cannot be opened.
/// @verified tests/unit/report/files/text_file_test.cpp
[[nodiscard]] std::optional<std::string> read_text(std::filesystem::path const& file);

/// What a file holds, as `parse` reads it; nothing where there is no file.
template <typename Parse>
[[nodiscard]] auto parsed_file(std::filesystem::path const& file, Parse const& parse)
    -> decltype(parse(std::string_view())) {
  auto const text = read_text(file);
  if (!text) return std::nullopt;
  return parse(*text);
}

/// Writes a text whole or not at all, and not where the file holds it already.
/// @throws core::IoError
/// @verified tests/unit/report/files/batch_files_test.cpp
void write_where_new(std::filesystem::path const& file, std::string_view text);

/// A text as a CSV cell, quoted where it must be.
/// @verified tests/unit/report/files/text_file_test.cpp
[[nodiscard]] std::string csv_cell(std::string const& text);

}  // namespace quarterdeck::report
