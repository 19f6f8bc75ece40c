// tools/service/forecast/without.cpp – see without.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/without.hpp"

#include <algorithm>
#include <utility>

#include "tools/service/forecast/checked_run.hpp"

namespace quarterdeck::service {
namespace {

bool is_half_of_spread(data::OutOfScale const& part, models::Compiled const& compiled,
                       Summary const& summary) {
  auto const found =
      std::ranges::find(compiled.deals, part.value, [](auto const& deal) { return deal.id; });
  if (found == compiled.deals.end()) return false;
  auto const row = static_cast<std::size_t>(found - compiled.deals.begin());
  return summary.deals[row].variance_share > 0.5;
}

/// The book as if the part had never been in the tables.
Book rest_of(Book const& book, data::OutOfScale const& part) {
  std::vector<bool> gone(book.history.deals.size(), false);
  for (auto const row : part.rows) gone[row] = true;
  Book rest = book;
  rest.history = data::without(book.history, gone);
  rest.pipeline = data::pipeline_at(rest.history, rest.as_of);
  std::erase_if(rest.overrides, [&](models::OverrideEffect const& effect) {
    return part.column.empty() && effect.deal == part.value;
  });
  return rest;
}

}  // namespace

std::optional<std::vector<Without>> without_each(FittedBook const& fitted,
                                                 models::Compiled const& compiled,
                                                 Summary const& summary,
                                                 RunRequest const& request) {
  std::vector<Without> result;
  Book const& book = fitted.book();
  for (auto const& part : data::out_of_scale(book.history, book.pipeline)) {
    if (result.size() == most_parts_without) break;
    bool const may_rule = part.oddity == data::Oddity::rules_spread;
    if (may_rule && !is_half_of_spread(part, compiled, summary)) continue;
    auto const rest = rest_of(book, part);
    FittedBook const refitted(rest, fitted.period(), request.provenance.seed);
    auto const run = run_checked(refitted.compiled().plan, refitted.inputs().targets,
                                 {request.provenance, request.hooks});
    if (!run.results.complete) return std::nullopt;
    result.push_back({part.oddity, part.column, part.value, core::to_units(part.extent.money),
                      run.summary.total.spread});
  }
  return result;
}

}  // namespace quarterdeck::service
