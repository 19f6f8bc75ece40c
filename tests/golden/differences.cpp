// tests/golden/differences.cpp – tells how two folders of golden files differ; for
// tools/dev/approve. SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/golden/compare.hpp"
#include "tests/golden/summary.hpp"

namespace {

namespace fs = std::filesystem;
using namespace quarterdeck::golden;

constexpr int exit_same = 0;
constexpr int exit_different = 1;
constexpr int exit_incomplete = 2;  // something was not received, so nothing can be accepted
constexpr int exit_usage = 64;

struct Folders {
  fs::path expected;
  fs::path received;
  fs::path tolerance;
  bool only_list = false;  ///< one line a file, `changed book/name.json` or `new book/name.json`
};

std::set<std::string> names_in(fs::path const& folder) {
  std::set<std::string> names;
  if (!fs::exists(folder)) return names;
  for (auto const& entry : fs::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

/// @return exit code for this file
int tell(Folders const& folders, std::string const& file, Rules const& rules) {
  auto const expected = folders.expected / file;
  auto const received = folders.received / file;
  if (!fs::exists(received)) {
    if (!folders.only_list) {
      fmt::print("{}: not received: its command failed, or books.yaml no longer has it\n", file);
    }
    return exit_incomplete;
  }
  if (!fs::exists(expected)) {
    fmt::print("{}\n", folders.only_list ? "new " + file : file + ": new");
    return exit_different;
  }
  auto const name = fs::path(file).stem().string();
  auto const differences = compare(read(expected), read(received), name, rules);
  if (differences.empty()) return exit_same;
  if (folders.only_list) {
    fmt::print("changed {}\n", file);
  } else {
    fmt::print("{}", summary(file, differences));
  }
  return exit_different;
}

int tell_all(Folders const& folders) {
  auto const rules = read_rules(folders.tolerance);
  int worst = exit_same;
  auto books = names_in(folders.expected);
  books.merge(names_in(folders.received));
  for (auto const& book : books) {
    if (!fs::exists(folders.received / book)) {
      if (!folders.only_list) fmt::print("{}: not run here, left as it is\n", book);
      continue;
    }
    auto files = names_in(folders.expected / book);
    files.merge(names_in(folders.received / book));
    for (auto const& file : files) {
      worst = std::max(worst, tell(folders, book + "/" + file, rules));
    }
  }
  return worst;
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::string> arguments(words + 1, words + count);
  bool const only_list = !arguments.empty() && arguments.front() == "--list";
  if (only_list) arguments.erase(arguments.begin());
  if (arguments.size() != 3) {
    fmt::print(stderr, "usage: golden_differences [--list] EXPECTED RECEIVED TOLERANCE\n");
    return exit_usage;
  }
  try {
    return tell_all({arguments[0], arguments[1], arguments[2], only_list});
  } catch (std::exception const& error) {
    fmt::print(stderr, "golden_differences: {}\n", error.what());
    return exit_incomplete;
  }
}
