// engine/io/deals/event_rows.cpp – see event_rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/event_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/io/deals/category_names.hpp"
#include "engine/io/deals/deal_stages.hpp"
#include "engine/io/deals/event_scale.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/stages_entered.hpp"
#include "engine/io/deals/states_before.hpp"
#include "engine/io/deals/unread.hpp"
#include "engine/table/csv_layout.hpp"
#include "engine/workspace/source_descriptions.hpp"

namespace quarterdeck::io {
namespace {

/// What one row says of its deal from then on.
struct Cells {
  std::string_view stage, amount, close_date, category;
};

class EventRows : public RowSink {
 public:
  EventRows(TableSource const& source, DealIndex const& deals)
      : changed_at(day_order(source.date_format), source.conventions.time_zone),
        close_date(day_order(source.date_format), source.conventions.time_zone),
        amount(source),
        before(source),
        entered(source),
        source_(source),
        deals_(deals),
        key_of_(deals.size()) {
    for (auto const& [key, at] : deals) {
      if (at < key_of_.size()) key_of_[at] = key;
    }
  }

  core::Diagnostics begin(Table const& table) override {
    static auto const& description = source_description("stage_history");
    auto columns = map_columns(table, source_, column_names(description));
    if (!columns_of_stages_entered(table.columns()).empty()) {
      // A table of deals, with the days on which they entered their stages.
      auto source = source_;
      source.key = "opportunities";
      columns = map_columns(table, source, std::array<std::string_view, 1>{"id"});
    }
    if (!columns) return columns.error();
    map_ = std::move(*columns);
    id_ = map_.find("id");
    changed_at_ = map_.find("changed_at");
    stage_ = map_.find("stage");
    amount_ = map_.find("amount");
    close_date_ = map_.find("close_date");
    category_ = map_.find("forecast_category");
    stage_before_ = map_.find("stage_before");
    field_ = map_.find("field");
    value_ = map_.find("value");
    value_before_ = map_.find("value_before");
    // Beside columns of its own a field that nobody has named is no more than a further column.
    bool const is_named = map_.preset != nullptr || source_.columns.contains("field");
    if (!is_named && (stage_ || amount_ || close_date_)) field_.reset();
    stages_entered_ = columns_of_stages_entered(table.columns());
    if (amount_ && table.numeric(*amount_)) amount.declare_numeric();
    if (!stages_entered_.empty() && id_) return {};
    return missing_columns(table, map_, description);
  }

  std::string_view take(Table const& table, std::size_t row) override {
    if (auto const why = map_.why_left_out(table, row); !why.empty()) return why;
    auto const found = deal_of(join_key(cell(table, id_, row), source_.preset));
    if (!found) return "history.orphan";
    if (*found == left_out) return "history.merged";
    Cells cells{cell(table, stage_, row), cell(table, amount_, row), cell(table, close_date_, row),
                cell(table, category_, row)};
    if (field_ && value_ && !take_change(table, row, cells)) return "history.other_field";
    for (auto const& [column, stage] : stages_entered_) {
      entered_cells_.push_back({*found, deal.size(), stage, std::string(cell(table, column, row))});
    }
    if (stage_before_) before.take(deal.size(), "stage", cell(table, stage_before_, row));
    only_days.push_back(!stages_entered_.empty());
    deal.push_back(*found);
    bool const is_event = stages_entered_.empty();
    changed_at.push_back(is_event ? cell(table, changed_at_, row) : std::string_view());
    stage.push_back(is_event ? cells.stage : std::string_view());
    if (category_ || field_) take_category(cells.category);
    amount.push_back(is_event ? cells.amount : std::string_view());
    close_date.push_back(is_event ? cells.close_date : std::string_view());
    return {};
  }

  bool reads(std::size_t column) const override {
    std::array const read{id_, changed_at_, stage_, amount_, close_date_, category_};
    return std::ranges::find(read, std::optional(column)) != read.end();
  }
  std::string subject(Table const& table, std::size_t row) const override {
    return std::string(cell(table, id_, row));
  }

  core::Diagnostics finish(ReadResult& result) {
    std::set<std::string> stages_told;
    for (auto const& one : entered_cells_) {
      if (stages_told.insert(one.stage).second) {
        data::add_finding(result.findings, finding_kind("history.stages_entered"),
                          places.place(one.row), one.stage);
      }
      entered.take(one.deal, one.stage, one.text, places.place(one.row));
    }
    share_order(std::array{&changed_at, &close_date, &before.close_dates(), &entered.dates()});
    auto faults = before.finish(places);
    std::array const date_columns{std::pair("changed_at", &changed_at),
                                  std::pair("close_date", &close_date)};
    for (auto const& [name, column] : date_columns) {
      if (auto const ambiguity = column->finish()) {
        faults.push_back(ambiguous_dates(places, name, *ambiguity));
      } else {
        note_placeholders(column->forget_before(first_real_day), places, result.findings);
      }
    }
    if (auto const ambiguity = amount.finish()) {
      faults.push_back(ambiguous_amounts(places, "amount", *ambiguity));
    } else if (auto const open = settle(result.records)) {
      faults.push_back(open_sign(places, "amount", *open, source_.conventions));
    }
    if (!faults.empty()) return faults;
    UnreadCells unread(source_, places, nullptr);
    unread.take("changed_at", changed_at.unparsable(), "", result.findings);
    unread.take("close_date", close_date.unparsable(), "date.unparsable", result.findings);
    unread.take("amount", amount.unparsable(), "amount.on_event_unparsable", result.findings);
    for (auto const& [name, column] : date_columns) {
      note_two_digit_years(*column, places, result.findings);
    }
    return std::move(unread).faults();
  }

