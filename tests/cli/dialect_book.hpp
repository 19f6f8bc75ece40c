// tests/cli/dialect_book.hpp – one book of deals, written in every dialect of spreadsheets.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/date.hpp"

namespace quarterdeck::test {

/// Where a deal of the book stands; the stages have names in eleven languages.
enum class Standing { won, lost, discovery, proposal, negotiation };

struct BookDeal {
  std::string id;
  core::Date created;
  core::Date close;
  std::int64_t cents = 0;
  Standing standing = Standing::discovery;
};

/// 260 deals of three years; amounts have cents and some lie below and some above 10,000 units.
[[nodiscard]] std::vector<BookDeal> dialect_book();

/// A choice of every habit, each counted from 0.
struct Dialect {
  static constexpr std::array<std::size_t, 7> n_choices{6, 5, 8, 10, 11, 2, 2};
  std::array<std::size_t, 7> choice{};

  [[nodiscard]] std::size_t encoding() const { return choice[0]; }
  [[nodiscard]] std::size_t delimiter() const { return choice[1]; }
  [[nodiscard]] std::size_t numbers() const { return choice[2]; }
  [[nodiscard]] std::size_t dates() const { return choice[3]; }
  [[nodiscard]] std::size_t language() const { return choice[4]; }
  [[nodiscard]] bool flags() const { return choice[5] == 1; }
  [[nodiscard]] bool footer() const { return choice[6] == 1; }
};

/// The dialect in words, for messages of tests.
[[nodiscard]] std::string describe(Dialect const& dialect);

/// The book as the bytes of a file. Letters that Windows-1252 lacks make it UTF-8 instead.
[[nodiscard]] std::string written(std::vector<BookDeal> const& book, Dialect const& dialect);

/// At least `least` dialects in which every pair of two choices occurs; the same ones every time.
[[nodiscard]] std::vector<Dialect> pairwise_dialects(std::size_t least);

}  // namespace quarterdeck::test
