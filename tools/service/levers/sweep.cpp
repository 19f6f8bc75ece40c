// tools/service/levers/sweep.cpp – the cells of a grid, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/sweep.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/core/ids.hpp"
#include "engine/table/sha256.hpp"
#include "tools/service/levers/answer.hpp"
#include "tools/service/levers/grid_evaluator.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// Scenarios of the question, then the grid.
core::Checked<std::vector<scenarios::Scenario>> read_grid(SweepQuestion const& question) {
  auto files = question.scenarios;
  files.push_back(question.file);
  auto read = read_scenarios(files, Grids::allowed);
  if (!read || !read->back().sweep.empty()) return read;
  return tl::unexpected(core::Diagnostics{{"QD-137",
                                           core::Fault::configuration,
                                           {question.file.string(), 0, 0},
                                           "the scenario has no `sweep`",
                                           "there is no axis to go along",
                                           "Write one, as docs/formats/scenario.md shows, or use "
                                           "`forecast --scenario`."}});
}

/// Name of all that a row depends on.
std::string key_of(Sweep const& sweep, std::size_t row) {
  auto const& provenance = sweep.start.provenance;
  io::Sha256 hash;
  hash.update(fmt::format("quarterdeck.sweep.v2\n{}\n{}\n{}\n{}\n{}\n{}\n",
                          provenance.build.version, provenance.build.git, provenance.build.compiler,
                          provenance.build.boost, provenance.stream_version, provenance.seed));
  for (auto const& input : provenance.inputs) {
    hash.update(fmt::format("{}\n{}\n{}\n", input.name, input.sha256, input.rows));
  }
  hash.update(fmt::format("{}\n{}\n{}\n{}\n{}", core::to_iso(sweep.start.as_of),
                          sweep.start.period.id, sweep.target, sweep.amount, row));
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

struct SweepTask {
  std::vector<scenarios::SweepAxis> const& axes;
  CellEvaluator const& evaluator;
  SweepStore const& store;
  Hooks const& hooks;
  [[nodiscard]] std::size_t n_rows() const { return axes[0].values.size(); }
  [[nodiscard]] std::size_t n_columns() const {
    return axes.size() > 1 ? axes[1].values.size() : 1;
  }
};

std::vector<scenarios::Scenario> corners_of(SweepTask const& task) {
  std::vector<scenarios::Scenario> corners;
  for (std::size_t const row : {std::size_t{0}, task.n_rows() - 1}) {
    for (std::size_t const column : {std::size_t{0}, task.n_columns() - 1}) {
      corners.push_back(cell_of(task.axes, row, column));
    }
  }
  return corners;
}

GridOutline outline_of(SweepTask const& task) {
  GridOutline outline{{}, corners_of(task)};
  for (auto const& axis : task.axes) {
    auto& ends = outline.moved.emplace_back(2);
    ends[0].changes.push_back(axis.changes.front());
    ends[1].changes.push_back(axis.changes.back());
  }
  return outline;
}

/// Hooks of a stretch of the grid, in shares of the whole.
Hooks part_hooks(Hooks const& hooks, double from, double to) {
  if (!hooks.progress) return {};
  return {[&hooks, from, to](std::string_view stage, double share) {
    return hooks.progress(stage, from + share * (to - from));
  }};
}

/// Evaluates some rows: first one cell of each, which makes what the rows have in common, each row
/// by a thread of its own; then the rest.
/// @return the rows, nothing of them when the hook said stop
core::Checked<std::vector<SweepRow>> evaluate_rows(std::vector<std::size_t> const& rows,
                                                   GridEvaluator const& grid,
                                                   SweepTask const& task) {
  std::vector<SweepRow> finished(rows.size(), SweepRow(task.n_columns()));
  auto const per_cell = 1 / static_cast<double>(task.n_rows() * task.n_columns());
  auto done = rows.front() * task.n_columns();
  for (bool const first : {true, false}) {
    std::vector<scenarios::Scenario> cells;
    std::vector<CellAnswer*> to;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t column = first ? 0 : 1; column < (first ? 1 : task.n_columns()); ++column) {
        cells.push_back(cell_of(task.axes, rows[i], column));
        to.push_back(&finished[i][column]);
      }
    }
    double const from = static_cast<double>(done) * per_cell;
    done += cells.size();
    auto answers =
        grid.evaluate(cells, part_hooks(task.hooks, from, static_cast<double>(done) * per_cell));
    if (!answers) return tl::unexpected(std::move(answers.error()));
    if (answers->size() < cells.size()) return std::vector<SweepRow>();
    for (std::size_t i = 0; i < to.size(); ++i) *to[i] = std::move((*answers)[i]);
  }
  return finished;
}

