// engine/io/deals/company_amounts.cpp – see company_amounts.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/company_amounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "engine/io/deals/finding_kinds.hpp"

namespace quarterdeck::io {
namespace {

/// Rows of one currency that have both amounts.
struct Agreement {
  std::int64_t n_rows = 0;
  std::int64_t n_equal = 0;
  std::uint32_t example = 0;
  [[nodiscard]] bool holds() const { return n_rows > 0 && 10 * n_equal >= 9 * n_rows; }
};

std::map<std::string, Agreement> agreements(DealRows const& rows,
                                            std::vector<std::string> const& currency,
                                            std::string const& reporting) {
  std::map<std::string, Agreement> by_currency;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    auto const entered = rows.amount[row];
    auto const company = rows.company_amount[row];
    if (entered == core::no_amount || company == core::no_amount || entered == 0) continue;
    auto& one = by_currency[currency[row].empty() ? reporting : currency[row]];
    if (one.n_rows++ == 0) one.example = row;
    // The systems round to whole cents, some to whole units.
    one.n_equal += std::abs(entered - company) <= core::minor_per_unit / 2 ? 1 : 0;
  }
  return by_currency;
}

core::Diagnostic other_currency(DealRows const& rows, std::string const& company,
                                std::string const& reporting, std::uint32_t row) {
  return {"QD-225",
          core::Fault::configuration,
          rows.places.place(row),
          fmt::format("the amounts in the company's currency are in {}, and `currency` is {}",
                      company, reporting),
          "deals in other currencies have no exchange rate and would count in the wrong currency",
          fmt::format("Set `currency: {}` in the workspace, or give `rates`.", company)};
}

}  // namespace

core::Diagnostics use_company_amounts(DealRows const& rows, data::RateTable const& rates,
                                      RowMeanings& meanings, data::Findings& findings) {
  bool const has_column = std::ranges::any_of(
      rows.company_amount.rows(), [](auto amount) { return amount != core::no_amount; });
  if (!has_column) return {};
  auto const currency = row_currencies(rows);
  auto const& reporting = rates.reporting_currency();
  std::vector<std::uint32_t> in_need;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    bool const has_rate = rates.at(currency[row], core::Date{}).has_value();
    if (!has_rate && rows.company_amount[row] != core::no_amount) in_need.push_back(row);
  }
  if (in_need.empty()) return {};
  auto const by_currency = agreements(rows, currency, reporting);
  auto const home = by_currency.find(reporting);
  bool const at_home = home != by_currency.end() && home->second.holds();
  for (auto const& [code, agreement] : by_currency) {
    if (at_home || code == reporting || !agreement.holds()) continue;
    return {other_currency(rows, code, reporting, agreement.example)};
  }
  // Amounts of the reporting currency that differ between the columns, and no currency that agrees.
  if (home != by_currency.end() && !at_home) return {};
  for (auto const row : in_need) {
    meanings.company_amounts.emplace(row, rows.company_amount[row]);
    data::add_finding(findings, finding_kind("amount.company_currency"), rows.places.place(row),
                      currency[row]);
  }
  return {};
}

void tell_missing_rates(DealRows const& rows, std::vector<std::uint32_t> const& unknown,
                        std::vector<std::string> const& currency, ReadResult& result) {
  constexpr std::size_t most = 12;
  std::map<std::string, core::Date> first_days;
  for (auto const row : unknown) {
    auto const created = rows.created[row];
    auto const [at, is_new] = first_days.try_emplace(currency[row], created);
    bool const is_earlier =
        created != core::no_date && (at->second == core::no_date || created < at->second);
    if (is_earlier) at->second = created;
  }
  auto const finding =
      std::ranges::find(result.findings, std::string("currency.unknown"), &data::Finding::code);
  if (first_days.empty() || finding == result.findings.end()) return;
  std::string lines;
  std::size_t n = 0;
  for (auto const& [code, day] : first_days) {
    if (n++ == most) break;
    auto const on = day == core::no_date ? "…" : core::to_iso(day);
    lines += fmt::format("{}{{from: {}, on: {}, rate: …}}", lines.empty() ? "" : ", ", code, on);
  }
  finding->message +=
      fmt::format(" Write in the workspace, with what one unit of each is in {}: `rates: [{}]`.",
                  result.records.rates.reporting_currency(), lines);
}

}  // namespace quarterdeck::io
