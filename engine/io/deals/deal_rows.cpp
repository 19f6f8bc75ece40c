// engine/io/deals/deal_rows.cpp – see deal_rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/deal_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <type_traits>
#include <utility>

#include "engine/core/currency_sign.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/plain_words.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/unread.hpp"
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

DateColumn dates(TableSource const& source) {
  return DateColumn(day_order(source.date_format), source.conventions.time_zone);
}

template <class Column>
struct Named {
  std::string_view name;
  Column* column;
};

/// The columns of dates of (const or other) rows.
auto named_dates(auto& rows) {
  using Column = std::remove_reference_t<decltype((rows.created))>;
  return std::array{Named<Column>{"created_date", &rows.created},
                    Named<Column>{"close_date", &rows.close},
                    Named<Column>{"actual_close_date", &rows.actual_close},
                    Named<Column>{"last_activity_date", &rows.last_activity},
                    Named<Column>{"as_of", &rows.as_of}};
}

auto named_amounts(auto& rows) {
  using Column = std::remove_reference_t<decltype((rows.amount))>;
  return std::array{Named<Column>{"amount", &rows.amount},
                    Named<Column>{"won_amount", &rows.won_amount},
                    Named<Column>{"company_amount", &rows.company_amount}};
}

}  // namespace

DealRows::DealRows(TableSource const& source, DealTable kind, Measure measure)
    : created(dates(source)),
      close(dates(source)),
      actual_close(dates(source)),
      last_activity(dates(source)),
      as_of(dates(source)),
      amount(source),
      won_amount(source),
      company_amount(source),
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
  exported_on_ = std::max(exported_on_, export_day(table.name()).value_or(core::no_date));
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
  for (auto const& [called, column] : named_amounts(*this)) {
    if (auto const at = columns_.find(called); at && table.numeric(*at)) column->declare_numeric();
  }
  return missing_columns(table, columns_, description, waived);
}

void DealRows::pad_text_columns() {
  for (auto& [column, codes] : text) codes.codes.resize(id.size(), 0);
}

std::string_view DealRows::take(Table const& table, std::size_t row) {
  auto const cell = [&](std::string_view column) { return columns_.cell(table, column, row); };
  if (auto const why = columns_.why_left_out(table, row); !why.empty()) {
    left_out.emplace_back(cell("id"));
    return why;
  }
  id.emplace_back(cell("id"));
  name.emplace_back(cell("name"));
  auto const said = [&](std::string_view column) {
    auto const written = cell(column);  // a dash stands for a blank
    if (!says_something(written)) return std::string_view();
    bool const has_meanings = columns_.preset != nullptr && !columns_.preset->values.empty();
    bool const is_mapped = has_meanings && source_.values.contains(std::string(column));
    return has_meanings && !is_mapped ? columns_.meaning(column, written) : written;
  };
  stage.push_back(said("stage"));
  status.push_back(said("status"));
  is_closed.push_back(cell("is_closed"));
  is_won.push_back(cell("is_won"));
  probability.push_back(cell("probability"));
  created.push_back(cell("created_date"));
  close.push_back(cell("close_date"));
  actual_close.push_back(cell("actual_close_date"));
  last_activity.push_back(cell("last_activity_date"));
  amount.push_back(cell("amount"));
  won_amount.push_back(cell("won_amount"));
  company_amount.push_back(cell("company_amount"));
  if (kind_ == DealTable::snapshots) {
    auto const day = cell("as_of");
    as_of.push_back(day.empty() && file_date_ ? core::to_iso(*file_date_) : std::string(day));
  }
  for (auto& [at, column] : text_columns_) column->push_back(trimmed(table.cell(at, row)));
  return {};
}

bool DealRows::reads(std::size_t column) const {
  return std::ranges::any_of(columns_.ours,
                             [&](auto const& entry) { return entry.second == column; });
}

std::string DealRows::subject(Table const& table, std::size_t row) const {
  auto const at = columns_.find("id");
  return std::string(trimmed(table.cell(at.value_or(0), row)));
}

core::Diagnostics DealRows::finish() {
  pad_text_columns();
  core::Diagnostics faults;
  share_order(std::array{&created, &close, &actual_close, &last_activity, &as_of});
  for (auto const& [called, column] : named_dates(*this)) {
    if (auto const ambiguity = column->finish()) {
      faults.push_back(ambiguous_dates(places, called, *ambiguity));
    } else {
      std::ranges::copy(column->forget_before(first_real_day), std::back_inserter(placeholders_));
    }
  }
  auto const currency = currency_codes();
  auto const told = [&](std::size_t row) -> std::string_view {
    if (currency.empty()) return {};
    auto const& code = currency[text.at("currency").codes[row]];
    // What is no code contradicts no sign; whether it has a rate is asked later.
    return core::is_currency_code(code) ? std::string_view(code) : std::string_view();
  };
  for (auto const& [called, column] : named_amounts(*this)) {
    if (auto const ambiguity = column->finish()) {
      faults.push_back(ambiguous_amounts(places, called, *ambiguity));
    } else if (auto const open = column->settle_currencies(source_.conventions, told)) {
      faults.push_back(open_sign(places, called, *open, source_.conventions));
    }
  }
  return faults;
}

