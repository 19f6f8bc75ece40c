// engine/core/atomic_file.cpp – see atomic_file.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>

#include "engine/core/error.hpp"

namespace quarterdeck::core {
namespace {

namespace fs = std::filesystem;

std::string partial_prefix(fs::path const& destination) {
  return fmt::format(".{}.partial-", destination.filename().string());
}

fs::path folder_of(fs::path const& destination) {
  fs::path const folder = destination.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

[[noreturn]] void fail(std::string const& doing, fs::path const& path, int error) {
  // A stream that failed before leaves no number behind.
  throw IoError(fmt::format("cannot {} {}: {}", doing, path.string(),
                            error != 0 ? std::strerror(error) : "the disk did not take all of it"));
}

/// Why a stream could not write: the error of the system as far as the stream has kept it.
int write_error(fs::path const& file) {
  if (errno != 0) return errno;
  std::error_code ignored;
  auto const space = fs::space(folder_of(file), ignored);
  return !ignored && space.available == 0 ? ENOSPC : EIO;
}

/// Process number at the end of a temporary name, if that is all that follows the prefix.
std::optional<pid_t> owner_of(std::string const& name, std::string const& prefix) {
  if (!name.starts_with(prefix)) return std::nullopt;
  pid_t owner = 0;
  char const* const end = name.data() + name.size();
  auto const read = std::from_chars(name.data() + prefix.size(), end, owner);
  if (read.ec != std::errc() || read.ptr != end || owner <= 0) return std::nullopt;
  return owner;
}

/// Removes what killed processes left behind for this destination. Failing to is no failure: the
/// names are in no one's way.
void remove_stale(fs::path const& destination) {
  std::error_code ignored;
  std::string const prefix = partial_prefix(destination);
  for (auto const& entry : fs::directory_iterator(folder_of(destination), ignored)) {
    auto const owner = owner_of(entry.path().filename().string(), prefix);
    // Signal 0 only asks whether the process is there.
    bool const dead = owner && kill(*owner, 0) != 0 && errno == ESRCH;
    if (dead) fs::remove(entry.path(), ignored);
  }
}

/// Waits until a file or folder is on the disk.
void sync(fs::path const& path, int flags) {
  int const descriptor = open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) fail("open", path, errno);
  int const result = fsync(descriptor);
  int const error = errno;
  close(descriptor);
  // Some file systems cannot sync a folder and say EINVAL; the rename stands all the same.
  if (result != 0 && error != EINVAL) fail("write to the disk", path, error);
}

}  // namespace

struct AtomicFile::State {
  fs::path destination;
  fs::path temporary;
  std::ofstream stream;
  bool committed = false;
};

AtomicFile::AtomicFile(fs::path destination) : state_(std::make_unique<State>()) {
  state_->temporary =
      folder_of(destination) / fmt::format("{}{}", partial_prefix(destination), getpid());
  state_->destination = std::move(destination);
  remove_stale(state_->destination);
  errno = 0;
  state_->stream.open(state_->temporary, std::ios::binary | std::ios::trunc);
  if (!state_->stream) fail("write", state_->temporary, errno);
}

AtomicFile::~AtomicFile() {
  if (state_->committed) return;
  state_->stream.close();
  std::error_code ignored;
  fs::remove(state_->temporary, ignored);
}

std::ostream& AtomicFile::stream() { return state_->stream; }

fs::path const& AtomicFile::temporary() const {
  errno = 0;
  state_->stream.flush();
  if (!state_->stream) fail("write", state_->temporary, write_error(state_->temporary));
  return state_->temporary;
}

void AtomicFile::commit() {
  QUARTERDECK_EXPECT(!state_->committed);
  errno = 0;
  state_->stream.close();
  if (!state_->stream) fail("write", state_->temporary, write_error(state_->temporary));
  // The content must be on the disk before the name is: after a crash the file is the old one or
  // the new one, never an empty one.
  sync(state_->temporary, O_RDONLY);
  if (std::rename(state_->temporary.c_str(), state_->destination.c_str()) != 0) {
    fail("replace", state_->destination, errno);
  }
  state_->committed = true;
  // The new name stands in the folder, which reaches the disk on its own.
  sync(folder_of(state_->destination), O_RDONLY | O_DIRECTORY);
}

void write_atomically(fs::path const& destination, std::string_view text) {
  AtomicFile file(destination);
  file.stream().write(text.data(), static_cast<std::streamsize>(text.size()));
  file.commit();
}

}  // namespace quarterdeck::core
