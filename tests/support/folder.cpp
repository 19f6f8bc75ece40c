// tests/support/folder.cpp – see folder.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/folder.hpp"

#include <stdlib.h>

#include <fstream>
#include <stdexcept>

namespace quarterdeck::test {

namespace fs = std::filesystem;

Folder::Folder() {
  auto name = (fs::temp_directory_path() / "quarterdeck-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path Folder::write(std::string const& name, std::string_view bytes) const {
  auto const file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file;
}

}  // namespace quarterdeck::test