core::Diagnostics DealRows::judge_unread(std::vector<std::string> const& ids,
                                         data::Findings& findings) const {
  std::vector<bool> is_deal(size());
  for (std::size_t row = 0; row < size(); ++row) is_deal[row] = !ids[row].empty();
  UnreadCells unread(source_, places, &amount, std::move(is_deal));
  for (auto const& [called, column] : named_dates(*this)) {
    unread.take(called, column->unparsable(), "date.unparsable", findings);
    note_two_digit_years(*column, places, findings);
  }
  note_placeholders(placeholders_, places, findings);
  for (auto const& [called, column] : named_amounts(*this)) {
    unread.take(called, column->unparsable(), "amount.unparsable", findings);
  }
  return std::move(unread).faults();
}

std::vector<std::string> DealRows::currency_codes() const {
  auto const column = text.find("currency");
  if (column == text.end()) return {};
  auto const& conventions = source_.conventions;
  std::vector<std::string> codes;
  bool names_home = false;
  for (auto const& written : column->second.dictionary.texts()) {
    auto code = mapped("currency", written);
    if (auto const named = currency_of_name(code)) code = *named;
    for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    names_home = names_home || code == conventions.currency;
    codes.push_back(std::move(code));
  }
  // A sign of several currencies is the reporting one's where nothing else in the column is.
  for (auto& code : codes) {
    auto const said = conventions.currency_signs.find(code);
    auto const* const sign = core::find_currency_sign(code);
    if (said != conventions.currency_signs.end()) {
      code = said->second;
    } else if (sign != nullptr && sign->is_one()) {
      code = sign->codes;
    } else if (sign != nullptr && sign->may_mean(conventions.currency) && !names_home) {
      code = conventions.currency;
    }
  }
  return codes;
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

std::optional<core::Date> export_day(std::string const& file) {
  constexpr std::size_t n_digits = 13;  // milliseconds since 1970
  auto const name = std::filesystem::path(file).filename().string();
  if (!name.starts_with("report")) return std::nullopt;
  auto const digits = name.substr(std::string_view("report").size(), n_digits + 1);
  auto const end = digits.find_first_not_of("0123456789");
  bool const is_instant =
      digits.size() >= n_digits && (end == n_digits || digits.size() == n_digits);
  if (!is_instant) return std::nullopt;
  auto const reading = read_date(digits.substr(0, n_digits));
  return reading.certain() ? reading.if_dmy : std::nullopt;
}

core::Diagnostic ambiguous_dates(RowPlaces const& places, std::string_view column,
                                 DateColumn::Ambiguity const& ambiguity) {
  auto problem =
      fmt::format("`{}` has {} (line {})", column, ambiguity.text, places.line(ambiguity.row));
  if (ambiguity.other_text != ambiguity.text) {
    problem +=
        fmt::format(" and {} (line {})", ambiguity.other_text, places.line(ambiguity.other_row));
  }
  return {
      "QD-210",
      core::Fault::data,
      places.place(ambiguity.row),
      std::move(problem),
      ambiguity.contradiction ? "one has the day first, the other the month"
      : ambiguity.year_first  ? "the year looks as if it came first, and no row tells"
                              : "the day or the month may come first and no row tells which",
      fmt::format("{} `date_format: dmy`{} `date_format: mdy`{} at the source in the workspace.",
                  ambiguity.contradiction ? "Correct the rows of one kind, then set" : "Set",
                  ambiguity.year_first ? "," : " or",
                  ambiguity.year_first ? " or `date_format: ymd`" : "")};
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

core::Diagnostic open_sign(RowPlaces const& places, std::string_view column,
                           AmountColumn::SignQuestion const& open, Conventions const& conventions) {
  auto const* const sign = core::find_currency_sign(open.sign);
  bool const at_home = sign != nullptr && sign->may_mean(conventions.currency);
  auto const first =
      sign == nullptr
          ? std::string_view("USD")
          : sign->codes.substr(at_home && sign->codes.starts_with(conventions.currency) ? 4 : 0, 3);
  return {"QD-223",
          core::Fault::data,
          places.place(open.row),
          fmt::format("`{}` has {} (line {})", column, open.text, places.line(open.row)),
          at_home ? fmt::format("`{}` may be {}, but other rows name that currency otherwise",
                                open.sign, conventions.currency)
                  : fmt::format("`{}` is the sign of several currencies, and {} is not among them",
                                open.sign, conventions.currency),
          fmt::format("Say in the workspace what it stands for, for example `currency_signs: "
                      "{{\"{}\": {}}}`, with its rate under `rates`, or map a column `currency`.",
                      open.sign, first)};
}

}  // namespace quarterdeck::io
