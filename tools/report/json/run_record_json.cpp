// tools/report/json/run_record_json.cpp – what is kept of a run of a batch, and back.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/core/named.hpp"
#include "tools/report/json/batch_json.hpp"

namespace quarterdeck::report {
namespace {

using service::Failure;
using service::RunRecord;

constexpr char const* record_schema = "quarterdeck.batch_run.v1";
constexpr core::Names<Failure, 7> failures{{{Failure::none, "none"},
                                            {Failure::usage, "usage"},
                                            {Failure::data, "data"},
                                            {Failure::missing_input, "missing_input"},
                                            {Failure::configuration, "configuration"},
                                            {Failure::io, "io"},
                                            {Failure::internal, "internal"}}};

service::BatchRow read_row(Json const& object) {
  service::BatchRow row;
  row.scenario = object.at("scenario").get<std::string>();
  row.company = object.at("company").get<std::string>();
  row.currency = object.at("currency").get<std::string>();
  row.period = object.at("period").get<std::string>();
  row.as_of = object.at("as_of").get<std::string>();
  row.mean = object.at("mean").get<double>();
  row.p10 = object.at("p10").get<double>();
  row.p50 = object.at("p50").get<double>();
  row.p90 = object.at("p90").get<double>();
  for (auto const& target : object.at("targets")) {
    row.targets.push_back({target.at("name").get<std::string>(), target.at("amount").get<double>(),
                           target.at("p_hit").get<double>()});
  }
  return row;
}

RunRecord read_record(Json const& object) {
  if (object.at("schema").get<std::string>() != record_schema)
    throw std::invalid_argument("schema");
  RunRecord record;
  record.run = object.at("run").get<std::string>();
  for (auto const& one : object.at("basis")) {
    record.basis.push_back({one.at("what").get<std::string>(), one.at("value").get<std::string>()});
  }
  for (auto const& file : object.at("outputs")) {
    record.outputs.push_back({file.at("file").get<std::string>(),
                              file.at("sha256").get<std::string>(),
                              file.at("bytes").get<std::uintmax_t>()});
  }
  for (auto const& row : object.at("rows")) record.rows.push_back(read_row(row));
  auto const failure = core::value_of(failures, object.at("failure").get<std::string>());
  if (!failure) throw std::invalid_argument("failure");
  record.failure = *failure;
  record.messages = object.at("messages").get<std::vector<std::string>>();
  return record;
}

}  // namespace

std::string failure_name(Failure failure) { return std::string(core::name_of(failures, failure)); }

Json basis_json(std::vector<service::Basis> const& basis) {
  Json list = Json::array();
  for (auto const& one : basis) list.push_back({{"what", one.what}, {"value", one.value}});
  return list;
}

Json outputs_json(std::vector<service::BatchFile> const& outputs) {
  Json list = Json::array();
  for (auto const& file : outputs) {
    list.push_back({{"file", file.path}, {"sha256", file.sha256}, {"bytes", file.bytes}});
  }
  return list;
}

Json batch_row_json(service::BatchRow const& row) {
  Json targets = Json::array();
  for (auto const& target : row.targets) {
    targets.push_back({{"name", target.name},
                       {"amount", finite(target.amount)},
                       {"p_hit", finite(target.p_hit)}});
  }
  return {{"scenario", row.scenario},     {"company", row.company}, {"currency", row.currency},
          {"period", row.period},         {"as_of", row.as_of},     {"mean", finite(row.mean)},
          {"p10", finite(row.p10)},       {"p50", finite(row.p50)}, {"p90", finite(row.p90)},
          {"targets", std::move(targets)}};
}

std::string run_record_json(RunRecord const& record) {
  Json object = {{"schema", record_schema},
                 {"run", record.run},
                 {"failure", failure_name(record.failure)},
                 {"messages", record.messages},
                 {"basis", basis_json(record.basis)},
                 {"outputs", outputs_json(record.outputs)}};
  object["rows"] = Json::array();
  for (auto const& row : record.rows) object["rows"].push_back(batch_row_json(row));
  return dump(object);
}

std::optional<RunRecord> parse_run_record(std::string_view text) {
  try {
    return read_record(Json::parse(text));
  } catch (Json::exception const&) {
    return std::nullopt;
  } catch (std::invalid_argument const&) {
    return std::nullopt;
  }
}

}  // namespace quarterdeck::report
