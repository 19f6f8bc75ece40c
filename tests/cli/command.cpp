// tests/cli/command.cpp – see command.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/command.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace quarterdeck::test {
namespace {

namespace fs = std::filesystem;

class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("quarterdeck-cli-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

std::string next_name(char const* ending) {
  static int n = 0;
  return (scratch() / ("said-" + std::to_string(++n) + ending)).string();
}

/// The executable of this build, or the one that QUARTERDECK_TEST_PROGRAM names.
std::string program_to_run() {
  char const* const named = std::getenv("QUARTERDECK_TEST_PROGRAM");
  return named != nullptr ? named : QUARTERDECK_EXECUTABLE;
}

/// Child: streams to files, then the executable; never returns.
[[noreturn]] void become(Arguments const& arguments, std::string const& out,
                         std::string const& err) {
  int const to_out = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  int const to_err = open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  int const from = open("/dev/null", O_RDONLY);
  dup2(from, STDIN_FILENO);
  dup2(to_out, STDOUT_FILENO);
  dup2(to_err, STDERR_FILENO);
  std::string program = program_to_run();
  std::vector<char*> list{program.data()};
  std::vector<std::string> copies = arguments;
  for (auto& argument : copies) list.push_back(argument.data());
  list.push_back(nullptr);
  execv(program.c_str(), list.data());
  _exit(127);
}

}  // namespace

fs::path const& scratch() {
  static Scratch const folder;
  return folder.path();
}

Running::Running(Arguments const& arguments, std::string const& output)
    : out_(output.empty() ? next_name(".out") : output),
      err_(next_name(".err")),
      keeps_out_(output.empty()) {
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("cannot start a process");
  if (process_ == 0) become(arguments, out_, err_);
}

void Running::signal(int number) const { kill(process_, number); }

Outcome Running::wait() {
  int status = 0;
  waitpid(process_, &status, 0);
  Outcome outcome;
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  if (keeps_out_) outcome.out = read_text(out_);
  outcome.err = read_text(err_);
  return outcome;
}

Outcome run(Arguments const& arguments, std::string const& output) {
  return Running(arguments, output).wait();
}

std::string small_company() {
  static std::string const folder = [] {
    auto const path = (scratch() / "company").string();
    auto const made = run({"sample", path, "--quarters", "6", "--deals-per-week", "8"});
    if (made.code != 0) throw std::runtime_error("no sample company: " + made.err);
    return path;
  }();
  return folder;
}

std::string read_text(fs::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_text(fs::path const& path, std::string const& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace quarterdeck::test
