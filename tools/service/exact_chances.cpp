// tools/service/exact_chances.cpp – see exact_chances.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/exact_chances.hpp"

namespace quarterdeck::service {
namespace {

constexpr std::pair company(-1, 0);

}  // namespace

ExactChances::ExactChances(plan::Plan const& plan, exact::Distribution total,
                           exact::ExactOptions const& options)
    : plan_(&plan), options_(options) {
  of_scope_.emplace(company, std::move(total));
}

double ExactChances::p_hit(std::size_t target) {
  plan::Target const& asked = plan_->targets[target];
  std::pair const scope = asked.grouping < 0 ? company : std::pair(asked.grouping, asked.value);
  auto found = of_scope_.find(scope);
  if (found == of_scope_.end()) {
    auto made = exact::distribution(*plan_, {scope.first, scope.second}, options_);
    found = of_scope_.emplace(scope, std::move(made)).first;
  }
  return found->second.p_at_least(static_cast<double>(asked.amount));
}

}  // namespace quarterdeck::service
