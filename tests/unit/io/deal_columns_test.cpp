// tests/unit/io/deal_columns_test.cpp – columns that tables of deals describe are columns that are
// read. SPDX-License-Identifier: Apache-2.0
#include <map>
#include <sstream>

#include "engine/workspace/source_descriptions.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using io::ColumnType;

namespace {

using Row = std::map<std::string, std::string>;

/// Everything that tables of deals tell, as one text.
std::string digest(data::Records const& records) {
  std::ostringstream out;
  auto const day = [](core::Date date) { return core::to_iso(date); };
  for (auto const& deal : records.deals) {
    out << deal.id << ' ' << deal.name << ' ' << deal.stage << ' ' << int(deal.outcome) << ' '
        << deal.amount << ' ' << deal.probability << ' ' << day(deal.created) << ' '
        << day(deal.close_date) << ' ' << day(deal.last_activity) << '\n';
  }
  for (auto const& [name, column] : records.text) {
    for (std::size_t row = 0; row < records.deals.size(); ++row) {
      if (!column[row].empty()) out << name << ' ' << column[row] << '\n';
    }
  }
  for (auto const& event : records.events) {
    out << event.deal << ' ' << event.stage << ' ' << day(event.changed_at) << ' ' << event.amount
        << ' ' << day(event.close_date) << '\n';
  }
  for (auto const& change : records.categories) {
    out << change.deal << ' ' << day(change.day) << ' ' << int(change.category) << '\n';
  }
  return out.str();
}

std::string csv(std::vector<Row> const& rows) {
  std::string text;
  for (auto const& [name, cell] : rows.front()) text += name + ",";
  text.back() = '\n';
  for (auto const& row : rows) {
    for (auto const& [name, cell] : row) text += cell + ",";
    text.back() = '\n';
  }
  return text;
}

/// A cell that says something else than the rows below do.
std::string other_cell(io::ColumnDescription const& column, std::size_t row) {
  if (column.name == "status") return "lost";
  if (column.name == "is_closed") return "no";
  if (column.name == "forecast_category") return "Commit";
  if (column.name == "field") return "amount";
  switch (column.type) {
    case ColumnType::date:
      return "2026-02-1" + std::to_string(row);
    case ColumnType::amount:
      return "77";
    case ColumnType::share:
      return "0.3";
    case ColumnType::yes_no:
      return "yes";
    default:
      return "other" + std::to_string(row);
  }
}

/// What is read of a table of deals, alone or beside the opportunities.
std::string digest_of(std::string const& source, std::vector<Row> const& rows) {
  test::Folder const folder;
  folder.write("deals.csv",
               "id,stage,amount,created_date\na,Lead,5,2026-01-05\nb,Closed Won,6,2026-01-06\n");
  folder.write("table.csv", csv(rows));
  std::string const others =
      source == "stage_history" ? "  opportunities: {file: deals.csv}\n" : "";
  auto const read = test::read(folder, "sources:\n  " + source + ": {file: table.csv}\n" + others);
  return read ? digest(read->records) : test::faults_of(read);
}

/// An open deal and a won one, with the columns that their table must have and as little else as
/// possible.
std::vector<Row> rows_of(std::string const& source) {
  if (source == "stage_history") {
    return {{{"id", "a"}, {"changed_at", "2026-01-05"}},
            {{"id", "b"}, {"changed_at", "2026-01-06"}}};
  }
  std::vector<Row> rows{
      {{"id", "a"}, {"stage", "Lead"}, {"amount", "5"}, {"created_date", "2026-01-05"}},
      {{"id", "b"}, {"stage", "Closed Won"}, {"amount", "6"}, {"created_date", "2026-01-06"}}};
  if (source == "snapshots") {
    for (auto& row : rows) row["as_of"] = "2026-03-01";
  }
  return rows;
}

/// What stands beside a column that is looked at only then: the columns that one change a row is
/// told in, and a currency without a rate.
Row beside(std::string_view column) {
  if (column == "company_amount") return {{"currency", "JPY"}};
  if (column == "field") return {{"value", "77"}};
  if (column == "value") return {{"field", "stage"}};
  if (column == "value_before") return {{"field", "stage"}, {"value", "Lead"}};
  return {};
}

}  // namespace

TEST_CASE("deal columns: every one that is described makes a difference", "[unit][io]") {
  for (std::string const source : {"opportunities", "snapshots", "stage_history"}) {
    for (auto const& column : io::source_description(source).columns) {
      INFO(source << "." << column.name);
      auto rows = rows_of(source);
      for (auto& row : rows) row.merge(beside(column.name));
      auto const plain = digest_of(source, rows);
      for (std::size_t row = 0; row < rows.size(); ++row) {
        rows[row][std::string(column.name)] = other_cell(column, row);
      }
      CHECK(digest_of(source, rows) != plain);
    }
  }
}
