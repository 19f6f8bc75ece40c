// tests/cli/flags_test.cpp – flags right and wrong, and the exit codes of what users can get wrong.
// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using test::run;

bool has(std::string const& text, std::string const& words) {
  return text.find(words) != std::string::npos;
}

TEST_CASE("flags: help and version go to standard output", "[cli]") {
  for (test::Arguments const& asked : {test::Arguments{"--help"},
                                       {"forecast", "--help"},
                                       {"check", "-h"},
                                       {"fit", "--help"},
                                       {"sample", "--help"},
                                       {"schema", "--help"},
                                       {"explain", "--help"}}) {
    auto const said = run(asked);
    CHECK(said.code == 0);
    CHECK(has(said.out, "Examples:"));
    CHECK(said.err.empty());
  }
  CHECK(has(run({"--version"}).out, "quarterdeck 0."));
  CHECK(has(run({"--build-info"}).out, "stream version"));
}

TEST_CASE("flags: misspelt ones name the nearest", "[cli]") {
  auto const company = test::small_company();
  auto const flag = run({"forecast", company, "--trails", "100"});
  CHECK(flag.code == 64);
  CHECK(has(flag.err, "did you mean --trials"));
  auto const with_value = run({"forecast", company, "--treads=2"});
  CHECK(with_value.code == 64);
  CHECK(has(with_value.err, "did you mean --threads"));
  auto const command = run({"forcast", company});
  CHECK(command.code == 64);
  CHECK(has(command.err, "did you mean forecast"));
  auto const format = run({"forecast", company, "--format", "jsn"});
  CHECK(format.code == 64);
  CHECK(has(format.err, "did you mean json"));
}

TEST_CASE("flags: every hostile one is a fault of usage and nothing goes to standard output",
          "[cli]") {
  auto const company = test::small_company();
  for (test::Arguments const& more : {test::Arguments{"--trials", "0"},
                                      {"--trials", "-5"},
                                      {"--trials", "1e5"},
                                      {"--trials", "010x"},
                                      {"--trials", ""},
                                      {"--trials"},
                                      {"--trials", "99999999999999999999"},
                                      {"--seed", "-1"},
                                      {"--seed", "18446744073709551616"},
                                      {"--seed", "0x10"},
                                      {"--seed", "1", "--seed", "2"},
                                      {"--threads", "-1"},
                                      {"--threads", "100000"},
                                      {"--as-of", ""},
                                      {"--as-of", "yesterday"},
                                      {"--as-of", "2026-02-30"},
                                      {"--as-of", "1900-01-01"},
                                      {"--period", "Q9"},
                                      {"--period", "2001-Q1"},
                                      {"--period", "2026-12-31..2026-01-01"},
                                      {"--format", ""},
                                      {"--out", ""},
                                      {"--draws", "draws.xlsx"},
                                      {"--draws", "draws"},
                                      {"--scenario", ""},
                                      {"--scenaro", "a.yaml"},
                                      {"--dry-run"},
                                      {"--ledger", ""},
                                      {"more", "arguments"},
                                      {"-x"}}) {
    test::Arguments arguments{"forecast", company};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto const said = run(arguments);
    INFO(more.front() << ' ' << more.back() << ": " << said.err);
    CHECK(said.code == 64);
    CHECK(said.out.empty());
    CHECK_FALSE(said.err.empty());
  }
  CHECK(run({}).code == 64);
  CHECK(run({"forecast"}).code == 64);
  CHECK(run({"forecast", ""}).code == 64);
}

TEST_CASE("flags: leading zeros are decimal", "[cli]") {
  auto const said = run(
      {"forecast", test::small_company(), "--trials", "0000128", "--format", "json", "--quiet"});
  CHECK(said.code == 0);
  CHECK(has(said.out, "\"trials\": 128"));
}

TEST_CASE("exit codes: a workspace that is not there is missing input", "[cli]") {
  auto const said = run({"forecast", (test::scratch() / "nowhere").string()});
  CHECK(said.code == 66);
  CHECK(said.out.empty());
}

TEST_CASE("exit codes: a wrong workspace is bad configuration, and every fault is named", "[cli]") {
  auto const folder = test::scratch() / "wrong";
  test::write_text(folder / "quarterdeck.yaml",
                   "curency: USD\ntargts: []\nsources: {opportunities: {file: o.csv}}\n");
  auto const said = run({"check", folder.string()});
  CHECK(said.code == 78);
  CHECK(has(said.err, "curency"));
  CHECK(has(said.err, "targts"));
  CHECK(has(said.err, "quarterdeck.yaml:1:1: "));
  CHECK(has(said.err, "[QD-"));
}

TEST_CASE("exit codes: a table that is not there is missing input", "[cli]") {
  auto const folder = test::scratch() / "tableless";
  test::write_text(folder / "quarterdeck.yaml", "sources: {opportunities: {file: o.csv}}\n");
  CHECK(run({"check", folder.string()}).code == 66);
}

TEST_CASE("exit codes: a table without the columns that it needs is bad data", "[cli]") {
  auto const folder = test::scratch() / "columnless";
  test::write_text(folder / "quarterdeck.yaml", "sources: {opportunities: {file: o.csv}}\n");
  test::write_text(folder / "o.csv", "colour,weight\nred,1\nblue,2\n");
  auto const said = run({"forecast", folder.string()});
  CHECK(said.code == 65);
  CHECK(said.out.empty());
}

TEST_CASE("exit codes: places that cannot be written are faults of output", "[cli]") {
  auto const company = test::small_company();
  CHECK(run({"forecast", company, "--trials", "128", "--out", "/dev/null/x"}).code == 74);
  CHECK(run({"forecast", company, "--trials", "128", "--draws", "/nowhere/d.csv"}).code == 74);
  CHECK(run({"forecast", company, "--trials", "128"}, "/dev/full").code == 74);
  CHECK(run({"schema", "workspace"}, "/dev/full").code == 74);
}

TEST_CASE("messages: quoting hostile arguments cannot reach the terminal raw", "[cli]") {
  auto const said = run({"forecast", test::small_company(), "--as-of", "\x1b[2Jboo"});
  CHECK(said.code == 64);
  CHECK(said.err.find('\x1b') == std::string::npos);
}

}  // namespace
}  // namespace quarterdeck
