// tools/report/batch_store.cpp – records and times of a batch, kept in its folder.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "engine/core/atomic_file.hpp"
#include "engine/core/error.hpp"
#include "tools/report/batch_record_json.hpp"
#include "tools/report/batch_report.hpp"

namespace quarterdeck::report {
namespace {

namespace fs = std::filesystem;
using service::Failure;
using service::RunRecord;

constexpr char const* run_schema = "quarterdeck.batch_run.v1";
constexpr std::array<std::string_view, 7> failures{
    "none", "usage", "data", "missing_input", "configuration", "io", "internal"};

std::optional<std::string> read_file(fs::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

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
  if (object.at("schema").get<std::string>() != run_schema) throw std::invalid_argument("schema");
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
  auto const failure = std::ranges::find(failures, object.at("failure").get<std::string>());
  if (failure == failures.end()) throw std::invalid_argument("failure");
  record.failure = static_cast<Failure>(failure - failures.begin());
  record.messages = object.at("messages").get<std::vector<std::string>>();
  return record;
}

/// Names of all runs with a record, sorted.
std::vector<std::string> names_in(fs::path const& folder) {
  std::vector<std::string> names;
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return names;
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    auto const& path = entry.path();
    bool const whole = path.extension() == ".json" && !path.filename().string().starts_with('.');
    if (!whole || !entry.is_regular_file()) continue;
    auto name = path.lexically_relative(folder).string();
    names.push_back(name.substr(0, name.size() - std::string_view(".json").size()));
  }
  std::ranges::sort(names);
  return names;
}

/// Seconds of one thread by run, the newest line of each; lines that were cut off are passed over.
std::map<std::string, double> costs_in(fs::path const& log) {
  std::map<std::string, double> costs;
  std::ifstream stream(log);
  std::string line;
  while (std::getline(stream, line)) {
    auto const entry = Json::parse(line, nullptr, false);
    if (!entry.is_object() || !entry.contains("run") || !entry["run"].is_string()) continue;
    auto const seconds = entry.value("seconds", 0.0);
    auto const threads = entry.value("threads", 1);
    if (seconds > 0) costs[entry["run"].get<std::string>()] = seconds * threads;
  }
  return costs;
}

/// One write call, so that a line is there whole or, after a loss of power, cut off at its end.
void append_line(fs::path const& file, std::string const& line) {
  int const descriptor = open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    throw core::IoError(fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
  }
  auto const written = ::write(descriptor, line.data(), line.size());
  close(descriptor);
  if (written != static_cast<ssize_t>(line.size())) {
    throw core::IoError(fmt::format("cannot write {}; is the disk full?", file.string()));
  }
}

}  // namespace

std::string failure_name(Failure failure) {
  return std::string(failures.at(static_cast<std::size_t>(failure)));
}

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
  Json object = {{"schema", run_schema},
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

void write_where_new(fs::path const& file, std::string_view text) {
  auto const held = read_file(file);
  if (held && *held == text) return;
  core::write_atomically(file, text);
}

service::BatchStore batch_store(fs::path const& out) {
  auto const folder = out / service::batch_folder;
  auto const file_of = [folder](std::string const& run) {
    return folder / "runs" / (run + ".json");
  };
  service::BatchStore store;
  store.load = [file_of](std::string const& run) -> std::optional<RunRecord> {
    auto const text = read_file(file_of(run));
    return text ? parse_run_record(*text) : std::nullopt;
  };
  store.save = [file_of](RunRecord const& record) {
    auto const file = file_of(record.run);
    fs::create_directories(file.parent_path());
    write_where_new(file, run_record_json(record));
  };
  store.names = [folder] { return names_in(folder / "runs"); };
  store.costs = [folder] { return costs_in(folder / "log.jsonl"); };
  store.log = [folder](std::string const& run, std::string const& started_at, double seconds,
                       int threads) {
    Json const line = {
        {"run", run}, {"started_at", started_at}, {"seconds", seconds}, {"threads", threads}};
    append_line(folder / "log.jsonl",
                line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
  };
  return store;
}

}  // namespace quarterdeck::report
