// tools/service/forecast/check.cpp – see check.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/check.hpp"

#include <utility>

#include "tools/service/session/book.hpp"

namespace quarterdeck::service {

core::Checked<CheckReport> check(CheckRequest const& request) {
  auto book = open_book(request.workspace, request.as_of);
  if (!book) return tl::unexpected(std::move(book.error()));
  CheckReport report;
  report.company = book->workspace.company;
  report.as_of = book->as_of;
  report.n_rows = book->n_rows;
  report.n_deals = static_cast<std::int64_t>(book->history.deals.size());
  report.n_open = static_cast<std::int64_t>(book->pipeline.deals.size());
  report.currency = book->workspace.currency;
  report.overrides = std::move(book->overrides);
  report.inputs = std::move(book->inputs);
  report.quality = data::grade(std::move(book->findings), book->extent);
  return report;
}

}  // namespace quarterdeck::service
