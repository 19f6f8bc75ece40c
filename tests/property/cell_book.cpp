// tests/property/cell_book.cpp – see cell_book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/property/cell_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string_view>

#include "engine/core/date.hpp"

namespace quarterdeck::test {
namespace {

constexpr std::size_t amount_of_deals = 2;
constexpr std::size_t amount_of_history = 3;
constexpr std::string_view quarter_start = "2026-10-01";
core::Date const today = core::make_date(2026, 11, 15);

/// Texts that stand where something else should.
std::vector<std::string> const& texts() {
  static std::vector<std::string> const all{"",
                                            "x",
                                            "TBD",
                                            "N/A",
                                            "-",
                                            "--",
                                            "0",
                                            "-5",
                                            "1",
                                            "999999999999",
                                            "1e9",
                                            "1e400",
                                            "1,5",
                                            "1.5",
                                            "1.234",
                                            "1,234.56",
                                            "1.234,56",
                                            "12.345,678",
                                            "$100",
                                            "€100",
                                            "100 EUR",
                                            "120K",
                                            "1.2M",
                                            "(500)",
                                            "500-",
                                            "50%",
                                            "NaN",
                                            "inf",
                                            "0x1F",
                                            "1 000",
                                            "１２３",
                                            "1_000",
                                            "000123",
                                            "1E+05",
                                            "3.06E+11",
                                            "2026-11-15",
                                            "2099-12-31",
                                            "9999-12-31",
                                            "1900-01-01",
                                            "0001-01-01",
                                            "2026-02-30",
                                            "15/11/2026",
                                            "11/15/2026",
                                            "13.10.2026",
                                            "03/04/2026",
                                            "45991",
                                            "1763164800000",
                                            "20261115",
                                            "Nov 15, 2026",
                                            "USD",
                                            "EUR",
                                            "usd",
                                            "XXX",
                                            "Won",
                                            "Lost",
                                            "Closed Won",
                                            "Closed Lost",
                                            "closed won ",
                                            "Closed",
                                            "Open",
                                            "won?",
                                            "Proposal",
                                            "Signed",
                                            "Total",
                                            "Subtotal",
                                            "id",
                                            "stage",
                                            "\"",
                                            "\"\"",
                                            "\"a",
                                            "a\"b",
                                            "a,b",
                                            "a;b",
                                            "a\tb",
                                            "a\nb",
                                            "\r",
                                            std::string(1, '\0'),
                                            "\x1b[31m",
                                            "é",
                                            "\xC2\xA0",
                                            "\xE2\x80\x8B",
                                            "\xEF\xBB\xBF",
                                            "\xFF",
                                            "合計",
                                            "المجموع",
                                            "=1+1",
                                            "'1",
                                            "NULL",
                                            "true",
                                            "false",
                                            "D001",
                                            "D239",
                                            "d005",
                                            " D003",
                                            "D003\xE2\x80\x8B",
                                            std::string(5000, 'X'),
                                            "#REF!",
                                            "#N/A"};
  return all;
}

std::vector<std::string> row_of(int i, core::Date created, core::Date close, bool is_open) {
  static constexpr std::array<std::string_view, 3> owners{"Ann", "Bob", "Cyd"};
  static constexpr std::array<std::string_view, 3> open{"Discovery", "Proposal", "Negotiation"};
  static constexpr std::array<std::string_view, 3> chances{"0.2", "0.4", "0.6"};
  auto const third = static_cast<std::size_t>(i % 3);
  bool const is_won = i * 29 % 100 < 35;
  auto const* end = is_won ? "Closed Won" : "Closed Lost";
  return {fmt::format("D{:03}", i),
          is_open ? std::string(open.at(third)) : end,
          std::to_string(8000 + 500 * (i * 53 % 71)),
          "USD",
          core::to_iso(created),
          core::to_iso(close),
          std::string(owners.at(third)),
          core::to_iso(std::min(close, today - core::Days(1))),
          is_open  ? std::string(chances.at(third))
          : is_won ? "1"
                   : "0"};
}

/// Rows on which the present quarter rests: open deals and what it has won.
std::vector<std::size_t> weighty_rows(Cells const& deals) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 1; row < deals.size(); ++row) {
    bool const is_late = deals[row][5] >= quarter_start;
    if (is_late && deals[row][1] != "Closed Lost") rows.push_back(row);
  }
  return rows;
}

double number_of(std::string text) {
  std::erase(text, ',');
  char* end = nullptr;
  double value = std::abs(std::strtod(text.c_str(), &end));
  if (end == text.c_str() || !std::isfinite(value)) return 0;
  if (*end == 'K') value *= 1e3;
  if (*end == 'M') value *= 1e6;
  return value;
}

}  // namespace

