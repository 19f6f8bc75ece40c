// engine/core/atomic_file.hpp – a file that appears whole or not at all.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <memory>
#include <ostream>
#include <string_view>

namespace quarterdeck::core {

/// Output that is written beside its destination under a temporary name and renamed on `commit`.
/// Killed or destroyed before, the destination keeps what it held and the temporary name is removed
/// (after a kill: by the next AtomicFile of the same destination). The temporary name is
/// `.NAME.partial-PID` in the destination's folder, so a process writes a destination once at a
/// time.
/// @verified tests/unit/core/atomic_file_test.cpp
class AtomicFile {
 public:
  /// @throws IoError when the folder cannot be written
  explicit AtomicFile(std::filesystem::path destination);
  ~AtomicFile();
  AtomicFile(AtomicFile const&) = delete;
  AtomicFile& operator=(AtomicFile const&) = delete;

  [[nodiscard]] std::ostream& stream();
  /// The temporary name, for writers and readers that open files themselves; all that was written
  /// to the stream is in it. @throws IoError when it could not be written (disk full)
  [[nodiscard]] std::filesystem::path const& temporary() const;
  /// Flushes to the disk and renames. @throws IoError (disk full, folder gone); nothing is replaced
  /// then
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Writes a whole text atomically.
/// @throws IoError
/// @verified tests/unit/core/atomic_file_test.cpp
void write_atomically(std::filesystem::path const& destination, std::string_view text);

}  // namespace quarterdeck::core
