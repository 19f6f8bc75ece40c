// engine/table/temporary_folder.hpp – a folder for rewritten inputs that goes away with its owner.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string_view>

namespace quarterdeck::io {

/// A private folder (mode 700) under the system's temporary folder, removed with all it holds when
/// the object dies. Made at the first call of `new_file`.
class TemporaryFolder {
 public:
  TemporaryFolder() = default;
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;

  /// A name in the folder that was not handed out before.
  /// @throws core::IoError when the folder cannot be made
  [[nodiscard]] std::filesystem::path new_file(std::string_view suffix);

 private:
  std::filesystem::path folder_;
  int n_files_ = 0;
};

}  // namespace quarterdeck::io
