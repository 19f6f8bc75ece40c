// engine/data/scale.cpp – see scale.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/scale.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace quarterdeck::data {
namespace {

constexpr double beyond = 10;  ///< times the largest win, or the median of the others
constexpr std::size_t enough_wins = 10;
constexpr std::size_t enough_deals = 5;

/// An open or won deal with an amount.
struct Sized {
  std::uint32_t row = 0;
  double amount = 0;
};

double size_of(core::Minor amount) {
  return amount == core::no_amount ? 0 : std::abs(static_cast<double>(amount));
}

bool is_larger(Sized const& a, Sized const& b) {
  return std::pair(b.amount, a.row) < std::pair(a.amount, b.row);
}

class Scale {
 public:
  Scale(History const& history, Pipeline const& pipeline) : history_(history) {
    for (std::uint32_t row = 0; row < history.deals.size(); ++row) {
      HistoryDeal const& deal = history.deals[row];
      double const amount = size_of(deal.closed_amount);
      if (deal.outcome == Outcome::won && amount > 0) won_.push_back({row, amount});
    }
    for (OpenDeal const& deal : pipeline.deals) {
      if (double const amount = size_of(deal.amount); amount > 0) {
        open_.push_back({deal.history_row, amount});
      }
    }
    std::sort(won_.begin(), won_.end(), is_larger);
    std::sort(open_.begin(), open_.end(), is_larger);
  }

  std::vector<OutOfScale> run() {
    if (history_.facts.counts_deals) return {};
    add_beyond_wins();
    add_large_open();
    add_groups("currency");
    add_groups("owner");
    return std::move(parts_);
  }

 private:
  void add_beyond_wins();
  void add_large_open();
  void add_groups(std::string const& column);
  void add_deal(Oddity oddity, Sized const& deal);
  [[nodiscard]] std::size_t n_wins_above_gap() const;
  [[nodiscard]] bool is_told(std::uint32_t row) const {
    return std::any_of(parts_.begin(), parts_.end(),
                       [&](OutOfScale const& part) { return part.rows.front() == row; });
  }
  [[nodiscard]] Extent extent_of(Sized const& deal) const {
    bool const is_open = history_.deals[deal.row].outcome == Outcome::open;
    auto const money = static_cast<core::Minor>(deal.amount);
    return {1, is_open ? 0 : 1, money, is_open ? money : 0, is_open ? 0 : money};
  }