  std::vector<std::uint32_t> deal;
  /// Rows that tell when a deal entered each stage, and are no events of their own.
  std::vector<bool> only_days;
  CodeColumn stage;
  CodeColumn category;  ///< up to the last row of a table that has the column
  DateColumn changed_at, close_date;
  AmountColumn amount;
  StatesBefore before;
  StagesEntered entered;

 private:
  struct EnteredCell {
    std::uint32_t deal;
    std::size_t row;
    std::string stage;
    std::string text;
  };
  /// A row of one change: puts its value where the column of that name is read from.
  /// @return false for other columns than ours
  bool take_change(Table const& table, std::size_t row, Cells& cells) {
    auto const column = column_named(cell(table, field_, row));
    auto const value = cell(table, value_, row);
    if (value_before_) before.take(deal.size(), column, cell(table, value_before_, row));
    cells = {};
    if (column == "stage") cells.stage = value;
    if (column == "amount") cells.amount = value;
    if (column == "close_date") cells.close_date = value;
    if (column == "forecast_category") cells.category = value;
    return !column.empty();
  }
  /// Our column of which a change tells; empty for those that are not read.
  [[nodiscard]] std::string_view column_named(std::string_view name) const {
    static constexpr std::array own{ColumnNames{"stage", "stage"}, ColumnNames{"amount", "amount"},
                                    ColumnNames{"close_date", "close_date"},
                                    ColumnNames{"forecast_category", "forecast_category"}};
    auto const word = folded(name);
    auto const is_it = [&](std::string_view known) { return folded(known) == word; };
    auto const theirs =
        map_.preset == nullptr ? std::span<ColumnNames const>() : map_.preset->fields;
    for (auto const fields : {theirs, std::span<ColumnNames const>(own)}) {
      for (auto const& field : fields) {
        if (std::ranges::any_of(words_of(field.names), is_it)) return field.column;
      }
    }
    return {};
  }
  /// Most events are of the deal of the row above or of the one after it, since exports are sorted;
  /// that saves nearly every look into a large index.
  std::optional<std::uint32_t> deal_of(std::string_view key) {
    for (auto const at : {last_, last_ + 1}) {
      if (at < key_of_.size() && key_of_[at] == key && !key.empty()) return last_ = at;
    }
    auto const found = deals_.find(key);
    if (found == deals_.end()) return std::nullopt;
    if (found->second != left_out) last_ = found->second;
    return found->second;
  }
  /// An event's amount is in the currency of its deal.
  std::optional<AmountColumn::SignQuestion> settle(data::Records const& records) {
    auto const column = records.text.find("currency");
    return amount.settle_currencies(source_.conventions, [&](std::size_t row) {
      auto const told =
          column == records.text.end() ? std::string_view() : column->second[deal[row]];
      return told.empty() ? std::string_view(source_.conventions.currency) : told;
    });
  }
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
  std::vector<std::string_view> key_of_;  ///< by the row of the deal
  std::uint32_t last_ = 0;                ///< row of the deal of the event above
  // Columns of the current table.
  ColumnMap map_;
  std::optional<std::size_t> id_, changed_at_, stage_, amount_, close_date_, category_;
  std::optional<std::size_t> stage_before_, field_, value_, value_before_;
  std::vector<std::pair<std::size_t, std::string>> stages_entered_;
  std::vector<EnteredCell> entered_cells_;
};

/// Stages of events by the code of their name, in the pipeline and with the outcome of their deals.
class EventStages {
 public:
  EventStages(EventRows const& rows, DealReading const& reading)
      : rows_(rows),
        records_(reading.result.records),
        stages_(reading.source, reading.stages, records_) {
    // In the order of the rows, whatever the deals.
    for (auto const& text : rows.stage.dictionary.texts()) {
      by_name_.push_back(reading.stages.id_of(reading.source.mapped("stage", text)));
    }
    is_split_ = reading.stages.is_split();
  }

