// tests/golden/golden_test.cpp – results of known companies, held against those that were approved.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "tests/cli/command.hpp"
#include "tests/golden/books.hpp"
#include "tests/golden/compare.hpp"
#include "tests/golden/summary.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::golden {
namespace {

namespace fs = std::filesystem;

fs::path const source = QUARTERDECK_SOURCE_DIR;
fs::path const expected_folder = source / "tests" / "golden" / "expected";
fs::path const received_folder = QUARTERDECK_GOLDEN_RECEIVED;

Rules const& rules() {
  static Rules const read = read_rules(source / "tests" / "golden" / "tolerance.yaml");
  return read;
}

std::vector<Book> const& books() {
  static std::vector<Book> const read = read_books(source / "tests" / "golden" / "books.yaml");
  return read;
}

fs::path golden_file(fs::path const& folder, std::string const& book, std::string const& name) {
  return folder / book / (name + ".json");
}

/// Working folder and environment of a book while it lives; afterwards those of before.
class Surroundings {
 public:
  Surroundings(fs::path const& folder, std::map<std::string, std::string> const& environment)
      : folder_(fs::current_path()) {
    for (auto const& [name, value] : environment) {
      char const* const now = std::getenv(name.c_str());
      before_[name] = now == nullptr ? std::nullopt : std::optional<std::string>(now);
      setenv(name.c_str(), value.c_str(), 1);
    }
    fs::current_path(folder);
  }
  ~Surroundings() {
    std::error_code ignored;
    fs::current_path(folder_, ignored);
    for (auto const& [name, value] : before_) {
      if (value) {
        setenv(name.c_str(), value->c_str(), 1);
      } else {
        unsetenv(name.c_str());
      }
    }
  }
  Surroundings(Surroundings const&) = delete;
  Surroundings& operator=(Surroundings const&) = delete;

 private:
  fs::path folder_;
  std::map<std::string, std::optional<std::string>> before_;
};

void hold_against_golden(Value const& received, std::string const& book, std::string const& name) {
  auto const file = golden_file(expected_folder, book, name);
  if (!fs::exists(file)) {
    FAIL_CHECK(fmt::format("{}/{}.json is new; look at it with tools/dev/approve", book, name));
    return;
  }
  auto const differences = compare(read(file), received, name, rules());
  if (differences.empty()) {
    SUCCEED();
    return;
  }
  FAIL_CHECK(
      summary(fmt::format("{}/{}.json", book, name), differences) +
      "tools/dev/approve shows all golden files that differ, and accepts them with a reason");
}

/// The temporary folder, where a result names a file in it, is another one each time.
std::string without_path(std::string text) {
  auto const path = test::scratch().string();
  for (auto at = text.find(path); at != std::string::npos; at = text.find(path, at)) {
    text.replace(at, path.size(), "<folder>");
  }
  return text;
}

void take(Step const& step, std::string const& book) {
  if (!step.append_to.empty()) {
    test::write_text(step.append_to, test::read_text(step.append_to) + step.text);
    return;
  }
  auto arguments = step.arguments;
  if (!step.golden.empty()) arguments.insert(arguments.end(), {"--format", "json", "--quiet"});
  auto const said = test::run(arguments);
  if (said.code != 0) {
    std::string line = "quarterdeck";
    for (auto const& argument : arguments) line += ' ' + argument;
    FAIL_CHECK(fmt::format("{}\nended with code {}: {}", line, said.code, said.err));
    return;
  }
  if (step.golden.empty()) return;
  auto document = parse(without_path(said.out), step.golden);
  make_golden(document, step.golden, rules());
  test::write_text(golden_file(received_folder, book, step.golden), print(document));
  hold_against_golden(document, book, step.golden);
}

void run_book(Book const& book) {
  fs::remove_all(received_folder / book.name);
  if (!book.needs.empty() && !fs::exists(source / book.needs)) {
    WARN("skipped: there is no " << (source / book.needs).lexically_normal().string());
    return;
  }
  auto const folder = lay_out(source, test::scratch() / book.name);
  Surroundings const surroundings(folder, book.environment);
  for (auto const& step : book.steps) take(step, book.name);
}

/// Golden files in the tree, as book and name.
std::set<std::pair<std::string, std::string>> files_in_tree() {
  std::set<std::pair<std::string, std::string>> files;
  for (auto const& entry : fs::recursive_directory_iterator(expected_folder)) {
    auto const& path = entry.path();
    if (entry.is_regular_file()) files.emplace(path.parent_path().filename(), path.stem());
  }
  return files;
}

}  // namespace

// CTest names one book a process, so that books run side by side; by hand it is all of them.
TEST_CASE("golden: results are those that were approved", "[golden][books]") {
  char const* const wanted = std::getenv("QUARTERDECK_GOLDEN_BOOK");
  int n_run = 0;
  for (auto const& book : books()) {
    if (wanted != nullptr && book.name != wanted) continue;
    ++n_run;
    run_book(book);
  }
  CHECK(n_run > 0);
}

TEST_CASE("golden: every file in the tree belongs to a step, and every step has one",
          "[golden][tree]") {
  std::set<std::pair<std::string, std::string>> steps;
  for (auto const& book : books()) {
    for (auto const& name : book.goldens()) steps.emplace(book.name, name);
  }
  for (auto const& [book, name] : files_in_tree()) {
    INFO(book << "/" << name << ".json belongs to no step of books.yaml: remove it");
    CHECK(steps.contains({book, name}));
  }
  for (auto const& [book, name] : steps) {
    INFO(book << "/" << name << ".json is missing: tools/dev/approve makes it");
    CHECK(fs::exists(golden_file(expected_folder, book, name)));
  }
}

TEST_CASE("golden: every entry of tolerance.yaml is about something, and keys tell rows apart",
          "[golden][tree]") {
  std::set<std::string> columns;
  for (auto const& [book, name] : files_in_tree()) {
    auto const document = read(golden_file(expected_folder, book, name));
    columns.merge(columns_of(document, name));
    auto const differences = compare(document, document, name, rules());
    INFO(summary(book + "/" + name + ".json", differences));
    CHECK(differences.empty());
    INFO("the file is not printed the way that golden files are");
    CHECK(test::read_text(golden_file(expected_folder, book, name)) == print(document));
  }
  for (auto const& entry : rules().entries()) {
    INFO("no column of any golden file ends in " << entry);
    CHECK(std::any_of(columns.begin(), columns.end(),
                      [&](std::string const& column) { return is_about(entry, column); }));
  }
}

}  // namespace quarterdeck::golden
