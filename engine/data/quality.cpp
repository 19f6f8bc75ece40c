// engine/data/quality.cpp – see quality.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/quality.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/data/bulk_edits.hpp"
#include "engine/data/deal_state.hpp"

namespace quarterdeck::data {
namespace {

Finding kind_of(std::string_view code, Severity severity, std::string_view message) {
  Finding kind;
  kind.code = code;
  kind.severity = severity;
  kind.message = message;
  return kind;
}

/// A kind that leaves part of the book unknown or read by a guess.
Finding doubtful_kind(std::string_view code, Severity severity, std::string_view message) {
  Finding kind = kind_of(code, severity, message);
  kind.doubtful = true;
  return kind;
}

constexpr std::string_view negative_amount =
    "An amount is negative. Of a won deal it lowers what is booked, as a credit does; of an open "
    "deal it is read as unknown, and amounts of won deals like it are drawn.";

bool is_negative(core::Minor amount) { return amount != core::no_amount && amount < 0; }

/// A deal with all that is known of it.
struct Subject {
  DealRecord const& record;
  HistoryDeal const& deal;
  std::span<Event const> events;
};

class Inspector {
 public:
  Inspector(Records const& records, History const& history)
      : records_(records),
        history_(history),
        at_present_(history.as_of >= records.facts.newest),
        patience_(patience()) {}

  Findings run() {
    std::unordered_map<std::string_view, DealRecord const*> record_of;
    record_of.reserve(records_.deals.size());
    for (DealRecord const& record : records_.deals) record_of.emplace(record.id, &record);
    for (HistoryDeal const& deal : history_.deals) {
      auto const found = record_of.find(deal.id);
      if (found == record_of.end()) continue;
      Subject const subject{*found->second, deal, events_of(deal)};
      inspect_dates(subject);
      if (deal.closed == core::no_date) inspect_open(subject);
      inspect_stages(subject);
      if (at_present_) inspect_agreement(subject);
    }
    for (core::Date const day : bulk_edit_days(history_)) {
      add_finding(findings_,
                  kind_of("events.bulk_edit", Severity::warning,
                          "Many open deals changed on one day, as an import or a clean-up does; "
                          "stage ages and pushes around it say little."),
                  {}, core::to_iso(day));
    }
    inspect_outcomes();
    settle_created_missing();
    return std::move(findings_);
  }

 private:
  [[nodiscard]] bool counts_money() const { return !records_.facts.counts_deals; }
  [[nodiscard]] std::span<Event const> events_of(HistoryDeal const& deal) const {
    return std::span(history_.events).subspan(deal.first_event, deal.n_events);
  }
  [[nodiscard]] Outcome outcome_of(StageId stage) const {
    return records_.stages[static_cast<std::size_t>(stage)].outcome;
  }
  [[nodiscard]] int patience() const;
  void inspect_dates(Subject const& subject);
  void inspect_open(Subject const& subject);
  void inspect_stages(Subject const& subject);
  void inspect_agreement(Subject const& subject);
  void inspect_outcomes();
  void settle_created_missing();
  void add(Subject const& subject, Finding const& kind) {
    auto const row = static_cast<std::size_t>(&subject.record - records_.deals.data());
    core::Place place{records_.facts.deal_file, subject.record.row, 0};
    add_finding(findings_, kind, {std::move(place), subject.record.id, extent_of(records_, row)});
  }

  Records const& records_;
  History const& history_;
  bool at_present_;
  int patience_;  ///< days without a sign of life after which a deal is stale; 0 = not known
  Findings findings_;
};

int Inspector::patience() const {
  constexpr std::size_t least_gaps = 20;
  std::vector<int> gaps;
  int longest_cycle = 0;
  for (HistoryDeal const& deal : history_.deals) {
    auto const events = events_of(deal);
    for (std::size_t i = 1; i < events.size(); ++i) {
      int const gap = core::days_between(events[i - 1].changed_at, events[i].changed_at);
      if (gap > 0) gaps.push_back(gap);
    }
    bool const has_cycle = deal.closed != core::no_date && deal.created != core::no_date;
    if (has_cycle)
      longest_cycle = std::max(longest_cycle, core::days_between(deal.created, deal.closed));
  }
  if (gaps.size() < least_gaps) return longest_cycle;
  auto const rank = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() * 95 + 99) / 100 - 1);
  std::nth_element(gaps.begin(), rank, gaps.end());
  return *rank;
}

void Inspector::inspect_dates(Subject const& subject) {
  auto const& [record, deal, events] = subject;
  if (record.created == core::no_date) {
    add(subject,
        doubtful_kind("created.missing", Severity::warning,
                      "A deal has no day of creation; its age is unknown, and at past dates it "
                      "counts from its first event only."));
  }
  core::Date const end = deal.closed != core::no_date ? deal.closed : deal.close_date;
  if (end != core::no_date && deal.created != core::no_date && end < deal.created) {
    add(subject,
        doubtful_kind("close_date.before_creation", Severity::warning,
                      "A deal closes before it was created; its cycle cannot be measured."));
  }
  bool const has_brought = deal.closed_amount != core::no_amount && deal.closed_amount != 0;
  if (deal.outcome == Outcome::won && !has_brought && counts_money()) {
    add(subject,
        doubtful_kind("won.without_amount", Severity::error,
                      "A won deal has no amount, so that what was booked is understated."));
  }
  if (deal.outcome == Outcome::won && counts_money() && is_negative(deal.closed_amount)) {
    add(subject, doubtful_kind("amount.negative", Severity::warning, negative_amount));
  }
}

