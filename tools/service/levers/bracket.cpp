// tools/service/levers/bracket.cpp – see bracket.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/bracket.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"

namespace quarterdeck::service {
namespace {

constexpr int most_asked = 60;

}  // namespace

Bracket::Bracket(double at_zero, double first_step, double limit)
    : low_(0, at_zero), next_(std::min(first_step, limit)), limit_(limit) {
  QUARTERDECK_EXPECT(at_zero < 0 && first_step > 0 && limit > 0);
}

std::optional<double> Bracket::next() const { return done_ ? std::nullopt : std::optional(next_); }

void Bracket::tell(double f, double tolerance) {
  QUARTERDECK_EXPECT(!done_);
  ++n_asked_;
  if (f < 0) {
    if (!high_ && next_ >= limit_) {
      done_ = std::abs(f) > tolerance;
      if (!done_) solution_ = next_;
      done_ = true;
      return;
    }
    chord_ = {f - low_.second, next_ - low_.first};
    low_ = {next_, f};
    weight_low_ = 1;
    weight_high_ /= 2;
  } else {
    high_ = {next_, f};
    weight_high_ = 1;
    weight_low_ /= 2;
  }
  if (high_) chord_ = {high_->second - low_.second, high_->first - low_.first};
  bool const narrow = high_ && high_->first - low_.first <= 1e-9 * (1 + high_->first);
  if (std::abs(f) <= tolerance || narrow || n_asked_ >= most_asked) {
    solution_ = next_;
    done_ = true;
    return;
  }
  if (!high_) {
    next_ = std::min(2 * next_, limit_);
    return;
  }
  double const at_low = weight_low_ * low_.second;
  double const at_high = weight_high_ * high_->second;
  double const share = std::clamp(-at_low / (at_high - at_low), 0.001, 0.999);
  next_ = low_.first + share * (high_->first - low_.first);
}

std::optional<double> Bracket::solution() const { return solution_; }

double Bracket::slope() const {
  QUARTERDECK_EXPECT(solution_.has_value());
  return chord_.second > 0 ? chord_.first / chord_.second : 0;
}

}  // namespace quarterdeck::service
