// tests/cli/command.hpp – runs the executable and keeps what it said.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace quarterdeck::test {

/// How a command ended.
struct Outcome {
  int code = -1;  ///< exit code; minus the signal where one ended it
  std::string out;
  std::string err;
};

using Arguments = std::vector<std::string>;

/// A folder of this process, removed at its end.
[[nodiscard]] std::filesystem::path const& scratch();

/// Runs `quarterdeck` with arguments and waits.
/// @param output  file for standard output instead of a kept one, for example /dev/full
[[nodiscard]] Outcome run(Arguments const& arguments, std::string const& output = "");

/// A command that is still running.
class Running {
 public:
  explicit Running(Arguments const& arguments, std::string const& output = "");
  void signal(int number) const;
  [[nodiscard]] Outcome wait();

 private:
  pid_t process_ = 0;
  std::string out_;
  std::string err_;
  bool keeps_out_ = true;
};

/// A small company, made once: 6 completed quarters, about 8 new deals a week.
[[nodiscard]] std::string small_company();

[[nodiscard]] std::string read_text(std::filesystem::path const& path);
void write_text(std::filesystem::path const& path, std::string const& text);

}  // namespace quarterdeck::test
