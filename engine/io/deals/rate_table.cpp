// engine/io/deals/rate_table.cpp – reads tables of exchange rates; see rate_table.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/rate_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/number_text.hpp"
#include "engine/io/deals/deal_rows.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/small_rows.hpp"

namespace quarterdeck::io {
namespace {

/// The rows of a table of rates, and whose names its columns bear.
class RateRows : public SmallRows {
 public:
  explicit RateRows(TableSource const& source) : SmallRows(source, {"from", "rate", "on"}, 2) {}

  core::Diagnostics begin(Table const& table) override {
    auto faults = SmallRows::begin(table);
    if (!faults.empty()) return faults;
    auto const name = [&](std::string_view column) {
      return folded(table.columns()[*columns().find(column)]);
    };
    is_salesforce = name("from") == "isocode" && name("rate") == "conversionrate";
    is_dated = columns().find("on").has_value();
    is_numeric = table.numeric(*columns().find("rate"));
    // Undated rates are Salesforce's; elsewhere the day has been forgotten or is called otherwise.
    if (!is_dated && !is_salesforce) {
      faults.push_back(missing_column(table, "on", "a rate holds from a day on"));
    }
    return faults;
  }

  bool is_salesforce = false;
  bool is_dated = true;
  bool is_numeric = false;
};

/// The rates by row. Nothing guesses between 1.085 and 1085: other rows or the source must tell.
std::vector<std::optional<double>> numbers(RateRows const& rows, TableSource const& source,
                                           core::Diagnostics& faults) {
  std::vector<core::NumberReading> readings;
  bool point = source.decimal == "." || rows.is_numeric;
  bool comma = source.decimal == ",";
  bool const told = point || comma;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto const& reading = readings.emplace_back(core::read_number_text(rows.text(row, "rate")));
    if (told) continue;
    point = point || (reading.if_point && !reading.if_comma);
    comma = comma || (reading.if_comma && !reading.if_point);
  }
  std::vector<std::optional<double>> result(readings.size());
  for (std::size_t row = 0; row < readings.size(); ++row) {
    auto const& reading = readings[row];
    if (reading.either() && point == comma) {
      faults.push_back(rows.fault(row, "rate",
                                  "Set `decimal: \".\"` or `decimal: \",\"` at the source, so that "
                                  "it is known whether the sign parts thousands or decimals."));
      continue;
    }
    auto const number = reading.either() ? (comma ? reading.if_comma : reading.if_point)
                        : told && point  ? reading.if_point
                        : told           ? reading.if_comma
                                         : reading.only();
    bool const plain = reading.mark.empty() && !reading.percent;
    if (number && plain && number->mantissa > 0) {
      result[row] = core::to_double(*number);
    } else {
      faults.push_back(
          rows.fault(row, "rate", "Write a number above 0: reporting units for one foreign unit."));
    }
  }
  return result;
}

bool counts_foreign_units(RateRows const& rows, TableSource const& source) {
  if (source.rates_per != RatesPer::untold) return source.rates_per == RatesPer::reporting;
  return rows.is_salesforce;
}

}  // namespace

core::Diagnostics read_rate_table(TableRoom& room, TableSource const& source,
                                  std::vector<data::Rate>& rates, ReadResult& result) {
  RateRows rows(source);
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  DateColumn days(day_order(source.date_format), source.conventions.time_zone);
  for (std::size_t row = 0; row < rows.size(); ++row) days.push_back(rows.text(row, "on"));
  if (auto const ambiguity = days.finish()) {
    return {ambiguous_dates(rows.places, "on", *ambiguity)};
  }
  core::Diagnostics faults;
  auto const values = numbers(rows, source, faults);
  bool const turned = counts_foreign_units(rows, source);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (days[row] == core::no_date && rows.is_dated) {
      faults.push_back(rows.fault(row, "on", "Write a date as YYYY-MM-DD."));
    }
    auto from = rows.text(row, "from");
    for (char& c : from) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    auto const rate = values[row].value_or(1);
    auto const on = rows.is_dated ? days[row] : core::Date{};
    rates.push_back({std::move(from), on, turned ? 1 / rate : rate});
    if (!turned || source.rates_per != RatesPer::untold) continue;
    data::add_finding(result.findings, finding_kind("rates.turned_round"), rows.places.place(row),
                      rates.back().from);
  }
  return faults;
}

}  // namespace quarterdeck::io
