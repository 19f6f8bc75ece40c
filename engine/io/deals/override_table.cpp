// engine/io/deals/override_table.cpp – see override_table.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/override_table.hpp"

#include <algorithm>
#include <tuple>

#include "engine/io/deals/described_rows.hpp"
#include "engine/workspace/source_descriptions.hpp"

namespace quarterdeck::io {
namespace {

data::Override override_in(DescribedRows const& rows, std::size_t row) {
  data::Override one;
  one.where = rows.places.place(row);
  one.deal = rows.texts("deal")[row];
  one.probability = rows.numbers("probability")[row];
  one.amount = rows.amounts("amount")[row];
  one.close_date = rows.dates("close_date")[row];
  if (auto const& word = rows.texts("outcome")[row]; !word.empty()) {
    one.outcome = word == "won" ? data::Outcome::won : data::Outcome::lost;
  }
  one.author = rows.texts("author")[row];
  one.reason = rows.texts("reason")[row];
  one.expires = rows.dates("expires")[row];
  one.since = rows.dates("since")[row];
  return one;
}

}  // namespace

core::Diagnostics read_override_table(TableRoom& room, TableSource const& source,
                                      ReadResult& result) {
  DescribedRows rows(source, source_description("overrides"));
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  auto faults = rows.finish(result.findings);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    // A row that could not be read whole has its own faults; judging the rest would repeat them.
    if (!rows.is_read(row)) continue;
    auto one = override_in(rows, row);
    if (auto const fault = data::fault_of(one)) faults.push_back(*fault);
    result.overrides.push_back(std::move(one));
  }
  std::ranges::stable_sort(faults, {}, [](core::Diagnostic const& fault) {
    return std::tie(fault.where.file, fault.where.line);
  });
  return faults;
}

}  // namespace quarterdeck::io
