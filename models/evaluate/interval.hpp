// models/evaluate/interval.hpp – a number with its range.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace quarterdeck::models::evaluate {

/// Two ends, low <= high.
struct Interval {
  double low = 0;
  double high = 0;
};

/// A value with its interval.
struct Ranged {
  double value = 0;
  Interval interval;
};

/// A value with its standard error.
struct Measured {
  double value = 0;
  double error = 0;
};

}  // namespace quarterdeck::models::evaluate
