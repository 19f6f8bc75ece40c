// tests/unit/report/files/batch_files_test.cpp – what a batch remembers.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/batch_files.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/catch.hpp"
#include "tools/report/json/batch_json.hpp"

using namespace quarterdeck;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() : path(fs::temp_directory_path() / ("quarterdeck-batch-" + std::to_string(getpid()))) {
    fs::create_directories(path / service::batch_folder);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  fs::path path;
};

service::RunRecord a_record() {
  service::RunRecord record;
  record.run = "north/2026-Q4/base.forecast";
  record.basis = {{"program", "0.1.0"}, {"table deals \"x\".csv", "ab"}};
  record.outputs = {{"north/2026-Q4/base.forecast.json", "cd", 17}};
  record.rows = {{"base",
                  "Northwind",
                  "USD",
                  "2026-Q4",
                  "2026-11-13",
                  0.1,
                  1.0 / 3,
                  2,
                  3e15,
                  {{"Company", 4e6, 0.57}}}};
  return record;
}

}  // namespace

TEST_CASE("batch record: comes back from its text to the last bit", "[unit][report]") {
  auto record = a_record();
  record.failure = service::Failure::data;
  record.messages = {"a", "b"};
  auto const text = report::run_record_json(record);
  auto const back = report::parse_run_record(text);
  REQUIRE(back);
  CHECK(report::run_record_json(*back) == text);
  CHECK(back->basis == record.basis);
  CHECK(back->rows.at(0).p10 == 1.0 / 3);
  CHECK(back->failure == service::Failure::data);
  for (std::string const& bad :
       {std::string("{"), std::string("[]"), text.substr(0, text.size() / 2),
        std::string(R"({"schema":"x"})")}) {
    CHECK_FALSE(report::parse_run_record(bad));
  }
}

TEST_CASE("batch store: keeps records and times, and touches nothing that is the same",
          "[unit][report]") {
  Folder const folder;
  auto const store = report::batch_store(folder.path);
  CHECK(store.names().empty());
  CHECK(store.costs().empty());
  CHECK_FALSE(store.load("north/2026-Q4/base.forecast"));
  store.save(a_record());
  REQUIRE(store.load("north/2026-Q4/base.forecast"));
  CHECK(store.names() == std::vector<std::string>{"north/2026-Q4/base.forecast"});
  auto const file = folder.path / ".batch/runs/north/2026-Q4/base.forecast.json";
  auto const long_ago = fs::file_time_type::clock::now() - std::chrono::hours(5);
  fs::last_write_time(file, long_ago);
  store.save(a_record());
  CHECK(fs::last_write_time(file) == long_ago);
  store.log("a", "2026-01-01T00:00:00Z", 2, 3);
  store.log("a", "2026-01-02T00:00:00Z", 1.5, 2);
  std::ofstream(folder.path / ".batch/log.jsonl", std::ios::app) << R"({"run":"b","sec)";
  CHECK(store.costs() == std::map<std::string, double>{{"a", 3}});
}
