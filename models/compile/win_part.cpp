// models/compile/win_part.cpp – see win_part.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/win_part.hpp"

#include <algorithm>
#include <variant>

#include "models/compile/hazard_chances.hpp"
#include "models/compile/table_chances.hpp"
#include "models/compile/win_season.hpp"

namespace quarterdeck::models::parts {
namespace {

/// What compile asks of a model of winning, an overload for each of them.
class WinModelParts {
 public:
  WinModelParts(ForecastInputs const& inputs, CompileOptions const& options)
      : inputs_(inputs), options_(options) {}

  [[nodiscard]] WinPart chances(win::TableModel const&, std::span<DealState const> states) const {
    return table_win_part(inputs_, states, options_);
  }
  [[nodiscard]] WinPart chances(win::HazardModel const& model,
                                std::span<DealState const> states) const {
    return hazard_win_part(model.hazard(), inputs_, states, options_);
  }

  [[nodiscard]] Eigen::Index n_rows(win::TableModel const&) const { return options_.n_rows; }
  [[nodiscard]] Eigen::Index n_rows(win::HazardModel const&) const {
    auto const n_deals = static_cast<Eigen::Index>(inputs_.pipeline.deals.size());
    Eigen::Index const most = Eigen::Index{1} << 23, least = 1024;
    Eigen::Index rows = options_.n_rows;
    while (rows > least && rows * n_deals > most) rows = std::max(least, rows / 2);
    return rows;
  }

 private:
  ForecastInputs const& inputs_;
  CompileOptions const& options_;
};

}  // namespace

WinPart win_part(ForecastInputs const& inputs, std::span<DealState const> states,
                 CompileOptions const& options) {
  WinModelParts const parts(inputs, options);
  WinPart part = std::visit([&](auto const& model) { return parts.chances(model, states); },
                            inputs.models.win_choice.model);
  apply_season(part, inputs.models.win_season, options);
  return part;
}

Eigen::Index rows_to_tabulate(ForecastInputs const& inputs, CompileOptions const& options) {
  WinModelParts const parts(inputs, options);
  return std::visit([&](auto const& model) { return parts.n_rows(model); },
                    inputs.models.win_choice.model);
}

}  // namespace quarterdeck::models::parts
