// engine/io/deals/row_shapes.cpp – see row_shapes.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/row_shapes.hpp"

#include <algorithm>
#include <cstdlib>

#include "engine/io/deals/plain_words.hpp"

namespace quarterdeck::io {
namespace {

/// How many of the rows with a stage or status have an id, a day of creation and an amount.
struct Usual {
  std::size_t rows = 0, ids = 0, created = 0, amounts = 0;
  [[nodiscard]] bool is_usual(std::size_t n) const { return rows > 0 && 10 * n >= 9 * rows; }
};

/// Amounts above a row: of the whole file, and since the last row that was no deal.
struct Sums {
  core::Minor all = 0;
  core::Minor group = 0;
  int n_all = 0;
  int n_group = 0;

  void add(core::Minor amount) {
    if (amount == core::no_amount) return;
    all += amount;
    group += amount;
    ++n_all;
    ++n_group;
  }
  void begin_group() {
    group = 0;
    n_group = 0;
  }
  /// Totals are often rounded to whole units.
  [[nodiscard]] bool has(core::Minor amount) const {
    if (amount == core::no_amount || amount == 0) return false;
    bool const of_all = n_all > 1 && std::abs(amount - all) <= core::minor_per_unit;
    bool const of_group = n_group > 1 && std::abs(amount - group) <= core::minor_per_unit;
    return of_all || of_group;
  }
};

std::vector<std::size_t> rows_by_stage(DealRows const& rows) {
  std::vector<std::size_t> n(rows.stage.dictionary.size(), 0);
  for (auto const code : rows.stage.codes) ++n[code];
  return n;
}

bool has_id(DealRows const& rows, std::size_t row) { return says_something(rows.id[row]); }

}  // namespace

std::vector<bool> rows_that_are_no_deals(DealRows const& rows, RowMeanings const& meanings) {
  std::vector<bool> stageless(rows.size(), false);
  for (auto const row : meanings.stageless) stageless[row] = true;
  Usual usual;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (stageless[row]) continue;
    ++usual.rows;
    usual.ids += has_id(rows, row) ? 1U : 0U;
    usual.created += rows.created[row] != core::no_date ? 1U : 0U;
    usual.amounts += rows.amount[row] != core::no_amount ? 1U : 0U;
  }
  bool const ids_usual = usual.is_usual(usual.ids);
  bool const created_usual = usual.is_usual(usual.created);
  bool const amounts_usual = usual.is_usual(usual.amounts);
  auto const n_of_stage = rows_by_stage(rows);
  std::vector<bool> result(rows.size(), false);
  Sums sums;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (row > 0 && rows.places.file(row) != rows.places.file(row - 1)) sums = {};
    bool const lacks_id = ids_usual && !has_id(rows, row);
    bool const lacks_day = created_usual && rows.created[row] == core::no_date;
    bool const is_odd = lacks_id || lacks_day;
    bool const is_sum = is_odd && sums.has(rows.amount[row]);
    // `Exported by,Ann` and a second row of headings have words where others have an id and a
    // stage.
    bool const is_bare = lacks_day && amounts_usual && rows.amount[row] == core::no_amount &&
                         rows.close[row] == core::no_date && n_of_stage[rows.stage.codes[row]] == 1;
    result[row] = (stageless[row] && is_odd) || (lacks_id && lacks_day) || is_sum || is_bare;
    if (result[row]) {
      sums.begin_group();
    } else {
      sums.add(rows.amount[row]);
    }
  }
  return result;
}

}  // namespace quarterdeck::io
