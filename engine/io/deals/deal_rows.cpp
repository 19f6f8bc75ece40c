// engine/io/deals/deal_rows.cpp – see deal_rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/deal_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/io/deals/finding_kinds.hpp"
#include "engine/table/csv_layout.hpp"
#include "engine/workspace/source_descriptions.hpp"

namespace quarterdeck::io {
namespace {

/// Columns that are kept as texts; the stage and the status have members of their own.
bool is_text_column(ColumnDescription const& column) {
  bool const has_member = column.name == "stage" || column.name == "status";
  return (column.type == ColumnType::category || column.type == ColumnType::currency) &&
         !has_member;
}

std::string_view cell_of(Table const& table, std::optional<std::size_t> column, std::size_t row) {
  return column ? trimmed(table.cell(*column, row)) : std::string_view();
}

}  // namespace

DealRows::DealRows(TableSource const& source, DealTable kind, Measure measure)
    : created(day_order(source.date_format)),
      close(day_order(source.date_format)),
      actual_close(day_order(source.date_format)),
      last_activity(day_order(source.date_format)),
      as_of(day_order(source.date_format)),
      amount(source.decimal),
      won_amount(source.decimal),
      source_(source),
      kind_(kind),
      measure_(measure) {}

core::Diagnostics DealRows::begin(Table const& table) {
  // A day of snapshots among the opportunities is theirs, no column of the company's own.
  auto const& description = source_description("snapshots");
  auto columns = map_columns(table, source_, column_names(description));
  if (!columns) return columns.error();
  columns_ = std::move(*columns);
  file_date_ = date_in_name(table.name());
  std::vector<std::string_view> waived;
  if (measure_ == Measure::count) waived.emplace_back("amount");
  if (kind_ == DealTable::opportunities || file_date_) waived.emplace_back("as_of");
  pad_text_columns();
  text_columns_.clear();
  auto const keep = [&](std::string const& column, std::size_t at) {
    auto* const codes = &text[column];
    // A second column of the same name would put two cells into every row.
    bool const is_taken = std::ranges::any_of(
        text_columns_, [&](auto const& earlier) { return earlier.second == codes; });
    if (!is_taken) text_columns_.emplace_back(at, codes);
  };
  for (auto const& [column, at] : columns_.ours) {
    auto const* const described = find_column(description, column);
    if (described == nullptr || is_text_column(*described)) keep(column, at);
  }
  for (auto const& [column, at] : columns_.further) keep(column, at);
  pad_text_columns();
  if (auto const at = columns_.find("amount"); at && table.numeric(*at)) amount.declare_numeric();
  return missing_columns(table, columns_, description, waived);
}

void DealRows::pad_text_columns() {
  for (auto& [column, codes] : text) codes.codes.resize(id.size(), 0);
}

std::string_view DealRows::take(Table const& table, std::size_t row) {
  auto const cell = [&](std::string_view column) {
    return cell_of(table, columns_.find(column), row);
  };
  id.emplace_back(cell("id"));
  name.emplace_back(cell("name"));
  stage.push_back(cell("stage"));
  status.push_back(cell("status"));
  is_closed.push_back(cell("is_closed"));
  is_won.push_back(cell("is_won"));
  probability.push_back(cell("probability"));
  created.push_back(cell("created_date"));
  close.push_back(cell("close_date"));
  actual_close.push_back(cell("actual_close_date"));
  last_activity.push_back(cell("last_activity_date"));
  amount.push_back(cell("amount"));
  won_amount.push_back(cell("won_amount"));
  if (kind_ == DealTable::snapshots) {
    auto const day = cell("as_of");
    as_of.push_back(day.empty() && file_date_ ? core::to_iso(*file_date_) : std::string(day));
  }
  for (auto& [at, column] : text_columns_) column->push_back(trimmed(table.cell(at, row)));
  return {};
}

std::string DealRows::subject(Table const& table, std::size_t row) const {
  return std::string(cell_of(table, columns_.find("id").value_or(0), row));
}

core::Diagnostics DealRows::finish(data::Findings& findings) {
  pad_text_columns();
  core::Diagnostics faults;
  struct NamedDates {
    std::string_view name;
    DateColumn* column;
  };
  share_order(std::array{&created, &close, &actual_close, &last_activity, &as_of});
  for (auto const& [column_name, column] :
       {NamedDates{"created_date", &created}, NamedDates{"close_date", &close},
        NamedDates{"actual_close_date", &actual_close},
        NamedDates{"last_activity_date", &last_activity}, NamedDates{"as_of", &as_of}}) {
    if (auto const ambiguity = column->finish()) {
      faults.push_back(ambiguous_dates(places, column_name, *ambiguity));
    }
    note_unparsable(findings, "date.unparsable", places, column->unparsable());
  }
  struct NamedAmounts {
    std::string_view name;
    AmountColumn* column;
  };
  for (auto const& [column_name, column] :
       {NamedAmounts{"amount", &amount}, NamedAmounts{"won_amount", &won_amount}}) {
    if (auto const ambiguity = column->finish()) {
      faults.push_back(ambiguous_amounts(places, column_name, *ambiguity));
    }
    note_unparsable(findings, "amount.unparsable", places, column->unparsable());
  }
  return faults;
}

std::string const& DealRows::mapped(std::string const& column, std::string const& value) const {
  return source_.mapped(column, value);
}

std::optional<core::Date> date_in_name(std::string const& file) {
  auto const name = std::filesystem::path(file).filename().string();
  auto const is_digit = [&](std::size_t i) {
    return i < name.size() && name[i] >= '0' && name[i] <= '9';
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_digit(i) || (i > 0 && is_digit(i - 1))) continue;
    if (auto const date = core::parse_iso_date(name.substr(i, 10))) return date;
    std::size_t n = 0;
    while (is_digit(i + n)) ++n;
    bool const epoch = n == 13 && i >= 6 && name.substr(i - 6, 6) == "report";
    if (n != 8 && !epoch) continue;
    if (auto const reading = read_date(name.substr(i, n)); reading.certain()) return reading.if_dmy;
  }
  return std::nullopt;
}

