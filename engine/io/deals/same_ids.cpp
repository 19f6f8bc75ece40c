// engine/io/deals/same_ids.cpp – rows that share an id: copies, lines or a fault; see
// row_identity.hpp. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/row_identity.hpp"

namespace quarterdeck::io {
namespace {

using Group = std::vector<std::uint32_t>;

/// In what rows of one id differ.
struct Difference {
  bool amount = false;  ///< or currency
  bool stage = false;
  bool day = false;      ///< of creation or closing
  bool words = false;    ///< of the deal's own columns
  bool product = false;  ///< every row has another one
  [[nodiscard]] bool matters() const { return amount || stage || day; }
};

/// Columns that tell the lines of a deal apart.
bool is_product_column(std::string_view column) {
  static constexpr std::array<std::string_view, 11> parts{
      "product", "produkt", "producto", "produit", "prodotto", "produto",
      "item",    "sku",     "articl",   "artikel", "articul"};
  auto const word = folded(column);
  return word.starts_with("line") ||
         std::ranges::any_of(parts, [&](auto part) { return word.find(part) != word.npos; });
}

bool is_own_column(std::string_view column) {
  static constexpr std::array<std::string_view, 7> own{
      "account", "owner", "segment", "region", "type", "source", "forecast_category"};
  return std::ranges::find(own, column) != own.end();
}

class Comparer {
 public:
  Comparer(DealRows const& rows, RowMeanings const& meanings) : rows_(rows), meanings_(meanings) {}

  [[nodiscard]] Difference compare(Group const& group) const {
    Difference difference;
    std::set<std::vector<std::uint32_t>> products;
    for (auto const row : group) {
      compare(group.front(), row, difference);
      products.insert(products_of(row));
    }
    difference.product = products.size() == group.size() && !products.begin()->empty();
    return difference;
  }

 private:
  void compare(std::uint32_t a, std::uint32_t b, Difference& difference) const {
    difference.amount |=
        rows_.amount[a] != rows_.amount[b] || rows_.won_amount[a] != rows_.won_amount[b];
    difference.stage |= meanings_.stages[a] != meanings_.stages[b] ||
                        meanings_.outcomes[a] != meanings_.outcomes[b] ||
                        rows_.stage.codes[a] != rows_.stage.codes[b];
    difference.day |= rows_.created[a] != rows_.created[b] || rows_.close[a] != rows_.close[b] ||
                      rows_.actual_close[a] != rows_.actual_close[b];
    difference.words |= rows_.name[a] != rows_.name[b];
    for (auto const& [column, codes] : rows_.text) {
      bool const differs = codes.codes[a] != codes.codes[b];
      difference.words |= differs && is_own_column(column);
      difference.amount |= differs && column == "currency";
    }
  }
  [[nodiscard]] std::vector<std::uint32_t> products_of(std::uint32_t row) const {
    std::vector<std::uint32_t> codes;
    for (auto const& [column, values] : rows_.text) {
      if (is_product_column(column)) codes.push_back(values.codes[row]);
    }
    return codes;
  }

  DealRows const& rows_;
  RowMeanings const& meanings_;
};

class Settler {
 public:
  Settler(DealRows const& rows, RowMeanings& meanings, data::Findings& findings)
      : rows_(rows), meanings_(meanings), findings_(findings) {}

  core::Checked<Group> run(SameIds const& groups) {
    auto const& grain = rows_.source().grain;
    Comparer const comparer(rows_, meanings_);
    std::vector<Difference> differences;
    for (auto const& group : groups) differences.push_back(comparer.compare(group));
    bool const some_lines_differ = std::ranges::any_of(
        differences, [](auto const& one) { return are_lines(one) && one.amount; });
    totals_among_lines_ = have_their_totals(groups);
    Group chosen;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      auto const& one = differences[i];
      bool const by_shape = grain.empty() && are_lines(one) && some_lines_differ;
      bool const said = grain == "lines" && !one.stage && !one.day;
      bool const alike = grain.empty() && are_lines(one) && !some_lines_differ;
      if (grain == "versions" || (!one.matters() && !by_shape && !said && !alike)) {
        chosen.push_back(last_of(groups[i]));
      } else if (by_shape || said) {
        chosen.push_back(sum_of(groups[i]));
      } else {
        (alike ? alike_ : odd_).push_back(&groups[i]);
      }
    }
    core::Diagnostics faults;
    if (!odd_.empty()) faults.push_back(odd_fault());
    if (!alike_.empty()) faults.push_back(alike_fault());
    if (!faults.empty()) return tl::unexpected(std::move(faults));
    return chosen;
  }

 private:
  static bool are_lines(Difference const& one) {
    return one.product && !one.stage && !one.day && !one.words;
  }
  std::uint32_t last_of(Group const& group) {
    for (auto const row : group) {
      if (row == group.back()) continue;
      data::add_finding(findings_, finding_kind("id.duplicate"), rows_.places.place(row),
                        meanings_.ids[row]);
    }
    return group.back();
  }
  std::uint32_t sum_of(Group const& group);
  /// The row with the largest amount, and the sum of all.
  [[nodiscard]] std::pair<std::uint32_t, core::Minor> total_of(Group const& group) const;
  /// Whether one row is the sum of the others.
  [[nodiscard]] bool has_its_total(Group const& group) const;
  /// Whether nine in ten of the groups that can tell have theirs.
  [[nodiscard]] bool have_their_totals(SameIds const& groups) const;
  [[nodiscard]] core::Diagnostic odd_fault() const;
  [[nodiscard]] core::Diagnostic alike_fault() const;
  [[nodiscard]] std::string examples(std::vector<Group const*> const& groups) const;
  [[nodiscard]] std::string shown(std::uint32_t row) const;

