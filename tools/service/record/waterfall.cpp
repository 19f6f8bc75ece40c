// tools/service/record/waterfall.cpp – see waterfall.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/waterfall.hpp"

#include <fmt/core.h>

#include <utility>

#include "tools/service/session/book.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {}  // namespace

core::Checked<WaterfallReport> waterfall(WaterfallRequest const& request) {
  auto const from = core::parse_iso_date(request.from);
  if (!from) {
    return tl::unexpected(usage_fault("QD-301", fmt::format("'{}' is not a day", request.from),
                                      "the day decides what is known",
                                      "Write it as YYYY-MM-DD, for example 2026-11-15."));
  }
  auto const book = open_book(request.workspace, request.to);
  if (!book) return tl::unexpected(book.error());
  if (*from > book->as_of) {
    return tl::unexpected(usage_fault("QD-343",
                                      fmt::format("the first day, {}, is later than the second, {}",
                                                  request.from, core::to_iso(book->as_of)),
                                      "the pipeline is followed forwards in time",
                                      "Give the earlier day with --from."));
  }
  WaterfallReport report;
  if (!request.period.empty()) {
    auto period = core::FiscalCalendar(book->workspace.calendar).parse(request.period);
    if (!period) {
      for (auto& diagnostic : period.error()) diagnostic.fault = core::Fault::usage;
      return tl::unexpected(std::move(period.error()));
    }
    report.period = std::move(*period);
  }
  report.company = book->workspace.company;
  report.currency = book->workspace.currency;
  report.has_amount_history = book->history.facts.has_amount_history;
  report.has_close_date_history = book->history.facts.has_close_date_history;
  report.has_rates = !book->history.rates.rates().empty();
  report.waterfall = data::waterfall(book->history, {*from, book->as_of, report.period});
  return report;
}

}  // namespace quarterdeck::service
