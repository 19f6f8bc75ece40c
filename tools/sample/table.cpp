// tools/sample/table.cpp – see table.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tools/sample/book.hpp"

namespace quarterdeck::sample {
namespace {

std::string amount_text(core::Minor amount) {
  if (amount == core::no_amount) return {};
  return fmt::format("{}.{:02}", amount / core::minor_per_unit, amount % core::minor_per_unit);
}

char const* status_of(data::Outcome outcome) {
  if (outcome == data::Outcome::open) return "open";
  return outcome == data::Outcome::won ? "won" : "lost";
}

std::string const& stage_name(data::Records const& records, data::StageId stage) {
  return records.stages[static_cast<std::size_t>(stage)].name;
}

Row opportunity(data::Records const& records, std::size_t i) {
  auto const& deal = records.deals[i];
  auto const text = [&](char const* column) { return records.text.at(column)[i]; };
  return {deal.id,
          deal.name,
          text("account"),
          text("owner"),
          text("segment"),
          text("region"),
          text("product"),
          text("type"),
          text("source"),
          amount_text(deal.amount),
          text("currency"),
          fmt::format("{:.2f}", deal.probability),
          text("forecast_category"),
          core::to_iso(deal.created),
          core::to_iso(deal.close_date),
          stage_name(records, deal.stage),
          status_of(deal.outcome),
          core::to_iso(deal.last_activity)};
}

/// Closed deals that were in a stage, for one row of the win rates.
struct Passed {
  int won = 0;
  int lost = 0;
  std::vector<int> days_to_close;
};

std::string median(std::vector<int> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return std::to_string(*middle);
}

/// First day of each open stage that a deal went through.
std::map<data::StageId, core::Date> first_days(data::Records const& records,
                                               std::span<data::Event const> events) {
  std::map<data::StageId, core::Date> days;
  for (auto const& event : events) {
    bool const open =
        records.stages[static_cast<std::size_t>(event.stage)].outcome == data::Outcome::open;
    if (open) days.try_emplace(event.stage, event.changed_at);
  }
  return days;
}

void quote(std::string& out, std::string const& field) {
  if (field.find_first_of(",\"\n\r") == std::string::npos) {
    out += field;
    return;
  }
  out += '"';
  for (char const c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void add_line(std::string& out, Row const& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    quote(out, row[i]);
  }
  out += '\n';
}

}  // namespace

Table opportunities_table(data::Records const& records, core::Date closed_since) {
  Table table{{"id", "name", "account", "owner", "segment", "region", "product", "type", "source",
               "amount", "currency", "probability", "forecast_category", "created_date",
               "close_date", "stage", "status", "last_activity_date"},
              {}};
  for (std::size_t i = 0; i < records.deals.size(); ++i) {
    auto const& deal = records.deals[i];
    bool const shown = deal.outcome == data::Outcome::open || deal.close_date >= closed_since;
    if (shown) table.rows.push_back(opportunity(records, i));
  }
  return table;
}

Table stage_history_table(data::Records const& records) {
  Table table{{"id", "changed_at", "stage", "amount", "close_date", "forecast_category"}, {}};
  for (auto const& event : records.events) {
    table.rows.push_back({records.deals[event.deal].id, core::to_iso(event.changed_at),
                          stage_name(records, event.stage), amount_text(event.amount),
                          core::to_iso(event.close_date), std::string(category_name(event.stage))});
  }
  return table;
}

Table win_rates_table(data::Records const& records) {
  std::map<std::pair<data::StageId, std::string>, Passed> passed;
  auto const& segments = records.text.at("segment");
  for (auto first = records.events.begin(); first != records.events.end();) {
    auto const last = std::find_if(first, records.events.end(),
                                   [&](auto const& event) { return event.deal != first->deal; });
    auto const& deal = records.deals[first->deal];
    auto const days = first_days(records, {first, last});
    for (auto const& [stage, day] : days) {
      if (deal.outcome == data::Outcome::open) break;
      auto& group = passed[{stage, segments[first->deal]}];
      ++(deal.outcome == data::Outcome::won ? group.won : group.lost);
      group.days_to_close.push_back(core::days_between(day, deal.close_date));
    }
    first = last;
  }
  Table table{{"stage", "segment", "won", "lost", "median_days_to_close"}, {}};
  for (auto const& [key, group] : passed) {
    table.rows.push_back({stage_name(records, key.first), key.second, std::to_string(group.won),
                          std::to_string(group.lost), median(group.days_to_close)});
  }
  return table;
}

std::string to_csv(Table const& table) {
  std::string out;
  out.reserve(160 * (table.rows.size() + 1));
  add_line(out, table.header);
  for (auto const& row : table.rows) add_line(out, row);
  return out;
}

}  // namespace quarterdeck::sample
