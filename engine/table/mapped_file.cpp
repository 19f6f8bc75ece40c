// engine/table/mapped_file.cpp – see mapped_file.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/mapped_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/core/error.hpp"

namespace quarterdeck::io {

MappedFile::MappedFile(std::filesystem::path const& file) {
  int const descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  auto const fail = [&] {
    throw core::IoError(fmt::format("cannot read {}: {}", file.string(), std::strerror(errno)));
  };
  if (descriptor < 0) fail();
  auto const n_bytes = static_cast<std::size_t>(std::filesystem::file_size(file));
  if (n_bytes > 0) {
    void* const at = ::mmap(nullptr, n_bytes, PROT_READ, MAP_PRIVATE, descriptor, 0);
    ::close(descriptor);
    if (at == MAP_FAILED) fail();
    bytes_ = {static_cast<char const*>(at), n_bytes};
  } else {
    ::close(descriptor);
  }
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace quarterdeck::io
