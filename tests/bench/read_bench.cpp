// tests/bench/read_bench.cpp – seconds and memory to read a large book from CSV.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/io/deals/read_records.hpp"

namespace {

namespace fs = std::filesystem;
using namespace quarterdeck;

constexpr std::int64_t events_per_deal = 5;

/// Pseudo-random digits that are the same everywhere; quality does not matter here.
std::uint64_t scrambled(std::uint64_t i) {
  i = (i + 0x9e3779b97f4a7c15U) * 0xbf58476d1ce4e5b9U;
  return i ^ (i >> 29U);
}

void write_opportunities(fs::path const& file, std::int64_t n_deals) {
  std::ofstream out(file, std::ios::binary);
  std::string text = "id,name,account,owner,segment,region,amount,created_date,close_date,stage\n";
  auto const epoch = core::make_date(2015, 1, 1);
  for (std::int64_t i = 0; i < n_deals; ++i) {
    auto const r = scrambled(static_cast<std::uint64_t>(i));
    auto const created = epoch + core::Days(static_cast<int>(r % 3650));
    auto const close = created + core::Days(static_cast<int>(r / 3650 % 200));
    char const* stage = r % 3 == 0 ? "Closed Won" : r % 3 == 1 ? "Closed Lost" : "Proposal";
    fmt::format_to(std::back_inserter(text), "006{:015},\"Deal {}, renewal\",Account {},", i, i,
                   r % 20011);
    fmt::format_to(std::back_inserter(text), "Owner {},Segment {},Region {},{}.{:02},{},{},{}\n",
                   r % 307, r % 5, r % 7, 1000 + r % 90000, r % 100, core::to_iso(created),
                   core::to_iso(close), stage);
    if (text.size() > std::size_t{1} << 20U) {
      out << text;
      text.clear();
    }
  }
  out << text;
}

void write_events(fs::path const& file, std::int64_t n_deals) {
  std::ofstream out(file, std::ios::binary);
  std::string text = "id,changed_at,stage,amount,close_date\n";
  auto const epoch = core::make_date(2015, 1, 1);
  for (std::int64_t k = 0; k < events_per_deal; ++k) {
    for (std::int64_t i = 0; i < n_deals; ++i) {
      auto const r = scrambled(static_cast<std::uint64_t>(i));
      auto const day =
          epoch + core::Days(static_cast<int>(r % 3650 + static_cast<unsigned>(k) * 20));
      fmt::format_to(std::back_inserter(text), "006{:015},{},Stage {},{}.{:02},{}\n", i,
                     core::to_iso(day), k, 1000 + r % 90000, r % 100,
                     core::to_iso(day + core::Days(60)));
      if (text.size() > std::size_t{1} << 20U) {
        out << text;
        text.clear();
      }
    }
  }
  out << text;
}

/// A workspace in a folder of its own that goes away with the object.
class LargeBook {
 public:
  explicit LargeBook(std::int64_t n_deals) {
    auto name = (fs::temp_directory_path() / "quarterdeck-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
    write_opportunities(folder_ / "opportunities.csv", n_deals);
    write_events(folder_ / "stage_history.csv", n_deals);
    std::ofstream(folder_ / "quarterdeck.yaml")
        << "sources:\n  opportunities: {file: opportunities.csv}\n"
           "  stage_history: {file: stage_history.csv}\n";
  }
  ~LargeBook() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  LargeBook(LargeBook const&) = delete;
  LargeBook& operator=(LargeBook const&) = delete;
  [[nodiscard]] fs::path const& folder() const { return folder_; }

 private:
  fs::path folder_;
};

double peak_gib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / (1024.0 * 1024.0);
}

/// Bar: a million opportunities with five million events in under 30 s and 4 GiB.
void read_book(benchmark::State& state) {
  LargeBook const book(state.range(0));
  for (auto _ : state) {
    auto const workspace = io::read_workspace(book.folder());
    auto const result = workspace
                            ? io::read_records(*workspace)
                            : core::Checked<io::ReadResult>(tl::unexpected(workspace.error()));
    if (!result || result->n_rows != state.range(0) * (1 + events_per_deal)) {
      state.SkipWithError("the book was not read whole");
      break;
    }
    benchmark::DoNotOptimize(result->records.events.data());
  }
  state.counters["peak_GiB"] = peak_gib();
  state.counters["rows_per_s"] =
      benchmark::Counter(static_cast<double>(state.range(0) * (1 + events_per_deal)),
                         benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK(read_book)
    ->Arg(10000)
    ->Arg(1000000)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace

BENCHMARK_MAIN();
