// engine/io/deals/override_table.cpp – see override_table.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/override_table.hpp"

#include <algorithm>
#include <array>

#include "engine/io/deals/deal_rows.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/small_rows.hpp"

namespace quarterdeck::io {
namespace {

/// Columns whose reading needs all rows.
struct WholeColumns {
  explicit WholeColumns(TableSource const& source)
      : close_date(day_order(source.date_format), source.conventions.time_zone),
        expires(day_order(source.date_format), source.conventions.time_zone),
        since(day_order(source.date_format), source.conventions.time_zone),
        amount(source) {}
  DateColumn close_date, expires, since;
  AmountColumn amount;
};

void read_dates(SmallRows const& rows, WholeColumns& whole, core::Diagnostics& faults) {
  std::array const columns{&whole.close_date, &whole.expires, &whole.since};
  static constexpr std::array<std::string_view, 3> names{"close_date", "expires", "since"};
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      columns[c]->push_back(rows.text(row, names[c]));
    }
  }
  share_order(columns);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (auto const ambiguity = columns[c]->finish()) {
      faults.push_back(ambiguous_dates(rows.places, names[c], *ambiguity));
    }
    for (auto const& [row, text] : columns[c]->unparsable()) {
      faults.push_back(rows.fault(row, names[c], "Write a date as YYYY-MM-DD."));
    }
  }
}

/// Overrides are in the reporting currency, whatever the deal is in.
void refuse_other_currencies(SmallRows const& rows, TableSource const& source, WholeColumns& whole,
                             core::Diagnostics& faults) {
  auto const blank = [](std::size_t) { return std::string_view(); };
  if (auto const open = whole.amount.settle_currencies(source.conventions, blank)) {
    faults.push_back(open_sign(rows.places, "amount", *open, source.conventions));
  }
  for (auto const& [row, code] : whole.amount.currencies()) {
    if (code == source.conventions.currency) continue;
    faults.push_back(
        rows.fault(row, "amount", "Write it in the reporting currency, in which overrides are."));
  }
}

void read_amounts(SmallRows const& rows, TableSource const& source, WholeColumns& whole,
                  core::Diagnostics& faults) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    whole.amount.push_back(rows.text(row, "amount"));
  }
  if (auto const ambiguity = whole.amount.finish()) {
    faults.push_back(ambiguous_amounts(rows.places, "amount", *ambiguity));
    return;
  }
  refuse_other_currencies(rows, source, whole, faults);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.text(row, "amount").empty() || whole.amount[row] > 0) continue;
    faults.push_back(rows.fault(row, "amount", "Write an amount above 0, or leave it blank."));
  }
}

/// The texts of a row that must not be blank, and the two that are neither dates nor amounts.
void read_texts(SmallRows const& rows, std::size_t row, data::Override& one,
                core::Diagnostics& faults) {
  one.where = rows.places.place(row);
  one.deal = rows.text(row, "deal");
  one.author = rows.text(row, "author");
  one.reason = rows.text(row, "reason");
  for (auto const* column : {"deal", "author", "reason", "expires"}) {
    if (rows.text(row, column).empty()) faults.push_back(rows.fault(row, column, "Fill it in."));
  }
  if (auto const& text = rows.text(row, "probability"); !text.empty()) {
    one.probability = text.find('%') == std::string::npos ? read_number(text) : std::nullopt;
    if (!one.probability || *one.probability < 0 || *one.probability > 1) {
      faults.push_back(rows.fault(row, "probability",
                                  "Write a probability from 0 to 1, for example 0.8 for 80 %."));
    }
  }
  if (auto const word = folded(rows.text(row, "outcome")); word == "won") {
    one.outcome = data::Outcome::won;
  } else if (word == "lost") {
    one.outcome = data::Outcome::lost;
  } else if (!word.empty()) {
    faults.push_back(rows.fault(row, "outcome", "Write won or lost, or leave it blank."));
  }
}

}  // namespace

core::Diagnostics read_override_table(TableRoom& room, TableSource const& source,
                                      ReadResult& result) {
  SmallRows rows(source,
                 {"deal", "author", "reason", "expires", "probability", "amount", "close_date",
                  "outcome", "since"},
                 4);
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  WholeColumns whole(source);
  core::Diagnostics faults;
  read_dates(rows, whole, faults);
  read_amounts(rows, source, whole, faults);
  bool const columns_are_read = faults.empty();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    data::Override one;
    auto const n_faults = faults.size();
    read_texts(rows, row, one, faults);
    if (columns_are_read) {
      one.amount = whole.amount[row];
      one.close_date = whole.close_date[row];
      one.expires = whole.expires[row];
      one.since = whole.since[row];
      if (faults.size() == n_faults) {
        if (auto const fault = data::fault_of(one)) faults.push_back(*fault);
      }
    }
    result.overrides.push_back(std::move(one));
  }
  std::ranges::stable_sort(faults, {}, [](core::Diagnostic const& fault) {
    return std::pair(fault.where.file, fault.where.line);
  });
  return faults;
}

}  // namespace quarterdeck::io
