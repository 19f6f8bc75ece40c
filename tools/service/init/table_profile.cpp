// tools/service/init/table_profile.cpp – see table_profile.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/table_profile.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/number_text.hpp"
#include "engine/core/text.hpp"
#include "engine/io/deals/deal_rows.hpp"
#include "engine/io/deals/yes_no.hpp"
#include "engine/table/parse_date.hpp"

namespace quarterdeck::service {
namespace {

void look_at_number(ColumnProfile& column, core::NumberReading const& number, std::string_view text,
                    std::int64_t n_rows) {
  double const value = core::to_double(number.if_point ? *number.if_point : *number.if_comma);
  column.least = column.n_numbers == 0 ? value : std::min(column.least, value);
  column.most = column.n_numbers == 0 ? value : std::max(column.most, value);
  column.n_numbers += n_rows;
  if (!number.mark.empty()) column.signs[number.mark] += n_rows;
  if (column.comma.empty() && number.if_comma && !number.if_point) column.comma = text;
}

void look_at_date(ColumnProfile& column, io::DateReading const& date, std::string_view text,
                  std::int64_t n_rows) {
  column.n_dates += n_rows;
  // Instants that all are midnight are days already.
  if (date.utc_second && !date.midnight) column.n_instants += n_rows;
  if (date.if_dmy && !date.if_mdy && column.day_first.empty()) column.day_first = text;
  if (date.if_mdy && !date.if_dmy && column.month_first.empty()) column.month_first = text;
}

/// A text that was not there before.
void look_at(ColumnProfile& column, std::string_view text, std::int64_t n_rows) {
  auto const number = core::read_number_text(text);
  bool const is_number = number.is_number() && !number.percent;
  if (is_number) look_at_number(column, number, text, n_rows);
  auto const date = io::read_date(text);
  // Numbers may stand for days too, `20260115` and the serials of spreadsheets; a column of them is
  // one of numbers unless its name says otherwise.
  if (!is_number && (date.if_dmy || date.if_mdy)) look_at_date(column, date, text, n_rows);
  if (io::yes_or_no(text)) column.n_yes_no += n_rows;
}

void take_chunk(TableProfile& profile) {
  auto const& table = profile.table;
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    if (profile.n_rows == most_rows_looked_at) {
      profile.whole = false;
      return;
    }
    ++profile.n_rows;
    for (std::size_t i = 0; i < profile.columns.size(); ++i) {
      auto& column = profile.columns[i];
      auto const text = core::trimmed(table.cell(i, row));
      if (text.empty()) {
        column.codes.push_back(ColumnProfile::blank);
        continue;
      }
      auto const code = column.texts.code(text);
      if (code == column.counts.size()) column.counts.push_back(0);
      ++column.counts[code];
      column.codes.push_back(code);
      ++column.n_filled;
    }
  }
}

}  // namespace

ColumnProfile const* TableProfile::column(std::string_view name) const {
  auto const found = std::ranges::find(columns, name, &ColumnProfile::name);
  return found == columns.end() ? nullptr : &*found;
}

core::Checked<TableProfile> profile_table(io::TableRoom& room, std::filesystem::path const& file) {
  io::TableSource source;
  source.from = io::FileSource{file};
  source.where.file = file.string();
  auto table = io::open_part(room, source, file);
  if (!table) return tl::unexpected(std::move(table.error()));
  TableProfile profile;
  profile.file = file;
  profile.table = std::move(*table);
  profile.date = io::date_in_name(file.string());
  for (auto const& name : profile.table.columns()) {
    profile.columns.emplace_back();
    profile.columns.back().name = name;
  }
  while (profile.whole && profile.table.next()) take_chunk(profile);
  for (auto& column : profile.columns) {
    for (std::uint32_t code = 0; code < column.texts.size(); ++code) {
      look_at(column, column.texts[code], column.counts[code]);
    }
  }
  return profile;
}

}  // namespace quarterdeck::service
