// tests/unit/service/find_backtest_test.cpp – where a backtest is looked for.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/find_backtest.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck;

namespace {

namespace fs = std::filesystem;

/// Takes a text for the company's name; one that says `old` is of another version.
core::Checked<service::Backtest> parse(std::string const& text, std::string const& file) {
  if (text == "old") {
    return tl::unexpected(core::Diagnostics{
        {"QD-999", core::Fault::data, {file, 0, 0}, "another version", "why", "what to do"}});
  }
  service::Backtest backtest;
  backtest.company = text;
  return backtest;
}

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("quarterdeck-find-" + std::to_string(getpid()))) {
    fs::create_directories(path_ / "elsewhere");
    fs::create_directories(path_ / ".quarterdeck");
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  void write(std::string const& folder, std::string const& text) const {
    std::ofstream(path_ / folder / service::backtest_file_name) << text;
  }
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("find_backtest: beside the workspace, whether its file or its folder is named",
          "[unit][service]") {
  Folder const folder;
  CHECK(service::backtest_folder(folder.path()) == folder.path() / ".quarterdeck");
  CHECK(service::backtest_folder(folder.path() / "quarterdeck.yaml") ==
        folder.path() / ".quarterdeck");
  auto const none = service::find_backtest({folder.path()}, parse);
  REQUIRE(none);
  CHECK_FALSE(none->backtest);
  CHECK(none->warning.empty());
  folder.write(".quarterdeck", "here");
  auto const found = service::find_backtest({folder.path()}, parse);
  REQUIRE(found);
  REQUIRE(found->backtest);
  CHECK(found->backtest->company == "here");
}

TEST_CASE("find_backtest: one of another version is left out by default, a fault where named",
          "[unit][service]") {
  Folder const folder;
  folder.write(".quarterdeck", "old");
  auto const left_out = service::find_backtest({folder.path()}, parse);
  REQUIRE(left_out);
  CHECK_FALSE(left_out->backtest);
  CHECK(left_out->warning.find("another version") != std::string::npos);
  auto const named = service::find_backtest({folder.path(), folder.path() / ".quarterdeck"}, parse);
  REQUIRE_FALSE(named);
  CHECK(named.error().front().code == "QD-999");
}

TEST_CASE("find_backtest: a place that was named must hold one", "[unit][service]") {
  Folder const folder;
  folder.write(".quarterdeck", "default");
  auto const missing = service::find_backtest({folder.path(), folder.path() / "elsewhere"}, parse);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().front().code == "QD-327");
  CHECK(missing.error().front().fault == core::Fault::missing_input);
  folder.write("elsewhere", "named");
  auto const found = service::find_backtest({folder.path(), folder.path() / "elsewhere"}, parse);
  REQUIRE(found);
  CHECK(found->backtest->company == "named");
  auto const file = folder.path() / "elsewhere" / "nothing.json";
  CHECK_THROWS_AS(service::read_backtest(file, parse), core::IoError);
}
