// engine/exact/variations_start.hpp – parts as they are kept, and how a common range for them is
// found. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <mutex>
#include <optional>

#include "engine/exact/part_sums.hpp"

namespace quarterdeck::exact {

/// A part: its content at once, its sums when the first who needs them has made them.
struct PartSlot {
  std::once_flag once;
  plan::Plan content;
  std::unique_ptr<Part> part;
};
using SlotList = std::vector<std::shared_ptr<PartSlot>>;

/// All of a part. @pre the frame is complete
[[nodiscard]] std::unique_ptr<Part> make_part(plan::Plan const& content, PartFrame const& frame);

/// Completes the frame of variations so that it holds for some plans, and makes their parts.
class VariationsStart {
 public:
  struct Known {
    double booked = 0;
    SlotList slots;
  };
  /// @param guide_points  of the guide draws, market shift left out
  VariationsStart(PartFrame& frame, std::vector<plan::OuterPoint> const& guide_points,
                  ExactOptions const& options);
  /// @param known  the base first
  /// Where there is none, parts that were not made yet stay unmade.
  /// @return a range that holds for all of them; nothing where none is known, where a total is
  ///         certain, or where the cosine series would not do
  [[nodiscard]] std::optional<Range> run(std::vector<Known> const& known);
  [[nodiscard]] std::size_t n_parts() const { return makers_.size(); }

 private:
  struct Making {
    PartSlot* slot;
    std::unique_ptr<PartMaker> maker;
  };
  struct Plan {
    double booked = 0;
    PartList parts;
  };
  void take(std::vector<Known> const& known);
  template <class Step>
  void each_maker(Step const& step);
  [[nodiscard]] std::optional<Range> common_range();
  void keep_arguments(std::vector<bool> const& used);
  [[nodiscard]] bool set_frequencies();
  void keep_tail(std::size_t n);

  PartFrame& frame_;
  std::vector<plan::OuterPoint> const& guide_points_;
  ExactOptions const& options_;
  std::vector<Making> makers_;
  std::vector<Plan> plans_;
};

}  // namespace quarterdeck::exact
