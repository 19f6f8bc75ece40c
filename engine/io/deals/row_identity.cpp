// engine/io/deals/row_identity.cpp – see row_identity.hpp; rows of one id are in same_ids.cpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/row_identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "engine/core/text.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/plain_words.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/row_shapes.hpp"

namespace quarterdeck::io {
namespace {

/// `3.06E+11` and `3,06418E+11`, as spreadsheets write long numbers.
bool is_scientific(std::string_view id) {
  auto const exponent = id.find_first_of("eE");
  if (exponent == std::string_view::npos || exponent == 0 || exponent + 2 >= id.size())
    return false;
  auto const power = id.substr(exponent + 2);
  if (id[exponent + 1] != '+' || !std::ranges::all_of(power, core::is_digit)) return false;
  auto const mantissa = id.substr(0, exponent);
  return core::is_digit(mantissa[0]) && std::ranges::all_of(mantissa, [](char c) {
           return core::is_digit(c) || c == '.' || c == ',';
         });
}

/// Spreadsheets keep fifteen digits and write zeros for the rest.
bool has_cut_digits(std::string_view id) {
  return std::ranges::all_of(id.substr(15), [](char c) { return c == '0'; });
}

std::vector<bool> rounded_ids(DealRows const& rows) {
  std::vector<bool> rounded(rows.size(), false);
  std::size_t n_long = 0;
  std::size_t n_cut = 0;
  auto const is_long = [](std::string const& id) {
    return id.size() >= 16 && std::ranges::all_of(id, core::is_digit);
  };
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rounded[row] = is_scientific(rows.id[row]);
    if (!is_long(rows.id[row])) continue;
    ++n_long;
    n_cut += has_cut_digits(rows.id[row]) ? 1U : 0U;
  }
  if (n_long < 5 || 10 * n_cut < 9 * n_long) return rounded;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (is_long(rows.id[row])) rounded[row] = has_cut_digits(rows.id[row]);
  }
  return rounded;
}

core::Diagnostic rounded_fault(DealRows const& rows, std::vector<bool> const& rounded) {
  auto const first = static_cast<std::size_t>(std::ranges::find(rounded, true) - rounded.begin());
  return {"QD-241",
          core::Fault::data,
          rows.places.place(first),
          fmt::format("a spreadsheet has rounded {} ids, for example `{}`",
                      std::ranges::count(rounded, true), rows.id[first]),
          "different deals have the same rounded id, and other tables name deals by theirs",
          "Export the table again and do not open it in a spreadsheet before it is read, or format "
          "the column as text before the ids are entered."};
}

std::string of_file_and_line(DealRows const& rows, std::size_t row) {
  auto const place = rows.places.place(row);
  return fmt::format("{}:{}", std::filesystem::path(place.file).filename().string(), place.line);
}

class Identifier {
 public:
  Identifier(DealRows const& rows, IdsJoin join, RowMeanings& meanings, data::Findings& findings)
      : rows_(rows), join_(join), meanings_(meanings), findings_(findings) {}

  core::Diagnostics run() {
    auto const rounded = rounded_ids(rows_);
    bool const any_rounded = std::ranges::find(rounded, true) != rounded.end();
    if (any_rounded && join_ == IdsJoin::yes) return {rounded_fault(rows_, rounded)};
    auto const no_deals = rows_that_are_no_deals(rows_, meanings_);
    meanings_.ids = rows_.id;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (no_deals[row]) {
        note("row.footer", row, rows_.id[row].empty() ? rows_.name[row] : rows_.id[row]);
        meanings_.ids[row].clear();
      } else if (rounded[row]) {
        meanings_.ids[row] = of_file_and_line(rows_, row);
        meanings_.rounded.push_back(static_cast<std::uint32_t>(row));
        note("id.rounded", row, rows_.id[row]);
      } else if (!says_something(rows_.id[row])) {
        without_id_.push_back(row);
      }
    }
    make_ids();
    drop_merged();
    note_case();
    return {};
  }

 private:
  void note(std::string_view code, std::size_t row, std::string const& subject) {
    data::add_finding(findings_, finding_kind(code), rows_.places.place(row), subject);
  }
  void make_ids();
  void drop_merged();
  void note_case();
  [[nodiscard]] std::set<std::string> merged_keys() const;
  [[nodiscard]] CodeColumn const* column_of(std::span<std::string_view const> names) const;
  [[nodiscard]] std::string key(std::string_view id) const {
    return std::string(join_key(id, rows_.source().preset));
  }

  DealRows const& rows_;
  IdsJoin join_;
  RowMeanings& meanings_;
  data::Findings& findings_;
  std::vector<std::size_t> without_id_;
};

