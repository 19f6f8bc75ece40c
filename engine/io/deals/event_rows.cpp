// engine/io/deals/event_rows.cpp – see event_rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/event_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "engine/io/deals/category_names.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/stage_outcomes.hpp"
#include "engine/io/deals/unread.hpp"
#include "engine/table/csv_layout.hpp"
#include "engine/workspace/source_descriptions.hpp"

namespace quarterdeck::io {
namespace {

class EventRows : public RowSink {
 public:
  EventRows(TableSource const& source, DealIndex const& deals)
      : changed_at(day_order(source.date_format), source.conventions.time_zone),
        close_date(day_order(source.date_format), source.conventions.time_zone),
        amount(source),
        source_(source),
        deals_(deals),
        key_of_(deals.size()) {
    for (auto const& [key, at] : deals) {
      if (at < key_of_.size()) key_of_[at] = key;
    }
  }

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
    auto const found = deal_of(join_key(cell(table, id_, row), source_.preset));
    if (!found) return "history.orphan";
    if (*found == left_out) return "history.merged";
    deal.push_back(*found);
    changed_at.push_back(cell(table, changed_at_, row));
    stage.push_back(cell(table, stage_, row));
    if (category_) take_category(cell(table, category_, row));
    amount.push_back(cell(table, amount_, row));
    close_date.push_back(cell(table, close_date_, row));
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
    core::Diagnostics faults;
    share_order(std::array{&changed_at, &close_date});
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
  CodeColumn stage;
  CodeColumn category;  ///< up to the last row of a table that has the column
  DateColumn changed_at, close_date;
  AmountColumn amount;

 private:
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
  std::optional<std::size_t> id_, changed_at_, stage_, amount_, close_date_, category_;
};

/// Stages of events by the code of their name, in the pipeline and with the outcome of their deals.
class EventStages {
 public:
  EventStages(EventRows const& rows, TableSource const& source, StageBook& stages,
              data::Records const& records)
      : rows_(rows), source_(source), stages_(stages), records_(records) {
    // In the order of the rows, whatever the deals.
    for (auto const& text : rows.stage.dictionary.texts()) {
      by_name_.push_back(stages.id_of(source.mapped("stage", text)));
    }
    is_split_ = stages.is_split();
    for (auto const& [column, values] : records.text) {
      if (is_pipeline_column(column)) pipelines_ = &values;
    }
  }

  data::StageId of(std::size_t row) {
    auto const code = rows_.stage.codes[row];
    if (!is_split_) return by_name_[code];
    if (code == 0) return data::no_stage;
    auto const deal = rows_.deal[row];
    auto const outcome = records_.deals[deal].outcome;
    std::array<std::uint32_t, 3> const key{code, pipelines_ == nullptr ? 0 : pipelines_->code(deal),
                                           static_cast<std::uint32_t>(outcome)};
    auto const [at, is_new] = known_.try_emplace(key, data::no_stage);
    if (is_new) {
      auto const& name = source_.mapped("stage", rows_.stage[row]);
      auto const pipeline =
          pipelines_ == nullptr ? std::string_view() : std::string_view((*pipelines_)[deal]);
      at->second = stages_.id_of({name, pipeline, outcome});
    }
    return at->second;
  }
  /// Whether its name holds won and lost deals, so that it says nothing of an open one.
  [[nodiscard]] bool ends_both_ways(std::size_t row) const {
    return stages_.has_one_end(source_.mapped("stage", rows_.stage[row]));
  }

 private:
  EventRows const& rows_;
  TableSource const& source_;
  StageBook& stages_;
  data::Records const& records_;
  data::TextColumn const* pipelines_ = nullptr;
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

/// Amounts of the events a hundred times those of the deals, or a hundredth: another unit.
std::optional<core::Diagnostic> amounts_of_another_scale(data::Records const& records,
                                                         TableSource const& source) {
  constexpr std::size_t least_deals = 5;
  constexpr double most_times = 100;
  std::vector<double> ratios;
  auto const& events = records.events;
  for (std::size_t i = 0; i < events.size(); ++i) {
    bool const is_last = i + 1 == events.size() || events[i + 1].deal != events[i].deal;
    auto const amount = records.deals[events[i].deal].amount;
    bool const both = events[i].amount > 0 && amount > 0;
    if (!is_last || !both) continue;
    ratios.push_back(static_cast<double>(events[i].amount) / static_cast<double>(amount));
  }
  if (ratios.size() < least_deals) return std::nullopt;
  auto const middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::ranges::nth_element(ratios, middle);
  if (*middle<most_times&& * middle> 1 / most_times) return std::nullopt;
  return core::Diagnostic{
      "QD-246",
      core::Fault::data,
      source.where,
      fmt::format("the amounts of the stage history are about {:.6g} times those of the deals",
                  *middle),
      "the two tables count in different units, and the forecast would rest on both",
      "Export both in the same unit, or leave out the amounts of one of them with `columns`."};
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
  EventStages event_stages(rows, source, stages, result.records);
  add_events(rows, event_stages, result);
  add_categories(rows, source, result);
  sort_events(result.records.events);
  if (auto fault = amounts_of_another_scale(result.records, source)) return {std::move(*fault)};
  return {};
}

}  // namespace quarterdeck::io