  data::StageId of(std::size_t row) {
    auto const code = rows_.stage.codes[row];
    if (!is_split_) return by_name_[code];
    if (code == 0) return data::no_stage;
    auto const deal = rows_.deal[row];
    auto const outcome = records_.deals[deal].outcome;
    std::array<std::uint32_t, 3> const key{code, stages_.pipeline_code(deal),
                                           static_cast<std::uint32_t>(outcome)};
    auto const [at, is_new] = known_.try_emplace(key, data::no_stage);
    if (is_new) at->second = stages_.of(deal, rows_.stage[row]);
    return at->second;
  }
  /// Whether its name holds won and lost deals, so that it says nothing of an open one.
  [[nodiscard]] bool ends_both_ways(std::size_t row) const {
    return stages_.ends_both_ways(rows_.stage[row]);
  }
  [[nodiscard]] DealStages& of_deals() { return stages_; }

 private:
  EventRows const& rows_;
  data::Records const& records_;
  DealStages stages_;
  std::vector<data::StageId> by_name_;  ///< by the code of the name
  bool is_split_ = false;               ///< more than the name decides
  std::map<std::array<std::uint32_t, 3>, data::StageId> known_;
};

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

void add_events(EventRows const& rows, EventStages& stages, ReadResult& result) {
  auto& events = result.records.events;
  events.reserve(events.size() + rows.deal.size());
  for (std::size_t row = 0; row < rows.deal.size(); ++row) {
    if (rows.only_days[row]) continue;
    auto const& deal_id = result.records.deals[rows.deal[row]].id;
    if (rows.changed_at[row] == core::no_date) {
      data::add_finding(result.findings, finding_kind("history.undated"), rows.places.place(row),
                        deal_id);
      continue;
    }
    auto const stage = stages.of(row);
    bool const is_named = rows.stage.codes[row] != 0;
    if (stage == data::no_stage && is_named && !stages.ends_both_ways(row)) {
      data::add_finding(result.findings, finding_kind("stage.unknown"), rows.places.place(row),
                        rows.stage[row]);
    }
    events.push_back(
        {rows.deal[row], stage, rows.changed_at[row], rows.amount[row], rows.close_date[row]});
  }
}

/// Changes of which none is of a column that is read.
std::optional<core::Diagnostic> no_event_tells(EventRows const& rows, TableSource const& source,
                                               data::Findings const& findings) {
  auto const others =
      std::ranges::find(findings, std::string("history.other_field"), &data::Finding::code);
  if (others == findings.end() || !rows.deal.empty()) return std::nullopt;
  return core::Diagnostic{
      "QD-245",
      core::Fault::data,
      source.where,
      fmt::format("none of the {} changes of the stage history is one of stage, amount, close date "
                  "or forecast category",
                  others->count),
      "the names of the fields are none that are known, or the export leaves the stage out",
      "Export the changes of the stage too, or write the names of the fields as `stage`, `amount`, "
      "`close_date` and `forecast_category` and name their column under `columns: {field: …}`."};
}

/// Events that all belong to no deal: ids are written differently in the two tables. More than a
/// tenth of them is said at the top.
std::optional<core::Diagnostic> no_event_fits(EventRows const& rows, TableSource const& source,
                                              data::Findings& findings) {
  auto const orphans =
      std::ranges::find(findings, std::string("history.orphan"), &data::Finding::code);
  if (orphans == findings.end()) return std::nullopt;
  auto const n_fit = static_cast<std::int64_t>(rows.deal.size());
  orphans->top = orphans->count > (orphans->count + n_fit) / 10;
  if (n_fit > 0) return std::nullopt;
  return core::Diagnostic{
      "QD-244",
      core::Fault::data,
      source.where,
      fmt::format("none of the {} events of the stage history belongs to a deal, for example the "
                  "event of `{}`",
                  orphans->count, orphans->subjects.front()),
      "without its history a deal is judged by what it is today alone",
      "See whether the ids of the two tables are written in the same way, letter case and leading "
      "zeros included, and name the column that holds them under `columns: {id: …}`."};
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
  if (auto faults = rows.finish(result); !faults.empty()) return faults;
  if (auto fault = no_event_fits(rows, source, result.findings)) return {std::move(*fault)};
  if (auto fault = no_event_tells(rows, source, result.findings)) return {std::move(*fault)};
  EventStages event_stages(rows, reading);
  auto const n_before = result.records.events.size();
  rows.before.add_events({rows.deal, rows.changed_at}, event_stages.of_deals(), result.records);
  add_events(rows, event_stages, result);
  add_categories(rows, source, result);
  for (auto& event : std::span(result.records.events).subspan(n_before)) {
    auto const rate = result.company_rates.find(event.deal);
    if (rate == result.company_rates.end() || event.amount == core::no_amount) continue;
    event.amount = data::convert(event.amount, rate->second);
  }
  sort_events(result.records.events);
  if (auto fault = amounts_of_another_scale(result.records, source)) return {std::move(*fault)};
  return rows.entered.finish(reading);
}

}  // namespace quarterdeck::io
