// engine/io/deals/build_deals.cpp – see build_deals.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/build_deals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/ids.hpp"
#include "engine/io/deals/company_amounts.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"

namespace quarterdeck::io {
namespace {

using data::Outcome;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Probability of every text of the column, on the scale 0 to 1.
std::vector<double> probabilities(DealRows const& rows, data::Findings& findings) {
  auto const& texts = rows.probability.dictionary.texts();
  std::vector<double> values(texts.size(), unknown);
  double largest = 0;
  bool percent_sign = false;
  for (std::size_t code = 1; code < texts.size(); ++code) {
    values[code] = read_number(texts[code]).value_or(unknown);
    if (values[code] > largest) largest = values[code];
    percent_sign = percent_sign || texts[code].ends_with('%');
  }
  double scale = probability_scale(rows.source().preset);
  if (scale == 0 || percent_sign) scale = percent_sign || largest > 1 ? 100 : 1;
  for (auto& value : values) {
    value /= scale;
    if (!(value >= 0 && value <= 1)) value = unknown;
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto const code = rows.probability.codes[row];
    if (code == 0 || !std::isnan(values[code])) continue;
    data::add_finding(findings, finding_kind("probability.unparsable"), rows.places.place(row),
                      texts[code]);
  }
  return values;
}

void drop_unknown_currencies(DealRows const& rows, std::vector<std::string> const& currency,
                             std::vector<std::uint32_t>& chosen, ReadResult& result) {
  Interner seen;
  std::vector<bool> has_rate;
  std::vector<std::uint32_t> unknown;
  auto const is_unknown = [&](std::uint32_t row) {
    auto const code = seen.code(currency[row]);
    if (code == has_rate.size()) {
      has_rate.push_back(result.records.rates.at(currency[row], core::Date{}).has_value());
    }
    if (has_rate[code]) return false;
    unknown.push_back(row);
    data::add_finding(result.findings, finding_kind("currency.unknown"), rows.places.place(row),
                      currency[row]);
    return true;
  };
  std::erase_if(chosen, is_unknown);
  tell_missing_rates(rows, unknown, currency, result);
}

data::DealRecord make_deal(DealRows const& rows, RowMeanings const& meanings, std::uint32_t row) {
  data::DealRecord deal;
  deal.id = meanings.ids[row];
  deal.name = rows.name[row];
  deal.entity = core::entity_of(deal.id);
  deal.stage = meanings.stages[row];
  deal.outcome = meanings.outcomes[row];
  deal.amount = row_amount(rows, meanings, row);
  deal.created = rows.created[row];
  deal.close_date = row_close_date(rows, meanings, row);
  deal.last_activity = rows.last_activity[row];
  deal.row = rows.places.line(row);
  return deal;
}

void copy_texts(DealRows const& rows, std::vector<std::uint32_t> const& chosen,
                std::vector<std::string> const& currency, data::Records& records) {
  for (auto const& [name, column] : rows.text) {
    std::vector<std::string> mapped;
    for (auto const& text : column.dictionary.texts()) mapped.push_back(rows.mapped(name, text));
    auto& into = records.text[name];
    into.reserve(chosen.size());
    for (auto const row : chosen) {
      into.push_back(name == "currency" ? currency[row] : mapped[column.codes[row]]);
    }
  }
  bool const written = !rows.amount.currencies().empty();
  if (!written || rows.text.contains("currency")) return;
  auto& into = records.text["currency"];
  for (auto const row : chosen) into.push_back(currency[row]);
}

/// Deals of whose rows something is to be told that hangs on how large they are.
void note_deals(DealRows const& rows, RowMeanings const& meanings,
                std::vector<std::uint32_t> const& chosen, ReadResult& result) {
  bool const nothing = meanings.guessed.empty() && meanings.contradicted.empty() &&
                       meanings.stageless.empty() && meanings.rounded.empty() &&
                       meanings.line_totals.empty();
  if (nothing) return;
  std::unordered_map<std::uint32_t, std::uint32_t> deal_of_row;
  for (std::uint32_t deal = 0; deal < chosen.size(); ++deal) deal_of_row[chosen[deal]] = deal;
  auto const note = [&](std::string_view code, std::vector<std::uint32_t> const& noted) {
    for (auto const row : noted) {
      auto const found = deal_of_row.find(row);
      if (found == deal_of_row.end()) continue;
      data::add_finding(result.findings, finding_kind(code),
                        {rows.places.place(row), meanings.ids[row],
                         data::extent_of(result.records, found->second)});
    }
  };
  note("outcome.guessed", meanings.guessed);
  note("outcome.contradicted", meanings.contradicted);
  auto const weigh = [&](std::string_view code, std::uint32_t row) {
    auto const found = deal_of_row.find(row);
    auto const told = std::ranges::find(result.findings, code, &data::Finding::code);
    if (found == deal_of_row.end() || told == result.findings.end()) return;
    told->extent.add(data::extent_of(result.records, found->second));
  };
  for (auto const row : meanings.rounded) weigh("id.rounded", row);
  for (auto const& [row, total] : meanings.line_totals) weigh("id.lines", row);
  for (auto const row : meanings.stageless) {
    auto const found = deal_of_row.find(row);
    if (found != deal_of_row.end()) {
      result.stageless.push_back({found->second, rows.places.place(row)});
    }
  }
}

}  // namespace

std::vector<std::string> row_currencies(DealRows const& rows) {
  std::vector<std::string> result(rows.size());
  if (auto const column = rows.text.find("currency"); column != rows.text.end()) {
    auto const codes = rows.currency_codes();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      result[row] = codes[column->second.codes[row]];
    }
  }
  for (auto const& [row, code] : rows.amount.currencies()) {
    if (result[row].empty()) result[row] = code;
  }
  return result;
}

DealIndex build_deals(DealRows const& rows, RowMeanings const& meanings,
                      std::vector<std::uint32_t> chosen, ReadResult& result) {
  auto currency = row_currencies(rows);
  for (auto const& [row, amount] : meanings.company_amounts) {
    currency[row] = result.records.rates.reporting_currency();
  }
  drop_unknown_currencies(rows, currency, chosen, result);
  std::ranges::sort(chosen, {},
                    [&](std::uint32_t row) -> std::string const& { return meanings.ids[row]; });
  auto const probability = probabilities(rows, result.findings);
  auto& deals = result.records.deals;
  deals.reserve(chosen.size());
  DealIndex index;
  index.reserve(chosen.size());
  for (auto const row : chosen) {
    index.emplace(join_key(meanings.ids[row], rows.source().preset),
                  static_cast<std::uint32_t>(deals.size()));
    auto const company = meanings.company_amounts.find(row);
    if (company != meanings.company_amounts.end() && rows.amount[row] > 0) {
      auto const rate = core::to_units(company->second) / core::to_units(rows.amount[row]);
      result.company_rates.emplace(static_cast<std::uint32_t>(deals.size()), rate);
    }
    deals.push_back(make_deal(rows, meanings, row));
    deals.back().probability = probability[rows.probability.codes[row]];
  }
  copy_texts(rows, chosen, currency, result.records);
  result.records.facts.newest = std::max(result.records.facts.newest, rows.exported_on());
  note_deals(rows, meanings, chosen, result);
  for (auto const* const ids : {&meanings.merged, &rows.left_out}) {
    for (auto const& id : *ids) index.emplace(join_key(id, rows.source().preset), left_out);
  }
  return index;
}

}  // namespace quarterdeck::io
