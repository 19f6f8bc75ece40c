// engine/workspace/workspace.cpp – opens quarterdeck.yaml and reads it section by section.
// SPDX-License-Identifier: Apache-2.0
#include "engine/workspace/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/named.hpp"
#include "engine/workspace/workspace_sections.hpp"
#include "engine/yaml/load.hpp"
#include "engine/yaml/schema.hpp"

namespace quarterdeck::io {
namespace {

namespace fs = std::filesystem;

core::Diagnostic missing_file(fs::path const& file) {
  return {"QD-120",
          core::Fault::missing_input,
          {file.string(), 0, 0},
          "there is no such workspace file",
          "it says where the tables are and what they mean",
          "Name a folder that holds quarterdeck.yaml, or the file itself; `quarterdeck init FILE` "
          "writes one from an export."};
}

void read_currency(Faults& faults, Mapping const& top, Workspace& workspace) {
  auto const currency = top.text("currency");
  if (!currency) return;
  bool const letters = std::ranges::all_of(*currency, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (currency->size() == 3 && letters) {
    workspace.currency = *currency;
    return;
  }
  faults.add(*top.find("currency"), "QD-108", fmt::format("`currency` is `{}`", *currency),
             "Write the three capital letters of ISO 4217, for example USD.");
}

void read_rates(Faults& faults, Mapping const& top, Workspace& workspace) {
  auto const* rates = top.find("rates");
  if (rates != nullptr && !rates->IsMap()) workspace.rates = read_rate_list(faults, top);
}

constexpr core::Names<Measure, 2> measures{
    {{Measure::amount, "amount"}, {Measure::count, "count"}}};

/// Every table of a company is written by the same customs.
void share_conventions(Workspace& workspace) {
  for (auto& source : workspace.sources) source.conventions = workspace.conventions;
}

Workspace read_top(Faults& faults, YAML::Node const& root, fs::path const& file,
                   std::span<SourceDescription const> sources) {
  Workspace workspace;
  workspace.file = file;
  WorkspaceKeys const keys(sources);
  Mapping const top(faults, root, keys.section("workspace"));
  workspace.company = top.text("company").value_or("");
  read_currency(faults, top, workspace);
  read_conventions(faults, top, workspace);
  if (auto const* node = top.find("calendar")) workspace.calendar = read_calendar(faults, *node);
  if (auto const measure = top.choice("measure", measures)) workspace.measure = *measure;
  read_rates(faults, top, workspace);
  workspace.stages = read_stages(faults, top);
  read_sources(faults, top, {sources, keys.section("sources")}, workspace);
  workspace.segments = top.texts("segments");
  workspace.groups = top.texts("groups");
  workspace.targets = read_targets(faults, top, core::FiscalCalendar(workspace.calendar));
  read_overrides(faults, top, workspace);
  if (auto const* node = top.find("forecast")) workspace.forecast = read_forecast(faults, *node);
  if (auto const* node = top.find("models")) workspace.win_model = read_models(faults, *node);
  // An absolute path of the user's replaces the folder.
  workspace.ledger =
      (file.parent_path() / top.text("ledger").value_or(".quarterdeck/ledger.duckdb"))
          .lexically_normal();
  share_conventions(workspace);
  return workspace;
}

core::Checked<Workspace> read_tree(core::Checked<YAML::Node> const& root, fs::path const& file,
                                   std::span<SourceDescription const> sources) {
  if (!root) return tl::unexpected(root.error());
  Faults faults(file.string());
  auto workspace = read_top(faults, *root, file, sources);
  if (!faults.empty()) return tl::unexpected(faults.take());
  return workspace;
}

}  // namespace

core::Checked<Workspace> read_workspace(fs::path const& path,
                                        std::span<SourceDescription const> sources) {
  std::error_code ignored;
  auto file = fs::is_directory(path, ignored) ? path / "quarterdeck.yaml" : path;
  if (!fs::is_regular_file(file, ignored)) {
    return tl::unexpected(core::Diagnostics{missing_file(file)});
  }
  file = fs::absolute(file).lexically_normal();
  return read_tree(yaml::load(file), file, sources);
}

core::Checked<Workspace> parse_workspace(std::string const& text, fs::path const& file,
                                         std::span<SourceDescription const> sources) {
  return read_tree(yaml::parse(text, file.string()), file, sources);
}

TableSource const* Workspace::source(std::string_view name) const {
  auto const found = std::ranges::find(sources, name, &TableSource::key);
  return found == sources.end() ? nullptr : &*found;
}

std::string workspace_schema(std::span<SourceDescription const> sources) {
  return yaml::schema_text("Quarterdeck workspace", WorkspaceKeys(sources).sections());
}

}  // namespace quarterdeck::io