  DealRows const& rows_;
  RowMeanings& meanings_;
  data::Findings& findings_;
  bool totals_among_lines_ = false;
  std::vector<Group const*> odd_;    ///< differ in what a deal has only one of
  std::vector<Group const*> alike_;  ///< differ in the product alone
};

std::pair<std::uint32_t, core::Minor> Settler::total_of(Group const& group) const {
  core::Minor total = core::no_amount;
  auto largest = group.front();
  for (auto const row : group) {
    auto const amount = row_amount(rows_, meanings_, row);
    if (amount == core::no_amount) continue;
    total = total == core::no_amount ? amount : total + amount;
    if (amount > row_amount(rows_, meanings_, largest)) largest = row;
  }
  return {largest, total};
}

bool Settler::has_its_total(Group const& group) const {
  auto const [largest, total] = total_of(group);
  auto const most = row_amount(rows_, meanings_, largest);
  return total != core::no_amount && most > 0 &&
         std::abs(total - 2 * most) <= core::minor_per_unit / 10;
}

/// Exports of some programs put a row of the deal itself above its lines.
bool Settler::have_their_totals(SameIds const& groups) const {
  std::int64_t n_telling = 0;
  std::int64_t n_fitting = 0;
  for (auto const& group : groups) {
    if (group.size() < 3) continue;
    ++n_telling;
    n_fitting += has_its_total(group) ? 1 : 0;
  }
  return n_telling >= 3 && 10 * n_fitting >= 9 * n_telling;
}

std::uint32_t Settler::sum_of(Group const& group) {
  auto const [largest, total] = total_of(group);
  bool const among_them = totals_among_lines_ && has_its_total(group);
  meanings_.line_totals[largest] = among_them ? total / 2 : total;
  data::add_finding(findings_, finding_kind("id.lines"), rows_.places.place(largest),
                    meanings_.ids[largest]);
  return largest;
}

std::string Settler::shown(std::uint32_t row) const {
  auto const amount = row_amount(rows_, meanings_, row);
  auto const close = row_close_date(rows_, meanings_, row);
  return fmt::format("line {}: {}, {}, {}", rows_.places.line(row),
                     amount == core::no_amount ? "no amount" : core::format_units(amount),
                     rows_.stage.codes[row] == 0 ? "no stage" : rows_.stage[row],
                     close == core::no_date ? "no close date" : core::to_iso(close));
}

std::string Settler::examples(std::vector<Group const*> const& groups) const {
  constexpr std::size_t n_examples = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(n_examples, groups.size()); ++i) {
    auto const& group = *groups[i];
    text += fmt::format("{}`{}` ({}; {})", i == 0 ? "" : ", ", meanings_.ids[group[0]],
                        shown(group[0]), shown(group[1]));
  }
  return text;
}

core::Diagnostic Settler::odd_fault() const {
  return {
      "QD-242",
      core::Fault::data,
      rows_.places.place(odd_.front()->front()),
      fmt::format("{} {} in several rows that differ in amount, stage or day: {}", odd_.size(),
                  odd_.size() == 1 ? "id stands" : "ids stand", examples(odd_)),
      "which of the rows is the deal cannot be told, and each gives another forecast",
      "Keep one row a deal. If the rows are lines that add up to the deal, set `grain: lines` at "
      "the source; if they are versions of it, the newest last, set `grain: versions`."};
}

core::Diagnostic Settler::alike_fault() const {
  return {
      "QD-243",
      core::Fault::data,
      rows_.places.place(alike_.front()->front()),
      fmt::format("{} {} in several rows of one amount and different products: {}", alike_.size(),
                  alike_.size() == 1 ? "id stands" : "ids stand", examples(alike_)),
      "the amount may be that of the deal, repeated, or that of each product, to be added up",
      "Set `grain: deals` at the source if it is the deal's, or `grain: lines` if it is the "
      "product's."};
}

/// Copies of one deal in ten may be lines of it, two of a kind; then the sum would be right.
void note_many_copies(std::size_t n_deals, data::Findings& findings) {
  auto const copies =
      std::ranges::find(findings, std::string("id.duplicate"), &data::Finding::code);
  if (copies == findings.end()) return;
  copies->top = 10 * copies->count > static_cast<std::int64_t>(n_deals);
}

}  // namespace

core::Checked<std::vector<std::uint32_t>> settle_same_ids(DealRows const& rows,
                                                          SameIds const& groups,
                                                          RowMeanings& meanings,
                                                          data::Findings& findings) {
  return Settler(rows, meanings, findings).run(groups);
}

core::Checked<std::vector<std::uint32_t>> one_row_of_each(DealRows const& rows,
                                                          RowMeanings& meanings,
                                                          data::Findings& findings) {
  std::vector<std::uint32_t> chosen;
  std::vector<std::size_t> group_of;  // one a chosen row; its group, from 1
  SameIds groups;
  std::unordered_map<std::string_view, std::size_t> position;
  position.reserve(rows.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    if (meanings.ids[row].empty()) continue;
    auto const key = join_key(meanings.ids[row], rows.source().preset);
    auto const [at, is_new] = position.try_emplace(key, chosen.size());
    if (is_new) {
      chosen.push_back(row);
      group_of.push_back(0);
      continue;
    }
    auto& group = group_of[at->second];
    if (group == 0) {
      groups.push_back({chosen[at->second]});
      group = groups.size();
    }
    groups[group - 1].push_back(row);
  }
  auto const settled = settle_same_ids(rows, groups, meanings, findings);
  if (!settled) return tl::unexpected(settled.error());
  note_many_copies(chosen.size(), findings);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (group_of[i] > 0) chosen[i] = (*settled)[group_of[i] - 1];
  }
  return chosen;
}

}  // namespace quarterdeck::io
