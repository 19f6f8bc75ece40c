// tests/unit/models/past.cpp – see past.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/models/past.hpp"

#include <algorithm>

#include "engine/core/ids.hpp"
#include "engine/data/cut.hpp"
#include "engine/random/stream.hpp"

namespace quarterdeck::test {

Past::Past() {
  records_.stages = {{"Qualify", data::Outcome::open, 0.1},
                     {"Propose", data::Outcome::open, 0.5},
                     {"Won", data::Outcome::won, 1.0},
                     {"Lost", data::Outcome::lost, 0.0}};
  records_.text["segment"];
  records_.facts.has_stage_history = true;
  records_.facts.has_amount_history = true;
  records_.facts.has_close_date_history = true;
}

Past& Past::add(PastDeal const& deal) {
  auto const row = static_cast<std::uint32_t>(records_.deals.size());
  data::DealRecord record;
  record.id = deal.id;
  record.name = deal.id;
  record.entity = core::entity_of(deal.id);
  record.outcome = deal.outcome;
  record.created = deal.created;
  bool const is_open = deal.outcome == data::Outcome::open;
  core::Minor const final_amount =
      deal.final_amount == core::no_amount ? deal.amount : deal.final_amount;
  record.stage = deal.outcome == data::Outcome::won    ? won_stage
                 : deal.outcome == data::Outcome::lost ? lost_stage
                                                       : deal.stage;
  record.amount = is_open ? deal.amount : final_amount;
  record.close_date = is_open ? deal.entered_close : deal.closed;
  records_.deals.push_back(record);
  records_.text["segment"].push_back(deal.segment);
  records_.events.push_back({row, deal.stage, deal.created, deal.amount, deal.entered_close});
  if (!is_open) {
    records_.events.push_back({row, record.stage, deal.closed, final_amount, deal.closed});
  }
  return *this;
}

data::History Past::history(core::Date as_of) const { return data::cut(records_, as_of).history; }

core::Date day(int year, unsigned month, unsigned day_of_month) {
  return core::make_date(year, month, day_of_month);
}

core::Period quarter_of(core::Date date) {
  return core::FiscalCalendar().containing(date, core::PeriodUnit::quarter);
}

Past steady_past(SteadyCompany const& company) {
  Past past;
  core::Period quarter = quarter_of(day(2023, 1, 1));
  for (int q = 0; q < company.n_quarters; ++q) {
    for (int i = 0; i < company.deals_per_quarter; ++i) {
      std::string const id = std::to_string(100000 + 1000 * q + i);
      random::Stream stream({.seed = company.seed, .entity = core::entity_of(id)});
      PastDeal deal;
      deal.id = id;
      deal.created = quarter.start + core::Days(static_cast<int>(stream.uniform() * 90));
      deal.closed = deal.created + core::Days(10 + static_cast<int>(stream.uniform() * 70));
      deal.entered_close = deal.created + core::Days(static_cast<int>(stream.uniform() * 120));
      bool const wins = stream.uniform() < company.p_win;
      deal.outcome = wins ? data::Outcome::won : data::Outcome::lost;
      deal.amount = 10'000 + static_cast<core::Minor>(stream.uniform() * 1'000'000);
      deal.segment = stream.uniform() < 0.5 ? "East" : "West";
      past.add(deal);
    }
    quarter = core::FiscalCalendar().next(quarter);
  }
  past.records().facts.complete_from = day(2023, 1, 1);
  return past;
}

models::Landmarks landmarks_of(data::History const& history, core::Period const& period) {
  data::Findings findings;
  return models::gather_landmarks(history, {.calendar = {}, .period = period, .segments = {}},
                                  findings);
}

models::ForecastInputs inputs_of(data::History const& history, core::Period const& period) {
  models::ModelSpec spec;
  spec.period = period;
  spec.segments = {"segment"};
  spec.groups = {"segment"};
  models::ForecastInputs inputs;
  inputs.history = history;
  inputs.pipeline = data::pipeline_at(history, history.as_of);
  inputs.models = models::fit(history, spec);
  inputs.period = period;
  inputs.currency = "USD";
  inputs.groups = {"segment"};
  return inputs;
}

bool has_finding(data::Findings const& findings, std::string const& code) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](data::Finding const& finding) { return finding.code == code; });
}

}  // namespace quarterdeck::test
