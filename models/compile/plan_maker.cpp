// models/compile/plan_maker.cpp – plans of many scenarios of one base, one after another.
// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "models/compile.hpp"
#include "models/compile/assemble.hpp"

namespace quarterdeck::models {
namespace {

parts::WinPart without_reasons(parts::WinPart const& win) {
  return {win.cells, win.level, win.cell, win.p_in_period, win.p_ever, win.curves, win.curve, {}};
}

}  // namespace

struct PlanMaker::Memo {
  std::map<std::string, DealChange> changes;
  std::map<std::string, DealShift> shifts;
  parts::ShiftedCells shifted;  ///< under the same changes
  std::optional<parts::OpenDeals> open;
};

PlanMaker::PlanMaker(Prepared base) : base_(std::move(base)), memo_(std::make_unique<Memo>()) {}

PlanMaker::PlanMaker(PlanMaker&&) noexcept = default;
PlanMaker& PlanMaker::operator=(PlanMaker&&) noexcept = default;
PlanMaker::~PlanMaker() = default;

plan::Plan PlanMaker::operator()(ForecastInputs const& inputs) {
  parts::Shared const& shared = base_.shared();
  if (!parts::has_same_deals(shared, inputs)) return compile(inputs, base_).plan;
  Memo& memo = *memo_;
  // Moved cells are remembered by where they come from; a changed deal renumbers these.
  if (memo.changes != inputs.changes) {
    memo = {};
    memo.changes = inputs.changes;
  }
  if (!memo.open || memo.shifts != inputs.what_if.deals) {
    if (memo.shifted.is_full()) memo.shifted = {};
    memo.open = parts::open_deals(inputs, shared, without_reasons(shared.win), memo.shifted);
    memo.shifts = inputs.what_if.deals;
  }
  parts::OpenDeals open = *memo.open;
  return parts::assemble(inputs, shared, open);
}

}  // namespace quarterdeck::models
