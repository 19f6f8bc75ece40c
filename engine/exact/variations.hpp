// engine/exact/variations.hpp – distributions of many plans that share most of their parts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <span>

#include "engine/exact/division.hpp"
#include "engine/exact/guide.hpp"
#include "engine/exact/variations_start.hpp"

namespace quarterdeck::exact {

/// What is known of plans to come. It steers how much work there is and how wide the common range
/// is; answers stay within their bounds whatever is said here.
struct Foreseen {
  /// [axis] plans in which nothing but this axis has moved off the base.
  std::vector<std::vector<plan::Plan const*>> moved;
  /// Plans at the ends of where the total can lie.
  std::vector<plan::Plan const*> extremes;
};

/// What is said of a variation.
struct Varied {
  Distribution total;
  double mean = 0;         ///< over all rows and all luck, exactly; minor units, booked included
  bool from_parts = true;  ///< false: as a whole, because the common range does not hold for it
};

/// The whole law of one scope under many plans that are variations of a base, as the cells of a
/// grid are.
///
/// Given an outer draw the total is a sum of independent parts, so that log phi, the cumulants of
/// the guide, the logarithms of moment functions and the exponents of the decay are sums over
/// parts. A plan's deals and arrivals are divided by which axes have touched them; of every such
/// part these are found once and taken again wherever the part comes back with the same content,
/// compared number by number. A plan whose parts are all known then costs one product of phi a
/// draw and frequency, and an inversion.
///
/// For that, all variations share the outer draws (rows in the order of the base's means), the
/// range and the frequencies. Whether the range and the frequencies hold is found anew for every
/// plan from the sums, so the bound on the error is that of the plan; where they do not hold, or
/// the total moves on a lattice, the plan is evaluated as a whole on the same outer draws, as
/// `distribution` would. Each number depends on the base, what is foreseen and the plan alone,
/// never on which plans came before.
/// @verified tests/unit/exact/variations_test.cpp
class Variations {
 public:
  /// All plans may go once this is made.
  /// @pre options.over is Over::whole_law
  /// @throws core::NumericError as `distribution`
  Variations(plan::Plan const& base, Scope scope, ExactOptions const& options,
             Foreseen const& foreseen);

  /// Safe for several threads at once.
  /// @throws core::NumericError as `distribution`
  [[nodiscard]] Varied operator()(plan::Plan const& plan) const;

  /// Parts that were worked out so far, those of the constructor included.
  [[nodiscard]] std::size_t n_parts_made() const { return n_made_; }

 private:
  /// Parts of one label, the last used first.
  struct PartCache {
    std::mutex mutex;
    std::list<std::shared_ptr<PartSlot>> slots;
  };
  [[nodiscard]] std::shared_ptr<PartSlot> find(unsigned label, plan::Plan&& content) const;
  [[nodiscard]] SlotList parts_of(plan::Plan const& plan) const;
  [[nodiscard]] std::optional<Distribution> from_parts(double booked, PartList const& parts) const;
  [[nodiscard]] Varied as_whole(plan::Plan const& plan) const;

  Scope scope_;
  ExactOptions options_;  ///< with the common order of rows
  Division division_;
  PartFrame frame_;
  std::vector<plan::OuterPoint> guide_points_;  ///< market shift left out
  bool usable_ = false;                         ///< whether there is a common range
  Range range_;
  mutable std::vector<PartCache> caches_;  ///< [label]
  mutable std::atomic<std::size_t> n_made_{0};
};

}  // namespace quarterdeck::exact
