// engine/io/deals/event_rows.cpp – see event_rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/event_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/io/deals/category_names.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/table/csv_layout.hpp"
#include "engine/workspace/source_descriptions.hpp"

namespace quarterdeck::io {
namespace {

class EventRows : public RowSink {
 public:
  EventRows(TableSource const& source, DealIndex const& deals)
      : changed_at(day_order(source.date_format)),
        close_date(day_order(source.date_format)),
        amount(source.decimal),
        source_(source),
        deals_(deals) {}

  core::Diagnostics begin(Table const& table) override {
    static auto const& description = source_description("stage_history");
    auto const columns = map_columns(table, source_, column_names(description));
    if (!columns) return columns.error();
    id_ = columns->find("id");
    changed_at_ = columns->find("changed_at");
    stage_ = columns->find("stage");
    amount_ = columns->find("amount");
    close_date_ = columns->find("close_date");
    category_ = columns->find("forecast_category");
    if (amount_ && table.numeric(*amount_)) amount.declare_numeric();
    return missing_columns(table, *columns, description);
  }

  std::string_view take(Table const& table, std::size_t row) override {
    auto const found = deals_.find(join_key(cell(table, id_, row), source_.preset));
    if (found == deals_.end()) return "history.orphan";
    deal.push_back(found->second);
    changed_at.push_back(cell(table, changed_at_, row));
    stage.push_back(cell(table, stage_, row));
    if (category_) take_category(cell(table, category_, row));
    amount.push_back(cell(table, amount_, row));
    close_date.push_back(cell(table, close_date_, row));
    return {};
  }

  std::string subject(Table const& table, std::size_t row) const override {
    return std::string(cell(table, id_, row));
  }

  core::Diagnostics finish(data::Findings& findings) {
    core::Diagnostics faults;
    share_order(std::array{&changed_at, &close_date});
    for (auto const& [name, column] :
         {std::pair("changed_at", &changed_at), std::pair("close_date", &close_date)}) {
      if (auto const ambiguity = column->finish()) {
        faults.push_back(ambiguous_dates(places, name, *ambiguity));
      }
    }
    if (auto const ambiguity = amount.finish()) {
      faults.push_back(ambiguous_amounts(places, "amount", *ambiguity));
    }
    note_unparsable(findings, "date.unparsable", places, close_date.unparsable());
    note_unparsable(findings, "amount.on_event_unparsable", places, amount.unparsable());
    return faults;
  }

  std::vector<std::uint32_t> deal;
  CodeColumn stage;
  CodeColumn category;  ///< up to the last row of a table that has the column
  DateColumn changed_at, close_date;
  AmountColumn amount;

 private:
  /// Of the newest row; rows of tables without the column stay blank.
  void take_category(std::string_view text) {
    category.codes.resize(deal.size(), 0);
    if (!text.empty()) category.codes.back() = category.dictionary.code(text);
  }
  static std::string_view cell(Table const& table, std::optional<std::size_t> column,
                               std::size_t row) {
    return column ? trimmed(table.cell(*column, row)) : std::string_view();
  }

  TableSource const& source_;
  DealIndex const& deals_;
  // Columns of the current table.
  std::optional<std::size_t> id_, changed_at_, stage_, amount_, close_date_, category_;
};

std::vector<data::StageId> stage_ids(EventRows const& rows, TableSource const& source,
                                     StageBook& stages) {
  std::vector<data::StageId> ids;
  for (auto const& text : rows.stage.dictionary.texts()) {
    ids.push_back(stages.id_of(source.mapped("stage", text)));
  }
  return ids;
}

/// By the code of the text.
std::vector<std::optional<data::Category>> categories(EventRows const& rows,
                                                      TableSource const& source) {
  std::vector<std::optional<data::Category>> meanings;
  for (auto const& text : rows.category.dictionary.texts()) {
    meanings.push_back(category_of_name(source.mapped("forecast_category", text)));
  }
  return meanings;
}

void add_categories(EventRows const& rows, TableSource const& source, ReadResult& result) {
  auto const meanings = categories(rows, source);
  for (std::size_t row = 0; row < rows.category.codes.size(); ++row) {
    auto const code = rows.category.codes[row];
    if (code == 0 || rows.changed_at[row] == core::no_date) continue;
    auto const category = meanings[code].value_or(data::Category::untold);
    result.records.categories.push_back({rows.deal[row], rows.changed_at[row], category});
    if (meanings[code]) continue;
    data::add_finding(result.findings, finding_kind("category.unknown"), rows.places.place(row),
                      rows.category[row]);
  }
  data::tidy(result.records.categories);
}

void add_events(EventRows const& rows, std::vector<data::StageId> const& stage_of,
                ReadResult& result) {
  auto& events = result.records.events;
  events.reserve(events.size() + rows.deal.size());
  for (std::size_t row = 0; row < rows.deal.size(); ++row) {
    auto const& deal_id = result.records.deals[rows.deal[row]].id;
    if (rows.changed_at[row] == core::no_date) {
      data::add_finding(result.findings, finding_kind("history.undated"), rows.places.place(row),
                        deal_id);
      continue;
    }
    auto const code = rows.stage.codes[row];
    if (stage_of[code] == data::no_stage && code != 0) {
      data::add_finding(result.findings, finding_kind("stage.unknown"), rows.places.place(row),
                        rows.stage[row]);
    }
    events.push_back({rows.deal[row], stage_of[code], rows.changed_at[row], rows.amount[row],
                      rows.close_date[row]});
  }
}

}  // namespace

void sort_events(std::vector<data::Event>& events) {
  auto const key = [](data::Event const& event) { return std::pair(event.deal, event.changed_at); };
  if (!std::ranges::is_sorted(events, {}, key)) std::ranges::stable_sort(events, {}, key);
}

core::Diagnostics read_stage_history(DealReading const& reading, DealIndex const& deals) {
  auto const& [room, source, stages, result] = reading;
  EventRows rows(source, deals);
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  if (auto faults = rows.finish(result.findings); !faults.empty()) return faults;
  add_events(rows, stage_ids(rows, source, stages), result);
  add_categories(rows, source, result);
  sort_events(result.records.events);
  return {};
}

}  // namespace quarterdeck::io
