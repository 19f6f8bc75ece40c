// tools/service/sweep.cpp – see sweep.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/sweep.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/core/ids.hpp"
#include "engine/io/sha256.hpp"
#include "tools/service/steps.hpp"

namespace quarterdeck::service {
namespace {

/// Scenarios of the request, then the grid.
core::Checked<std::vector<scenarios::Scenario>> read_grid(SweepRequest const& request) {
  auto files = request.common.scenarios;
  files.push_back(request.file);
  auto read = read_scenarios(files, Grids::allowed);
  if (!read || !read->back().sweep.empty()) return read;
  return tl::unexpected(core::Diagnostics{{"QD-137",
                                           core::Fault::configuration,
                                           {request.file.string(), 0, 0},
                                           "the scenario has no `sweep`",
                                           "there is no axis to go along",
                                           "Write one, as docs/formats/scenario.md shows, or use "
                                           "`forecast --scenario`."}});
}

/// Name of all that a row depends on.
std::string key_of(Sweep const& sweep, std::size_t row) {
  auto const& provenance = sweep.ground.provenance;
  io::Sha256 hash;
  hash.update(fmt::format("quarterdeck.sweep.v1\n{}\n{}\n{}\n{}\n{}\n{}\n",
                          provenance.build.version, provenance.build.git, provenance.build.compiler,
                          provenance.build.boost, provenance.stream_version, provenance.seed));
  for (auto const& input : provenance.inputs) {
    hash.update(fmt::format("{}\n{}\n{}\n", input.name, input.sha256, input.rows));
  }
  hash.update(fmt::format("{}\n{}\n{}\n{}\n{}", core::to_iso(sweep.ground.as_of),
                          sweep.ground.period.id, sweep.target, sweep.amount, row));
  return fmt::format("row_{}_{}", row, hash.hex().substr(0, 32));
}

scenarios::Scenario cell_of(std::vector<scenarios::SweepAxis> const& axes, std::size_t row,
                            std::size_t column) {
  scenarios::Scenario scenario;
  scenario.name = "cell";
  scenario.changes.push_back(axes[0].changes[row]);
  if (axes.size() > 1) scenario.changes.push_back(axes[1].changes[column]);
  return scenario;
}

/// Hooks of a row as a share of the grid.
Hooks row_hooks(Hooks const& hooks, std::size_t row, std::size_t n_rows) {
  if (!hooks.progress) return {};
  return {[&hooks, row, n_rows](std::string_view stage, double share) {
    return hooks.progress(stage, (static_cast<double>(row) + share) / static_cast<double>(n_rows));
  }};
}

struct Task {
  std::vector<scenarios::SweepAxis> const& axes;
  CellBench const& bench;
  SweepStore const& store;
  Hooks const& hooks;
};

/// Fills in every row. @return false when the hook said stop
core::Checked<bool> fill_rows(Sweep& sweep, Task const& task) {
  std::size_t const n_rows = task.axes[0].values.size();
  std::size_t const n_columns = task.axes.size() > 1 ? task.axes[1].values.size() : 1;
  for (std::size_t row = 0; row < n_rows; ++row) {
    auto const key = key_of(sweep, row);
    if (task.store.load) {
      auto kept = task.store.load(key);
      if (kept && kept->size() == n_columns) {
        sweep.rows.push_back(std::move(*kept));
        continue;
      }
    }
    std::vector<scenarios::Scenario> cells;
    for (std::size_t column = 0; column < n_columns; ++column) {
      cells.push_back(cell_of(task.axes, row, column));
    }
    auto answers = task.bench.evaluate_quickly(cells, row_hooks(task.hooks, row, n_rows));
    if (!answers) return tl::unexpected(std::move(answers.error()));
    if (answers->size() < n_columns) return false;
    SweepRow finished;
    for (auto& answer : *answers) finished.push_back(std::move(answer.value));
    if (task.store.save) task.store.save(key, finished);
    sweep.rows.push_back(std::move(finished));
  }
  return true;
}

CellAnswer larger(CellAnswer a, CellAnswer const& b) {
  a.mean = std::max(a.mean, b.mean);
  a.p10 = std::max(a.p10, b.p10);
  a.p50 = std::max(a.p50, b.p50);
  a.p90 = std::max(a.p90, b.p90);
  for (std::size_t t = 0; t < a.p_hit.size(); ++t) a.p_hit[t] = std::max(a.p_hit[t], b.p_hit[t]);
  return a;
}

/// Largest error of a single replicate at the corners of the grid.
core::Checked<bool> measure_error(Sweep& sweep, Task const& task) {
  std::size_t const last_row = task.axes[0].values.size() - 1;
  std::size_t const last_column = task.axes.size() > 1 ? task.axes[1].values.size() - 1 : 0;
  std::vector<scenarios::Scenario> corners;
  for (std::size_t const row : {std::size_t{0}, last_row}) {
    for (std::size_t const column : {std::size_t{0}, last_column}) {
      corners.push_back(cell_of(task.axes, row, column));
    }
  }
  auto const answers = task.bench.evaluate(corners, task.hooks);
  if (!answers) return tl::unexpected(answers.error());
  if (answers->size() < corners.size()) return false;
  sweep.error = task.bench.single_error(answers->front());
  for (auto const& answer : *answers) {
    sweep.error = larger(sweep.error, task.bench.single_error(answer));
  }
  return true;
}

}  // namespace

core::Checked<Sweep> sweep(SweepRequest const& request, SweepStore const& store,
                           Hooks const& hooks) {
  auto const list = read_grid(request);
  if (!list) return tl::unexpected(list.error());
  auto ground = open_ground(request.common, *list, hooks);
  if (!ground) return tl::unexpected(std::move(ground.error()));
  Sweep result;
  result.ground = std::move(*ground);
  if (!result.ground.complete) return result;
  scenarios::Scenario const& grid = list->back();
  result.name = grid.name;
  for (auto const& axis : grid.sweep) {
    result.axes.push_back({axis.name, scenarios::stream_name(axis.changes.front()), axis.values});
  }
  auto const& targets = result.ground.inputs.targets;
  auto options = bench_options(result.ground.provenance, {});
  if (!targets.empty() || !request.target.empty()) {
    auto const found = find_target(result.ground, request.target);
    if (!found) return tl::unexpected(found.error());
    options.targets = {*found};
    result.target = targets[*found].name;
    result.amount = targets[*found].amount;
  }
  result.ground.complete = go_on(hooks, "evaluating");
  if (!result.ground.complete) return result;
  CellBench const bench(result.ground.inputs, options);
  result.base = bench.base();
  Task const task{grid.sweep, bench, store, hooks};
  auto done = fill_rows(result, task);
  if (done && *done) done = measure_error(result, task);
  if (!done) return tl::unexpected(std::move(done.error()));
  result.ground.complete = *done;
  return result;
}

}  // namespace quarterdeck::service