CellBook good_book(bool with_history) {
  CellBook book;
  book.deals = {{"id", "stage", "amount", "currency", "created_date", "close_date", "owner",
                 "last_activity_date", "probability"}};
  book.history = {{"id", "changed_at", "stage", "amount", "close_date"}};
  constexpr int n = 240;
  auto const first = core::make_date(2024, 1, 8);
  for (int i = 0; i < n; ++i) {
    auto const created = first + core::Days(1037 * i / n);
    auto const close = created + core::Days(20 + i * 37 % 91);
    bool const is_open = close > today;
    auto row = row_of(i, created, close, is_open);
    auto const moved = is_open ? std::min(created + core::Days(4), today - core::Days(1)) : close;
    book.history.push_back({row[0], row[4], "Discovery", row[2], row[5]});
    book.history.push_back({row[0], core::to_iso(moved), row[1], row[2], row[5]});
    book.deals.push_back(std::move(row));
  }
  if (!with_history) book.history.clear();
  return book;
}

std::vector<Slip> slips(CellBook const& book, std::uint64_t seed, std::size_t n) {
  std::mt19937_64 engine(seed);
  // The distributions of the library differ from one to the next.
  auto const below = [&](std::size_t limit) { return static_cast<std::size_t>(engine() % limit); };
  auto const weighty = weighty_rows(book.deals);
  std::vector<Slip> result;
  while (result.size() < n) {
    Slip slip;
    slip.in_history = !book.history.empty() && below(2) == 0;
    auto const& cells = slip.in_history ? book.history : book.deals;
    auto const deal =
        below(3) > 0 ? weighty[below(weighty.size())] : 1 + below(book.deals.size() - 1);
    slip.row = slip.in_history ? 2 * deal - below(2) : deal;
    slip.column = below(cells[0].size());
    bool const from_another = below(8) == 0;
    slip.text = from_another ? cells[1 + below(cells.size() - 1)][slip.column]
                             : texts()[below(texts().size())];
    slip.quoted = below(10) > 0;
    result.push_back(std::move(slip));
  }
  return result;
}

CellBook with_slip(CellBook book, Slip const& slip) {
  auto& cell = (slip.in_history ? book.history : book.deals)[slip.row][slip.column];
  cell = slip.text;
  if (!slip.quoted || cell.find_first_of(",\"\n\r") == std::string::npos) return book;
  std::string quoted = "\"";
  for (char const c : slip.text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  cell = quoted + '"';
  return book;
}

CellBook without_deals(CellBook book, std::set<std::string> const& ids) {
  auto const is_gone = [&](std::vector<std::string> const& row) { return ids.contains(row[0]); };
  std::erase_if(book.deals, is_gone);
  std::erase_if(book.history, is_gone);
  return book;
}

std::set<std::string> deals_of(CellBook const& book, Slip const& slip) {
  std::set<std::string> ids{(slip.in_history ? book.history : book.deals)[slip.row][0]};
  for (auto const& row : book.deals) {
    if (slip.text.find(row[0]) != std::string::npos && slip.column == 0) ids.insert(row[0]);
  }
  return ids;
}

double money_at_stake(CellBook const& book, Slip const& slip) {
  auto const ids = deals_of(book, slip);
  double money = 0;
  double largest_win = 0;
  for (std::size_t row = 1; row < book.deals.size(); ++row) {
    double const amount = number_of(book.deals[row][amount_of_deals]);
    if (ids.contains(book.deals[row][0])) money += amount;
    if (book.deals[row][1] == "Closed Won") largest_win = std::max(largest_win, amount);
  }
  auto const amount_column = slip.in_history ? amount_of_history : amount_of_deals;
  double const written = slip.column == amount_column ? number_of(slip.text) : 0;
  return money + (written <= 10 * largest_win ? written : 0);
}

std::string describe(CellBook const& book, Slip const& slip) {
  auto const& cells = slip.in_history ? book.history : book.deals;
  return fmt::format("{} of {} in the {}: `{}` becomes `{}`{}", cells[0][slip.column],
                     cells[slip.row][0], slip.in_history ? "history" : "deals",
                     cells[slip.row][slip.column], slip.text.substr(0, 40),
                     slip.quoted ? "" : ", without quotes");
}

std::string as_csv(Cells const& cells) {
  std::string text;
  for (auto const& row : cells) text += fmt::format("{}\n", fmt::join(row, ","));
  return text;
}

}  // namespace quarterdeck::test
