// tools/service/session/inputs.cpp – see inputs.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/inputs.hpp"

#include <utility>

namespace quarterdeck::service {

models::ForecastInputs forecast_inputs(Book&& book, models::FittedModels models) {
  models::ForecastInputs inputs;
  inputs.history = std::move(book.history);
  inputs.pipeline = std::move(book.pipeline);
  inputs.period = models.spec.period;
  inputs.models = std::move(models);
  inputs.currency = book.workspace.currency;
  inputs.groups = book.workspace.groups;
  for (auto const& target : book.workspace.targets) {
    bool const same =
        target.period.start == inputs.period.start && target.period.end == inputs.period.end;
    if (same) inputs.targets.push_back({target.name, target.amount, target.where});
  }
  return models::apply_overrides(std::move(inputs), book.overrides);
}

std::vector<TargetNote> target_notes(std::vector<models::TargetInput> const& targets) {
  std::vector<TargetNote> notes(targets.size());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    auto const& where = targets[i].where;
    if (where.size() != 1 || where.begin()->second.size() != 1) continue;
    notes[i].by = where.begin()->first;
    notes[i].value = where.begin()->second.front();
  }
  return notes;
}

}  // namespace quarterdeck::service
