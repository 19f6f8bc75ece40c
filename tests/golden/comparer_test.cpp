// tests/golden/comparer_test.cpp – the comparer of golden files reports whatever was changed.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/golden/compare.hpp"
#include "tests/golden/summary.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::golden {
namespace {

namespace fs = std::filesystem;
using Kind = Difference::Kind;

fs::path const expected_folder = fs::path(QUARTERDECK_SOURCE_DIR) / "tests/golden/expected";

constexpr char const* document = R"({
  "provenance": {"git": "abc", "threads": 2},
  "total": {"mean": 100.25, "quantiles": {"0.1": 1.0, "0.9": 2.5}},
  "deals": [{"id": "D1", "p_win": 0.41, "flags": ["old", "large"]},
            {"id": "D2", "p_win": 0.5, "flags": []}],
  "groups": [{"by": "region", "value": "EMEA", "mean": 3}, {"by": "segment", "value": "EMEA", "mean": 4}],
  "edges": [0, 1.5, 3]
})";

Rules rules() {
  Rules rules;
  rules.keys["deals"] = {"id"};
  rules.keys["groups"] = {"by", "value"};
  rules.ignored = {"provenance.git", "provenance.threads"};
  return rules;
}

/// Differences after `from`, which stands in the document, was replaced by `to`.
std::vector<Difference> after(std::string const& from, std::string const& to,
                              Rules const& by = rules()) {
  std::string changed = document;
  auto const at = changed.find(from);
  REQUIRE(at != std::string::npos);
  changed.replace(at, from.size(), to);
  auto expected = parse(document, "expected");
  auto received = parse(changed, "received");
  make_golden(expected, "forecast", by);
  make_golden(received, "forecast", by);
  return compare(expected, received, "forecast", by);
}

/// The one difference after a change, as a sentence.
std::string said(std::string const& from, std::string const& to, Rules const& by = rules()) {
  auto const found = after(from, to, by);
  REQUIRE(found.size() == 1);
  return to_string(found.front());
}

Rules read_rules_of(std::string const& text) {
  auto const file = fs::temp_directory_path() / "quarterdeck-golden-rules.yaml";
  std::ofstream(file) << text;
  return read_rules(file);
}

/// What is said of a tolerance.yaml with a fault; empty where it is read.
std::string fault_of(std::string const& text) {
  try {
    (void)read_rules_of(text);
    return {};
  } catch (std::runtime_error const& error) {
    return error.what();
  }
}

/// Calls with every value of a document that holds no others.
void for_each_scalar(Value& value, std::function<void(Value&)> const& call) {
  if (!value.is_nested()) call(value);
  for (auto& item : value.items) for_each_scalar(item, call);
}

/// Calls with every array or object that is not empty.
void for_each_nested(Value& value, std::function<void(Value&)> const& call) {
  if (value.items.empty()) return;
  call(value);
  for (auto& item : value.items) for_each_nested(item, call);
}

/// Changes the last digit of a number.
void plant(Value& number) {
  auto const digit = std::find_if(number.text.rbegin(), number.text.rend(),
                                  [](unsigned char c) { return std::isdigit(c) != 0; });
  *digit = *digit == '9' ? '8' : static_cast<char>(*digit + 1);
}

}  // namespace

TEST_CASE("golden comparer: the same document has no difference", "[golden]") {
  CHECK(after("100.25", "100.25").empty());
}

TEST_CASE("golden comparer: a value is named by its row's key", "[golden]") {
  CHECK(said("0.41", "0.43") == "deals[id=D1].p_win: 0.41 -> 0.43");
  CHECK(said("\"mean\": 4", "\"mean\": 5") == "groups[by=segment, value=EMEA].mean: 4 -> 5");
  CHECK(said("\"large\"", "\"huge\"") == "deals[id=D1].flags[1]: \"large\" -> \"huge\"");
  CHECK(said("2.5", "2.25") == "total.quantiles.0.9: 2.5 -> 2.25");
  CHECK(said("1.5", "1.75") == "edges[1]: 1.5 -> 1.75");
}

TEST_CASE("golden comparer: numbers are equal only when they are written alike", "[golden]") {
  CHECK(said("100.25", "100.25000000000001") == "total.mean: 100.25 -> 100.25000000000001");
  CHECK(said("\"mean\": 3", "\"mean\": 3.0") == "groups[by=region, value=EMEA].mean: 3 -> 3.0");
  CHECK(said("\"0.1\": 1.0", "\"0.1\": -0.0") == "total.quantiles.0.1: 1.0 -> -0.0");
}

