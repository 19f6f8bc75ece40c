// engine/data/cut_findings.cpp – see cut_findings.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/cut_findings.hpp"

#include <algorithm>
#include <utility>

namespace quarterdeck::data {
namespace {

Finding kind_of(std::string code, Severity severity, Treatment treatment, std::string message) {
  Finding kind;
  kind.code = std::move(code);
  kind.severity = severity;
  kind.treatment = treatment;
  kind.message = std::move(message);
  return kind;
}

void add_each(Findings& findings, Finding const& kind, Records const& records,
              std::vector<DealRecord const*> const& deals) {
  for (DealRecord const* deal : deals) {
    auto const row = static_cast<std::size_t>(deal - records.deals.data());
    core::Place place{records.facts.deal_file, deal->row, 0};
    add_finding(findings, kind, {std::move(place), deal->id, extent_of(records, row)});
  }
}

Finding undated_kind() {
  Finding kind = kind_of("closed.without_date", Severity::error, Treatment::dropped,
                         "A closed deal has neither a close date nor an event, so that no period "
                         "can claim it; it is left out.");
  kind.doubtful = true;
  return kind;
}

/// A finding about the source as a whole: deals concerned, no rows.
void add_count(Findings& findings, Finding kind, std::int64_t count) {
  if (count == 0) return;
  kind.count = count;
  merge_findings(findings, {kind});
}

std::int64_t n_deals(History const& history, bool open) {
  return std::count_if(history.deals.begin(), history.deals.end(), [&](HistoryDeal const& deal) {
    return (deal.closed == core::no_date) == open;
  });
}

/// What the source does not tell of the past: the deals concerned are those open at a past date, at
/// present those closed, from whose past the models learn.
void add_untold_past(Records const& records, History const& history, bool at_present,
                     Findings& findings) {
  std::int64_t const count = n_deals(history, !at_present);
  if (!records.facts.has_stage_history) {
    add_count(findings,
              kind_of("leak.final_stage", Severity::info, Treatment::kept,
                      "The source does not tell stages at past dates; the final stage would give "
                      "the outcome away, so the past is read without stages."),
              count);
  }
  if (!records.facts.has_close_date_history) {
    add_count(findings,
              kind_of("leak.final_close_date", Severity::info, Treatment::kept,
                      "The source does not tell entered close dates at past dates; the final one "
                      "would give the outcome away, so the past is read without close dates."),
              count);
  }
  if (records.facts.counts_deals) return;  // amounts do not matter
  bool const final_amounts = !records.facts.has_amount_history && !history.past_amounts_hidden;
  if (at_present && final_amounts) {
    add_count(findings,
              kind_of("leak.final_amount", Severity::info, Treatment::kept,
                      "The source does not tell amounts at past dates; what is learned from the "
                      "past rests on final amounts."),
              count);
  }
  if (at_present && history.past_amounts_hidden) {
    add_count(findings,
              kind_of("leak.amount_blank_on_lost", Severity::info, Treatment::kept,
                      "Most lost deals have no amount while won ones have, and the source does not "
                      "tell past amounts; the past is read without amounts."),
              count);
  }
}

void add_rates(History const& history, Findings& findings) {
  Finding const kind = kind_of("leak.first_rate", Severity::info, Treatment::repaired,
                               "No exchange rate is dated by the day asked for; the first later "
                               "one is used.");
  for (Rate const& rate : history.rates.rates()) {
    if (rate.on > history.as_of) add_finding(findings, kind, {}, rate.from);
  }
}

}  // namespace

Findings cut_findings(Records const& records, History const& history, StandIns const& stand_ins) {
  Findings findings;
  add_each(findings, undated_kind(), records, stand_ins.undated_closings);
  if (!records.facts.counts_deals) {
    add_each(findings,
             kind_of("leak.final_amount", Severity::warning, Treatment::repaired,
                     "The amount at the day asked for is not known; the final amount stands in, "
                     "which a forecast made on that day could not have seen."),
             records, stand_ins.final_amounts);
    add_each(findings,
             kind_of("leak.amount_blank_on_lost", Severity::warning, Treatment::repaired,
                     "Most lost deals have no amount while won ones have, so that a final amount "
                     "would give the outcome away; amounts at the day asked for are unknown."),
             records, stand_ins.hidden_amounts);
  }
  add_untold_past(records, history, stand_ins.at_present, findings);
  add_rates(history, findings);
  if (!stand_ins.at_present) {
    add_count(findings,
              kind_of("leak.win_rates", Severity::warning, Treatment::kept,
                      "Win-rate tables carry no dates and may count closings after the day asked "
                      "for."),
              static_cast<std::int64_t>(records.win_rates.size()));
  }
  return findings;
}

}  // namespace quarterdeck::data