core::Diagnostic ambiguous_dates(RowPlaces const& places, std::string_view column,
                                 DateColumn::Ambiguity const& ambiguity) {
  auto problem =
      fmt::format("`{}` has {} (line {})", column, ambiguity.text, places.line(ambiguity.row));
  if (ambiguity.other_text != ambiguity.text) {
    problem +=
        fmt::format(" and {} (line {})", ambiguity.other_text, places.line(ambiguity.other_row));
  }
  return {"QD-210",
          core::Fault::data,
          places.place(ambiguity.row),
          std::move(problem),
          ambiguity.contradiction ? "one has the day first, the other the month"
                                  : "the day or the month may come first and no row tells which",
          fmt::format("{} `date_format: dmy` or `date_format: mdy` at the source in the workspace.",
                      ambiguity.contradiction ? "Correct the rows of one kind, then set" : "Set")};
}

core::Diagnostic ambiguous_amounts(RowPlaces const& places, std::string_view column,
                                   AmountColumn::Ambiguity const& ambiguity) {
  return {"QD-211",
          core::Fault::data,
          places.place(ambiguity.row),
          fmt::format("`{}` has {} (line {})", column, ambiguity.text, places.line(ambiguity.row)),
          "the sign may part thousands or decimals and no row tells which",
          "Set `decimal: \".\"` or `decimal: \",\"` at the source in the workspace."};
}

void note_unparsable(data::Findings& findings, std::string_view code, RowPlaces const& places,
                     std::vector<std::pair<std::size_t, std::string>> const& unparsable) {
  for (auto const& [row, value] : unparsable) {
    data::add_finding(findings, finding_kind(code), places.place(row), value);
  }
}

}  // namespace quarterdeck::io
