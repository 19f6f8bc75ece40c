// tools/service/forecast/learn.cpp – see learn.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/learn.hpp"

#include <utility>

#include "tools/service/session/book.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {

core::Checked<LearnReport> learn(ForecastRequest const& request, Hooks const& hooks) {
  LearnReport report;
  report.complete = go_on(hooks, "reading");
  if (!report.complete) return report;
  auto book = open_book(request.workspace, request.as_of);
  if (!book) return tl::unexpected(std::move(book.error()));
  auto period = choose_period(*book, request.period);
  if (!period) return tl::unexpected(std::move(period.error()));
  report.complete = go_on(hooks, "fitting");
  if (!report.complete) return report;

  report.company = book->workspace.company;
  report.as_of = book->as_of;
  report.period = std::move(*period);
  report.currency = book->workspace.currency;
  report.stages = book->history.stages;
  report.models = models::fit(book->history, model_spec(*book, report.period));
  data::merge_findings(book->findings, report.models.findings);
  report.quality = data::grade(std::move(book->findings), book->extent);
  return report;
}

}  // namespace quarterdeck::service
