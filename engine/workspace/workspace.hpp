// engine/workspace/workspace.hpp – quarterdeck.yaml as a typed value.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/diagnostic.hpp"
#include "engine/data/override.hpp"
#include "engine/data/records.hpp"
#include "engine/table/source.hpp"

namespace quarterdeck::io {

enum class Measure { amount, count };

struct TargetSpec {
  std::string name;
  core::Period period;
  double amount = 0;                                      ///< reporting currency units (or a count)
  std::map<std::string, std::vector<std::string>> where;  ///< column → accepted values
  core::Place place;
};

struct ForecastSpec {
  core::PeriodUnit every = core::PeriodUnit::quarter;
  std::int64_t trials = 100000;
  std::uint64_t seed = 1;
};

/// Which model of winning may be used.
enum class WinChooser { automatic, table, hazard, hazard_with_covariates };

struct WinModelSpec {
  WinChooser choose = WinChooser::automatic;
  std::optional<std::vector<std::string>> covariates;  ///< columns; nothing: the model's own
};

struct Workspace {
  std::filesystem::path file;
  std::string company;
  std::string currency = "USD";
  core::CalendarSpec calendar;
  Conventions conventions;  ///< as every source has them
  Measure measure = Measure::amount;
  std::vector<data::Rate> rates;
  std::optional<TableSource> rate_table;
  std::vector<data::Stage> stages;  ///< empty: taken from the data, in order of typical age
  std::optional<TableSource> opportunities;
  std::optional<TableSource> stage_history;
  std::optional<TableSource> snapshots;
  std::optional<TableSource> win_rates;
  std::vector<std::string> segments;
  std::vector<std::string> groups;
  std::vector<TargetSpec> targets;
  std::vector<data::Override> overrides;  ///< in the order of the file
  std::optional<TableSource> override_table;
  ForecastSpec forecast;
  WinModelSpec win_model;
  std::filesystem::path ledger;  ///< where forecasts are recorded, absolute after reading
};

/// Reads and checks a workspace file, or `quarterdeck.yaml` in a folder. All faults at once, each
/// with its place; unknown keys name the nearest known one. At most 1 MiB of text, 64 levels of
/// nesting and 100,000 nodes, aliases counted where they are used.
[[nodiscard]] core::Checked<Workspace> read_workspace(std::filesystem::path const& path);

/// JSON Schema of the workspace file, for editors.
[[nodiscard]] std::string workspace_schema();

}  // namespace quarterdeck::io