TEST_CASE("golden comparer: how far numbers lie apart", "[golden]") {
  auto const found = after("0.5", "0.6");
  REQUIRE(found.size() == 1);
  CHECK(found[0].absolute.value() == Approx(0.1));
  CHECK(found[0].relative.value() == Approx(0.2));
  auto const from_zero = after("[0, ", "[2, ");
  REQUIRE(from_zero.size() == 1);
  CHECK(from_zero[0].absolute.value() == 2);
  CHECK_FALSE(from_zero[0].relative.has_value());
}

TEST_CASE("golden comparer: rows and names that come, go or move", "[golden]") {
  CHECK(said(R"(,
            {"id": "D2", "p_win": 0.5, "flags": []})",
             "") == "deals[id=D2]: the row is gone, was an object of 3");
  CHECK(said(R"([{"id": "D1")", R"([{"id": "D0"}, {"id": "D1")") ==
        "deals[id=D0]: the row is new, an object of 1");
  CHECK(said("\"p_win\": 0.5, ", "") == "deals[id=D2].p_win: is gone, was 0.5");
  CHECK(said("\"p_win\": 0.5, ", "\"p_win\": 0.5, \"p_hit\": 1, ") ==
        "deals[id=D2].p_hit: is new, 1");
  CHECK(said("1.5, 3]", "1.5]") == "edges[2]: the row is gone, was 3");
  CHECK(said("1.5, 3]", "1.5, 3, 4]") == "edges[3]: the row is new, 4");
  CHECK(said(R"("git": "abc", "threads": 2)", R"("threads": 2, "git": "abc")") ==
        "provenance: in another order, first at threads");
}

TEST_CASE("golden comparer: rows in another order are one difference", "[golden]") {
  auto const swapped = after(
      R"({"by": "region", "value": "EMEA", "mean": 3}, {"by": "segment", "value": "EMEA", "mean": 4})",
      R"({"by": "segment", "value": "EMEA", "mean": 4}, {"by": "region", "value": "EMEA", "mean": 3})");
  REQUIRE(swapped.size() == 1);
  CHECK(swapped[0].kind == Kind::order);
  CHECK(swapped[0].place == "groups");
}

TEST_CASE("golden comparer: a value of another kind", "[golden]") {
  CHECK(said("0.41", "null") == "deals[id=D1].p_win: 0.41 -> null, of another kind");
  CHECK(said("0.41", "\"0.41\"") == "deals[id=D1].p_win: 0.41 -> \"0.41\", of another kind");
  CHECK(said("[0, 1.5, 3]", "{}") == "edges: an array of 3 -> an object of 0, of another kind");
}

TEST_CASE("golden comparer: keys that do not tell rows apart are a fault", "[golden]") {
  auto const found = after("\"D2\"", "\"D1\"");
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].kind == Kind::ambiguous_key);
  CHECK(found[0].place == "deals[id=D1]");
}

TEST_CASE("golden comparer: ignored columns keep their kind and presence", "[golden]") {
  CHECK(after("\"abc\"", "\"def\"").empty());
  CHECK(said("\"abc\"", "7") == "provenance.git: \"<text>\" -> \"<number>\"");
  CHECK(said("\"git\": \"abc\", ", "") == "provenance.git: is gone, was \"<text>\"");
}

TEST_CASE("golden comparer: a tolerance is for its own column", "[golden]") {
  auto by = rules();
  by.tolerances["deals.p_win"] = {0.05, 0};
  CHECK(after("0.41", "0.43", by).empty());
  CHECK(said("0.41", "0.47", by) == "deals[id=D1].p_win: 0.41 -> 0.47");
  CHECK(said("100.25", "100.26", by) == "total.mean: 100.25 -> 100.26");
  by.tolerances["mean"] = {0, 0.01};
  CHECK(after("100.25", "101.25", by).empty());
  CHECK(after("100.25", "101.26", by).size() == 1);
  by.tolerances["total.mean"] = {0.001, 0};
  CHECK(after("100.25", "101.25", by).size() == 1);
}

TEST_CASE("golden comparer: of a folded array the first rows show, and any change of the others",
          "[golden]") {
  auto by = rules();
  by.folded["deals"] = 1;
  auto const change = said("0.5", "0.25", by);
  CHECK(change.find("deals[1]: \"1 more rows, digest ") == 0);
  CHECK(said("0.41", "0.43", by) == "deals[id=D1].p_win: 0.41 -> 0.43");
  by.folded["deals"] = 2;
  CHECK(said("0.5", "0.25", by) == "deals[id=D2].p_win: 0.5 -> 0.25");
}

TEST_CASE("golden comparer: an object that has a name twice is no document", "[golden]") {
  CHECK_THROWS_AS(parse(R"({"a": 1, "a": 2})", "twice"), std::runtime_error);
  CHECK_THROWS_AS(parse(R"({"a": 1)", "cut off"), std::runtime_error);
}

