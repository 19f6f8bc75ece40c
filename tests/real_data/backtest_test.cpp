// tests/real_data/backtest_test.cpp – backtests of two public books, whatever they say.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <filesystem>
#include <map>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/skip.hpp"
#include "tools/service/past/answer.hpp"
#include "tools/service/past/track_record.hpp"

namespace {

using namespace quarterdeck;

std::filesystem::path const source = QUARTERDECK_SOURCE_DIR;

/// What a backtest of a public book must show.
struct Book {
  std::string workspace;
  std::string table;
  std::string from;
  std::string to;
  std::vector<int> weeks_left;
};

std::map<std::string, double> scores_at(service::LeadScores const& lead) {
  std::map<std::string, double> scores;
  for (auto const& method : lead.methods) scores[method.name] = method.normalised_crps;
  return scores;
}

/// Runs a book and prints the table; nothing where its data are absent.
std::optional<service::TrackSummary> summary_of(Book const& book) {
  if (!std::filesystem::exists(source / book.table)) {
    test::skip("there is no " + (source / book.table).lexically_normal().string());
    return std::nullopt;
  }
  service::BacktestQuestion question;
  question.from = book.from;
  question.to = book.to;
  question.weeks_left = book.weeks_left;
  question.trials = 2048;
  auto const backtest = service::answer(service::Session({.workspace = source / book.workspace}),
                                        question, service::PastForecastStore{});
  if (!backtest) FAIL(core::to_string(backtest.error().front()));
  auto summary = service::track_record(backtest->forecasts);
  for (auto const& lead : summary.leads) {
    std::string line = fmt::format("{} weeks left:", lead.weeks_left);
    for (auto const& [name, score] : scores_at(lead))
      line += fmt::format(" {} {:.3f}", name, score);
    WARN(line);
  }
  return summary;
}

}  // namespace

TEST_CASE("real data: months of the public hardware book, where pacing is hard to beat",
          "[real_data]") {
  auto const summary = summary_of({"docs/start/maven-crm",
                                   "../shared/data/maven-crm/sales_pipeline.csv",
                                   "2017-06",
                                   "2017-12",
                                   {3, 2, 1}});
  if (!summary) return;
  CHECK(summary->n_periods == 7);
  CHECK(summary->pool.use_pool);
  for (auto const& lead : summary->leads) {
    auto const scores = scores_at(lead);
    INFO(lead.weeks_left << " weeks left");
    CHECK(scores.at("pool") < scores.at("simulation"));
    CHECK(scores.at("run-rate") < 0.08);
  }
}

TEST_CASE("real data: quarters of the public synthetic book, where deals tell more",
          "[real_data]") {
  auto const summary = summary_of({"docs/start/synthetic-crm",
                                   "../shared/data/synthetic-crm/opportunities.csv",
                                   "2019-Q1",
                                   "2024-Q3",
                                   {9, 3}});
  if (!summary) return;
  CHECK(summary->n_periods == 23);
  for (auto const& lead : summary->leads) {
    auto const scores = scores_at(lead);
    CHECK(scores.at("simulation") < scores.at("rest-of-four"));
    CHECK(scores.at("pool") < scores.at("rest-of-four"));
  }
}
