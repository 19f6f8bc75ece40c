// tools/report/files/text_file.cpp – see text_file.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/text_file.hpp"

#include <fstream>
#include <iterator>

#include "engine/core/atomic_file.hpp"

namespace quarterdeck::report {

std::optional<std::string> read_text(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

void write_where_new(std::filesystem::path const& file, std::string_view text) {
  auto const held = read_text(file);
  if (held && *held == text) return;
  core::write_atomically(file, text);
}

std::string csv_cell(std::string const& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char const c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace quarterdeck::report
