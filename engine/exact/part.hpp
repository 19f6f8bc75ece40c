// engine/exact/part.hpp – independent parts of a total, and all that is a sum over them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "engine/exact/characteristic.hpp"
#include "engine/exact/decay.hpp"
#include "engine/exact/guide_sums.hpp"
#include "engine/exact/range.hpp"

namespace quarterdeck::exact {

/// Mean of what a plan brings, over all rows and all luck, exactly; what is booked where the plan
/// has no rows. That of a distribution is over its few outer draws, whose choice follows the order
/// of the rows.
[[nodiscard]] double mean_of(plan::Plan const& plan);

/// What the parts of all variations of a base have in common. The second half is known once the
/// range is.
struct PartFrame {
  std::uint64_t seed = 1;
  std::vector<Eigen::Index> row_order;
  std::uint64_t n_outer = 0;
  std::uint64_t n_guide = 0;
  std::vector<double> arguments;  ///< of moment functions, 1 / minor unit

  double u_near = 0;                 ///< see DecayBound
  std::vector<std::size_t> sampled;  ///< draws of the decay bound
  double du = 0;                     ///< between frequencies
  std::vector<Stretch> stretches;    ///< of frequencies whose decay is asked for
  double enough = 0;           ///< exponent up to which decay is counted, see DecayBound::exponents
  std::int64_t atom_unit = 0;  ///< common unit of all that is never scaled, 0: none
  std::vector<double> log_tolerance;        ///< [block] wanted of log phi
  [[nodiscard]] std::size_t bytes() const;  ///< about what a part takes
};

/// All that is a sum over parts that are independent given the outer draw.
struct Part {
  double mean = 0;  ///< over all rows and all luck
  Range support;
  std::int64_t unit = 0;     ///< see unit_of_unscaled
  bool is_unscaled = false;  ///< nothing is multiplied by a ratio or scale other than 1
  TotalMoments moments;
  GuideSums guide;
  std::vector<std::vector<double>>
      log_moments;                             ///< [argument][draw], empty where no bound is known
  std::vector<std::vector<double>> exponents;  ///< [stretch][sampled draw]
  std::vector<double> atom_exponents;          ///< [sampled draw] at 2 pi over the frame's unit
  std::vector<PhiDraws> phi;                   ///< [block]
};

/// Works a part out, in steps that are taken apart while the frame is being found: moments and the
/// guide, then logarithms of moment functions, exponents of the decay, phi.
class PartMaker {
 public:
  /// @param content  without anything booked; must outlive this
  PartMaker(plan::Plan const& content, PartFrame const& frame);
  void find_moments();
  void find_log_moments();
  void find_exponents();
  void find_phi();
  [[nodiscard]] Part& part() { return part_; }

 private:
  plan::Plan const& content_;
  PartFrame const& frame_;
  Summands summands_;
  Part part_;
};

}  // namespace quarterdeck::exact
