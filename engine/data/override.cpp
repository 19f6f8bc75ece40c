// engine/data/override.cpp – see override.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/override.hpp"

namespace quarterdeck::data {
namespace {

core::Diagnostic fault(Override const& one, std::string problem, std::string reason,
                       std::string suggestion) {
  return {"QD-114",           core::Fault::configuration, one.where,
          std::move(problem), std::move(reason),          std::move(suggestion)};
}

}  // namespace

std::optional<core::Diagnostic> fault_of(Override const& one) {
  bool const has_value = one.probability || one.outcome || one.amount != core::no_amount ||
                         one.close_date != core::no_date;
  std::string const of = "the override of deal `" + one.deal + "` ";
  if (!has_value) {
    return fault(one, of + "sets nothing", "it would be listed and change nothing",
                 "Give a probability, an amount, a close_date or an outcome.");
  }
  if (one.probability && one.outcome) {
    return fault(one, of + "sets a probability and an outcome",
                 "a deal that is won or lost for certain has no other chance",
                 "Keep one of the two.");
  }
  if (one.since != core::no_date && one.expires != core::no_date && one.expires < one.since) {
    return fault(one,
                 of + "expires on " + core::to_iso(one.expires) + ", before it begins on " +
                     core::to_iso(one.since),
                 "it would never hold", "Swap the two days, or leave out `since`.");
  }
  return std::nullopt;
}

}  // namespace quarterdeck::data
