// tools/service/session/fitted_book.hpp – a book and what its history teaches of a period.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/data/finding.hpp"
#include "models/compile.hpp"
#include "tools/service/session/book.hpp"
#include "tools/service/session/once.hpp"

namespace quarterdeck::service {

/// What every question about the period begins with. Immutable to whoever asks: what only some
/// questions need is made by the first that does, and is the same for all others.
/// @verified tests/unit/service/session_test.cpp
class FittedBook {
 public:
  /// Fits. @param seed  of the posterior draws
  /// @pre the book outlives this
  /// @throws core::NumericError
  FittedBook(Book const& book, core::Period const& period, std::uint64_t seed);

  [[nodiscard]] Book const& book() const { return *book_; }
  [[nodiscard]] core::Period const& period() const { return inputs_.period; }
  [[nodiscard]] models::FittedModels const& models() const { return inputs_.models; }
  /// Overrides applied and no scenario; targets are those of the workspace whose period is the
  /// same.
  [[nodiscard]] models::ForecastInputs const& inputs() const { return inputs_; }
  /// Of reading, cutting, inspecting and fitting.
  [[nodiscard]] data::DataQuality const& quality() const { return quality_; }

  /// What scenarios have in common, worked out before any is applied, so that each draws the
  /// numbers of the base.
  [[nodiscard]] models::Prepared const& prepared() const;
  /// The base compiled, that is the inputs as they are.
  [[nodiscard]] models::Compiled const& compiled() const;
  /// `row_means` of the base.
  [[nodiscard]] std::vector<double> const& base_row_means() const;

 private:
  Book const* book_;
  std::uint64_t seed_;
  models::ForecastInputs inputs_;
  data::DataQuality quality_;
  Once<models::Prepared> prepared_;
  Once<models::Compiled> compiled_;
  Once<std::vector<double>> base_row_means_;
};

/// Mean total of a plan in every posterior row, exactly: minor units.
/// @param n_threads  the result does not depend on it
[[nodiscard]] std::vector<double> row_means(plan::Plan const& plan, int n_threads);

}  // namespace quarterdeck::service
