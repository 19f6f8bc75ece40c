// tests/statistical/told_test.cpp – one company told in many ways is one company.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <vector>

#include "engine/workspace/workspace.hpp"
#include "tests/support/catch.hpp"
#include "tools/sample/company.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;

/// A company's tables in a folder, removed at the end.
class Told {
 public:
  explicit Told(std::uint64_t seed, int days_into_quarter)
      : folder_(fs::temp_directory_path() / fmt::format("quarterdeck-told-{}-{}", getpid(), seed)) {
    sample::CompanySpec spec;
    spec.seed = seed;
    spec.days_into_quarter = days_into_quarter;
    company_ = sample::generate(spec);
    sample::write(company_, folder_, 1);
    copy_newest_snapshots(3);
    keep_rates();
  }
  ~Told() { fs::remove_all(folder_); }
  Told(Told const&) = delete;
  Told& operator=(Told const&) = delete;

  /// The forecast of the open quarter from these sources, with nothing else configured.
  [[nodiscard]] service::Forecast forecast(std::string const& sources) const {
    auto const file = folder_ / "told.yaml";
    std::ofstream(file) << "currency: USD\n" << rates_ << "sources:\n" << sources;
    service::Session const session(
        {.workspace = file, .as_of = core::to_iso(company_.as_of), .threads = 2});
    auto made = service::answer(session, service::ForecastQuestion{4096, {}});
    INFO(sources);
    if (!made) INFO(core::to_string(made.error().front()));
    REQUIRE(made);
    return std::move(*made);
  }
  [[nodiscard]] double happened() const { return core::to_units(company_.actual_total); }
  /// Mean of what could have happened, to a per cent or so.
  [[nodiscard]] double true_mean() const {
    auto const totals = sample::true_totals(company_, 100);
    double sum = 0;
    for (auto const total : totals) sum += core::to_units(total);
    return sum / static_cast<double>(totals.size());
  }

 private:
  void copy_newest_snapshots(std::size_t n) {
    std::vector<fs::path> files;
    for (auto const& entry : fs::directory_iterator(folder_ / "snapshots")) {
      files.push_back(entry.path());
    }
    std::ranges::sort(files);
    fs::create_directories(folder_ / "newest");
    for (auto file = files.end() - static_cast<std::ptrdiff_t>(n); file != files.end(); ++file) {
      fs::copy(*file, folder_ / "newest" / file->filename());
    }
  }
  /// The rates of exchange of the workspace that was written.
  void keep_rates() {
    std::ifstream file(folder_ / "quarterdeck.yaml");
    std::string line;
    for (bool inside = false; std::getline(file, line);) {
      inside = line == "rates:" || (inside && line.starts_with("  - {from"));
      if (inside) rates_ += line + '\n';
    }
  }

  fs::path folder_;
  sample::Company company_;
  std::string rates_;
};

std::string const deals = "  opportunities: {file: opportunities.csv}\n";
std::string const history = "  stage_history: {file: stage_history.csv}\n";
std::string const weekly = "  snapshots: {files: \"snapshots/*.csv\"}\n";
std::string const three_weeks = "  snapshots: {files: \"newest/*.csv\"}\n";

/// Every way to tell a company that says which deals were closed.
std::map<std::string, std::string> const ways{
    {"deals, history", deals + history},
    {"deals", deals},
    {"26 weekly files", weekly},
    {"3 weekly files", three_weeks},
    {"deals, 3 weekly files", deals + three_weeks},
    {"deals, 26 weekly files", deals + weekly},
    {"deals, history, 3 weekly files", deals + history + three_weeks},
    {"deals, history, 26 weekly files", deals + history + weekly}};

struct MeanAndError {
  double mean = 0;
  double error = 0;
};

MeanAndError mean_and_error(std::vector<double> const& sample) {
  auto const n = static_cast<double>(sample.size());
  double sum = 0;
  double squares = 0;
  for (double const value : sample) sum += value;
  for (double const value : sample) squares += (value - sum / n) * (value - sum / n);
  return {sum / n, std::sqrt(squares / (n - 1) / n)};
}

TEST_CASE("told: what is booked is the same to the cent, and the rest much the same", "[stat]") {
  Told const company(11, 44);
  auto const full = company.forecast(ways.at("deals, history"));
  for (auto const& [name, sources] : ways) {
    INFO(name);
    auto const made = company.forecast(sources);
    CHECK(made.summary.booked == full.summary.booked);
    double const ratio = made.summary.total.spread.mean / full.summary.total.spread.mean;
    CHECK(ratio > 0.85);
    CHECK(ratio < 1.15);
  }
  // Snapshots add nothing to a history that tells all of it.
  auto const both = company.forecast(ways.at("deals, history, 3 weekly files"));
  CHECK(both.summary.total.spread.mean == full.summary.total.spread.mean);
}

/// Mean of a forecast over that of the truth, and whether the band of four fifths held what
/// happened.
struct Judged {
  double ratio = 0;
  bool inside = false;
};

Judged judge(Told const& company, std::string const& sources) {
  auto const made = company.forecast(sources);
  auto const& total = made.summary.total.spread;
  double const happened = company.happened();
  return {total.mean / company.true_mean(),
          happened >= total.quantiles[service::p10] && happened <= total.quantiles[service::p90]};
}

TEST_CASE("told: no way of telling is biased against the truth or against another",
          "[stat][slow]") {
  std::map<std::string, std::vector<double>> errors;
  std::map<std::string, std::vector<double>> apart;
  double n_inside = 0;
  double n_all = 0;
  std::array const days{8, 44, 78};
  for (std::uint64_t seed = 101; seed <= 108; ++seed) {
    std::map<std::string, double> ratio;  // mean over the days, which share the company's luck
    for (int const day : days) {
      Told const company(seed, day);
      for (auto const& [name, sources] : ways) {
        auto const judged = judge(company, sources);
        ratio[name] += judged.ratio / static_cast<double>(days.size());
        n_all += 1;
        n_inside += judged.inside ? 1 : 0;
      }
    }
    for (auto const& [name, of_way] : ratio) {
      errors[name].push_back(of_way - 1);
      apart[name].push_back(of_way / ratio.at("deals, history") - 1);
    }
  }
  for (auto const& [name, of_way] : errors) {
    auto const error = mean_and_error(of_way);
    auto const against = mean_and_error(apart.at(name));
    auto const is_small = [](double mean, MeanAndError const& of) {
      return std::abs(mean) < 0.03 + 2 * of.error;
    };
    INFO(fmt::format(
        "{}: against the truth {:+.1f} % ± {:.1f}, against the fullest {:+.1f} % ± {:.1f}", name,
        100 * error.mean, 100 * error.error, 100 * against.mean, 100 * against.error));
    CHECK(is_small(error.mean, error));
    CHECK(is_small(against.mean, against));
    // The planted twins: too high by a fifth, and what a way lost that threw the past away.
    CHECK_FALSE(is_small(error.mean + 0.2, error));
    CHECK_FALSE(is_small(against.mean - 0.4, against));
  }
  // Companies share their luck over days and ways, so that the bound is wide.
  CHECK(n_inside > 0.65 * n_all);
}

}  // namespace
}  // namespace quarterdeck
