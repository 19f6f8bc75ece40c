// tools/service/forecast/exact_chances.cpp – see exact_chances.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/exact_chances.hpp"

namespace quarterdeck::service {

RowOrders row_orders(plan::Plan const& plan, std::vector<std::size_t> const& targets) {
  RowOrders orders{{exact::Scope{}, exact::row_order(plan, {})}};
  for (std::size_t const t : targets) {
    auto const scope = exact::scope_of(plan.targets[t]);
    if (!orders.contains(scope)) orders[scope] = exact::row_order(plan, scope);
  }
  return orders;
}

ExactChances::ExactChances(plan::Plan const& plan, exact::Distribution total,
                           exact::ExactOptions const& options, RowOrders const* orders)
    : plan_(&plan), options_(options), orders_(orders) {
  of_scope_.emplace(exact::Scope{}, std::move(total));
}

double ExactChances::p_hit(std::size_t target) {
  plan::Target const& asked = plan_->targets[target];
  auto const scope = exact::scope_of(asked);
  auto found = of_scope_.find(scope);
  if (found == of_scope_.end()) {
    if (orders_ != nullptr) options_.row_order = orders_->at(scope);
    auto made = exact::distribution(*plan_, scope, options_);
    found = of_scope_.emplace(scope, std::move(made)).first;
  }
  return found->second.p_at_least(static_cast<double>(asked.amount));
}

}  // namespace quarterdeck::service
