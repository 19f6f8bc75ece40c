// tests/unit/io/io_fixture.hpp – small workspaces written to a folder that goes away.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/io/deals/read_records.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::test {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;

  /// Writes a file and gives its path.
  std::filesystem::path write(std::string const& name, std::string_view bytes) const;
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// All faults as one text, a line each; empty when there are none.
template <class T>
std::string faults_of(core::Checked<T> const& checked) {
  std::string text;
  if (checked) return text;
  for (auto const& fault : checked.error()) text += core::to_string(fault) + "\n";
  return text;
}

/// Reads the workspace text and then its tables; faults of either are the result's.
core::Checked<io::ReadResult> read(Folder const& folder, std::string_view workspace);

/// Matches texts that contain the part; the name of this matcher differs between Catch2 2 and 3.
inline auto containing(std::string const& part) {
#if __has_include(<catch2/catch_all.hpp>)
  return Catch::Matchers::ContainsSubstring(part);
#else
  return Catch::Matchers::Contains(part);
#endif
}

/// Times that a finding was raised.
std::int64_t count_of(data::Findings const& findings, std::string_view code);
/// Line of its first occurrence, 0 without one.
std::int64_t line_of(data::Findings const& findings, std::string_view code);

/// The deal of that id. @throws std::out_of_range when there is none
data::DealRecord const& deal_of(io::ReadResult const& result, std::string_view id);

}  // namespace quarterdeck::test
