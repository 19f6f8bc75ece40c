// engine/io/deals/rate_table.cpp – reads tables of exchange rates; see rate_table.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/rate_table.hpp"

#include <string_view>

#include "engine/io/deals/described_rows.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/workspace/source_descriptions.hpp"

namespace quarterdeck::io {
namespace {

/// The rows of a table of rates, and which of them stand under Salesforce's names.
class RateRows : public DescribedRows {
 public:
  explicit RateRows(TableSource const& source)
      : DescribedRows(source, source_description("rates")) {}

  std::string_view take(Table const& table, std::size_t row) override {
    auto const why = DescribedRows::take(table, row);
    if (why.empty()) of_salesforce_.push_back(is_salesforce_);
    return why;
  }
  [[nodiscard]] bool of_salesforce(std::size_t row) const { return of_salesforce_[row]; }

 protected:
  std::vector<std::string_view> waived(Table const& table, ColumnMap const& columns) override {
    auto const is = [&](std::string_view column, std::string_view name) {
      auto const at = columns.find(column);
      return at && folded(table.columns()[*at]) == name;
    };
    is_salesforce_ = is("from", "isocode") && is("rate", "conversionrate");
    // Undated rates are Salesforce's; elsewhere the day has been forgotten or is called otherwise.
    bool const undated = is_salesforce_ && !columns.find("on");
    return undated ? std::vector<std::string_view>{"on"} : std::vector<std::string_view>();
  }

 private:
  std::vector<bool> of_salesforce_;
  bool is_salesforce_ = false;  ///< of the current table
};

/// The row's own word goes first, then that of the source.
RatesPer told_of(RateRows const& rows, std::size_t row, TableSource const& source) {
  return core::value_of(rates_per_names, rows.texts("per")[row]).value_or(source.rates_per);
}

}  // namespace

core::Diagnostics read_rate_table(TableRoom& room, TableSource const& source,
                                  std::vector<data::Rate>& rates, ReadResult& result) {
  RateRows rows(source);
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  if (auto faults = rows.finish(result.findings); !faults.empty()) return faults;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto const told = told_of(rows, row, source);
    bool const by_name = told == RatesPer::untold && rows.of_salesforce(row);
    bool const turned = by_name || told == RatesPer::reporting;
    auto const rate = *rows.numbers("rate")[row];
    // A day that is asked for is there, or the table has been refused.
    auto const day = rows.dates("on")[row];
    auto const on = day == core::no_date ? core::Date{} : day;
    rates.push_back({rows.texts("from")[row], on, turned ? 1 / rate : rate});
    if (!by_name) continue;
    data::add_finding(result.findings, finding_kind("rates.turned_round"), rows.places.place(row),
                      rates.back().from);
  }
  return {};
}

}  // namespace quarterdeck::io
