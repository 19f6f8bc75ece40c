// tests/cli/sample_test.cpp – `quarterdeck sample`: a company to try things on.
// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using test::run;

TEST_CASE("sample: the same seed writes the same company", "[cli]") {
  auto const again = (test::scratch() / "again").string();
  REQUIRE(run({"sample", again, "--quarters", "6", "--deals-per-week", "8"}).code == 0);
  for (auto const* const file : {"opportunities.csv", "stage_history.csv", "quarterdeck.yaml"}) {
    auto const text = test::read_text(std::filesystem::path(again) / file);
    CHECK_FALSE(text.empty());
    CHECK(text == test::read_text(std::filesystem::path(test::small_company()) / file));
  }
}

TEST_CASE("sample: refuses a folder that holds other things", "[cli]") {
  auto const folder = test::scratch() / "precious";
  test::write_text(folder / "thesis.txt", "three years");
  auto const refused = run({"sample", folder.string(), "--quarters", "2"});
  CHECK(refused.code == 64);
  CHECK(std::distance(std::filesystem::directory_iterator(folder), {}) == 1);
  CHECK(run({"sample", folder.string(), "--quarters", "2", "--force"}).code == 0);
  CHECK(test::read_text(folder / "thesis.txt") == "three years");
}

TEST_CASE("sample: numbers out of range are faults of usage", "[cli]") {
  auto const folder = (test::scratch() / "never").string();
  for (test::Arguments const& more : {test::Arguments{"--quarters", "0"},
                                      {"--deals-per-week", "-1"},
                                      {"--deals-per-week", "nan"},
                                      {"--deals-per-week", "inf"},
                                      {"--deals-per-week", "8x"},
                                      {"--days-into-quarter", "90"},
                                      {"--seed", "one"}}) {
    test::Arguments arguments{"sample", folder};
    arguments.insert(arguments.end(), more.begin(), more.end());
    CHECK(run(arguments).code == 64);
  }
  CHECK_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace quarterdeck
