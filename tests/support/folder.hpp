// tests/support/folder.hpp – files in a folder that goes away, and faults as text.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/diagnostic.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::test {

/// A folder of its own, removed with the object.
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

/// Matches texts that contain the part; the name of this matcher differs between Catch2 2 and 3.
inline auto containing(std::string const& part) {
#if __has_include(<catch2/catch_all.hpp>)
  return Catch::Matchers::ContainsSubstring(part);
#else
  return Catch::Matchers::Contains(part);
#endif
}

}  // namespace quarterdeck::test