void Identifier::make_ids() {
  auto const account = rows_.text.find("account");
  std::map<std::string, int> n_of;
  for (auto const row : without_id_) {
    auto const& of = account == rows_.text.end() ? rows_.stage.dictionary[0] : account->second[row];
    auto& id = meanings_.ids[row];
    id.clear();
    if (rows_.name[row].empty() && of.empty()) continue;
    id = fmt::format("{} | {} | {}", rows_.name[row], of, core::to_iso(rows_.created[row]));
    ++n_of[id];
  }
  for (auto const row : without_id_) {
    auto& id = meanings_.ids[row];
    bool const is_shared = !id.empty() && n_of[id] > 1;
    bool const by_line = (id.empty() || is_shared) && join_ == IdsJoin::no;
    if (by_line) id = of_file_and_line(rows_, row);
    note(id.empty() ? "id.conflict" : by_line ? "id.of_line" : "id.missing", row, id);
  }
}

CodeColumn const* Identifier::column_of(std::span<std::string_view const> names) const {
  for (auto const& [column, codes] : rows_.text) {
    if (std::ranges::find(names, folded(column)) != names.end()) return &codes;
  }
  return nullptr;
}

std::set<std::string> Identifier::merged_keys() const {
  std::set<std::string> present;
  std::set<std::pair<std::string, std::string>> pairs;  // merged, survivor
  auto const* const into = column_of(merged_into_names());
  auto const* const lists = column_of(merged_ids_names());
  if (into == nullptr && lists == nullptr && meanings_.merged_pairs.empty()) return {};
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    auto const own = key(meanings_.ids[row]);
    if (own.empty()) continue;
    present.insert(own);
    if (into != nullptr && !(*into)[row].empty()) pairs.emplace(own, key((*into)[row]));
    std::string_view rest = lists == nullptr ? std::string_view() : (*lists)[row];
    while (!rest.empty()) {
      auto const end = rest.find_first_of(";, ");
      if (auto const id = rest.substr(0, end); !id.empty()) pairs.emplace(key(id), own);
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
  }
  std::set<std::string> told;  // by a table of its own, whether the survivor is here or not
  for (auto const& [gone, survivor] : meanings_.merged_pairs) {
    pairs.emplace(key(gone), key(survivor));
    told.insert(key(gone));
  }
  std::set<std::string> merged;
  for (auto const& [gone, survivor] : pairs) {
    bool const is_circle = pairs.contains({survivor, gone});
    bool const is_sure = told.contains(gone) || present.contains(survivor);
    if (gone != survivor && !is_circle && is_sure) merged.insert(gone);
  }
  return merged;
}

void Identifier::drop_merged() {
  auto const merged = merged_keys();
  if (merged.empty()) return;
  std::set<std::string> seen;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    auto const own = key(meanings_.ids[row]);
    if (!merged.contains(own)) continue;
    if (seen.insert(own).second) note("deal.merged", row, meanings_.ids[row]);
    meanings_.ids[row].clear();
  }
  meanings_.merged.assign(merged.begin(), merged.end());
}

/// Only Salesforce has ids whose letter case tells deals apart, and spreadsheets that do not.
void Identifier::note_case() {
  std::map<std::string, std::string> by_word;
  std::set<std::string> told;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    auto const& id = meanings_.ids[row];
    if (!is_salesforce_id(id)) continue;
    auto const own = key(id);
    auto const [at, is_new] = by_word.try_emplace(folded(own), own);
    bool const differs = !is_new && at->second != own;
    if (differs && told.insert(own).second) note("id.case", row, id);
  }
}

}  // namespace

std::span<std::string_view const> merged_into_names() {
  static constexpr std::array<std::string_view, 4> names{"mergedinto", "mergedintoid",
                                                         "mergedintodealid", "masterrecordid"};
  return names;
}

std::span<std::string_view const> merged_ids_names() {
  static constexpr std::array<std::string_view, 7> names{"mergedids",
                                                         "mergeddealids",
                                                         "mergedobjectids",
                                                         "hsmergedobjectids",
                                                         "mergeddealid",
                                                         "propertyhsmergedobjectids",
                                                         "propertieshsmergedobjectids"};
  return names;
}

core::Diagnostics identify_rows(DealRows const& rows, IdsJoin join, RowMeanings& meanings,
                                data::Findings& findings) {
  return Identifier(rows, join, meanings, findings).run();
}

}  // namespace quarterdeck::io
