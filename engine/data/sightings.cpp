// engine/data/sightings.cpp – see sightings.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/sightings.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace quarterdeck::data {
namespace {

/// Which kinds of values a history tells, and until when.
struct Coverage {
  bool stages = false, amounts = false, close_dates = false;
  core::Date until = core::no_date;
};

Coverage coverage_of(std::vector<Event> const& history) {
  Coverage coverage;
  for (Event const& event : history) {
    coverage.stages |= event.stage != no_stage;
    coverage.amounts |= event.amount != core::no_amount;
    coverage.close_dates |= event.close_date != core::no_date;
    coverage.until = std::max(coverage.until, event.changed_at);
  }
  return coverage;
}

/// Takes events of one deal in their order, and keeps what each of them changed.
class DealMerge {
 public:
  DealMerge(Coverage const& coverage, std::vector<Event>& into)
      : coverage_(coverage), into_(&into) {}

  void add_history(Event const& event) {
    remember(event);
    into_->push_back(event);
  }

  void add_sighting(Event event) {
    bool const covered = event.changed_at <= coverage_.until;
    if ((covered && coverage_.stages) || event.stage == stage_) event.stage = no_stage;
    if ((covered && coverage_.amounts) || event.amount == amount_) event.amount = core::no_amount;
    if ((covered && coverage_.close_dates) || event.close_date == close_date_) {
      event.close_date = core::no_date;
    }
    bool const tells = event.stage != no_stage || event.amount != core::no_amount ||
                       event.close_date != core::no_date;
    if (!tells) return;
    remember(event);
    into_->push_back(event);
  }

 private:
  void remember(Event const& event) {
    if (event.stage != no_stage) stage_ = event.stage;
    if (event.amount != core::no_amount) amount_ = event.amount;
    if (event.close_date != core::no_date) close_date_ = event.close_date;
  }

  Coverage const& coverage_;
  std::vector<Event>* into_;
  StageId stage_ = no_stage;
  core::Minor amount_ = core::no_amount;
  core::Date close_date_ = core::no_date;
};

/// Events of one deal after another.
class ByDeal {
 public:
  explicit ByDeal(std::vector<Event> const& events) : events_(events) {}

  std::span<Event const> of(std::uint32_t deal) {
    while (at_ < events_.size() && events_[at_].deal < deal) ++at_;
    std::size_t const first = at_;
    while (at_ < events_.size() && events_[at_].deal == deal) ++at_;
    return std::span(events_).subspan(first, at_ - first);
  }

 private:
  std::vector<Event> const& events_;
  std::size_t at_ = 0;
};

}  // namespace

void add_sightings(Records& records, std::vector<Event> const& sightings) {
  if (sightings.empty()) return;
  std::vector<Event> const history = std::exchange(records.events, {});
  Coverage const coverage = coverage_of(history);
  records.events.reserve(history.size() + sightings.size());
  ByDeal histories(history);
  ByDeal seen(sightings);
  std::size_t n_known = 0;
  std::size_t n_seen = 0;
  for (std::uint32_t deal = 0; deal < records.deals.size(); ++deal) {
    auto const changes = histories.of(deal);
    auto const views = seen.of(deal);
    n_seen += views.empty() ? 0 : 1;
    if (changes.empty()) {
      records.events.insert(records.events.end(), views.begin(), views.end());
      continue;
    }
    n_known += views.empty() ? 0 : 1;
    records.deals[deal].first_seen = core::no_date;
    DealMerge merge(coverage, records.events);
    auto view = views.begin();
    for (Event const& change : changes) {
      for (; view != views.end() && view->changed_at < change.changed_at; ++view) {
        merge.add_sighting(*view);
      }
      merge.add_history(change);
    }
    for (; view != views.end(); ++view) merge.add_sighting(*view);
  }
  // A history of few deals leaves the past of the others to the snapshots.
  if (2 * n_known >= n_seen) records.facts.snapshots_from = core::no_date;
}

}  // namespace quarterdeck::data
