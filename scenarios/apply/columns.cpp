// scenarios/apply/columns.cpp – see columns.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/apply/columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/yaml/mapping.hpp"

namespace quarterdeck::scenarios {
namespace {

constexpr std::array<std::string_view, 2> numbers{"amount", "probability"};
constexpr std::array<std::string_view, 3> days{"created_date", "close_date", "last_activity_date"};

Value of_text(std::string_view text) {
  Value value;
  value.text = text;
  if (text.empty()) return value;
  value.number = yaml::parse_number(text);
  value.day = core::parse_iso_date(text);
  return value;
}

Value of_number(double number) {
  Value value;
  if (!std::isnan(number)) value.number = number;
  return value;
}

Value of_amount(core::Minor amount, double factor) {
  return amount == core::no_amount ? Value() : of_number(core::to_units(amount) * factor);
}

Value of_day(core::Date day) {
  Value value;
  if (day != core::no_date) value.day = day;
  return value;
}

models::DealShift shift_of(models::ForecastInputs const& inputs, std::string const& id) {
  auto const found = inputs.what_if.deals.find(id);
  return found == inputs.what_if.deals.end() ? models::DealShift{} : found->second;
}

Value moved_close_date(core::Date close_date, core::Date as_of, models::DealShift const& shift) {
  if (close_date == core::no_date) return {};
  double const ahead = core::days_between(as_of, close_date);
  double const stretched = ahead > 0 ? ahead * shift.stretch : ahead;
  return of_day(as_of + core::Days(std::lround(stretched + shift.delay_days)));
}

}  // namespace

ColumnKind kind_of_column(std::string const& column) {
  if (std::ranges::find(numbers, column) != numbers.end()) return ColumnKind::number;
  return std::ranges::find(days, column) != days.end() ? ColumnKind::day : ColumnKind::text;
}

std::vector<std::string> column_names(models::ForecastInputs const& inputs, Of of) {
  std::vector<std::string> names{"id", "name", "amount", "created_date"};
  if (of == Of::open_deals) {
    names.insert(names.end(),
                 {"stage", "status", "probability", "close_date", "last_activity_date"});
  }
  for (auto const& [name, column] : inputs.history.text) names.push_back(name);
  return names;
}

Value open_value(models::ForecastInputs const& inputs, std::size_t row, std::string const& column) {
  data::OpenDeal const& deal = inputs.pipeline.deals[row];
  core::Date const as_of = inputs.history.as_of;
  if (column == "id") return of_text(deal.id);
  if (column == "name") return of_text(deal.name);
  if (column == "status") return of_text("open");
  if (column == "stage") {
    bool const named =
        deal.stage >= 0 && static_cast<std::size_t>(deal.stage) < inputs.history.stages.size();
    return named ? of_text(inputs.history.stages[static_cast<std::size_t>(deal.stage)].name)
                 : Value();
  }
  if (column == "amount") return of_amount(deal.amount, shift_of(inputs, deal.id).amount);
  if (column == "probability") return of_number(deal.probability);
  if (column == "created_date") return of_day(deal.created);
  if (column == "last_activity_date") return of_day(deal.last_activity);
  if (column == "close_date") {
    return moved_close_date(deal.close_date, as_of, shift_of(inputs, deal.id));
  }
  return of_text(data::text_at(inputs.history, deal.history_row, column, as_of));
}

Value past_value(models::ForecastInputs const& inputs, std::uint32_t row,
                 std::string const& column) {
  data::HistoryDeal const& deal = inputs.history.deals[row];
  if (column == "id") return of_text(deal.id);
  if (column == "name") return of_text(deal.name);
  if (column == "amount") return of_amount(deal.closed_amount, 1);
  if (column == "created_date") return of_day(deal.created);
  return of_text(data::text_at(inputs.history, row, column, inputs.history.as_of));
}

}  // namespace quarterdeck::scenarios
