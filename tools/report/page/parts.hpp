// tools/report/page/parts.hpp – parts that pages of several use cases have in common.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "engine/plan/plan.hpp"
#include "models/compile/overrides.hpp"
#include "tools/report/page/page.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/forecast/what_if.hpp"

namespace quarterdeck::report {

/// 97.5 % point of the normal distribution: half a 95 % interval in standard errors.
inline constexpr double normal_975 = 1.959963984540054;

/// Amounts of one page: money of a currency, or numbers of deals.
class Amounts {
 public:
  /// @param currency  of the money; not looked at where deals are counted
  Amounts(plan::Measure measure, std::string const& currency)
      : currency_(measure == plan::Measure::count ? std::string() : currency) {}
  [[nodiscard]] bool counts_deals() const { return currency_.empty(); }
  [[nodiscard]] Amount operator()(double units) const {
    return {.units = units, .currency = currency_};
  }
  /// With its unit: `USD 4.26M`, `128 deals`.
  [[nodiscard]] Amount with_unit(double units) const;
  /// By how much something changes: with a sign, to three digits; deals to two decimals.
  [[nodiscard]] Amount change(double units) const;
  /// Half the 95 % interval of a change.
  [[nodiscard]] Amount uncertainty(double standard_error) const;

 private:
  std::string currency_;
};

/// By how much an amount changes, to the cent.
[[nodiscard]] inline ExactAmount change_of(core::Minor amount) { return {amount, Sign::both}; }

/// Company, period and day.
[[nodiscard]] Title title_of(std::string const& company, core::Period const& period,
                             core::Date as_of);

/// Company and what the page is about; without a company that alone.
[[nodiscard]] Title title_of(std::string const& company, Value subject);

/// A row of a label, mean, P10, P50 and P90.
[[nodiscard]] std::vector<Value> spread_cells(Value label, service::Spread const& spread,
                                              Amounts const& amounts);

/// The titles of such a row.
[[nodiscard]] std::vector<Column> spread_columns();

/// Names, reasons and changes of the scenarios applied, with what each change touched; nothing
/// without scenarios.
[[nodiscard]] std::vector<Block> scenario_blocks(std::vector<service::ScenarioNote> const& notes);

/// What people set for single deals, and whether it holds; nothing where nobody did.
[[nodiscard]] std::vector<Block> override_blocks(
    std::vector<models::OverrideEffect> const& overrides, std::string const& currency);

/// What was taken for granted where no workspace says it, for a list.
[[nodiscard]] std::vector<ListItem> assumed_items(std::vector<std::string> const& assumptions);

/// Score of the data and the worst findings.
[[nodiscard]] std::vector<Block> quality_blocks(data::DataQuality const& quality);

/// Program, seed, trials, time and tables.
[[nodiscard]] Colophon colophon_of(core::Provenance const& provenance);

[[nodiscard]] Tone tone_of(data::Severity severity);

/// What a program or a person warns of, each set apart.
[[nodiscard]] std::vector<Block> note_blocks(std::vector<std::string> const& notes);

}  // namespace quarterdeck::report
