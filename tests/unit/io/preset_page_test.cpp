// tests/unit/io/preset_page_test.cpp – the page of presets says what the presets know, and no more.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "engine/io/deals/preset.hpp"
#include "engine/table/description.hpp"
#include "engine/workspace/workspace_keys.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck;

namespace {

using Lines = std::vector<std::string>;

std::string code(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return fmt::format("`{}`", text);
}

std::string listed(std::string_view words, std::string_view between) {
  std::string text;
  for (auto const word : io::words_of(words)) {
    text += (text.empty() ? std::string() : std::string(between)) + code(word);
  }
  return text;
}

/// `a|b; c` as `` `a` or `b`, and `c` ``.
std::string marks_of(std::string_view marks) {
  std::string text;
  while (!marks.empty()) {
    auto const end = marks.find("; ");
    text += (text.empty() ? "" : ", and ") + listed(marks.substr(0, end), " or ");
    marks = end == std::string_view::npos ? std::string_view() : marks.substr(end + 2);
  }
  return text;
}

std::string recognised_by(io::Preset const& preset) {
  auto text = marks_of(preset.marks);
  if (!preset.needs.empty()) {
    text += (text.empty() ? "" : ", and ") +
            fmt::format("a name each of {}", listed(preset.needs, ", "));
  }
  if (!preset.lacks.empty()) text += fmt::format(", without {}", listed(preset.lacks, " or "));
  return text.empty() ? fmt::format("`preset: {}`, where no other fits", preset.name) : text;
}

void add_table(Lines& lines, std::string const& head, Lines const& rows) {
  auto const n_columns = std::ranges::count(head, '|') - 1;
  lines.insert(lines.end(), {"", head});
  std::string rule = "|";
  for (std::ptrdiff_t i = 0; i < n_columns; ++i) rule += "---|";
  lines.push_back(rule);
  lines.insert(lines.end(), rows.begin(), rows.end());
}

Lines rows_of(std::span<io::ColumnNames const> columns) {
  Lines rows;
  for (auto const& [column, names] : columns) {
    rows.push_back(fmt::format("| `{}` | {} |", column, listed(names, ", ")));
  }
  return rows;
}

Lines rows_of(std::span<io::LeftOutRows const> rules) {
  Lines rows;
  for (auto const& rule : rules) {
    rows.push_back(fmt::format("| `{}` | {} | `{}` |", rule.header, rule.value, rule.finding));
  }
  return rows;
}

Lines rows_of(std::span<io::ValueName const> values) {
  Lines rows;
  for (auto const& [column, theirs, ours] : values) {
    rows.push_back(
        fmt::format("| `{}` | `{}` | {} |", column, theirs, ours.empty() ? "nothing" : ours));
  }
  return rows;
}

constexpr auto left_out_head = "| rows are left out where | is | finding |";

/// A part that several tables share stands once.
template <class Part>
void add_part(Lines& lines, std::set<void const*>& shown, std::string const& head,
              std::span<Part const> part) {
  if (part.empty() || !shown.insert(part.data()).second) return;
  add_table(lines, head, rows_of(part));
}

Lines section_of(std::string_view title, std::string_view name) {
  Lines lines{fmt::format("## {}", title)};
  std::vector<io::Preset const*> tables;
  for (auto const* const preset : io::presets()) {
    if (preset->name == name) tables.push_back(preset);
  }
  Lines rows;
  for (auto const* const one : tables) {
    rows.push_back(name.empty() ? fmt::format("| {} | {} |", one->what, recognised_by(*one))
                                : fmt::format("| {} | `{}` | {} |", one->what, one->table,
                                              recognised_by(*one)));
  }
  add_table(lines,
            name.empty() ? "| it holds | recognised by |" : "| it is | read as | recognised by |",
            rows);
  std::set<void const*> shown;
  for (auto const* const one : tables) {
    if (one->name.empty()) continue;
    if (!shown.contains(one->columns.data())) {
      lines.insert(lines.end(), {"", fmt::format("Columns of {}:", one->what)});
    }
    add_part(lines, shown, "| ours | theirs |", one->columns);
    add_part(lines, shown, "| changed | where the field is |", one->fields);
    add_part(lines, shown, "| ours | value | means |", one->values);
    add_part(lines, shown, left_out_head, one->left_out);
  }
  lines.emplace_back("");
  return lines;
}

Lines expected_page() {
  Lines lines;
  for (auto const& [title, name] :
       {std::pair("Salesforce", "salesforce"), std::pair("HubSpot", "hubspot"),
        std::pair("Dynamics 365 Sales", "dynamics"), std::pair("Pipedrive", "pipedrive"),
        std::pair("Zoho", "zoho"), std::pair("monday", "monday"), std::pair("Odoo", "odoo"),
        std::pair("Known tables that hold no deals", "")}) {
    auto const section = section_of(title, name);
    lines.insert(lines.end(), section.begin(), section.end());
  }
  lines.emplace_back("## Whatever the system");
  add_table(lines, left_out_head, rows_of(io::landing_rules("opportunities")));
  return lines;
}

Lines page() {
  std::ifstream file(std::filesystem::path(QUARTERDECK_SOURCE_DIR) / "docs/formats/presets.md");
  REQUIRE(file);
  Lines lines;
  std::string line;
  bool begun = false;
  while (std::getline(file, line)) {
    begun = begun || line == "## Salesforce";
    if (begun) lines.push_back(line);
  }
  return lines;
}

/// The first line in which the two differ; empty where they are the same.
std::string difference(Lines const& page, Lines const& expected) {
  for (std::size_t i = 0; i < std::max(page.size(), expected.size()); ++i) {
    auto const has = i < page.size() ? page[i] : "the end of the page";
    auto const wants = i < expected.size() ? expected[i] : "the end of the page";
    if (has != wants) return fmt::format("has:   {}\nwants: {}", has, wants);
  }
  return {};
}

}  // namespace

TEST_CASE("preset page: every header that a preset knows, and no other", "[unit][io]") {
  auto const expected = expected_page();
  auto lines = page();
  CHECK(difference(lines, expected) == "");
  lines.erase(lines.begin() + 5);
  CHECK(difference(lines, expected) != "");
  lines = page();
  lines.push_back("| `owner` | `Deal Owner` |");
  CHECK(difference(lines, expected) != "");
}

TEST_CASE("preset page: the workspace knows every preset by its name", "[unit][io]") {
  std::string choices;
  for (auto const name : io::preset_names()) {
    choices += fmt::format("{}\"{}\"", choices.empty() ? "" : ", ", name);
  }
  auto const keys = io::key_section("source").keys;
  auto const key = std::ranges::find(keys, std::string_view("preset"), &io::Key::name);
  REQUIRE(key != keys.end());
  CHECK(std::string(key->type).find("[" + choices + "]") != std::string::npos);
}
