// tests/unit/sample/write_test.cpp – the files of a synthetic company.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"
#include "tools/sample/company.hpp"
#include "tools/sample/table.hpp"
#include "tools/sample/workspace_text.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;

/// A folder that goes away with the test.
class Folder {
 public:
  explicit Folder(std::string const& name)
      : path_(fs::temp_directory_path() / (name + "-" + std::to_string(getpid()))) {
    fs::remove_all(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  [[nodiscard]] fs::path operator/(char const* name) const { return path_ / name; }
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

std::string read(fs::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

sample::Company small_company(sample::Dirt dirt) {
  return sample::generate({.seed = 41, .n_quarters = 4, .deals_per_week = 10, .dirt = dirt});
}

}  // namespace

TEST_CASE("sample: fields with commas and quotation marks are quoted", "[unit]") {
  sample::Table const table{{"a", "b"}, {{"x, y", "say \"so\""}, {"", "plain"}}};
  CHECK(to_csv(table) == "a,b\n\"x, y\",\"say \"\"so\"\"\"\n,plain\n");
}

TEST_CASE("sample: a company is written with every file of a workspace", "[unit]") {
  Folder const folder("quarterdeck-sample");
  auto const company = small_company(sample::Dirt::none);
  sample::write(company, folder.path(), 60);
  CHECK(read(folder / "opportunities.csv") == to_csv(sample::opportunities_table(company.records)));
  CHECK(read(folder / "stage_history.csv") == to_csv(sample::stage_history_table(company.records)));
  CHECK(read(folder / "win_rates.csv").starts_with("stage,segment,won,lost,median_days_to_close"));
  CHECK(read(folder / "quarterdeck.yaml").find("name: Company, period: 2026-Q4") !=
        std::string::npos);
  auto const snapshots = fs::directory_iterator(folder / "snapshots");
  CHECK(std::distance(begin(snapshots), end(snapshots)) == 26);
  CHECK(fs::exists(folder / "snapshots" / "2026-11-13.csv"));
}

TEST_CASE("sample: the last event of a deal tells the forecast category of its row", "[unit]") {
  auto const company = small_company(sample::Dirt::none);
  auto const& records = company.records;
  auto const history = sample::stage_history_table(records);
  CHECK(history.header.back() == "forecast_category");
  std::map<std::string, std::string> last;
  for (auto const& row : history.rows) last[row.front()] = row.back();
  std::map<std::string, int> n;
  for (std::size_t i = 0; i < records.deals.size(); ++i) {
    auto const& text = records.text.at("forecast_category")[i];
    auto const& deal = records.deals[i];
    CHECK(last.at(deal.id) == text);
    auto const row = static_cast<std::uint32_t>(i);
    bool const committed =
        data::is_committed(data::category_by(records.categories, row, records.facts.newest));
    CHECK(committed == (text == "Commit" || text == "Closed"));
    ++n[text];
  }
  CHECK(n.size() == 5);
  CHECK(data::is_tidy(records.categories));
}

TEST_CASE("sample: the truth is written beside the company", "[unit]") {
  Folder const folder("quarterdeck-truth");
  auto const company = small_company(sample::Dirt::realistic);
  sample::write(company, folder.path(), 60);
  auto const truth = nlohmann::json::parse(read(folder / "truth.json"));
  CHECK(truth.at("as_of") == "2026-11-13");
  CHECK(truth.at("realised").at("total") == core::to_units(company.actual_total));
  auto const& law = truth.at("true_distribution");
  CHECK(law.at("n_re_simulations") == 60);
  CHECK(law.at("quantiles").size() == 99);
  CHECK(law.at("quantiles").at("0.10") < law.at("quantiles").at("0.90"));
  CHECK(truth.at("booked") <= law.at("quantiles").at("0.01"));
  CHECK(truth.at("drawn").at("quarters").size() == 5);
  CHECK(truth.at("dirt").at("id.duplicate") == 5);
}

TEST_CASE("sample: win rates count the closed deals that were in a stage", "[unit]") {
  auto const table = sample::win_rates_table(small_company(sample::Dirt::none).records);
  CHECK(table.rows.size() == 16);
  for (auto const& row : table.rows) CHECK(std::stoi(row[2]) + std::stoi(row[3]) > 0);
}

TEST_CASE("sample: targets are round numbers", "[unit]") {
  CHECK(sample::plausible(9873123) == Approx(9850000));
  CHECK(sample::plausible(412345) == Approx(410000));
}

TEST_CASE("sample: a company that sells next to nothing gets no target of zero", "[unit]") {
  Folder const folder("quarterdeck-idle");
  auto const idle = sample::generate({.seed = 41, .n_quarters = 2, .deals_per_week = 0.01});
  sample::write(idle, folder.path(), 20);
  CHECK(read(folder / "quarterdeck.yaml").find("amount: 0") == std::string::npos);
}

TEST_CASE("sample: a folder that cannot be made is an input/output error", "[unit]") {
  CHECK_THROWS_AS(sample::write(small_company(sample::Dirt::none), "/dev/null/company", 10),
                  core::IoError);
}

}  // namespace quarterdeck
