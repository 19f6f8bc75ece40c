// tools/report/page/lever_parts.hpp – what the pages of tornado, goal and sweep share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/report/page/parts.hpp"
#include "tools/service/levers/lever.hpp"
#include "tools/service/levers/starting_point.hpp"

namespace quarterdeck::report {

[[nodiscard]] inline Amounts amounts_of(service::StartingPoint const& start) {
  return {start.measure, start.currency};
}

[[nodiscard]] inline Title title_of(service::StartingPoint const& start) {
  return title_of(start.company, start.period, start.as_of);
}

/// A lever's value without its unit: `1.24`, `+0.80`.
[[nodiscard]] inline Number lever_number(service::LeverKind kind, double value) {
  bool const is_market = kind == service::LeverKind::market;
  return {value, 2, Notation::fixed, is_market ? Sign::both : Sign::minus_only};
}

/// A lever's value: `× 1.24`, `+0.80 sd`.
[[nodiscard]] inline Message lever_value(service::LeverKind kind, double value) {
  Number const number = lever_number(kind, value);
  return kind == service::LeverKind::market ? say("lever.standard_deviations", {{"value", number}})
                                            : say("lever.factor", {{"value", number}});
}

}  // namespace quarterdeck::report
