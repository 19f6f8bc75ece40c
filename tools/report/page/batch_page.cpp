// tools/report/page/batch_page.cpp – see batch_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/batch_page.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

using service::Failure;
using service::PlannedRun;
using service::RunState;

/// A scenario of a board without the folders and endings of its files.
std::string scenario_name(std::string const& asked) {
  auto const files = scenarios::files_of_board_scenario(asked);
  if (files.empty()) return scenarios::board_base;
  std::string name;
  for (auto const& file : files) {
    name += (name.empty() ? "" : "+") + std::filesystem::path(file).stem().string();
  }
  return name;
}

/// What the run makes, in few words.
Value subject(PlannedRun const& run) {
  if (run.kind == service::RunKind::forecast) return Name{scenario_name(run.scenarios.front())};
  // With a single one, `base` comes before it.
  return say("batch.compare", {{"n", count_of(std::max<std::size_t>(2, run.scenarios.size()))}});
}

/// What a run waits for, without the words that a file's name says by itself.
Value state_words(PlannedRun const& run) {
  if (run.state == RunState::done) return say("batch.done");
  if (run.state == RunState::hopeless) return say("batch.cannot_run", {{"why", Name{run.why}}});
  for (std::string_view const kind : {"scenario ", "table "}) {
    if (run.why.starts_with(kind)) return Name{run.why.substr(kind.size())};
  }
  return Name{run.why};
}

Tone tone_of_state(RunState state) {
  if (state == RunState::done) return Tone::quiet;
  return state == RunState::hopeless ? Tone::bad : Tone::plain;
}

Message plan_words(service::BatchPlan const& plan) {
  auto const n_to_do = plan.n_to_do();
  auto const cost = expected_cost(plan);
  auto const counted =
      say("batch.to_do", {{"n", count_of(plan.runs.size())}, {"to_do", count_of(n_to_do)}});
  if (n_to_do == 0 || !cost) return counted;
  return say("batch.to_do_about", {{"to_do", counted},
                                   {"time", Duration{*cost / plan.threads}},
                                   {"threads", Count{plan.threads}}});
}

/// What a run says of a scenario: amounts, and P(hit) of its first target.
Row row_of(SummaryRow const& one) {
  auto const& row = one.row;
  std::vector<Value> cells{Name{one.run->job}, Name{scenario_name(row.scenario)},
                           PeriodName{row.period}};
  if (one.record->failure != Failure::none) {
    cells.insert(cells.end(), {say("batch.failed"), Value(), Value(), Value(), Value()});
    return {std::move(cells), Tone::bad};
  }
  auto const amount = [&](double units) {
    return Amount{.units = units, .currency = row.currency, .rounding = Rounding::three_digits};
  };
  for (double const units : {row.p10, row.p50, row.p90, row.mean}) {
    cells.emplace_back(amount(units));
  }
  auto const& targets = row.targets;
  cells.push_back(targets.empty() ? Value() : Value(Share{targets.front().p_hit}));
  Row made{std::move(cells)};
  if (targets.size() < 2) return made;
  Sequence list{{}, Join::comma};
  for (auto const& target : targets) {
    list.items.emplace_back(say("batch.target", {{"name", Name{target.name}},
                                                 {"amount", amount(target.amount)},
                                                 {"p_hit", Share{target.p_hit}}}));
  }
  made.notes.emplace_back(std::move(list));
  return made;
}

std::vector<Block> failure_blocks(FinishedBatch const& batch) {
  std::vector<Block> blocks;
  for (auto const& record : batch.result.records) {
    if (record.failure == Failure::none) continue;
    if (blocks.empty()) blocks.emplace_back(Heading{say("batch.failures")});
    blocks.emplace_back(Paragraph{Name{record.run}, Tone::bad});
    for (auto const& message : record.messages) {
      blocks.emplace_back(Paragraph{Name{message}, Tone::plain, Depth::detail});
    }
  }
  return blocks;
}

