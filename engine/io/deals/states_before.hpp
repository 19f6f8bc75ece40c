// engine/io/deals/states_before.hpp – what deals were before the first change that is on record.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/deals/deal_rows.hpp"
#include "engine/io/deals/deal_stages.hpp"

namespace quarterdeck::io {

/// Takes the old values of changes; the oldest one of a deal and column held since the deal's
/// creation and becomes an event of that day. Later ones say what the change before them has said.
/// @verified tests/unit/io/preset_history_test.cpp
class StatesBefore {
 public:
  explicit StatesBefore(TableSource const& source);

  /// @param row     of the change among all rows that were taken
  /// @param column  `stage`, `amount` or `close_date`; others are passed over
  void take(std::size_t row, std::string_view column, std::string_view text);

  /// The dates among the old values, which share their order with other dates of the table.
  [[nodiscard]] DateColumn& close_dates() { return close_date_.cells; }
  /// @return what cannot be read, QD-210 and QD-211
  [[nodiscard]] core::Diagnostics finish(RowPlaces const& places);

  /// Rows of changes: the deal and the day of each.
  struct Changes {
    std::vector<std::uint32_t> const& deal;
    DateColumn const& changed_at;
  };
  /// Adds one event a deal. Deals without a day of creation, or created after the change, get none.
  void add_events(Changes const& changes, DealStages& stages, data::Records& records) const;

 private:
  template <class Cells>
  struct Column {
    std::vector<std::size_t> rows;
    Cells cells;
  };

  Column<CodeColumn> stage_;
  Column<AmountColumn> amount_;
  Column<DateColumn> close_date_;
};

}  // namespace quarterdeck::io
