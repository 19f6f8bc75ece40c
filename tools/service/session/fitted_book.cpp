// tools/service/session/fitted_book.cpp – see fitted_book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/fitted_book.hpp"

#include <algorithm>
#include <utility>

#include "engine/plan/outer.hpp"
#include "models/compile/overrides.hpp"
#include "tools/service/session/parallel.hpp"

namespace quarterdeck::service {
namespace {

models::ForecastInputs inputs_of(Book const& book, core::Period const& period) {
  models::ForecastInputs inputs;
  inputs.history = book.history;
  inputs.pipeline = book.pipeline;
  inputs.period = period;
  inputs.models = fit_models(book.workspace, book.history, period);
  inputs.currency = book.workspace.currency;
  inputs.groups = book.workspace.groups;
  for (auto const& target : book.workspace.targets) {
    bool const same =
        target.period.start == inputs.period.start && target.period.end == inputs.period.end;
    if (same) inputs.targets.push_back({target.name, target.amount, target.where});
  }
  // After the fit: what a person decided about one deal teaches nothing about the others.
  return models::apply_overrides(std::move(inputs), book.overrides);
}

data::DataQuality quality_of(Book const& book, models::FittedModels const& models) {
  auto findings = book.findings;
  data::merge_findings(findings, models.findings);
  return data::grade(std::move(findings), book.n_deals);
}

}  // namespace

FittedBook::FittedBook(Book const& book, core::Period const& period, std::uint64_t seed)
    : book_(&book),
      seed_(seed),
      inputs_(inputs_of(book, period)),
      quality_(quality_of(book, inputs_.models)) {}

models::Prepared const& FittedBook::prepared() const {
  return prepared_([&] {
    models::CompileOptions options;
    options.seed = seed_;
    return models::Prepared(inputs_, options);
  });
}

models::Compiled const& FittedBook::compiled() const {
  return compiled_([&] { return models::compile(inputs_, prepared()); });
}

std::vector<double> const& FittedBook::base_row_means() const {
  return base_row_means_([&] { return row_means(compiled().plan, 1); });
}

std::vector<double> row_means(plan::Plan const& plan, int n_threads) {
  plan::ConditionalMean const mean(plan);
  auto const n_rows = static_cast<std::size_t>(plan.draws.n_rows());
  std::vector<double> means(n_rows);
  // A row takes microseconds, far less than a piece of parallel work costs.
  constexpr std::size_t n_together = 256;
  for_each_index((n_rows + n_together - 1) / n_together, n_threads, [&](std::size_t piece) {
    auto const end = std::min(n_rows, (piece + 1) * n_together);
    for (std::size_t row = piece * n_together; row < end; ++row) {
      means[row] = mean.row(static_cast<Eigen::Index>(row));
    }
  });
  return means;
}

}  // namespace quarterdeck::service
