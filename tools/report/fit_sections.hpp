// tools/report/fit_sections.hpp – the parts of the page on what was learned.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/forecast/fit_report.hpp"

namespace quarterdeck::report {

/// Candidates with their losses, the choice, calibration on unseen periods, and effects.
[[nodiscard]] std::string win_model_section(models::win::WinChoice const& choice,
                                            Style const& style);
[[nodiscard]] std::string win_rates_section(models::FittedModels const& models, Style const& style);
[[nodiscard]] std::string timing_section(models::timing::TimeToClose const& timing,
                                         std::vector<data::Stage> const& stages,
                                         Style const& style);
[[nodiscard]] std::string amounts_section(models::amount::AmountModel const& amount,
                                          Style const& style);
[[nodiscard]] std::string new_business_section(models::creation::LateWins const& creation,
                                               Style const& style);
/// Empty where the period is no month.
[[nodiscard]] std::string win_season_section(models::win::WinSeason const& season,
                                             Style const& style);
[[nodiscard]] std::string period_factor_section(models::dependence::PeriodFactor const& factor,
                                                Style const& style);

}  // namespace quarterdeck::report
