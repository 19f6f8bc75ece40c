// tools/sample/write.cpp – a company as the files of a workspace.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "engine/core/atomic_file.hpp"
#include "engine/core/error.hpp"
#include "tools/sample/book.hpp"
#include "tools/sample/company.hpp"
#include "tools/sample/dirt.hpp"
#include "tools/sample/table.hpp"
#include "tools/sample/true_totals.hpp"
#include "tools/sample/truth.hpp"
#include "tools/sample/workspace_text.hpp"

namespace quarterdeck::sample {
namespace {

namespace fs = std::filesystem;

constexpr int n_snapshots = 26;
constexpr core::Days snapshot_memory(91);  ///< closed deals stay in the exports so long
constexpr std::size_t emea = 1;            ///< region
constexpr double target_quantile = 0.6;

void make_folder(fs::path const& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw core::IoError("cannot make the folder " + folder.string() + ": " + error.message());
}

/// Weekly exports up to the as-of day; leaves the world there.
void write_snapshots(World& world, fs::path const& folder) {
  auto const& setting = world.setting();
  make_folder(folder);
  for (int week = n_snapshots - 1; week >= 0; --week) {
    core::Date const day = setting.as_of - core::Days(7 * week);
    if (day < setting.history_start) continue;
    world.run_to(day);
    Table const table = opportunities_table(records_of(world), day - snapshot_memory);
    core::write_atomically(folder / (core::to_iso(day) + ".csv"), to_csv(table));
  }
}

std::map<std::string, int> write_tables(Company const& company, fs::path const& folder) {
  Dirty files;
  if (company.spec.dirt == Dirt::realistic) {
    files = soil(company.records, company.spec.seed);
  } else {
    files.opportunities = to_csv(opportunities_table(company.records));
    files.stage_history = to_csv(stage_history_table(company.records));
  }
  core::write_atomically(folder / "opportunities.csv", files.opportunities);
  core::write_atomically(folder / "stage_history.csv", files.stage_history);
  core::write_atomically(folder / "win_rates.csv", to_csv(win_rates_table(company.records)));
  return files.planted;
}

/// Re-simulated totals in currency units, ascending: the company's and EMEA's.
struct SortedTotals {
  std::vector<double> company;
  std::vector<double> emea;
};

SortedTotals sorted_totals(World const& world, int n) {
  SortedTotals sorted;
  for (auto const& regions : re_simulate(world, n, 0)) {
    core::Minor const total = std::accumulate(regions.begin(), regions.end(), core::Minor{0});
    sorted.company.push_back(core::to_units(total));
    sorted.emea.push_back(core::to_units(regions[emea]));
  }
  std::sort(sorted.company.begin(), sorted.company.end());
  std::sort(sorted.emea.begin(), sorted.emea.end());
  return sorted;
}

}  // namespace

void write(Company const& company, fs::path const& folder, int n_true_totals) {
  Setting const setting = make_setting(company.spec);
  make_folder(folder);
  World world(setting);
  write_snapshots(world, folder / "snapshots");
  auto const planted = write_tables(company, folder);
  SortedTotals const totals = sorted_totals(world, n_true_totals);
  SampleTargets const targets{plausible(quantile(totals.company, target_quantile)),
                              plausible(quantile(totals.emea, target_quantile))};
  core::write_atomically(folder / "quarterdeck.yaml", workspace_text(setting, targets));
  core::write_atomically(folder / "truth.json",
                         truth_json({company, world, totals.company, planted}));
}

}  // namespace quarterdeck::sample
