// tools/sample/workspace_text.cpp – see workspace_text.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/workspace_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "tools/sample/book.hpp"

namespace quarterdeck::sample {
namespace {

/// 9850000 → 9_850_000.
std::string grouped(double amount) {
  std::string text = core::format_units(core::to_minor(amount));
  for (char& c : text) {
    if (c == ',') c = '_';
  }
  return text;
}

std::string rates_text(Setting const& setting) {
  std::string text;
  for (auto const& rate : dated_rates(setting, setting.as_of)) {
    text += fmt::format("  - {{from: {}, on: {}, rate: {:.6f}}}\n", rate.from,
                        core::to_iso(rate.on), rate.rate);
  }
  return text;
}

std::string stages_text() {
  std::string text;
  for (auto const& stage : stages()) {
    if (stage.outcome == data::Outcome::open) {
      text += fmt::format("  - {{name: {}, probability: {:.2f}}}\n", stage.name,
                          stage.probability.value_or(0));
    } else {
      text += fmt::format("  - {{name: {}, outcome: {}}}\n", stage.name,
                          stage.outcome == data::Outcome::won ? "won" : "lost");
    }
  }
  return text;
}

constexpr char const* sources_text =
    "# The tables. Paths are relative to this file; a further column may be used in filters.\n"
    "sources:\n"
    "  opportunities: {file: opportunities.csv}\n"
    "  stage_history: {file: stage_history.csv}\n"
    "  # Instead of a stage history, weekly exports tell the past just as well:\n"
    "  # snapshots: {files: \"snapshots/*.csv\"}\n"
    "  # With neither, a table of win rates is what is left:\n"
    "  # win_rates: {file: win_rates.csv}\n\n"
    "# Columns whose combinations get win rates of their own, pooled as far as data are thin.\n"
    "segments: [segment]\n"
    "# Breakdowns in the report.\n"
    "groups: [segment, region, owner]\n\n";

}  // namespace

double plausible(double value) {
  double const step = 5 * std::pow(10.0, std::floor(std::log10(std::max(value, 100.0))) - 2);
  return std::round(value / step) * step;
}

std::string workspace_text(Setting const& setting, SampleTargets const& targets) {
  std::string const period = setting.open_quarter().id;
  std::string text =
      "# Northwind Instruments, a synthetic company: no person, account or deal in it is real.\n"
      "# What is true of it stands in truth.json, which no forecast reads.\n"
      "company: Northwind Instruments\n"
      "currency: USD  # of the report; amounts in the tables are in each deal's own currency\n\n"
      "# Quarters are those of the calendar year, named 2026-Q4.\n"
      "calendar: {fiscal_year_starts: 01-01}\n\n"
      "# USD for one unit of a currency, from a day on.\n"
      "rates:\n" +
      rates_text(setting) +
      "\n# In order. The probability is the CRM's own and serves as a baseline only.\n"
      "stages:\n" +
      stages_text() + "\n" + sources_text;
  // A company that sells next to nothing has no number to reach.
  if (targets.company > 0) {
    text += fmt::format(
        "# Numbers to reach.\n"
        "targets:\n"
        "  - {{name: Company, period: {}, amount: {}}}\n",
        period, grouped(targets.company));
    if (targets.emea > 0) {
      text += fmt::format("  - {{name: EMEA, period: {}, amount: {}, where: {{region: EMEA}}}}\n",
                          period, grouped(targets.emea));
    }
    text += '\n';
  }
  text +=
      "# The unit of periods, how many trials, and the seed that makes a run repeatable.\n"
      "forecast: {every: quarter, trials: 100000, seed: 1}\n";
  return text;
}

}  // namespace quarterdeck::sample