  History const& history_;
  std::vector<Sized> won_;   ///< largest first
  std::vector<Sized> open_;  ///< largest first
  std::vector<OutOfScale> parts_;
};

void Scale::add_deal(Oddity oddity, Sized const& deal) {
  if (is_told(deal.row)) return;
  parts_.push_back({oddity, "", history_.deals[deal.row].id, {deal.row}, extent_of(deal)});
}

/// Of the largest tenth of the wins those above the lowest gap of ten times.
std::size_t Scale::n_wins_above_gap() const {
  std::size_t n_above = 0;
  for (std::size_t i = 0; i + 1 < won_.size() && 10 * i < won_.size(); ++i) {
    if (won_[i].amount > beyond * won_[i + 1].amount) n_above = i + 1;
  }
  return n_above;
}

void Scale::add_beyond_wins() {
  std::size_t const n_above = n_wins_above_gap();
  if (won_.size() < n_above + enough_wins) return;
  for (std::size_t i = 0; i < n_above; ++i) add_deal(Oddity::beyond_wins, won_[i]);
  double const largest = won_[n_above].amount;
  for (Sized const& deal : open_) {
    if (deal.amount > beyond * largest) add_deal(Oddity::beyond_wins, deal);
  }
}

void Scale::add_large_open() {
  if (open_.size() < enough_deals) return;
  double sum = 0;
  double squares = 0;
  for (Sized const& deal : open_) {
    sum += deal.amount;
    squares += deal.amount * deal.amount;
  }
  Sized const& largest = open_.front();
  if (2 * largest.amount > sum) {
    add_deal(Oddity::carries_most, largest);
  } else if (2 * largest.amount * largest.amount > squares) {
    add_deal(Oddity::rules_spread, largest);
  }
}

double median_of(std::vector<double> amounts) {
  auto const middle = amounts.begin() + static_cast<std::ptrdiff_t>(amounts.size() / 2);
  std::nth_element(amounts.begin(), middle, amounts.end());
  return *middle;
}

void Scale::add_groups(std::string const& column) {
  auto const found = history_.text.find(column);
  if (found == history_.text.end()) return;
  std::vector<Sized> all = open_;
  all.insert(all.end(), won_.begin(), won_.end());
  double total = 0;
  std::vector<double> sums(found->second.dictionary().size(), 0);
  for (Sized const& deal : all) {
    total += deal.amount;
    sums[found->second.code(deal.row)] += deal.amount;
  }
  for (std::uint32_t code = 0; code < sums.size(); ++code) {
    if (2 * sums[code] <= total) continue;
    OutOfScale part{Oddity::group_of_giants, column, found->second.dictionary()[code], {}, {}};
    std::vector<double> inside;
    std::vector<double> outside;
    for (Sized const& deal : all) {
      bool const is_inside = found->second.code(deal.row) == code;
      (is_inside ? inside : outside).push_back(deal.amount);
      if (!is_inside) continue;
      part.rows.push_back(deal.row);
      part.extent.add(extent_of(deal));
    }
    bool const enough = std::min(inside.size(), outside.size()) >= enough_deals;
    if (enough && median_of(inside) > beyond * median_of(outside)) {
      parts_.push_back(std::move(part));
    }
  }
}

Finding kind_of(Oddity oddity) {
  Finding kind;
  kind.top = true;
  switch (oddity) {
    case Oddity::beyond_wins:
      kind.code = "amount.out_of_scale";
      kind.severity = Severity::error;
      kind.doubtful = true;
      kind.message =
          "A deal has an amount of more than ten times the largest other one ever won; if it is a "
          "slip, correct it in the table.";
      break;
    case Oddity::group_of_giants:
      kind.code = "group.out_of_scale";
      kind.doubtful = true;
      kind.message =
          "Deals of one currency or owner carry more than all the others and are typically more "
          "than ten times as large; look at the exchange rate and at the unit of their amounts.";
      break;
    default:
      kind.code = "amount.carries_most";
      kind.message =
          "An open deal has a larger amount than all other open deals together, so that the "
          "forecast hangs on it.";
  }
  return kind;
}

}  // namespace

std::vector<OutOfScale> out_of_scale(History const& history, Pipeline const& pipeline) {
  return Scale(history, pipeline).run();
}

Findings scale_findings(std::vector<OutOfScale> const& parts) {
  Findings findings;
  for (OutOfScale const& part : parts) {
    if (part.oddity == Oddity::rules_spread) continue;
    auto subject = part.column.empty() ? part.value : part.column + ": " + part.value;
    add_finding(findings, kind_of(part.oddity), {{}, std::move(subject), part.extent});
  }
  return findings;
}

Findings unit_findings(History const& history, Pipeline const& pipeline) {
  constexpr double other_unit = 100;
  if (history.facts.counts_deals) return {};
  std::vector<double> won;
  std::vector<double> open;
  Finding finding;
  for (HistoryDeal const& deal : history.deals) {
    double const amount = size_of(deal.closed_amount);
    if (deal.outcome == Outcome::won && amount > 0) won.push_back(amount);
  }
  for (OpenDeal const& deal : pipeline.deals) {
    double const amount = size_of(deal.amount);
    if (amount == 0) continue;
    open.push_back(amount);
    auto const money = static_cast<core::Minor>(amount);
    finding.extent.add({1, 0, money, money, 0});
  }
  if (std::min(won.size(), open.size()) < enough_deals) return {};
  double const times = median_of(open) / median_of(won);
  if (times < other_unit && times > 1 / other_unit) return {};
  finding.code = "amount.other_unit";
  finding.severity = Severity::error;
  finding.count = finding.extent.deals;
  finding.doubtful = true;
  finding.top = true;
  finding.message =
      "Open deals are typically more than a hundred times as large or as small as those that were "
      "won, as if one of the two were in thousands or in cents.";
  return {finding};
}

}  // namespace quarterdeck::data
