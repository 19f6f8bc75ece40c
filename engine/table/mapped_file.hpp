// engine/table/mapped_file.hpp – the bytes of a file without reading them all into memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string_view>

namespace quarterdeck::io {

/// Read-only view of a file, valid while the object lives.
class MappedFile {
 public:
  /// @throws core::IoError when the file cannot be opened
  explicit MappedFile(std::filesystem::path const& file);
  ~MappedFile();
  MappedFile(MappedFile const&) = delete;
  MappedFile& operator=(MappedFile const&) = delete;

  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

}  // namespace quarterdeck::io
