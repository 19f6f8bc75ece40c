// engine/simulate/overlap.cpp – see overlap.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/overlap.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace quarterdeck::simulate {

namespace {

using plan::Plan;

/// Whether every outer draw has the same factors and loadings.
bool same_luck(Plan const& a, Plan const& b) {
  return a.draws.n_rows() == b.draws.n_rows() && a.market_shift == b.market_shift &&
         a.draws.company_correlation == b.draws.company_correlation &&
         a.draws.segment_correlation == b.draws.segment_correlation &&
         a.draws.arrival_log_sd == b.draws.arrival_log_sd;
}

bool same_groups(Plan const& a, Plan const& b) {
  return a.week_end == b.week_end &&
         std::ranges::equal(a.groupings, b.groupings, [](auto const& x, auto const& y) {
           return x.by == y.by && x.values == y.values;
         });
}

bool same_entries(plan::ArrivalCell const& a, plan::ArrivalCell const& b) {
  return std::ranges::equal(a.entries, b.entries, [](auto const& x, auto const& y) {
    return x.amount == y.amount && x.group == y.group;
  });
}

bool same_arrivals(Plan const& a, Plan const& b) {
  bool const same = std::ranges::equal(a.arrivals, b.arrivals, [](auto const& x, auto const& y) {
    return x.entity == y.entity && x.segment_factor == y.segment_factor && x.size == y.size &&
           x.cumulative_week == y.cumulative_week && same_entries(x, y);
  });
  return same && a.draws.arrival_log_mean == b.draws.arrival_log_mean &&
         a.draws.arrival_scale == b.draws.arrival_scale;
}

/// Finds for deals and cells of a plan their likes in the first.
class Matcher {
 public:
  Matcher(Plan const& first, Plan const& of) : first_(first), of_(of) {}

  void match(Overlap& overlap) {
    overlap.cell.assign(of_.cells.size(), Overlap::none);
    overlap.deal.assign(of_.deals.size(), Overlap::none);
    std::unordered_map<std::uint64_t, std::uint32_t> row_of;
    for (std::uint32_t d = 0; d < first_.deals.size(); ++d) row_of[first_.deals.entity[d]] = d;
    for (std::uint32_t d = 0; d < of_.deals.size(); ++d) {
      auto const found = row_of.find(of_.deals.entity[d]);
      if (found == row_of.end()) continue;
      std::uint32_t const there = found->second;
      std::uint32_t const cell = of_.deals.cell[d];
      if (!same_cell(first_.deals.cell[there], cell)) continue;
      overlap.cell[cell] = first_.deals.cell[there];
      if (same_money(there, d)) overlap.deal[d] = there;
    }
  }

 private:
  using Pair = std::pair<std::uint32_t, std::uint32_t>;

  bool same_cell(std::uint32_t there, std::uint32_t here) {
    auto const [found, is_new] = cells_.try_emplace(Pair(there, here), false);
    if (is_new) {
      found->second = first_.cells[there].segment_factor == of_.cells[here].segment_factor &&
                      first_.draws.level.col(there) == of_.draws.level.col(here);
    }
    return found->second;
  }

  bool same_table(std::uint16_t there, std::uint16_t here) {
    auto const [found, is_new] = tables_.try_emplace(Pair(there, here), false);
    if (is_new) {
      found->second = first_.ratio[there] == of_.ratio[here] &&
                      first_.draws.amount_scale.col(there) == of_.draws.amount_scale.col(here);
    }
    return found->second;
  }

  bool same_money(std::uint32_t there, std::uint32_t here) {
    auto const& a = first_.deals;
    auto const& b = of_.deals;
    for (std::size_t g = 0; g < a.group.size(); ++g) {
      if (a.group[g][there] != b.group[g][here]) return false;
    }
    return a.amount[there] == b.amount[here] &&
           first_.curves[a.curve[there]] == of_.curves[b.curve[here]] &&
           same_table(a.amount_table[there], b.amount_table[here]);
  }

  Plan const& first_;
  Plan const& of_;
  std::map<Pair, bool> cells_;
  std::map<Pair, bool> tables_;
};

/// What has nothing in common with the first.
Overlap nothing(PlanLayout const& first, PlanLayout const& other) {
  return {.cell = std::vector<std::uint32_t>(other.plan->cells.size(), Overlap::none),
          .deal = std::vector<std::uint32_t>(other.deals.size(), Overlap::none),
          .come = {},
          .only_first = PlanLayout(*first.plan, std::vector<char>(first.deals.size(), 0)),
          .only_this = PlanLayout(*other.plan, std::vector<char>(other.deals.size(), 0))};
}

}  // namespace

// Deals are matched by their entity, never by their place: a scenario that adds a deal moves every
// row behind it. Draws are compared bit by bit because a chance that is off by one rounding may
// flip a win, and the results promise to be those of a run of its own.
Overlap find_overlap(PlanLayout const& first, PlanLayout const& other) {
  Overlap overlap = nothing(first, other);
  bool const has_ended = first.n_weeks == 0 || other.n_weeks == 0;
  if (has_ended || !same_luck(*first.plan, *other.plan) || !same_groups(*first.plan, *other.plan)) {
    return overlap;
  }
  overlap.same_arrivals = same_arrivals(*first.plan, *other.plan);
  Matcher(*first.plan, *other.plan).match(overlap);
  std::vector<char> gone(first.deals.size(), 1);
  std::vector<char> come(other.deals.size(), 0);
  for (std::size_t d = 0; d < overlap.deal.size(); ++d) {
    if (overlap.deal[d] == Overlap::none) {
      come[d] = 1;
      overlap.come.push_back(d);
    } else {
      gone[overlap.deal[d]] = 0;
    }
  }
  overlap.only_first = PlanLayout(*first.plan, gone);
  overlap.only_this = PlanLayout(*other.plan, come);
  overlap.few_differ =
      overlap.only_first.deals.size() + overlap.only_this.deals.size() < other.deals.size();
  return overlap;
}

}  // namespace quarterdeck::simulate
