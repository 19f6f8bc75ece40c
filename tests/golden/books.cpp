// tests/golden/books.cpp – see books.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/books.hpp"

#include <fmt/core.h>
#include <yaml-cpp/yaml.h>

#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace quarterdeck::golden {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(YAML::Node const& node, std::string const& problem) {
  auto const mark = node.Mark();
  throw std::runtime_error(
      fmt::format("books.yaml:{}:{}: {}", mark.line + 1, mark.column + 1, problem));
}

std::vector<std::string> words_of(std::string const& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// `- name: command line`, `- prepare: command line` or `- append: {to: file, text: …}`
Step read_step(YAML::Node const& node) {
  if (!node.IsMap() || node.size() != 1) refuse(node, "a step is a name and a command line");
  auto const name = node.begin()->first.as<std::string>();
  auto const what = node.begin()->second;
  Step step;
  if (name == "append") {
    if (!what.IsMap() || !what["to"] || !what["text"]) refuse(node, "append: {to: …, text: …}");
    step.append_to = what["to"].as<std::string>();
    step.text = what["text"].as<std::string>();
    return step;
  }
  if (!what.IsScalar()) refuse(node, "a command line is a text");
  step.arguments = words_of(what.as<std::string>());
  if (step.arguments.empty()) refuse(node, "the command line is empty");
  if (name != "prepare") step.golden = name;
  return step;
}

Book read_book(std::string name, YAML::Node const& node) {
  // CMakeLists.txt finds books by this pattern and makes a test of each.
  if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string::npos) {
    refuse(node, "the name of a book has small letters and dashes only");
  }
  Book book;
  book.name = std::move(name);
  std::set<std::string> goldens;
  for (auto const& entry : node) {
    auto const key = entry.first.as<std::string>();
    if (key == "needs") {
      book.needs = entry.second.as<std::string>();
    } else if (key == "environment") {
      book.environment = entry.second.as<std::map<std::string, std::string>>();
    } else if (key == "steps") {
      for (auto const& step : entry.second) {
        book.steps.push_back(read_step(step));
        auto const& golden = book.steps.back().golden;
        if (!golden.empty() && !goldens.insert(golden).second) refuse(step, "the name is taken");
      }
    } else {
      refuse(entry.first, "`" + key + "` is not one of needs, environment, steps");
    }
  }
  if (goldens.empty()) refuse(node, "a book has at least one golden file");
  return book;
}

void link(fs::path const& to, fs::path const& from) {
  if (fs::exists(to)) fs::create_directory_symlink(to, from);
}

}  // namespace

std::vector<std::string> Book::goldens() const {
  std::vector<std::string> names;
  for (auto const& step : steps) {
    if (!step.golden.empty()) names.push_back(step.golden);
  }
  return names;
}

std::vector<Book> read_books(fs::path const& file) {
  std::vector<Book> books;
  for (auto const& entry : YAML::LoadFile(file.string())) {
    books.push_back(read_book(entry.first.as<std::string>(), entry.second));
  }
  return books;
}

fs::path lay_out(fs::path const& source, fs::path const& folder) {
  auto const tree = folder / "tree";
  fs::create_directories(tree);
  for (auto const& entry : fs::directory_iterator(source / "docs" / "start")) {
    auto const workspace = entry.path() / "quarterdeck.yaml";
    if (!fs::exists(workspace)) continue;
    auto const copy = tree / "docs" / "start" / entry.path().filename();
    fs::create_directories(copy);
    fs::copy_file(workspace, copy / "quarterdeck.yaml");
  }
  link(source / "scenarios", tree / "scenarios");
  link(source / "tests", tree / "tests");
  link(source.parent_path() / "shared", folder / "shared");
  return tree;
}

}  // namespace quarterdeck::golden
