// tools/report/overrides_section.cpp – what people set for single deals, and what became of it.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <string>
#include <vector>

#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

std::string value_text(models::OverrideEffect const& one, models::OverrideValue const& value,
                       Style const& style) {
  if (value.number) {
    bool const is_amount = one.field == models::OverrideField::amount;
    return is_amount ? whole_number(*value.number) : whole_percent(*value.number);
  }
  if (value.date != core::no_date) return core::to_iso(value.date);
  if (value.outcome) return *value.outcome == data::Outcome::won ? "won" : "lost";
  return std::string(signs(style).dash);
}

std::string field_text(models::OverrideField field) {
  switch (field) {
    case models::OverrideField::probability:
      return "win";
    case models::OverrideField::amount:
      return "amount";
    case models::OverrideField::close_date:
      return "close date";
    case models::OverrideField::outcome:
      break;
  }
  return "outcome";
}

std::string note_text(models::OverrideEffect const& one) {
  bool const holds = one.status == models::OverrideStatus::applied;
  auto text = holds ? std::string() : fmt::format("not applied, {}: ", to_text(one.status));
  text += fmt::format("{}, {}; until {}", one.author, one.reason, core::to_iso(one.expires));
  return text;
}

}  // namespace

std::string overrides_section(std::vector<models::OverrideEffect> const& overrides,
                              Style const& style) {
  if (overrides.empty()) return {};
  Table table(
      {{"", Align::left}, {"sets", Align::left}, {"from", Align::right}, {"to", Align::right}});
  for (std::size_t i = 0; i < overrides.size(); ++i) {
    auto const& one = overrides[i];
    auto const name = one.name.empty() ? one.deal : one.name;
    bool const holds = one.status == models::OverrideStatus::applied;
    table.add({clean(name, style), field_text(one.field), value_text(one, one.before, style),
               value_text(one, one.after, style)},
              holds ? Tone::plain : Tone::quiet);
    auto const note = note_text(one);
    bool const goes_on = i + 1 < overrides.size() && overrides[i + 1].deal == one.deal &&
                         note_text(overrides[i + 1]) == note;
    if (goes_on) continue;
    for (auto const& line : wrap(clean(note, style), style.width - 6, style)) table.add_note(line);
  }
  return heading("SET BY HAND", style) + table.draw(style);
}

}  // namespace quarterdeck::report
