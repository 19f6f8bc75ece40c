// engine/data/win_model_kind.hpp – the models of winning that a workspace may ask for, by name.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "engine/core/named.hpp"

namespace quarterdeck::data {

/// The models of which open deals are won. The models themselves are in models/win.
enum class WinModelKind {
  table,                  ///< Beta-Binomial cells
  hazard,                 ///< weekly hazards from what the table may look at as well
  hazard_with_covariates  ///< weekly hazards from all that is known
};

/// The words of the workspace and of every JSON.
inline constexpr core::Names<WinModelKind, 3> win_model_names{
    {{WinModelKind::table, "table"},
     {WinModelKind::hazard, "hazard"},
     {WinModelKind::hazard_with_covariates, "hazard_with_covariates"}}};

/// The words of reports.
inline constexpr core::Names<WinModelKind, 3> win_model_words{
    {{WinModelKind::table, "table of win rates"},
     {WinModelKind::hazard, "hazards without covariates"},
     {WinModelKind::hazard_with_covariates, "hazards with covariates"}}};

[[nodiscard]] constexpr std::string_view to_text(WinModelKind kind) {
  return core::name_of(win_model_names, kind);
}

}  // namespace quarterdeck::data
