// engine/workspace/workspace_sections.hpp – one reader a section of quarterdeck.yaml.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/workspace/workspace.hpp"
#include "engine/workspace/workspace_keys.hpp"
#include "engine/yaml/mapping.hpp"

namespace quarterdeck::io {

using yaml::Faults;
using yaml::free_entries;
using yaml::Mapping;
using yaml::NumberRange;
using yaml::scalar_text;

/// The readers below report every fault to `faults` and return what could be read.
[[nodiscard]] core::CalendarSpec read_calendar(Faults& faults, YAML::Node const& node);
[[nodiscard]] ForecastSpec read_forecast(Faults& faults, YAML::Node const& node);
[[nodiscard]] WinModelSpec read_models(Faults& faults, YAML::Node const& node);
[[nodiscard]] std::vector<data::Stage> read_stages(Faults& faults, Mapping const& top);
[[nodiscard]] std::vector<data::Rate> read_rate_list(Faults& faults, Mapping const& top);
/// The tables that a workspace may name, and the keys that stand for them under `sources`.
struct KnownSources {
  std::span<SourceDescription const> descriptions;
  KeySection const& keys;
};
void read_sources(Faults& faults, Mapping const& top, KnownSources const& known,
                  Workspace& workspace);
[[nodiscard]] std::optional<TableSource> read_source(Faults& faults, YAML::Node const& node,
                                                     std::filesystem::path const& folder);
[[nodiscard]] std::vector<TargetSpec> read_targets(Faults& faults, Mapping const& top,
                                                   core::FiscalCalendar const& calendar);
void read_overrides(Faults& faults, Mapping const& top, Workspace& workspace);

/// Replaces every `${NAME}` by the environment variable; reports variables that are not set.
[[nodiscard]] std::string substitute_environment(Faults& faults, YAML::Node const& at,
                                                 std::string const& text);

}  // namespace quarterdeck::io
