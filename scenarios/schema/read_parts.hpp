// scenarios/schema/read_parts.hpp – one reader a part of a scenario file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "engine/yaml/mapping.hpp"
#include "scenarios/schema/scenario.hpp"

namespace quarterdeck::scenarios {

/// The readers below report every fault to `faults` and return what could be read.
[[nodiscard]] Filter read_filter(yaml::Faults& faults, YAML::Node const& node);
[[nodiscard]] std::optional<Change> read_change(yaml::Faults& faults, YAML::Node const& node);
/// @param node  changed while it is read, and put back
[[nodiscard]] std::optional<SweepAxis> read_axis(yaml::Faults& faults, YAML::Node const& node);

/// `2026-11-01` or `+14d`.
[[nodiscard]] std::optional<Day> parse_day(std::string const& text);

/// The day at a key; reports what is none.
[[nodiscard]] std::optional<Day> day_at(yaml::Faults& faults, yaml::Mapping const& map,
                                        std::string_view key);

/// What is wrong with a part of the file, with a reason of its own.
struct PartFault {
  std::string code;
  std::string problem;
  std::string reason;
  std::string suggestion;
};
void report(yaml::Faults& faults, YAML::Node const& at, PartFault fault);

}  // namespace quarterdeck::scenarios
