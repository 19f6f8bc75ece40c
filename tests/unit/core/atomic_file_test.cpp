// tests/unit/core/atomic_file_test.cpp – files appear whole or not at all.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/atomic_file.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck::core;
namespace fs = std::filesystem;

namespace {

/// A folder of its own that goes with the test.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (fs::temp_directory_path() / "quarterdeck-atomic-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw IoError("no temporary folder");
    path_ = name;
  }
  ~TestFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TestFolder(TestFolder const&) = delete;
  TestFolder& operator=(TestFolder const&) = delete;
  [[nodiscard]] fs::path operator/(std::string const& name) const { return path_ / name; }
  [[nodiscard]] std::ptrdiff_t n_files() const {
    return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
  }

 private:
  fs::path path_;
};

std::string read(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write(fs::path const& path, std::string const& text) { std::ofstream(path) << text; }

/// Number of a process that has ended.
pid_t dead_process() {
  pid_t const child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  return child;
}

}  // namespace

TEST_CASE("atomic file: nothing appears before the commit, everything after", "[unit]") {
  TestFolder const folder;
  fs::path const path = folder / "out.json";
  AtomicFile file(path);
  file.stream() << "whole" << '\n';
  file.stream().flush();
  CHECK_FALSE(fs::exists(path));
  CHECK(file.temporary() == folder / (".out.json.partial-" + std::to_string(getpid())));
  CHECK(read(file.temporary()) == "whole\n");
  file.commit();
  CHECK(read(path) == "whole\n");
  CHECK(folder.n_files() == 1);
}

TEST_CASE("atomic file: given up, the destination keeps what it held", "[unit]") {
  TestFolder const folder;
  fs::path const path = folder / "out.json";
  write(path, "before");
  {
    AtomicFile file(path);
    file.stream() << "half";
  }
  CHECK(read(path) == "before");
  CHECK(folder.n_files() == 1);
}

TEST_CASE("atomic file: a writer may open the temporary name itself", "[unit]") {
  TestFolder const folder;
  fs::path const path = folder / "draws.parquet";
  AtomicFile file(path);
  write(file.temporary(), "from elsewhere");
  file.commit();
  CHECK(read(path) == "from elsewhere");
}

TEST_CASE("atomic file: leftovers of killed processes go, those of living ones stay", "[unit]") {
  TestFolder const folder;
  std::string const dead = std::to_string(dead_process());
  fs::path const stale = folder / (".out.json.partial-" + dead);
  fs::path const of_another_file = folder / (".other.json.partial-" + dead);
  fs::path const of_the_living = folder / (".out.json.partial-" + std::to_string(getppid()));
  fs::path const no_number = folder / (".out.json.partial-" + dead + "x");
  for (auto const& path : {stale, of_another_file, of_the_living, no_number}) write(path, "half");
  write_atomically(folder / "out.json", "whole");
  CHECK_FALSE(fs::exists(stale));
  CHECK(fs::exists(of_another_file));
  CHECK(fs::exists(of_the_living));
  CHECK(fs::exists(no_number));
}

TEST_CASE("atomic file: a missing folder is an error at once", "[unit]") {
  TestFolder const folder;
  CHECK_THROWS_AS(AtomicFile(folder / "absent/out.json"), IoError);
}

TEST_CASE("atomic file: what cannot be replaced stays, and no partial file is left", "[unit]") {
  TestFolder const folder;
  fs::create_directories(folder / "taken/inside");
  CHECK_THROWS_AS(write_atomically(folder / "taken", "text"), IoError);
  CHECK(fs::is_directory(folder / "taken/inside"));
  CHECK(folder.n_files() == 1);
}

TEST_CASE("atomic file: a failed write is not committed", "[unit]") {
  TestFolder const folder;
  fs::path const path = folder / "out.json";
  write(path, "before");
  AtomicFile file(path);
  file.stream().setstate(std::ios::badbit);
  CHECK_THROWS_AS(file.temporary(), IoError);
  CHECK_THROWS_AS(file.commit(), IoError);
  CHECK(read(path) == "before");
}

TEST_CASE("atomic file: bytes are written as they are", "[unit]") {
  TestFolder const folder;
  std::string const bytes("a\0b\r\n\xff", 6);
  write_atomically(folder / "raw", bytes);
  CHECK(read(folder / "raw") == bytes);
}