TEST_CASE("golden comparer: printed and read again, a document is the same", "[golden]") {
  auto const value = parse(document, "document");
  auto const printed = print(value);
  CHECK(compare(value, parse(printed, "printed"), "forecast", rules()).empty());
  CHECK(print(parse(printed, "printed")) == printed);
  CHECK(printed.find("100.25") != std::string::npos);
  CHECK(print(parse("[]", "empty")) == "[]\n");
}

TEST_CASE("golden comparer: faults of tolerance.yaml are refused with their place", "[golden]") {
  CHECK(read_rules_of("keys:\n  deals: id\n").keys.at("deals") == std::vector<std::string>{"id"});
  CHECK(fault_of("kyes:\n  deals: id\n") ==
        "tolerance.yaml:1:1: `kyes` is not one of keys, ignore, fold, tolerance");
  CHECK(fault_of("tolerance:\n  total.mean: {absolute: 1}\n") ==
        "tolerance.yaml:2:15: a tolerance needs a reason, `why`");
  CHECK(fault_of("tolerance:\n  total.mean: {absolute: -1, why: x}\n") ==
        "tolerance.yaml:2:26: a tolerance is a number above zero");
  CHECK(fault_of("tolerance:\n  total.mean: {why: x}\n") ==
        "tolerance.yaml:2:15: a tolerance is absolute, relative or both");
  CHECK(fault_of("ignore:\n  a: why\n  a: why\n") == "tolerance.yaml:3:3: `a` stands here twice");
  CHECK(fault_of("ignore:\n  a: [why]\n") ==
        "tolerance.yaml:2:3: an ignored column needs a reason");
}

TEST_CASE("golden comparer: a page counts by column and shows the largest", "[golden]") {
  std::string changed = document;
  for (auto const& [from, to] :
       {std::pair("0.41", "0.43"), {"\"p_win\": 0.5", "\"p_win\": 0.75"}}) {
    changed.replace(changed.find(from), std::string(from).size(), to);
  }
  auto const found =
      compare(parse(document, "expected"), parse(changed, "received"), "forecast", rules());
  auto const page = summary("book/forecast.json", found);
  CHECK(page ==
        "book/forecast.json: 2 differences in 1 column\n"
        "  forecast.deals.p_win: 2 changed, by at most 0.25, relative 0.5\n"
        "      deals[id=D1].p_win: 0.41 -> 0.43\n"
        "      deals[id=D2].p_win: 0.5 -> 0.75\n");
}

// The twin of every golden test: on the real files and with the real rules, no change goes unseen.
TEST_CASE("golden comparer: each digit, row and name planted in a real file is reported",
          "[golden]") {
  auto const by = read_rules(fs::path(QUARTERDECK_SOURCE_DIR) / "tests/golden/tolerance.yaml");
  auto const name = GENERATE(as<std::string>{}, "forecast", "backtest", "history");
  auto const file = expected_folder / "quarters" / (name + ".json");
  auto const expected = read(file);
  Value received = expected;
  auto const differs = [&] { return !compare(expected, received, name, by).empty(); };
  REQUIRE_FALSE(differs());

  // One change at a time, at most about this many in a file.
  constexpr int n_plants = 300;
  int n_scalars = 0;
  for_each_scalar(received, [&](Value&) { ++n_scalars; });
  int i = 0;
  int n_unseen = 0;
  for_each_scalar(received, [&](Value& scalar) {
    if (i++ % (n_scalars / n_plants + 1) != 0) return;
    auto const before = scalar;
    if (scalar.kind == Value::Kind::number) {
      plant(scalar);
    } else {
      scalar.text += 'x';
    }
    // Null has no text, and so no change to it can be planted.
    if (scalar.kind != Value::Kind::null && !differs()) ++n_unseen;
    scalar = before;
  });
  CHECK(n_unseen == 0);

  int n_nested = 0;
  for_each_nested(received, [&](Value&) { ++n_nested; });
  i = 0;
  for_each_nested(received, [&](Value& nested) {
    if (i++ % (n_nested / n_plants + 1) != 0) return;
    auto const before = nested;
    nested.items.pop_back();
    if (!nested.names.empty()) nested.names.pop_back();
    if (!differs()) ++n_unseen;
    nested = before;
    nested.items.push_back(nested.items.front());
    if (!nested.names.empty()) nested.names.emplace_back("planted");
    if (!differs()) ++n_unseen;
    nested = before;
  });
  CHECK(n_unseen == 0);
}

}  // namespace quarterdeck::golden