Sequence closing_words(FinishedBatch const& batch) {
  auto const& result = batch.result;
  Value const made =
      result.n_run == 0
          ? say("batch.nothing_to_do")
          : say("batch.made", {{"n", count_of(result.n_run)},
                               {"before", count_of(batch.plan.runs.size() - result.n_run)}});
  return sentences(
      {made, say("batch.results", {{"folder", Name{batch.plan.out.string(), NameKind::path}}})});
}

}  // namespace

std::optional<double> expected_cost(service::BatchPlan const& plan) {
  double known = 0;
  std::size_t n_known = 0;
  for (auto const& run : plan.runs) {
    if (!run.cost) continue;
    known += *run.cost;
    ++n_known;
  }
  if (n_known == 0) return std::nullopt;
  double sum = 0;
  for (auto const& run : plan.runs) {
    if (run.state == RunState::to_do)
      sum += run.cost.value_or(known / static_cast<double>(n_known));
  }
  return sum;
}

std::vector<SummaryRow> summary_rows(FinishedBatch const& batch) {
  std::set<std::string> with_forecasts;
  for (auto const& run : batch.plan.runs) {
    if (run.kind == service::RunKind::forecast) with_forecasts.insert(run.job);
  }
  std::vector<SummaryRow> rows;
  for (std::size_t i = 0; i < batch.plan.runs.size(); ++i) {
    auto const& run = batch.plan.runs[i];
    auto const& record = batch.result.records[i];
    if (record.failure != Failure::none) {
      SummaryRow failed{&run, &record, {}};
      failed.row.scenario =
          run.kind == service::RunKind::forecast ? run.scenarios.front() : std::string("compare");
      failed.row.period = run.period;
      rows.push_back(std::move(failed));
      continue;
    }
    bool const repeats = run.kind == service::RunKind::compare && with_forecasts.contains(run.job);
    if (repeats) continue;
    for (auto const& row : record.rows) rows.push_back({&run, &record, row});
  }
  return rows;
}

Page batch_plan_page(service::BatchPlan const& plan) {
  Table table{{words_column("column.job", Room::title), words_column("column.period", Room::brief),
               words_column("column.run", Room::path), numbers_column("column.took"),
               words_column("column.state", Room::remark)}};
  for (auto const& run : plan.runs) {
    table.rows.push_back(
        {{Name{run.job}, PeriodName{run.period}, subject(run),
          or_blank(run.cost, [](double seconds) { return Duration{seconds}; }), state_words(run)},
         tone_of_state(run.state)});
  }
  Page page;
  append(page, {title_of(plan.board.name, plan_words(plan)), std::move(table)});
  if (plan.left_over.empty()) return page;
  page.blocks.emplace_back(
      Paragraph{say("batch.left_over", {{"n", count_of(plan.left_over.size())},
                                        {"example", Name{plan.left_over.front()}}})});
  return page;
}

Page batch_page(FinishedBatch const& batch) {
  auto const n_failed = batch.result.n_failed;
  auto const words = say("batch.over", {{"n", count_of(batch.plan.runs.size())},
                                        {"all", yes_if(n_failed == 0)},
                                        {"failed", Count{static_cast<std::int64_t>(n_failed)}}});
  Table table{{words_column("column.job", Room::title), words_column("column.scenario", Room::path),
               words_column("column.period", Room::brief), numbers_column("column.p10"),
               numbers_column("column.p50"), numbers_column("column.p90"),
               minor_column("column.mean"), numbers_column("column.p_hit", "p_hit")}};
  for (auto const& one : summary_rows(batch)) table.rows.push_back(row_of(one));
  Page page;
  append(page, {title_of(batch.plan.board.name, words), std::move(table)});
  append(page, failure_blocks(batch));
  append(page, {Break{}, Paragraph{closing_words(batch)}});
  return page;
}

}  // namespace quarterdeck::report