/// Fills in every row, as many at a time as there are threads. @return false when the hook said
/// stop
core::Checked<bool> fill_rows(Sweep& sweep, SweepTask const& task) {
  std::vector<std::size_t> missing;
  sweep.rows.resize(task.n_rows());
  for (std::size_t row = 0; row < task.n_rows(); ++row) {
    auto kept = task.store.load ? task.store.load(key_of(sweep, row)) : std::nullopt;
    if (kept && kept->size() == task.n_columns()) {
      sweep.rows[row] = std::move(*kept);
    } else {
      missing.push_back(row);
    }
  }
  if (missing.empty()) return true;
  auto const grid = GridEvaluator::make(task.evaluator, outline_of(task));
  if (!grid) return tl::unexpected(grid.error());
  auto const at_once = static_cast<std::size_t>(std::max(task.evaluator.options().n_threads, 1));
  for (std::size_t i = 0; i < missing.size(); i += at_once) {
    auto const from = missing.begin() + static_cast<std::ptrdiff_t>(i);
    auto const n = std::min(at_once, missing.size() - i);
    std::vector<std::size_t> const rows(from, from + static_cast<std::ptrdiff_t>(n));
    auto finished = evaluate_rows(rows, **grid, task);
    if (!finished) return tl::unexpected(std::move(finished.error()));
    if (finished->empty()) return false;
    for (std::size_t j = 0; j < n; ++j) {
      if (task.store.save) task.store.save(key_of(sweep, rows[j]), (*finished)[j]);
      sweep.rows[rows[j]] = std::move((*finished)[j]);
    }
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
core::Checked<bool> measure_error(Sweep& sweep, SweepTask const& task) {
  auto const corners = corners_of(task);
  auto const answers = task.evaluator.evaluate(corners, task.hooks);
  if (!answers) return tl::unexpected(answers.error());
  if (answers->size() < corners.size()) return false;
  sweep.error = task.evaluator.single_error(answers->front());
  for (auto const& answer : *answers) {
    sweep.error = larger(sweep.error, task.evaluator.single_error(answer));
  }
  return true;
}

}  // namespace

core::Checked<Sweep> answer(Session const& session, SweepQuestion const& question,
                            SweepStore const& store, Hooks const& hooks) {
  auto const list = read_grid(question);
  if (!list) return tl::unexpected(list.error());
  auto start = start_from(session, *list, hooks);
  if (!start) return tl::unexpected(std::move(start.error()));
  Sweep result;
  result.start = std::move(*start);
  if (!result.start.complete) return result;
  scenarios::Scenario const& grid = list->back();
  result.name = grid.name;
  for (auto const& axis : grid.sweep) {
    result.axes.push_back({axis.name, scenarios::stream_name(axis.changes.front()), axis.values});
  }
  auto const& targets = result.start.inputs.targets;
  auto options = evaluator_options(result.start.provenance, {});
  options.common_rows = true;
  if (!targets.empty() || !question.target.empty()) {
    auto const found = find_target(result.start, question.target);
    if (!found) return tl::unexpected(found.error());
    options.targets = {*found};
    result.target = targets[*found].name;
    result.amount = targets[*found].amount;
  }
  result.start.complete = go_on(hooks, "evaluating");
  if (!result.start.complete) return result;
  CellEvaluator const evaluator(result.start.inputs, options);
  result.base = evaluator.base();
  SweepTask const task{grid.sweep, evaluator, store, hooks};
  auto done = fill_rows(result, task);
  if (done && *done) done = measure_error(result, task);
  if (!done) return tl::unexpected(std::move(done.error()));
  result.start.complete = *done;
  return result;
}

}  // namespace quarterdeck::service
