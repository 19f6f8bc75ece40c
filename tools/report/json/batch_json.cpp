// tools/report/json/batch_json.cpp – see batch_json.hpp; records have a file of their own.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/batch_json.hpp"

#include "engine/core/ids.hpp"
#include "engine/core/provenance.hpp"
#include "engine/table/sha256.hpp"
#include "tools/report/json/json.hpp"

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

Json text_file_json(WrittenText const& written) {
  return {
      {"file", written.file}, {"sha256", sha256_of(written.text)}, {"bytes", written.text.size()}};
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

std::string batch_summary_json(FinishedBatch const& batch) {
  Json document = {{"schema", "quarterdeck.batch_summary.v1"}, {"board", batch.plan.board.name}};
  document["rows"] = Json::array();
  for (auto const& one : summary_rows(batch)) {
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

std::string batch_manifest_json(FinishedBatch const& batch,
                                std::vector<WrittenText> const& summaries) {
  auto const& build = core::build_info();
  Json document = {{"schema", "quarterdeck.batch.v1"}, {"name", batch.plan.board.name}};
  document["program"] = {{"version", build.version},
                         {"git", build.git},
                         {"compiler", build.compiler},
                         {"boost", build.boost},
                         {"stream_version", core::stream_version}};
  document["board"] = {{"file", batch.plan.board.file.filename().string()},
                       {"sha256", batch.plan.board_sha256}};
  document["runs"] = Json::array();
  for (std::size_t i = 0; i < batch.plan.runs.size(); ++i) {
    document["runs"].push_back(manifest_run_json(batch.plan.runs[i], batch.result.records[i]));
  }
  document["summaries"] = Json::array();
  for (auto const& text : summaries) document["summaries"].push_back(text_file_json(text));
  return dump(document);
}

}  // namespace quarterdeck::report
