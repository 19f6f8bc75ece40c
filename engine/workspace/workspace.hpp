// engine/workspace/workspace.hpp – quarterdeck.yaml as a typed value.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/diagnostic.hpp"
#include "engine/data/override.hpp"
#include "engine/data/records.hpp"
#include "engine/data/win_model_kind.hpp"
#include "engine/table/source.hpp"
#include "engine/workspace/source_descriptions.hpp"

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

struct WinModelSpec {
  std::optional<data::WinModelKind> choose;            ///< nothing: by what past periods say
  std::optional<std::vector<std::string>> covariates;  ///< columns; nothing: the model's own
};

struct Workspace {
  std::filesystem::path file;
  std::string company;
  std::string currency = "USD";
  core::CalendarSpec calendar;
  Conventions conventions;  ///< as every source has them
  Measure measure = Measure::amount;
  std::vector<data::Rate> rates;     ///< those that stand in the workspace itself
  std::vector<data::Stage> stages;   ///< empty: taken from the data, in order of typical age
  std::vector<TableSource> sources;  ///< the tables that it names, in the order of their list
  std::vector<std::string> segments;
  std::vector<std::string> groups;
  std::vector<TargetSpec> targets;
  std::vector<data::Override> overrides;  ///< those that stand in it, in the order of the file
  ForecastSpec forecast;
  WinModelSpec win_model;
  std::filesystem::path ledger;  ///< where forecasts are recorded, absolute after reading

  /// The table of that name; nothing when the workspace does not name it.
  [[nodiscard]] TableSource const* source(std::string_view name) const;
};

/// Reads and checks a workspace file, or `quarterdeck.yaml` in a folder. All faults at once, each
/// with its place; unknown keys name the nearest known one. At most 1 MiB of text, 64 levels of
/// nesting and 100,000 nodes, aliases counted where they are used.
/// @param sources  the tables that it may name; they must outlive the call
[[nodiscard]] core::Checked<Workspace> read_workspace(
    std::filesystem::path const& path,
    std::span<SourceDescription const> sources = source_descriptions());

/// Reads and checks the text of a workspace that is no file yet.
/// @param file  where it would stand, absolute: paths in it are relative to its folder
/// @verified tests/unit/workspace/workspace_test.cpp
[[nodiscard]] core::Checked<Workspace> parse_workspace(
    std::string const& text, std::filesystem::path const& file,
    std::span<SourceDescription const> sources = source_descriptions());

/// JSON Schema of the workspace file, for editors.
/// @param sources  the tables that it may name
[[nodiscard]] std::string workspace_schema(
    std::span<SourceDescription const> sources = source_descriptions());

}  // namespace quarterdeck::io
