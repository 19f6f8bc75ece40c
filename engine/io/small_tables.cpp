// engine/io/small_tables.cpp – see small_tables.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/small_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/io/column_map.hpp"
#include "engine/io/csv_layout.hpp"
#include "engine/io/deal_rows.hpp"
#include "engine/io/parse_amount.hpp"
#include "engine/io/parse_date.hpp"

namespace quarterdeck::io {
namespace {

/// Keeps the wanted and the further columns of a table as texts.
class SmallRows : public RowSink {
 public:
  SmallRows(TableSource const& source, std::vector<std::string_view> wanted, std::size_t n_required)
      : source_(source), wanted_(std::move(wanted)), n_required_(n_required) {}

  core::Diagnostics begin(Table const& table) override {
    auto columns = map_columns(table, source_, wanted_);
    if (!columns) return columns.error();
    columns_ = std::move(*columns);
    core::Diagnostics faults;
    for (std::size_t i = 0; i < n_required_; ++i) {
      if (!columns_.find(wanted_[i])) {
        faults.push_back(missing_column(table, wanted_[i], "the table is of no use without it"));
      }
    }
    return faults;
  }

  std::string_view take(Table const& table, std::size_t row) override {
    auto& texts = rows.emplace_back();
    for (auto const& [name, column] : columns_.ours) texts[name] = trimmed(table.cell(column, row));
    auto& others = further.emplace_back();
    for (auto const& [name, column] : columns_.further) {
      others[name] = trimmed(table.cell(column, row));
    }
    return {};
  }

  std::string subject(Table const& table, std::size_t row) const override {
    return std::string(table.cell(0, row));
  }

  [[nodiscard]] core::Diagnostic fault(std::size_t row, std::string_view column,
                                       std::string suggestion) const {
    return {"QD-212",
            core::Fault::data,
            places.place(row),
            fmt::format("`{}` is `{}`", column, rows[row].find(column)->second),
            "amounts or chances rest on this row, so it is not passed over",
            std::move(suggestion)};
  }

  std::vector<std::map<std::string, std::string, std::less<>>> rows;
  std::vector<std::map<std::string, std::string>> further;

 private:
  TableSource const& source_;
  std::vector<std::string_view> wanted_;
  std::size_t n_required_;
  ColumnMap columns_;
};

}  // namespace

core::Diagnostics read_win_rates(TableRoom& room, TableSource const& source, StageBook& stages,
                                 ReadResult& result) {
  SmallRows rows(source, {"stage", "won", "lost", "median_days_to_close"}, 3);
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  core::Diagnostics faults;
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    auto const& texts = rows.rows[row];
    data::WinRate rate;
    rate.stage = stages.id_of(texts.find("stage")->second);
    auto const count = [&](char const* column) {
      auto const value = read_number(texts.find(column)->second);
      if (!value || *value < 0) {
        faults.push_back(rows.fault(row, column, "Write a count of deals, 0 or more."));
      }
      return value.value_or(0);
    };
    rate.won = count("won");
    rate.lost = count("lost");
    if (auto const days = texts.find("median_days_to_close"); days != texts.end()) {
      rate.median_days_to_close = read_number(days->second);
    }
    rate.groups = rows.further[row];
    result.records.win_rates.push_back(std::move(rate));
  }
  return faults;
}

core::Diagnostics read_rate_table(TableRoom& room, TableSource const& source,
                                  std::vector<data::Rate>& rates, ReadResult& result) {
  SmallRows rows(source, {"from", "on", "rate"}, 3);
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  DateColumn days(day_order(source.date_format));
  for (auto const& row : rows.rows) days.push_back(row.find("on")->second);
  if (auto const ambiguity = days.finish()) {
    return {ambiguous_dates(rows.places, "on", *ambiguity)};
  }
  core::Diagnostics faults;
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    auto const& texts = rows.rows[row];
    auto const rate = read_number(texts.find("rate")->second);
    if (!rate || *rate <= 0) {
      faults.push_back(rows.fault(row, "rate", "Write reporting units for one foreign unit."));
    }
    if (days[row] == core::no_date) {
      faults.push_back(rows.fault(row, "on", "Write a date as YYYY-MM-DD."));
    }
    auto from = texts.find("from")->second;
    for (char& c : from) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    rates.push_back({std::move(from), days[row], rate.value_or(1)});
  }
  return faults;
}

}  // namespace quarterdeck::io
