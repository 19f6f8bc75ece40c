// tools/report/batch_text.cpp – plan and outcome of a batch for people.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tools/report/batch_report.hpp"
#include "tools/report/batch_rows.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

using service::Failure;
using service::PlannedRun;
using service::RunState;

std::string title(std::string const& name, std::string const& words, Style const& style) {
  auto const& sign = signs(style);
  auto const text = fmt::format("{}  {}  {}", clean(name, style), sign.dot, words);
  return "\n  " + paint(cut(text, style.width - 4, style), Tone::title, style) + "\n  " +
         paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

/// A scenario of a board without the folders and endings of its files.
std::string scenario_words(std::string const& asked) {
  auto const files = scenarios::files_of_board_scenario(asked);
  if (files.empty()) return scenarios::board_base;
  std::string words;
  for (auto const& file : files) {
    words += (words.empty() ? "" : "+") + std::filesystem::path(file).stem().string();
  }
  return words;
}

/// What the run makes, in few words.
std::string subject(PlannedRun const& run) {
  if (run.kind == service::RunKind::forecast) return scenario_words(run.scenarios.front());
  // With a single one, `base` comes before it.
  return fmt::format("compare of {}", std::max<std::size_t>(2, run.scenarios.size()));
}

/// What a run waits for, without the words that a file's name says by itself.
std::string state_words(PlannedRun const& run) {
  if (run.state == RunState::done) return "done, unchanged";
  if (run.state == RunState::hopeless) return "cannot run: " + run.why;
  for (std::string_view const kind : {"scenario ", "table "}) {
    if (run.why.starts_with(kind)) return run.why.substr(kind.size());
  }
  return run.why;
}

/// The text with its end instead of its beginning where it is too long, as paths need.
std::string tail(std::string const& text, int width, Style const& style) {
  auto const cleaned = clean(text, style);
  if (columns_of(cleaned) <= width) return cleaned;
  auto from = cleaned.size() - static_cast<std::size_t>(std::max(1, width - 3));
  // Not within a sign of several bytes.
  while (from < cleaned.size() && (static_cast<unsigned char>(cleaned[from]) & 0xc0U) == 0x80U) {
    ++from;
  }
  return std::string(signs(style).ellipsis) + cleaned.substr(from);
}

/// Columns that names take, kept so that numbers have room beside them.
struct NameWidths {
  int jobs = 0;
  int periods = 0;
  int subjects = 0;
};

NameWidths widths_of(service::BatchPlan const& plan, Style const& style) {
  NameWidths widths;
  for (auto const& run : plan.runs) {
    widths.jobs = std::max(widths.jobs, columns_of(clean(run.job, style)));
    widths.periods = std::max(widths.periods, columns_of(clean(run.period, style)));
    widths.subjects = std::max(widths.subjects, columns_of(clean(subject(run), style)));
  }
  widths.jobs = std::clamp(widths.jobs, 3, style.width / 5);
  widths.periods = std::clamp(widths.periods, 7, 10);
  widths.subjects = std::clamp(widths.subjects, 3, std::max(12, style.width - 58));
  return widths;
}

std::vector<std::string> failure_lines(BatchPage const& page, Style const& style) {
  std::vector<std::string> lines;
  for (auto const& record : page.result.records) {
    if (record.failure == Failure::none) continue;
    lines.push_back("  " +
                    paint(cut(clean(record.run, style), style.width - 4, style), Tone::bad, style) +
                    '\n');
    for (auto const& message : record.messages) {
      lines.push_back(paragraph(clean(message, style), 4, style));
    }
  }
  return lines;
}

std::string closing(BatchPage const& page, Style const& style) {
  auto const& result = page.result;
  std::string words = result.n_run == 0 ? "Nothing to do: nothing that a run rests on has changed."
                                        : fmt::format("{} made now, {} done before.",
                                                      counted(result.n_run, "run", "runs"),
                                                      page.plan.runs.size() - result.n_run);
  words += fmt::format(" Results, summary.csv, summary.json and manifest.json are in {}.",
                       tail(page.plan.out.string(), style.width - 8, style));
  return "\n" + paragraph(words, 2, style);
}

}  // namespace

