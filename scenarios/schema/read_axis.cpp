// scenarios/schema/read_axis.cpp – one entry of `sweep`: a change with one number left open.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/schema/read_parts.hpp"
#include "scenarios/schema/scenario_keys.hpp"

namespace quarterdeck::scenarios {
namespace {

using yaml::Faults;
using yaml::Mapping;

/// The place of a number that takes several values.
struct Open {
  std::string name;  ///< `win_rate.odds`
  YAML::Node number;
};

/// Whether a change of the kind can be an axis; the others are about single deals, or kept
/// out: a rate of leaving is known too roughly for a grid.
bool takes_axis(std::string_view kind) {
  return kind != "deal" && kind != "add_deal" && kind != "churn";
}

/// Every number of the entry's change that is written as a list or a range.
std::vector<Open> open_numbers(YAML::Node const& entry) {
  std::vector<Open> found;
  if (!entry.IsMap()) return found;
  for (auto const& kind : entry) {
    auto const name = kind.first.Scalar();
    if (std::ranges::find(change_kinds(), name) == change_kinds().end()) continue;
    if (!kind.second.IsMap()) continue;
    for (auto const& key : kind.second) {
      bool const many = key.second.IsSequence() || key.second.IsMap();
      if (many) found.push_back({name + "." + key.first.Scalar(), key.second});
    }
  }
  return found;
}

std::vector<double> read_list(Faults& faults, YAML::Node const& list) {
  std::vector<double> values;
  for (auto const& item : list) {
    auto const value = item.IsScalar() ? yaml::parse_number(item.Scalar()) : std::nullopt;
    if (value) {
      values.push_back(*value);
    } else {
      report(faults, item,
             {"QD-135", "an entry of the list is not a number", "an axis is a row of numbers",
              "Write numbers, or from, to and steps."});
    }
  }
  return values;
}

std::vector<double> read_range(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("range"));
  auto const from = map.number("from", {});
  auto const to = map.number("to", {});
  auto const steps =
      map.integer("steps", {2, static_cast<double>(most_cells), "a whole number from 2 to 10,000"});
  std::vector<double> values;
  if (!from || !to || !steps) return values;
  for (std::int64_t i = 0; i < *steps; ++i) {
    double const share = static_cast<double>(i) / static_cast<double>(*steps - 1);
    // Twelve digits, so that a step of 0.1 reads as such.
    auto const text = fmt::format("{:.12g}", *from + share * (*to - *from));
    values.push_back(yaml::parse_number(text).value_or(*to));
  }
  return values;
}

void report_no_axis(Faults& faults, YAML::Node const& entry, std::vector<Open> const& found) {
  report(faults, entry,
         {"QD-135",
          found.empty() ? std::string("the axis has no number with several values")
                        : fmt::format("the axis leaves both `{}` and `{}` open", found[0].name,
                                      found[1].name),
          "an axis is a change in which exactly one number takes several values",
          "Write one number as a list, or as {from: 0.8, to: 1.2, steps: 9}."});
}

/// The change at every value; the faults of the first one that has any.
std::vector<Change> changes_at(Faults& faults, YAML::Node const& entry, Open const& open,
                               std::vector<double> const& values) {
  std::vector<Change> changes;
  YAML::Node number = open.number;
  YAML::Node const written = YAML::Clone(number);
  for (double const value : values) {
    number = fmt::format("{}", value);
    Faults here(faults.file());
    auto change = read_change(here, entry);
    auto const wrong = here.take();
    for (auto const& fault : wrong) faults.add(fault);
    if (!change || !wrong.empty()) break;
    changes.push_back(std::move(*change));
  }
  number = written;
  return changes;
}

}  // namespace

std::optional<SweepAxis> read_axis(Faults& faults, YAML::Node const& node) {
  auto const found = open_numbers(node);
  if (found.size() != 1) {
    // Misspelt keys are the likelier reason, so they are told as well.
    if (found.empty()) (void)read_change(faults, node);
    report_no_axis(faults, node, found);
    return std::nullopt;
  }
  Open const& open = found.front();
  auto const kind = open.name.substr(0, open.name.find('.'));
  if (!takes_axis(kind)) {
    report(
        faults, node,
        {"QD-135", fmt::format("`{}` cannot be an axis", kind),
         "it is about single deals, or there is no model of it",
         "Sweep win_rate, close_date, amount, new_deals, hire, market, exchange_rate or target."});
    return std::nullopt;
  }
  SweepAxis axis;
  axis.name = open.name;
  axis.place = faults.place(node);
  axis.values =
      open.number.IsMap() ? read_range(faults, open.number) : read_list(faults, open.number);
  if (axis.values.empty()) {
    if (open.number.IsSequence() && open.number.size() == 0) report_no_axis(faults, node, {});
    return std::nullopt;
  }
  axis.changes = changes_at(faults, node, open, axis.values);
  if (axis.changes.size() != axis.values.size()) return std::nullopt;
  return axis;
}

}  // namespace quarterdeck::scenarios
