// tools/service/forecast/check.cpp – the state of the data, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/check_report.hpp"

namespace quarterdeck::service {

core::Checked<CheckReport> answer(Session const& session, CheckQuestion const& /*question*/,
                                  Hooks const& hooks) {
  CheckReport report;
  auto const part = session.book(hooks);
  if (!part) return tl::unexpected(part.error());
  report.complete = *part != nullptr;
  if (!report.complete) return report;
  Book const& book = **part;
  report.company = book.workspace.company;
  report.as_of = book.as_of;
  report.n_rows = book.n_rows;
  report.n_deals = static_cast<std::int64_t>(book.history.deals.size());
  report.n_open = static_cast<std::int64_t>(book.pipeline.deals.size());
  report.currency = book.workspace.currency;
  report.overrides = book.overrides;
  report.inputs = book.inputs;
  report.assumptions = book.assumptions;
  report.quality = data::grade(book.findings, book.extent);
  return report;
}

}  // namespace quarterdeck::service
