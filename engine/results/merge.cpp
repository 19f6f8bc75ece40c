// engine/results/merge.cpp – joining the results of consecutive trials.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>

#include "engine/core/error.hpp"
#include "engine/results/results.hpp"

namespace quarterdeck::results {

namespace {

constexpr std::int64_t block = 64;

bool same_shape(Results const& a, Results const& b) {
  bool const same_groups =
      a.group.size() == b.group.size() &&
      std::equal(a.group.begin(), a.group.end(), b.group.begin(),
                 [](auto const& x, auto const& y) { return x.size() == y.size(); });
  return same_groups && a.trials_per_outer_draw == b.trials_per_outer_draw &&
         a.cumulative_week.size() == b.cumulative_week.size() &&
         a.target_hits.size() == b.target_hits.size() && a.deals.size() == b.deals.size() &&
         a.new_business.empty() == b.new_business.empty();
}

template <class T>
void append(std::vector<T>& into, std::vector<T> const& later) {
  into.insert(into.end(), later.begin(), later.end());
}

template <class T>
void merge_each(std::vector<T>& into, std::vector<T> const& later) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i].merge(later[i]);
}

void add_each(std::vector<std::int64_t>& into, std::vector<std::int64_t> const& later) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] += later[i];
}

void merge_deal(DealTally& into, DealTally const& later) {
  into.wins += later.wins;
  into.amount_when_won.merge(later.amount_when_won);
  into.total_when_won.merge(later.total_when_won);
  add_each(into.hits_when_won, later.hits_when_won);
}

}  // namespace

void merge(Results& into, Results&& later) {
  QUARTERDECK_EXPECT(into.n_trials % block == 0);
  QUARTERDECK_EXPECT(same_shape(into, later));
  into.n_trials += later.n_trials;
  into.complete = into.complete && later.complete;
  append(into.total, later.total);
  append(into.new_business, later.new_business);
  append(into.conditional_mean, later.conditional_mean);
  into.open.merge(later.open);
  into.created_later.merge(later.created_later);
  into.won_count.merge(later.won_count);
  merge_each(into.cumulative_week, later.cumulative_week);
  for (std::size_t g = 0; g < into.group.size(); ++g) merge_each(into.group[g], later.group[g]);
  add_each(into.target_hits, later.target_hits);
  merge_each(into.target_shortfall, later.target_shortfall);
  for (std::size_t t = 0; t < into.target_hits_by_outer.size(); ++t) {
    append(into.target_hits_by_outer[t], later.target_hits_by_outer[t]);
  }
  for (std::size_t d = 0; d < into.deals.size(); ++d) merge_deal(into.deals[d], later.deals[d]);
}

}  // namespace quarterdeck::results
