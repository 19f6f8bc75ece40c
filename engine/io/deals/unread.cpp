// engine/io/deals/unread.cpp – see unread.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/unread.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/number_text.hpp"
#include "engine/io/deals/finding_kinds.hpp"

namespace quarterdeck::io {
namespace {

constexpr double most_unread = 0.01;

/// Up to three cells, each text once, with their lines.
std::string examples(UnreadCells::Cells const& cells, RowPlaces const& places) {
  std::vector<std::string_view> shown;
  std::string words;
  for (auto const& [row, text] : cells) {
    if (shown.size() == 3) break;
    bool const is_unknown = text.empty() || core::says_unknown(text);
    if (is_unknown || std::ranges::find(shown, text) != shown.end()) continue;
    shown.push_back(text);
    words += fmt::format("{}`{}` (line {})", words.empty() ? "" : ", ", text, places.line(row));
  }
  return words;
}

}  // namespace

UnreadCells::UnreadCells(TableSource const& source, RowPlaces const& places,
                         AmountColumn const* money, std::vector<bool> counted)
    : source_(source), places_(places), money_(money), counted_(std::move(counted)) {
  for (std::size_t row = 0; row < places_.size(); ++row) {
    if (!counts(row)) continue;
    ++n_rows_;
    total_ += money_of(row);
  }
}

double UnreadCells::money_of(std::size_t row) const {
  if (money_ == nullptr || (*money_)[row] == core::no_amount) return 0;
  return std::abs(core::to_units((*money_)[row]));
}

void UnreadCells::take(std::string_view column, Cells const& cells, std::string_view code,
                       data::Findings& findings) {
  std::size_t n_unread = 0;
  double unread_money = 0;
  std::size_t first = 0;
  for (auto const& [row, text] : cells) {
    if (!counts(row)) continue;
    if (!code.empty()) {
      data::add_finding(findings, finding_kind(code), places_.place(row), text);
    }
    if (text.empty() || core::says_unknown(text)) continue;
    if (n_unread++ == 0) first = row;
    unread_money += money_of(row);
  }
  if (n_unread == 0 || source_.unreadable == Unreadable::left_out) return;
  double const share = static_cast<double>(n_unread) / static_cast<double>(n_rows_);
  double const share_of_money = total_ > 0 ? unread_money / total_ : 0;
  if (share <= most_unread && share_of_money <= most_unread) return;
  auto const money = share_of_money > share
                         ? fmt::format(", which carry {:.0f} % of the money", 100 * share_of_money)
                         : std::string();
  faults_.push_back(
      {"QD-222", core::Fault::data, places_.place(first),
       fmt::format("`{}` cannot be read in {} of {} rows{}, for example {}", column, n_unread,
                   n_rows_, money, examples(cells, places_)),
       "a total over the others would be wrong, and nothing tells by how much",
       "Mend the cells, or write `unreadable: leave_out` at the source to go on as if they were "
       "blank."});
}

void note_placeholders(std::vector<std::size_t> const& rows, RowPlaces const& places,
                       data::Findings& findings) {
  for (auto const row : rows) {
    data::add_finding(findings, finding_kind("date.placeholder"), places.place(row), "");
  }
}

void note_two_digit_years(DateColumn const& column, RowPlaces const& places,
                          data::Findings& findings) {
  if (column.n_two_digit_years() == 0) return;
  auto finding = finding_kind("date.two_digit_year");
  auto const& [row, text] = column.two_digit_year();
  finding.count = column.n_two_digit_years();
  finding.places = {places.place(row)};
  finding.subjects = {text};
  data::merge_findings(findings, {finding});
}

}  // namespace quarterdeck::io
