// engine/exact/division.hpp – a plan cut into the parts that different axes have touched.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <span>
#include <vector>

#include "engine/exact/exact.hpp"

namespace quarterdeck::exact {

/// Deals and arrivals by the set of axes that touch them: bit a of a label stands for axis a.
/// Learnt by their entities from plans in which one axis has moved; what was in none of the plans
/// counts as touched by all.
class Division {
 public:
  /// @param moved  [axis] plans in which only that axis has moved
  Division(plan::Plan const& base, std::vector<std::vector<plan::Plan const*>> const& moved);

  struct Piece {
    unsigned label = 0;
    plan::Plan content;
  };
  /// The scope's deals and arrivals, a plan of each label that has any, without what is booked.
  /// Such a plan holds what the distribution depends on and no more: no names, weeks or groups, and
  /// an amount of 0 for what is outside the scope.
  [[nodiscard]] std::vector<Piece> operator()(plan::Plan const& plan, Scope scope) const;
  [[nodiscard]] unsigned n_labels() const { return unknown_ + 1; }

 private:
  void learn(plan::Plan const& base, plan::Plan const& moved, unsigned bit);
  [[nodiscard]] unsigned label_of(std::map<std::uint64_t, unsigned> const& known,
                                  std::uint64_t entity) const;

  unsigned unknown_;                         ///< all bits
  std::map<std::uint64_t, unsigned> deals_;  ///< by entity
  std::map<std::uint64_t, unsigned> arrivals_;
};

/// Whether two plans have the same content, number by number, as far as a distribution of the
/// company's total depends on it.
[[nodiscard]] bool have_same_content(plan::Plan const& a, plan::Plan const& b);

}  // namespace quarterdeck::exact
