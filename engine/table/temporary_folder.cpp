// engine/table/temporary_folder.cpp – see temporary_folder.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/temporary_folder.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <cerrno>
#include <cstring>

#include "engine/core/error.hpp"

namespace quarterdeck::io {

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::filesystem::path TemporaryFolder::new_file(std::string_view suffix) {
  if (folder_.empty()) {
    auto name = (std::filesystem::temp_directory_path() / "quarterdeck-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw core::IoError(
          fmt::format("cannot make a temporary folder {}: {}", name, std::strerror(errno)));
    }
    folder_ = name;
  }
  return folder_ / fmt::format("{}{}", n_files_++, suffix);
}

}  // namespace quarterdeck::io
