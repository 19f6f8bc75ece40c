// engine/workspace/workspace_overrides.cpp – the list of overrides in the workspace
// itself. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>

#include "engine/workspace/workspace_sections.hpp"

namespace quarterdeck::io {
namespace {

core::Date read_day(Faults& faults, Mapping const& entry, std::string_view key) {
  auto const text = entry.text(key);
  if (!text) return core::no_date;
  auto const day = core::parse_iso_date(*text);
  if (!day) {
    faults.add(*entry.find(key), "QD-108", fmt::format("`{}` is `{}`", key, *text),
               "Write a date as YYYY-MM-DD.");
  }
  return day.value_or(core::no_date);
}

data::Override read_override(Faults& faults, YAML::Node const& node) {
  static std::array<std::string, 2> const outcomes{"won", "lost"};
  Mapping const entry(faults, node, key_section("override"));
  data::Override one;
  one.where = faults.place(node);
  one.deal = entry.text("deal").value_or("");
  one.probability =
      entry.number("probability", {0, 1, "a probability from 0 to 1, for example 0.8 for 80 %"});
  if (auto const amount = entry.number("amount", {1e-2, 9e14, "an amount above 0"})) {
    one.amount = core::to_minor(*amount);
  }
  one.close_date = read_day(faults, entry, "close_date");
  if (auto const i = entry.choice("outcome", outcomes)) {
    one.outcome = *i == 0 ? data::Outcome::won : data::Outcome::lost;
  }
  one.author = entry.text("author").value_or("");
  one.reason = entry.text("reason").value_or("");
  one.expires = read_day(faults, entry, "expires");
  one.since = read_day(faults, entry, "since");
  bool const tries = entry.has("probability") || entry.has("amount") || entry.has("close_date") ||
                     entry.has("outcome");
  bool const reads = one.probability || one.outcome || one.amount != core::no_amount ||
                     one.close_date != core::no_date;
  if (tries && !reads) return one;  // what could not be read has its own fault
  if (auto const fault = data::fault_of(one); fault && node.IsMap()) faults.add(*fault);
  return one;
}

}  // namespace

void read_overrides(Faults& faults, Mapping const& top, Workspace& workspace) {
  auto const* node = top.find("overrides");
  if (node == nullptr || node->IsMap()) return;
  for (auto const& item : top.list("overrides")) {
    workspace.overrides.push_back(read_override(faults, item));
  }
}

}  // namespace quarterdeck::io
