// tools/service/forecast/without.cpp – see without.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/without.hpp"

#include <algorithm>
#include <utility>

#include "models/compile.hpp"
#include "tools/service/forecast/run.hpp"
#include "tools/service/session/inputs.hpp"

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

ScaleCheck::ScaleCheck(Book const& book) : parts_(data::out_of_scale(book.history, book.pipeline)) {
  if (parts_.size() > most_parts) parts_.resize(most_parts);
  if (!parts_.empty()) book_ = book;
}

std::optional<std::vector<Without>> ScaleCheck::run(Forecasted const& forecasted,
                                                    RunRequest const& request) const {
  std::vector<Without> result;
  for (auto const& part : parts_) {
    bool const may_rule = part.oddity == data::Oddity::rules_spread;
    if (may_rule && !is_half_of_spread(part, forecasted.compiled, forecasted.summary)) continue;
    auto book = rest_of(*book_, part);
    auto models = models::fit(book.history, model_spec(book, forecasted.period));
    auto const inputs = forecast_inputs(std::move(book), std::move(models));
    auto const played = play_inputs(inputs, prepare(inputs, request.provenance), request);
    if (!played.results.complete) return std::nullopt;
    result.push_back({part.oddity, part.column, part.value, core::to_units(part.extent.money),
                      played.summary.total.spread});
  }
  return result;
}

}  // namespace quarterdeck::service