std::string duration_text(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", std::max(seconds, seconds > 0 ? 1.0 : 0.0));
  auto const minutes = static_cast<int>(std::lround(seconds / 60));
  if (minutes < 90) return fmt::format("{} min", minutes);
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

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

std::string batch_plan_text(service::BatchPlan const& plan, Style const& style) {
  auto const n_to_do = plan.n_to_do();
  auto words = fmt::format("{}, {} to do", counted(plan.runs.size(), "run", "runs"), n_to_do);
  auto const cost = expected_cost(plan);
  if (n_to_do > 0 && cost) {
    words += fmt::format(", about {} on {}", duration_text(*cost / plan.threads),
                         counted(static_cast<std::size_t>(plan.threads), "thread", "threads"));
  }
  Table table({{"job", Align::left},
               {"period", Align::left},
               {"run", Align::left},
               {"took", Align::right},
               {"state", Align::left}});
  auto const [jobs, periods, subjects] = widths_of(plan, style);
  int took = 4;
  for (auto const& run : plan.runs) {
    if (run.cost) took = std::max(took, columns_of(duration_text(*run.cost)));
  }
  int const state_room = std::max(16, style.width - 10 - jobs - periods - subjects - took);
  for (auto const& run : plan.runs) {
    auto const tone = run.state == RunState::done       ? Tone::quiet
                      : run.state == RunState::hopeless ? Tone::bad
                                                        : Tone::plain;
    table.add(
        {cut(clean(run.job, style), jobs, style), cut(clean(run.period, style), periods, style),
         tail(subject(run), subjects, style), run.cost ? duration_text(*run.cost) : "",
         cut(clean(state_words(run), style), state_room, style)},
        tone);
  }
  auto out = title(plan.board.name, words, style) + table.draw(style);
  if (!plan.left_over.empty()) {
    out +=
        paragraph(fmt::format("{} of earlier boards {} in the folder and no longer belong to it, "
                              "for example {}.",
                              counted(plan.left_over.size(), "result", "results"),
                              plan.left_over.size() == 1 ? "is" : "are",
                              clean(plan.left_over.front(), style)),
                  2, style);
  }
  return out;
}

std::vector<SummaryRow> summary_rows(BatchPage const& page) {
  std::set<std::string> with_forecasts;
  for (auto const& run : page.plan.runs) {
    if (run.kind == service::RunKind::forecast) with_forecasts.insert(run.job);
  }
  std::vector<SummaryRow> rows;
  for (std::size_t i = 0; i < page.plan.runs.size(); ++i) {
    auto const& run = page.plan.runs[i];
    auto const& record = page.result.records[i];
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

namespace {

void add_row(Table& table, SummaryRow const& one, NameWidths const& widths, Style const& style) {
  auto const& row = one.row;
  int const room = std::max(10, style.width - 42 - widths.jobs - widths.periods);
  std::vector<std::string> cells{cut(clean(one.run->job, style), widths.jobs, style),
                                 tail(scenario_words(row.scenario), room, style),
                                 cut(clean(row.period, style), widths.periods, style)};
  if (one.record->failure != Failure::none) {
    cells.insert(cells.end(), {"failed", "", "", "", ""});
    table.add(std::move(cells), Tone::bad);
    return;
  }
  for (double const value : {row.p10, row.p50, row.p90, row.mean}) {
    cells.push_back(short_number(value));
  }
  auto const* const first = row.targets.empty() ? nullptr : &row.targets.front();
  cells.push_back(first == nullptr ? "" : percent(first->p_hit));
  table.add(std::move(cells));
  if (row.targets.size() < 2) return;
  std::string note;
  for (auto const& target : row.targets) {
    note += fmt::format("{}{} {}: {}", note.empty() ? "" : ", ", clean(target.name, style),
                        short_number(target.amount), percent(target.p_hit));
  }
  table.add_note(std::move(note));
}

}  // namespace

std::string batch_text(BatchPage const& page, Style const& style) {
  auto words = counted(page.plan.runs.size(), "run", "runs");
  words +=
      page.result.n_failed == 0 ? ", all done" : fmt::format(", {} FAILED", page.result.n_failed);
  Table table({{"job", Align::left},
               {"scenario", Align::left},
               {"period", Align::left},
               {"P10", Align::right},
               {"P50", Align::right},
               {"P90", Align::right},
               {"mean", Align::right},
               {"P(hit)", Align::right}});
  auto const widths = widths_of(page.plan, style);
  for (auto const& one : summary_rows(page)) add_row(table, one, widths, style);
  auto out = title(page.plan.board.name, words, style) + table.draw(style);
  auto const failed = failure_lines(page, style);
  if (!failed.empty()) out += heading("WHAT FAILED", style);
  for (auto const& line : failed) out += line;
  return out + closing(page, style);
}

}  // namespace quarterdeck::report