void Inspector::inspect_open(Subject const& subject) {
  auto const& [record, deal, events] = subject;
  core::Date const as_of = history_.as_of;
  if (deal.close_date != core::no_date && deal.close_date <= as_of) {
    add(subject, kind_of("close_date.past", Severity::warning,
                         "An open deal was to close by a day that has passed; the date says "
                         "nothing about when it will."));
  }
  core::Minor const amount = state_by(events, as_of, history_.stages).amount;
  core::Minor const shown = amount != core::no_amount ? amount : deal.amount;
  if ((shown == core::no_amount || shown == 0) && counts_money()) {
    add(subject, kind_of("amount.missing", Severity::warning,
                         "An open deal has no amount; amounts of won deals like it are drawn "
                         "instead."));
  }
  if (counts_money() && is_negative(shown)) {
    add(subject, doubtful_kind("amount.negative", Severity::warning, negative_amount));
  }
  core::Date touched = std::max(deal.created, deal.last_activity);
  if (!events.empty()) touched = std::max(touched, events.back().changed_at);
  bool const is_known = touched != core::no_date && patience_ > 0;
  if (is_known && core::days_between(touched, as_of) > patience_) {
    add(subject,
        kind_of("deal.stale", Severity::warning,
                "An open deal has shown no sign of life for longer than nearly every deal before "
                "it; it may be dead without being closed."));
  }
}

void Inspector::inspect_stages(Subject const& subject) {
  StageId before = no_stage;
  for (Event const& event : subject.events) {
    if (event.stage == no_stage || outcome_of(event.stage) != Outcome::open) continue;
    if (event.stage < before) {
      add(subject, kind_of("stage.backwards", Severity::info,
                           "A deal moved back to an earlier stage; if the order of the stages is "
                           "wrong, the workspace can name them in order."));
      return;
    }
    before = event.stage;
  }
}

Finding dated_ahead_kind() {
  auto kind =
      kind_of("close_date.future_on_closed", Severity::error,
              "A deal is closed with a close date after the as-of day. It counts as closed "
              "on the day of its closing event where it has one, and as open until its date "
              "where it has none; give a later day with --as-of if the table is of that "
              "day.");
  kind.doubtful = true;
  kind.top = true;
  return kind;
}

void Inspector::inspect_agreement(Subject const& subject) {
  auto const& [record, deal, events] = subject;
  DealState const state = state_by(events, history_.as_of, history_.stages);
  bool const is_open = deal.closed == core::no_date;
  if (is_open && record.outcome != Outcome::open) return;
  if (!is_open && state.stage != no_stage && state.outcome == Outcome::open) {
    add(subject, kind_of("closing.without_event", Severity::info,
                         "A closed deal's stage history ends in an open stage; its close date is "
                         "taken for the day of closing."));
  }
  bool const other_stage =
      state.stage != no_stage && record.stage != no_stage && state.stage != record.stage;
  bool const other_amount = state.amount != core::no_amount && record.amount != core::no_amount &&
                            state.amount != record.amount;
  if (is_open && (other_stage || other_amount)) {
    add(subject, kind_of("state.disagrees", Severity::warning,
                         "A deal's row and its last event name different stages or amounts; the "
                         "event is believed."));
  }
  if (deal.outcome == Outcome::won && other_amount && counts_money()) {
    add(subject, doubtful_kind("won.amount_disagrees", Severity::warning,
                               "A won deal's row and its last event name different amounts; the "
                               "event is believed."));
  }
}

/// Its age says little of one deal; without it many are judged by a guess.
void Inspector::settle_created_missing() {
  auto const missing = std::ranges::find(findings_, std::string("created.missing"), &Finding::code);
  if (missing == findings_.end()) return;
  missing->doubtful = 10 * missing->count > static_cast<std::int64_t>(history_.deals.size());
}

/// Twenty closings of one kind and none of the other: exports leave a kind out more often than a
/// company is that lucky. Counted are the deals closed.
void Inspector::inspect_outcomes() {
  constexpr std::int64_t enough = 20;
  auto const n_closed = [&](Outcome outcome) {
    return std::ranges::count_if(history_.deals, [&](HistoryDeal const& deal) {
      return deal.closed != core::no_date && deal.outcome == outcome;
    });
  };
  auto const n_won = n_closed(Outcome::won);
  auto const n_lost = n_closed(Outcome::lost);
  if (std::max(n_won, n_lost) < enough || std::min(n_won, n_lost) > 0) return;
  auto kind = n_lost == 0
                  ? kind_of("lost.none", Severity::error,
                            "Deals are won and none is lost, as when an export leaves lost deals "
                            "out; every open deal then looks won, and the forecast is too high.")
                  : kind_of("won.none", Severity::error,
                            "Deals are lost and none is won, as when an export leaves won deals "
                            "out; every open deal then looks lost, and the forecast is too low.");
  kind.count = std::max(n_won, n_lost);
  kind.top = true;
  merge_findings(findings_, {kind});
}

}  // namespace

Findings inspect(Records const& records, History const& history) {
  return Inspector(records, history).run();
}

Findings closed_ahead(Records const& records, core::Date as_of) {
  core::Date const day = std::max(as_of, records.facts.newest);
  Findings findings;
  for (std::size_t row = 0; row < records.deals.size(); ++row) {
    DealRecord const& record = records.deals[row];
    bool const is_dated = record.outcome != Outcome::open && record.close_date != core::no_date;
    if (!is_dated || record.close_date <= day) continue;
    core::Place place{records.facts.deal_file, record.row, 0};
    add_finding(findings, dated_ahead_kind(),
                {std::move(place), record.id, extent_of(records, row)});
  }
  return findings;
}

}  // namespace quarterdeck::data
