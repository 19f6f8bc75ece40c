// tests/unit/report/words/keys_test.cpp – keys in the sources of the report against the words.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tools/report/words/language.hpp"

namespace quarterdeck::report {
namespace {

namespace fs = std::filesystem;

/// A message as a source writes it: its key, and the names of its arguments where they stand there.
struct Said {
  std::string key;
  std::set<std::string> arguments;
};

/// The quoted text at a place; an empty one where there is none.
std::string quoted(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '"') return {};
  return std::string(text.substr(at + 1, text.find('"', at + 1) - at - 1));
}

/// Reads the call that begins after `say(`, and those inside of it; returns where it ends.
std::size_t read_call(std::string_view text, std::size_t at, std::vector<Said>& said) {
  Said one{quoted(text, at), {}};
  int depth = 1;
  std::size_t i = at;
  while (i < text.size() && depth > 0) {
    if (text.substr(i).starts_with("say(")) {
      i = read_call(text, i + 4, said);
      continue;
    }
    // An argument is a quoted name at the start of a pair of braces.
    if (text.substr(i).starts_with("{\"")) {
      auto const name = quoted(text, i + 1);
      auto const end = i + name.size() + 3;
      if (end < text.size() && text[end] == ',') one.arguments.insert(name);
    }
    depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
    ++i;
  }
  if (!one.key.empty()) said.push_back(std::move(one));
  return i;
}

/// Sources of the report without line breaks and the blanks that set them in.
std::vector<std::string> sources() {
  std::vector<std::string> texts;
  fs::path const folder = fs::path(QUARTERDECK_SOURCE_DIR) / "tools" / "report";
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    auto const extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp") continue;
    std::ifstream stream(entry.path());
    std::string const text{std::istreambuf_iterator<char>(stream), {}};
    static std::regex const comment("//[^\n]*");
    static std::regex const blanks("\\s*\n\\s*");
    texts.push_back(std::regex_replace(std::regex_replace(text, comment, ""), blanks, ""));
  }
  return texts;
}

std::vector<Said> all_said() {
  std::vector<Said> said;
  for (auto const& text : sources()) {
    for (auto at = text.find("say("); at != std::string::npos; at = text.find("say(", at)) {
      at = read_call(text, at + 4, said);
    }
  }
  return said;
}

/// Texts in quotes that look like keys.
std::set<std::string> key_literals() {
  std::set<std::string> keys;
  static std::regex const key("\"([a-z][a-z0-9_]*(\\.[a-z0-9_]+)*)\"");
  for (auto const& text : sources()) {
    for (std::sregex_iterator at(text.begin(), text.end(), key), end; at != end; ++at) {
      keys.insert((*at)[1]);
    }
  }
  return keys;
}

TEST_CASE("keys: every message of the sources has words with its arguments", "[unit]") {
  auto const said = all_said();
  CHECK(said.size() > 300);
  for (auto const& one : said) {
    INFO(one.key);
    REQUIRE(english().has(one.key));
    CHECK(arguments_of(english().pattern(one.key)) == one.arguments);
  }
}

TEST_CASE("keys: titles of columns have words", "[unit]") {
  static std::regex const column("_column\\(\"([^\"]*)\"");
  std::size_t n = 0;
  for (auto const& text : sources()) {
    for (std::sregex_iterator at(text.begin(), text.end(), column), end; at != end; ++at, ++n) {
      INFO((*at)[1].str());
      CHECK(english().has((*at)[1].str()));
    }
  }
  CHECK(n > 100);
}

TEST_CASE("keys: no words are left over", "[unit]") {
  auto const used = key_literals();
  for (auto const key : english().keys()) {
    if (key.starts_with("term.") || key.starts_with("finding.")) continue;
    INFO(key);
    CHECK(used.contains(std::string(key)));
  }
}

TEST_CASE("keys: the reader of sources sees calls inside of calls", "[unit]") {
  std::string const text = R"(say("a", {{"b", say("c", {{"d", x(1)}})}, {"e", Name{"f"}}}) + y)";
  std::vector<Said> said;
  CHECK(text.substr(read_call(text, 4, said)) == " + y");
  REQUIRE(said.size() == 2);
  CHECK(said[0].key == "c");
  CHECK(said[0].arguments == std::set<std::string>{"d"});
  CHECK(said[1].arguments == std::set<std::string>{"b", "e"});
}

}  // namespace
}  // namespace quarterdeck::report
