// engine/io/deals/described_rows.cpp – see described_rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/described_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/core/error.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/unread.hpp"
#include "engine/io/deals/yes_no.hpp"
#include "engine/table/csv_layout.hpp"

namespace quarterdeck::io {
namespace {

/// Whether the column may hold the number.
bool fits(ColumnDescription const& column, double number) {
  bool const of_type = column.type == ColumnType::count
                           ? number >= 0 && number == std::floor(number)
                       : column.type == ColumnType::share ? number >= 0 && number <= 1
                                                          : true;
  return of_type && (column.range == Range::any || number > 0);
}

std::string currency_in(std::string_view text) {
  if (auto const code = currency_of_name(text)) return std::string(*code);
  std::string capitals(text);
  for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return capitals;
}

/// The text that a column keeps; nothing when it is none of the words that the column may hold.
std::optional<std::string> text_in(ColumnDescription const& column, std::string_view text) {
  if (column.type == ColumnType::currency) return currency_in(text);
  if (column.choices.empty()) return std::string(text);
  for (auto const choice : words_of(column.choices)) {
    if (folded(choice) == folded(text)) return std::string(choice);
  }
  return std::nullopt;
}

/// What to write in place of a cell that cannot be read.
std::string advice_for(ColumnDescription const& column) {
  if (!column.advice.empty()) return std::string(column.advice);
  std::string_view const above = column.range == Range::above_zero ? " above 0" : "";
  std::string_view const or_blank = column.need == Need::cell ? "" : ", or leave it blank";
  switch (column.type) {
    case ColumnType::date:
      return "Write a date as YYYY-MM-DD.";
    case ColumnType::amount:
      return fmt::format("Write an amount{}{}.", above, or_blank);
    case ColumnType::number:
      return fmt::format("Write a number{}{}.", above, or_blank);
    case ColumnType::count:
      return fmt::format("Write a whole number from 0 up{}.", or_blank);
    case ColumnType::share:
      return fmt::format("Write a number from 0 to 1{}.", or_blank);
    case ColumnType::yes_no:
      return fmt::format("Write yes or no{}.", or_blank);
    case ColumnType::identity:
    case ColumnType::text:
    case ColumnType::category:
    case ColumnType::currency:
      break;
  }
  if (column.choices.empty()) return "Fill it in.";
  return fmt::format("Write {}{}.", fmt::join(words_of(column.choices), " or "), or_blank);
}

std::string_view finding_code(ColumnType type) {
  if (type == ColumnType::date) return "date.unparsable";
  if (type == ColumnType::amount) return "amount.unparsable";
  return "cell.unparsable";
}

}  // namespace

DescribedRows::DescribedRows(TableSource const& source, SourceDescription const& description)
    : source_(source), description_(description) {
  for (auto const& described : description.columns) {
    auto const values = source.values.find(std::string(described.name));
    auto& column = columns_.emplace_back();
    column.description = &described;
    column.values = values == source.values.end() ? nullptr : &values->second;
    switch (described.type) {
      case ColumnType::date:
        column.cells = DateColumn(day_order(source.date_format), source.conventions.time_zone);
        break;
      case ColumnType::amount:
        column.cells = AmountColumn(source);
        break;
      case ColumnType::number:
      case ColumnType::count:
      case ColumnType::share:
        column.cells = NumberColumn(source.decimal);
        break;
      case ColumnType::yes_no:
        column.cells = Flags();
        break;
      case ColumnType::identity:
      case ColumnType::text:
      case ColumnType::category:
      case ColumnType::currency:
        break;
    }
  }
}

void DescribedRows::pad_further() {
  for (auto& [name, column] : further_) column.codes.resize(n_rows_, 0);
}

core::Diagnostics DescribedRows::begin(Table const& table) {
  auto found = map_columns(table, source_, column_names(description_));
  if (!found) return found.error();
  map_ = std::move(*found);
  auto const* const map = &map_;
  auto const can_lack = waived(table, *map);
  for (auto& column : columns_) {
    column.at = map->find(column.description->name);
    column.waived = std::ranges::find(can_lack, column.description->name) != can_lack.end();
    if (auto* const numbers = std::get_if<NumberColumn>(&column.cells)) {
      numbers->set_numeric(column.at && table.numeric(*column.at));
    }
    auto* const amounts = std::get_if<AmountColumn>(&column.cells);
    if (amounts != nullptr && column.at && table.numeric(*column.at)) amounts->declare_numeric();
  }
  further_here_.clear();
  auto const keep = [&](std::string const& name, std::size_t at) {
    if (find_column(description_, name) != nullptr) return;
    auto* const codes = &further_[name];
    // A second column of the same name would put two cells into every row.
    bool const is_taken = std::ranges::any_of(
        further_here_, [&](auto const& earlier) { return earlier.second == codes; });
    if (!is_taken) further_here_.emplace_back(at, codes);
  };
  for (auto const& [name, at] : map->ours) keep(name, at);
  for (auto const& [name, at] : map->further) keep(name, at);
  pad_further();
  return missing_columns(table, *map, description_, can_lack);
}

std::string_view DescribedRows::take(Table const& table, std::size_t row) {
  if (auto const why = map_.why_left_out(table, row); !why.empty()) return why;
  for (auto& column : columns_) {
    push(column, column.at ? trimmed(table.cell(*column.at, row)) : std::string_view());
  }
  ++n_rows_;
  for (auto const& [at, column] : further_here_) column->push_back(trimmed(table.cell(at, row)));
  return {};
}

void DescribedRows::push(Column& column, std::string_view text) {
  if (column.values != nullptr) {
    auto const mapped = column.values->find(std::string(text));
    if (mapped != column.values->end()) text = mapped->second;
  }
  auto const& described = *column.description;
  bool is_bad = text.empty() && described.need == Need::cell && !column.waived;
  if (auto* dates = std::get_if<DateColumn>(&column.cells)) {
    dates->push_back(text);
  } else if (auto* amounts = std::get_if<AmountColumn>(&column.cells)) {
    amounts->push_back(text);
    if (described.range != Range::any) column.as_written.emplace_back(text);
  } else if (auto* numbers = std::get_if<NumberColumn>(&column.cells)) {
    numbers->push_back(text);
  } else if (auto* flags = std::get_if<Flags>(&column.cells)) {
    flags->push_back(yes_or_no(text));
    is_bad = is_bad || (!text.empty() && !flags->back());
  } else {
    auto const kept = text.empty() ? std::optional<std::string>("") : text_in(described, text);
    std::get<CodeColumn>(column.cells).push_back(kept.value_or(""));
    is_bad = is_bad || !kept;
  }
  if (is_bad) column.bad.emplace_back(n_rows_, text);
}

std::string DescribedRows::subject(Table const& table, std::size_t row) const {
  std::string words;
  for (auto const name : words_of(description_.key)) {
    auto const& at = column(name).at;
    if (!words.empty()) words += " | ";
    if (at) words += trimmed(table.cell(*at, row));
  }
  return words;
}

core::Diagnostics DescribedRows::finish_dates() {
  std::vector<DateColumn*> dates;
  for (auto& column : columns_) {
    if (auto* const cells = std::get_if<DateColumn>(&column.cells)) dates.push_back(cells);
  }
  share_order(dates);
  core::Diagnostics faults;
  for (auto& column : columns_) {
    auto* const cells = std::get_if<DateColumn>(&column.cells);
    if (cells == nullptr) continue;
    if (auto const ambiguity = cells->finish()) {
      faults.push_back(ambiguous_dates(places, column.description->name, *ambiguity));
    }
    column.bad.insert(column.bad.end(), cells->unparsable().begin(), cells->unparsable().end());
  }
  return faults;
}

core::Diagnostics DescribedRows::finish_amounts() {
  core::Diagnostics faults;
  for (auto& column : columns_) {
    auto* const cells = std::get_if<AmountColumn>(&column.cells);
    if (cells == nullptr) continue;
    if (auto const ambiguity = cells->finish()) {
      faults.push_back(ambiguous_amounts(places, column.description->name, *ambiguity));
      continue;
    }
    if (auto const open = settle_currencies(column)) faults.push_back(*open);
    column.bad.insert(column.bad.end(), cells->unparsable().begin(), cells->unparsable().end());
    for (std::size_t row = 0; row < column.as_written.size(); ++row) {
      bool const is_amount = (*cells)[row] != core::no_amount;
      if (is_amount && (*cells)[row] <= 0) column.bad.emplace_back(row, column.as_written[row]);
    }
  }
  return faults;
}

std::optional<core::Diagnostic> DescribedRows::settle_currencies(Column& column) {
  auto& cells = std::get<AmountColumn>(column.cells);
  auto const told_by = std::ranges::find(columns_, ColumnType::currency,
                                         [](Column const& one) { return one.description->type; });
  auto const told = [&](std::size_t row) {
    return told_by == columns_.end() ? std::string_view()
                                     : std::string_view(std::get<CodeColumn>(told_by->cells)[row]);
  };
  auto const open = cells.settle_currencies(source_.conventions, told);
  if (open) {
    return open_sign(places, column.description->name, *open, source_.conventions);
  }
  // Nobody converts these amounts, so that one in another currency would count as if it were in
  // the reporting one.
  for (auto const& [row, code] : cells.currencies()) {
    if (code == source_.conventions.currency) continue;
    column.bad.emplace_back(row, code);
    column.advice.emplace(
        row, told_by == columns_.end()
                 ? std::string("Write it in the reporting currency.")
                 : fmt::format("Write {} into `{}`.", code, told_by->description->name));
  }
  return std::nullopt;
}

void DescribedRows::finish_numbers() {
  for (auto& column : columns_) {
    auto* const cells = std::get_if<NumberColumn>(&column.cells);
    if (cells == nullptr) continue;
    cells->finish();
    for (auto const& [row, text] : cells->undecided()) {
      column.bad.emplace_back(row, text);
      column.advice.emplace(row,
                            "Set `decimal: \".\"` or `decimal: \",\"` at the source, so that it is "
                            "known whether the sign parts thousands or decimals.");
    }
    column.bad.insert(column.bad.end(), cells->unparsable().begin(), cells->unparsable().end());
    for (std::size_t row = 0; row < n_rows_; ++row) {
      auto const& number = cells->values()[row];
      if (number && !fits(*column.description, *number)) {
        column.bad.emplace_back(row, cells->text(row));
        cells->drop(row);
      }
    }
    std::ranges::stable_sort(column.bad, {}, [](auto const& cell) { return cell.first; });
  }
}

core::Diagnostic DescribedRows::fault(Column const& column, std::size_t row,
                                      std::string const& text) const {
  auto const& described = *column.description;
  auto const own = column.advice.find(row);
  return {"QD-212",
          core::Fault::data,
          places.place(row),
          text.empty() ? fmt::format("`{}` is blank", described.name)
                       : fmt::format("`{}` is `{}`", described.name, text),
          "amounts or chances rest on this row, so it is not passed over",
          own != column.advice.end()                 ? own->second
          : text.empty() && described.advice.empty() ? "Fill it in."
                                                     : advice_for(described)};
}

core::Diagnostics DescribedRows::judge_bad_cells(data::Findings& findings) const {
  core::Diagnostics faults;
  if (description_.bad_cells == BadCells::faults) {
    for (auto const& column : columns_) {
      for (auto const& [row, text] : column.bad) faults.push_back(fault(column, row, text));
    }
    return faults;
  }
  AmountColumn const* money = nullptr;
  for (auto const& column : columns_) {
    if (money == nullptr) money = std::get_if<AmountColumn>(&column.cells);
  }
  UnreadCells unread(source_, places, money);
  for (auto const& column : columns_) {
    auto const& described = *column.description;
    unread.take(described.name, column.bad, finding_code(described.type), findings);
  }
  return std::move(unread).faults();
}

core::Diagnostics DescribedRows::finish(data::Findings& findings) {
  pad_further();
  is_bad_.resize(n_rows_);
  auto faults = finish_dates();
  auto const of_amounts = finish_amounts();
  faults.insert(faults.end(), of_amounts.begin(), of_amounts.end());
  finish_numbers();
  all_read_ = faults.empty();
  for (auto const& column : columns_) {
    for (auto const& [row, text] : column.bad) is_bad_[row] = true;
    auto const* const dates = std::get_if<DateColumn>(&column.cells);
    if (dates != nullptr && all_read_) note_two_digit_years(*dates, places, findings);
  }
  auto const of_cells = judge_bad_cells(findings);
  faults.insert(faults.end(), of_cells.begin(), of_cells.end());
  std::ranges::stable_sort(faults, {}, [](core::Diagnostic const& fault) {
    return std::tie(fault.where.file, fault.where.line);
  });
  return faults;
}

DescribedRows::Column const& DescribedRows::column(std::string_view name) const {
  auto const found = std::ranges::find_if(
      columns_, [&](Column const& column) { return column.description->name == name; });
  QUARTERDECK_EXPECT(found != columns_.end());
  return *found;
}

CodeColumn const& DescribedRows::texts(std::string_view name) const {
  return std::get<CodeColumn>(column(name).cells);
}

DateColumn const& DescribedRows::dates(std::string_view name) const {
  return std::get<DateColumn>(column(name).cells);
}

AmountColumn const& DescribedRows::amounts(std::string_view name) const {
  return std::get<AmountColumn>(column(name).cells);
}

DescribedRows::Numbers const& DescribedRows::numbers(std::string_view name) const {
  return std::get<NumberColumn>(column(name).cells).values();
}

DescribedRows::Flags const& DescribedRows::flags(std::string_view name) const {
  return std::get<Flags>(column(name).cells);
}

}  // namespace quarterdeck::io
