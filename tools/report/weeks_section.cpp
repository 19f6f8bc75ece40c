// tools/report/weeks_section.cpp – how the period builds up week by week, drawn as a fan.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tools/report/sections.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t p25 = 3;
constexpr std::size_t p75 = 5;

/// Amounts laid over the columns of the drawing.
struct BandScale {
  double low = 0;
  double high = 0;
  int n_columns = 0;
  [[nodiscard]] int column(double amount) const {
    if (!(high > low)) return 0;
    auto const at = static_cast<int>((amount - low) / (high - low) * (n_columns - 1) + 0.5);
    return std::clamp(at, 0, n_columns - 1);
  }
};

std::string band(service::Quantiles const& quantiles, BandScale const& scale, int goal,
                 Style const& style) {
  auto const& sign = signs(style);
  int const from = scale.column(quantiles[service::p10]);
  int const to = scale.column(quantiles[service::p90]);
  int const inner_from = scale.column(quantiles[p25]);
  int const inner_to = scale.column(quantiles[p75]);
  int const median = scale.column(quantiles[service::p50]);
  std::string line;
  for (int c = 0; c < scale.n_columns; ++c) {
    if (c == median) {
      line += paint(sign.median, Tone::strong, style);
    } else if (c >= inner_from && c <= inner_to) {
      line += sign.thick;
    } else if (c >= from && c <= to) {
      line += sign.thin;
    } else if (c == goal) {
      line += paint(sign.goal, Tone::quiet, style);
    } else {
      line += ' ';
    }
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

/// The three numbers of a week as texts.
struct WeekTexts {
  std::string low;
  std::string median;
  std::string high;
};

WeekTexts texts_of(service::Forecast const& forecast, service::WeekOutlook const& week) {
  auto const& quantiles = week.cumulative.quantiles;
  return {amount_text(forecast, quantiles[service::p10]),
          amount_text(forecast, quantiles[service::p50]),
          amount_text(forecast, quantiles[service::p90])};
}

double const* company_goal(service::Forecast const& forecast) {
  auto const& plan = forecast.compiled.plan;
  for (std::size_t i = 0; i < plan.targets.size(); ++i) {
    if (plan.targets[i].grouping < 0) return &forecast.summary.targets[i].amount;
  }
  return nullptr;
}

std::string line_of(std::string const& name, WeekTexts const& texts, int width,
                    Style const& style) {
  return "  " + fit(name, 10, Align::left, style) + fit(texts.low, width, Align::right, style) +
         fit(texts.median, width, Align::right, style) +
         fit(texts.high, width, Align::right, style) + "  ";
}

}  // namespace

std::string weeks_section(service::Forecast const& forecast, Style const& style) {
  auto const& weeks = forecast.summary.weeks;
  if (weeks.empty()) return {};
  constexpr int number_width = 8;
  double const* const goal = company_goal(forecast);
  BandScale scale{weeks.front().cumulative.quantiles[service::p10],
                  weeks.back().cumulative.quantiles[service::p90],
                  style.width - 16 - 3 * number_width};
  // A goal far outside would press the fan into a corner, so it is drawn only where it is near.
  bool const near =
      goal != nullptr && *goal > scale.low && *goal < scale.high + 0.5 * (scale.high - scale.low);
  if (near) scale.high = std::max(scale.high, *goal);
  int const goal_column = near ? scale.column(*goal) : -1;

  std::string out = heading("HOW IT BUILDS UP", style);
  out += paint(line_of("by", {"P10", "P50", "P90"}, number_width, style) +
                   std::string(near ? fmt::format("{} target", signs(style).goal) : ""),
               Tone::quiet, style) +
         '\n';
  for (auto const& week : weeks) {
    out += line_of(core::to_iso(week.end), texts_of(forecast, week), number_width, style);
    out += band(week.cumulative.quantiles, scale, goal_column, style) + '\n';
  }
  return out;
}

}  // namespace quarterdeck::report
