// tools/sample/table.hpp – the files of a company as rows of text.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/data/records.hpp"

namespace quarterdeck::sample {

using Row = std::vector<std::string>;

struct Table {
  Row header;
  std::vector<Row> rows;
};

/// Columns of the opportunities table, in its order.
enum class Column : std::size_t {
  id,
  name,
  account,
  owner,
  segment,
  region,
  product,
  type,
  source,
  amount,
  currency,
  probability,
  forecast_category,
  created_date,
  close_date,
  stage,
  status,
  last_activity_date
};

/// Columns of the stage history, in its order.
enum class EventColumn : std::size_t {
  id,
  changed_at,
  stage,
  amount,
  close_date,
  forecast_category
};

[[nodiscard]] inline std::string& cell(Row& row, Column column) {
  return row[static_cast<std::size_t>(column)];
}
[[nodiscard]] inline std::string& cell(Row& row, EventColumn column) {
  return row[static_cast<std::size_t>(column)];
}

/// One row a deal, in the order of the records; closed ones only from `closed_since` on. Amounts
/// are in the deal's own currency with two decimals.
[[nodiscard]] Table opportunities_table(data::Records const& records,
                                        core::Date closed_since = core::no_date);

/// One row an event.
[[nodiscard]] Table stage_history_table(data::Records const& records);

/// Stage × segment: of the deals closed by now that were ever in the stage, how many were won and
/// lost, and the median days from there to their closing.
[[nodiscard]] Table win_rates_table(data::Records const& records);

/// RFC 4180 with line feeds: fields with a comma, quotation mark or line break are quoted.
/// @verified tests/unit/sample/write_test.cpp
[[nodiscard]] std::string to_csv(Table const& table);

}  // namespace quarterdeck::sample
