// tools/report/fit_report.cpp – see fit_report.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/fit_report.hpp"

#include <fmt/core.h>

#include "tools/report/fit_sections.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

std::string title_of(service::FitReport const& learned, Style const& style) {
  auto const& sign = signs(style);
  auto const title =
      fmt::format("{}  {}  what was learned by {} for {}", clean(learned.company, style), sign.dot,
                  core::to_iso(learned.as_of), learned.period.id);
  std::string out = "\n  " + paint(cut(title, style.width - 4, style), Tone::title, style);
  return out + "\n  " + paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
}

std::string basis_of(service::FitReport const& learned) {
  auto const& past = learned.models.past_periods;
  int const days_left = core::days_between(learned.as_of, learned.period.end);
  if (past.empty()) {
    return fmt::format(
        "{} days are left. No completed period with as many days left is in the data, so what "
        "follows rests on the table of win rates or on broad assumptions.",
        days_left);
  }
  return fmt::format(
      "{} days are left. Learned from {} completed periods, {} to {}, each looked at from the day "
      "that had as many days left; recent ones count more.",
      days_left, past.size(), past.back().id, past.front().id);
}

}  // namespace

std::string fit_text(service::FitReport const& learned, Style const& style) {
  auto const& models = learned.models;
  return title_of(learned, style) + paragraph(basis_of(learned), 2, style) +
         win_model_section(models.win_choice, style) + win_rates_section(models, style) +
         timing_section(models.timing, learned.stages, style) +
         amounts_section(models.amount, style) + new_business_section(models.creation, style) +
         win_season_section(models.win_season, style) +
         period_factor_section(models.factor, style) + quality_section(learned.quality, style) +
         '\n';
}

}  // namespace quarterdeck::report
