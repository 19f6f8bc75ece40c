// tools/sample/book.cpp – see book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/book.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "tools/sample/names.hpp"

namespace quarterdeck::sample {
namespace {

constexpr std::uint32_t unrecorded = std::numeric_limits<std::uint32_t>::max();
constexpr std::array text_columns{"account", "owner",  "segment",           "region",  "product",
                                  "type",    "source", "forecast_category", "currency"};

double crm_probability(Parameters const& p, Deal const& deal) {
  if (deal.outcome == data::Outcome::open) return p.stages[deal.stage].crm_probability;
  return deal.outcome == data::Outcome::won ? 1.0 : 0.0;
}

void add_texts(data::Records& records, Setting const& setting, Deal const& deal,
               std::string const& account) {
  auto const& p = *setting.parameters;
  auto const put = [&records](char const* column, std::string_view text) {
    records.text[column].push_back(text);
  };
  put("account", account);
  put("owner", setting.owners[deal.owner].name);
  put("segment", p.segments[deal.segment].name);
  put("region", p.regions[deal.region].name);
  put("product", p.products[deal.product].name);
  put("type", p.types[static_cast<std::size_t>(deal.type)].name);
  put("source", p.sources[deal.source].name);
  put("forecast_category", category_name(stage_of(deal)));
  put("currency", p.currencies[deal.currency].code);
}

void add_deal(data::Records& records, Setting const& setting, Deal const& deal) {
  data::DealRecord record;
  std::string const account = account_name(deal.account);
  record.id = deal_id(setting, deal);
  record.name = account + ", " + setting.parameters->products[deal.product].name;
  record.entity = deal.entity;
  record.stage = stage_of(deal);
  record.outcome = deal.outcome;
  record.amount = deal.amount;
  record.probability = crm_probability(*setting.parameters, deal);
  record.created = deal.created;
  record.close_date = deal.closed == core::no_date ? deal.close_date : deal.closed;
  record.last_activity = deal.last_activity;
  record.row = static_cast<std::int64_t>(records.deals.size()) + 2;
  records.deals.push_back(std::move(record));
  add_texts(records, setting, deal, account);
}

void add_events(data::Records& records, World const& world,
                std::vector<std::uint32_t> const& row_of) {
  for (data::Event event : world.events()) {
    if (row_of[event.deal] == unrecorded) continue;
    event.deal = row_of[event.deal];
    records.events.push_back(event);
    records.categories.push_back({event.deal, event.changed_at, category_of(event.stage)});
  }
  std::stable_sort(records.events.begin(), records.events.end(),
                   [](auto const& a, auto const& b) { return a.deal < b.deal; });
  data::tidy(records.categories);
}

}  // namespace

std::vector<data::Stage> stages() {
  std::vector<data::Stage> result;
  for (auto const& law : parameters().stages) {
    result.push_back({law.name, data::Outcome::open, law.crm_probability});
  }
  result.push_back({"Closed Won", data::Outcome::won, 1.0});
  result.push_back({"Closed Lost", data::Outcome::lost, 0.0});
  return result;
}

data::Category category_of(data::StageId stage) {
  if (stage < n_open_stages) return parameters().stages[static_cast<std::size_t>(stage)].category;
  return stage == n_open_stages ? data::Category::closed : data::Category::omitted;
}

std::string_view category_name(data::StageId stage) {
  switch (category_of(stage)) {
    case data::Category::pipeline:
      return "Pipeline";
    case data::Category::best_case:
      return "Best Case";
    case data::Category::most_likely:
      return "Most Likely";
    case data::Category::commit:
      return "Commit";
    case data::Category::closed:
      return "Closed";
    case data::Category::omitted:
      return "Omitted";
    case data::Category::untold:
      break;
  }
  return "";
}

std::vector<data::Rate> dated_rates(Setting const& setting, core::Date until) {
  std::vector<data::Rate> rates;
  auto const& currencies = setting.parameters->currencies;
  for (std::size_t c = 1; c < currencies.size(); ++c) {
    for (std::size_t q = n_unrecorded_quarters; q < setting.quarters.size(); ++q) {
      core::Date const on = setting.quarters[q].start;
      if (on <= until) rates.push_back({currencies[c].code, on, setting.rates[q][c]});
    }
  }
  return rates;
}

data::Records records_of(World const& world) {
  auto const& setting = world.setting();
  data::Records records;
  records.stages = stages();
  records.rates = data::RateTable("USD", dated_rates(setting, world.today()));
  std::vector<std::uint32_t> row_of;
  row_of.reserve(world.deals().size());
  for (auto const* column : text_columns) records.text[column];
  for (auto const& deal : world.deals()) {
    bool const known = deal.closed == core::no_date || deal.closed >= setting.history_start;
    row_of.push_back(known ? static_cast<std::uint32_t>(records.deals.size()) : unrecorded);
    if (known) add_deal(records, setting, deal);
  }
  add_events(records, world, row_of);
  records.facts.has_stage_history = true;
  records.facts.has_amount_history = true;
  records.facts.has_close_date_history = true;
  records.facts.complete_from = setting.history_start;
  records.facts.newest = world.today();
  return records;
}

}  // namespace quarterdeck::sample
