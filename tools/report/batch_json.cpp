// tools/report/batch_json.cpp – plan, summaries and manifest of a batch for programs.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/core/ids.hpp"
#include "engine/core/provenance.hpp"
#include "engine/io/sha256.hpp"
#include "tools/report/batch_record_json.hpp"
#include "tools/report/batch_report.hpp"
#include "tools/report/batch_rows.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

using service::Failure;
using service::PlannedRun;
using service::RunRecord;
using service::RunState;

std::string kind_name(PlannedRun const& run) {
  return run.kind == service::RunKind::forecast ? "forecast" : "compare";
}

std::string state_name(RunState state) {
  if (state == RunState::done) return "done";
  return state == RunState::to_do ? "to_do" : "cannot_run";
}

std::string sha256_of(std::string const& text) {
  io::Sha256 hash;
  hash.update(text);
  return hash.hex();
}

Json text_file_json(std::string const& name, std::string const& text) {
  return {{"file", name}, {"sha256", sha256_of(text)}, {"bytes", text.size()}};
}

std::string csv_line(SummaryRow const& one, service::BatchTarget const* target) {
  auto const& row = one.row;
  bool const failed = one.record->failure != Failure::none;
  std::string line = fmt::format(
      "{},{},{},{},{},{},{}", csv_cell(one.run->job), csv_cell(row.company), csv_cell(row.scenario),
      csv_cell(row.period), row.as_of, failed ? "failed" : "done", row.currency);
  line += failed ? ",,,,"
                 : fmt::format(",{},{},{},{}", finite(row.mean), finite(row.p10), finite(row.p50),
                               finite(row.p90));
  line += target == nullptr
              ? ",,,"
              : fmt::format(",{},{},{}", csv_cell(target->name), target->amount, target->p_hit);
  auto const message = failed && !one.record->messages.empty() ? one.record->messages.front() : "";
  return line + ',' + csv_cell(message) + '\n';
}

Json manifest_run_json(PlannedRun const& run, RunRecord const& record) {
  Json object = {{"run", run.name},
                 {"kind", kind_name(run)},
                 {"job", run.job},
                 {"period", run.period},
                 {"scenarios", run.scenarios},
                 {"status", record.failure == Failure::none ? "done" : "failed"}};
  if (record.failure != Failure::none) {
    object["failure"] = failure_name(record.failure);
    object["messages"] = record.messages;
  }
  object["key"] = service::key_of(record.basis);
  object["basis"] = basis_json(record.basis);
  object["outputs"] = outputs_json(record.outputs);
  return object;
}

}  // namespace

std::string batch_plan_json(service::BatchPlan const& plan) {
  Json document = {{"schema", "quarterdeck.batch_plan.v1"},
                   {"board", plan.board.name},
                   {"out", plan.out.string()},
                   {"threads", plan.threads},
                   {"to_do", plan.n_to_do()}};
  document["runs"] = Json::array();
  for (auto const& run : plan.runs) {
    Json object = {{"run", run.name}, {"kind", kind_name(run)}, {"state", state_name(run.state)}};
    if (!run.why.empty()) object["why"] = run.why;
    if (run.cost) object["thread_seconds"] = finite(*run.cost);
    document["runs"].push_back(std::move(object));
  }
  document["left_over"] = plan.left_over;
  return dump(document);
}

std::string batch_summary_csv(BatchPage const& page) {
  std::string out =
      "job,company,scenario,period,as_of,status,currency,mean,p10,p50,p90,target,target_amount,"
      "p_hit,message\n";
  for (auto const& one : summary_rows(page)) {
    if (one.row.targets.empty()) out += csv_line(one, nullptr);
    for (auto const& target : one.row.targets) out += csv_line(one, &target);
  }
  return out;
}

std::string batch_summary_json(BatchPage const& page) {
  Json document = {{"schema", "quarterdeck.batch_summary.v1"}, {"board", page.plan.board.name}};
  document["rows"] = Json::array();
  for (auto const& one : summary_rows(page)) {
    bool const failed = one.record->failure != Failure::none;
    Json object = {
        {"run", one.run->name}, {"job", one.run->job}, {"status", failed ? "failed" : "done"}};
    if (failed) {
      object["scenario"] = one.row.scenario;
      object["period"] = one.row.period;
      object["messages"] = one.record->messages;
    } else {
      object.update(batch_row_json(one.row));
    }
    document["rows"].push_back(std::move(object));
  }
  return dump(document);
}

std::string batch_manifest_json(BatchPage const& page) {
  auto const& build = core::build_info();
  Json document = {{"schema", "quarterdeck.batch.v1"}, {"name", page.plan.board.name}};
  document["program"] = {{"version", build.version},
                         {"git", build.git},
                         {"compiler", build.compiler},
                         {"boost", build.boost},
                         {"stream_version", core::stream_version}};
  document["board"] = {{"file", page.plan.board.file.filename().string()},
                       {"sha256", page.plan.board_sha256}};
  document["runs"] = Json::array();
  for (std::size_t i = 0; i < page.plan.runs.size(); ++i) {
    document["runs"].push_back(manifest_run_json(page.plan.runs[i], page.result.records[i]));
  }
  document["summaries"] = Json::array({text_file_json("summary.csv", batch_summary_csv(page)),
                                       text_file_json("summary.json", batch_summary_json(page))});
  return dump(document);
}

}  // namespace quarterdeck::report
