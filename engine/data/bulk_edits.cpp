// engine/data/bulk_edits.cpp – see bulk_edits.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/bulk_edits.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace quarterdeck::data {
namespace {

/// Deals changed on each day.
std::map<core::Date, int> changes_by_day(History const& history) {
  std::map<core::Date, int> changed;
  for (HistoryDeal const& deal : history.deals) {
    core::Date last = deal.created;
    for (std::uint32_t i = 0; i < deal.n_events; ++i) {
      core::Date const day = history.events[deal.first_event + i].changed_at;
      bool const is_change = day > last && day != deal.closed;
      if (is_change) ++changed[day];
      last = std::max(last, day);
    }
  }
  return changed;
}

/// Days of one kind, sorted, to count how many had come before a day.
class Timeline {
 public:
  explicit Timeline(std::vector<core::Date> days) : days_(std::move(days)) {
    std::sort(days_.begin(), days_.end());
  }
  [[nodiscard]] std::ptrdiff_t before(core::Date day) const {
    return std::lower_bound(days_.begin(), days_.end(), day) - days_.begin();
  }

 private:
  std::vector<core::Date> days_;
};

struct ChangedDay {
  core::Date day;
  int n_changed;
  double share;  ///< of the deals open the evening before
};

std::vector<ChangedDay> shares_by_day(History const& history) {
  std::vector<core::Date> created;
  std::vector<core::Date> closed;
  for (HistoryDeal const& deal : history.deals) {
    created.push_back(deal.created);
    if (deal.closed != core::no_date) closed.push_back(deal.closed);
  }
  Timeline const creations(std::move(created));
  Timeline const closings(std::move(closed));
  std::vector<ChangedDay> days;
  for (auto const& [day, n_changed] : changes_by_day(history)) {
    auto const n_open = std::max<std::ptrdiff_t>(1, creations.before(day) - closings.before(day));
    days.push_back({day, n_changed, n_changed / static_cast<double>(n_open)});
  }
  return days;
}

}  // namespace

std::vector<core::Date> bulk_edit_days(History const& history) {
  // Few changes are a large share of a small book; where changes come by the week, as snapshots
  // tell them, a large share is usual.
  constexpr int least_changes = 10;
  constexpr double least_share = 0.2;
  constexpr double times_median = 3;
  std::vector<ChangedDay> const days = shares_by_day(history);
  if (days.empty()) return {};
  std::vector<double> shares;
  for (ChangedDay const& day : days) shares.push_back(day.share);
  auto const middle = shares.begin() + static_cast<std::ptrdiff_t>((shares.size() - 1) / 2);
  std::nth_element(shares.begin(), middle, shares.end());
  double const usual = *middle;
  std::vector<core::Date> found;
  for (ChangedDay const& day : days) {
    bool const many = day.n_changed >= least_changes && day.share > least_share;
    if (many && day.share > times_median * usual) found.push_back(day.day);
  }
  return found;
}

}  // namespace quarterdeck::data
