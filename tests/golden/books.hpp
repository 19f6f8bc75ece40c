// tests/golden/books.hpp – the companies whose results are kept, and the commands that give them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace quarterdeck::golden {

/// One thing done for a book, in the order of books.yaml.
struct Step {
  std::string golden;  ///< name of the golden file; empty where a step only prepares
  std::vector<std::string> arguments;  ///< of the executable, without --format json --quiet
  std::string append_to;               ///< instead of a command: file that gets `text` at its end
  std::string text;
};

struct Book {
  std::string name;
  std::string
      needs;  ///< file or folder, relative to the source tree; empty where nothing is needed
  std::map<std::string, std::string> environment;  ///< of the commands, beside the caller's own
  std::vector<Step> steps;

  /// Names of its golden files.
  [[nodiscard]] std::vector<std::string> goldens() const;
};

/// @throws std::runtime_error with line and column where a key is unknown or a step makes no sense
[[nodiscard]] std::vector<Book> read_books(std::filesystem::path const& file);

/// Lays out a folder in which commands can be written as from the root of the source tree: the
/// workspaces of docs/start as copies, because commands leave files beside them; the ready
/// scenarios, the tests and the public data as links.
/// @return the folder to run commands in
[[nodiscard]] std::filesystem::path lay_out(std::filesystem::path const& source,
                                            std::filesystem::path const& folder);

}  // namespace quarterdeck::golden
