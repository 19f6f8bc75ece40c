// tools/service/record/waterfall.cpp – how the open pipeline moved, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/waterfall.hpp"

#include <fmt/core.h>

#include <utility>

#include "tools/service/record/answer.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {

core::Checked<WaterfallReport> answer(Session const& session, WaterfallQuestion const& question,
                                      Hooks const& hooks) {
  auto const from = core::parse_iso_date(question.from);
  if (!from) {
    return tl::unexpected(usage_fault("QD-301", fmt::format("'{}' is not a day", question.from),
                                      "the day decides what is known",
                                      "Write it as YYYY-MM-DD, for example 2026-11-15."));
  }
  WaterfallReport report;
  auto const part = session.book(hooks);
  if (!part) return tl::unexpected(part.error());
  report.complete = *part != nullptr;
  if (!report.complete) return report;
  Book const& book = **part;
  if (*from > book.as_of) {
    return tl::unexpected(usage_fault("QD-343",
                                      fmt::format("the first day, {}, is later than the second, {}",
                                                  question.from, core::to_iso(book.as_of)),
                                      "the pipeline is followed forwards in time",
                                      "Give the earlier day with --from."));
  }
  auto period = named_period(book.workspace, question.period);
  if (!period) return tl::unexpected(std::move(period.error()));
  report.period = std::move(*period);
  report.company = book.workspace.company;
  report.currency = book.workspace.currency;
  report.has_amount_history = book.history.facts.has_amount_history;
  report.has_close_date_history = book.history.facts.has_close_date_history;
  report.has_rates = !book.history.rates.rates().empty();
  report.waterfall = data::waterfall(book.history, {*from, book.as_of, report.period});
  return report;
}

}  // namespace quarterdeck::service
