// tools/report/files/batch_files.cpp – see batch_files.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/batch_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>

#include "engine/core/error.hpp"
#include "tools/report/files/text_file.hpp"
#include "tools/report/json/batch_json.hpp"

namespace quarterdeck::report {
namespace {

namespace fs = std::filesystem;
using service::Failure;
using service::RunRecord;

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

}  // namespace

std::string batch_summary_csv(FinishedBatch const& batch) {
  std::string out =
      "job,company,scenario,period,as_of,status,currency,mean,p10,p50,p90,target,target_amount,"
      "p_hit,message\n";
  for (auto const& one : summary_rows(batch)) {
    if (one.row.targets.empty()) out += csv_line(one, nullptr);
    for (auto const& target : one.row.targets) out += csv_line(one, &target);
  }
  return out;
}

service::BatchStore batch_store(fs::path const& out) {
  auto const folder = out / service::batch_folder;
  auto const file_of = [folder](std::string const& run) {
    return folder / "runs" / (run + ".json");
  };
  service::BatchStore store;
  store.load = [file_of](std::string const& run) -> std::optional<RunRecord> {
    return parsed_file(file_of(run), parse_run_record);
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
