// tools/service/init/init.cpp – see init.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/init.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/core/atomic_file.hpp"
#include "engine/core/error.hpp"
#include "tools/service/init/compose.hpp"
#include "tools/service/init/doubts.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> absolute_paths(std::vector<fs::path> const& files) {
  std::vector<fs::path> result;
  for (auto const& file : files) {
    auto path = fs::absolute(file).lexically_normal();
    if (std::ranges::find(result, path) == result.end()) result.push_back(std::move(path));
  }
  return result;
}

core::Diagnostics already_there(fs::path const& file) {
  auto faults = usage_fault("QD-351", "there is a workspace already",
                            "what somebody wrote into it would be lost",
                            "Choose another folder with --out, or take the file away.");
  faults.front().where.file = file.string();
  return faults;
}

/// A draft with all that reading its tables tells.
struct Drawn {
  Draft draft;
  Settled settled;
};

core::Checked<Drawn> draw_up(std::vector<fs::path> const& files, fs::path const& folder) {
  auto draft = compose(files, folder);
  if (!draft) return tl::unexpected(std::move(draft.error()));
  Drawn drawn{std::move(*draft), {}};
  drawn.settled = settle(drawn.draft);
  if (!drawn.settled.reading) return drawn;
  auto const asked = [](Question const& question) { return question.code == "QD-240"; };
  // A question about stages lists them itself.
  if (std::ranges::none_of(drawn.draft.questions, asked)) {
    describe_stages(drawn.draft, *drawn.settled.reading);
  }
  auto const book = book_at(*drawn.settled.reading, {"", today()});
  if (!book) return drawn;
  if (auto const period = choose_period(*book, "")) drawn.draft.period = period->id;
  return drawn;
}

void count(InitReport& report, Book const& book) {
  report.n_rows = book.n_rows;
  report.n_deals = book.n_deals;
  report.as_of = book.as_of;
}

/// What the reader says of the file that was written.
void read_back(InitReport& report) {
  Session const session(SessionRequest{report.file, {}, {}, {}, 0});
  auto const period = session.period();
  if (!period) {
    report.refusal = period.error();
    return;
  }
  report.period = **period;
  count(report, **session.book());
  for (auto const& deal : (*session.reading())->tables.records.deals) {
    ++(deal.outcome == data::Outcome::open  ? report.n_open
       : deal.outcome == data::Outcome::won ? report.n_won
                                            : report.n_lost);
  }
}

InitReport report_of(Draft const& draft) {
  InitReport report;
  report.file = draft.file;
  auto const ask = [&](Question const& question) {
    auto& list = question.code.empty() ? report.remarks : report.questions;
    list.push_back(question.text);
  };
  std::ranges::for_each(draft.questions, ask);
  for (auto const& table : draft.tables) {
    report.tables.push_back({table.file, table.key, std::ssize(table.files)});
    std::ranges::for_each(table.questions, ask);
    for (auto const& open : table.what.open) {
      report.questions.push_back(
          fmt::format("Which column of {} is `{}`? {}", table.file, open.ours, open.meaning));
    }
  }
  for (auto const& file : draft.left_out) report.left_out.push_back(file.filename().string());
  return report;
}

}  // namespace

core::Checked<InitReport> init(InitRequest const& request) {
  QUARTERDECK_EXPECT(!request.files.empty());
  auto const files = absolute_paths(request.files);
  auto const folder = request.folder.empty() ? files.front().parent_path()
                                             : fs::absolute(request.folder).lexically_normal();
  auto const file = folder / "quarterdeck.yaml";
  if (fs::exists(file)) return tl::unexpected(already_there(file));
  auto const drawn = draw_up(files, folder);
  if (!drawn) return tl::unexpected(drawn.error());
  fs::create_directories(folder);
  core::write_atomically(file, yaml_text(drawn->draft, Doubts::open));
  auto report = report_of(drawn->draft);
  read_back(report);
  return report;
}

core::Checked<Session> open_tables(std::vector<fs::path> const& files, SessionRequest about) {
  QUARTERDECK_EXPECT(!files.empty());
  auto const paths = absolute_paths(files);
  auto const drawn = draw_up(paths, paths.front().parent_path());
  if (!drawn) return tl::unexpected(drawn.error());
  auto reading = read_draft(drawn->draft, Doubts::open);
  if (!reading) {
    for (auto& fault : reading.error()) {
      // The text is in no file whose lines could be looked at.
      if (fault.where.file == drawn->draft.file.string()) {
        fault.where = {paths.front().string(), 0, 0};
      }
    }
    return tl::unexpected(std::move(reading.error()));
  }
  reading->assumptions = assumptions_of(drawn->draft);
  return Session(std::move(about), std::move(*reading));
}

}  // namespace quarterdeck::service
