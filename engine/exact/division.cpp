// engine/exact/division.cpp – see division.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/division.hpp"

#include <algorithm>
#include <limits>

#include "engine/core/error.hpp"
#include "engine/exact/summands.hpp"

namespace quarterdeck::exact {
namespace {

bool same(plan::Draws::Table const& a, plan::Draws::Table const& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         std::equal(a.data(), a.data() + a.size(), b.data());
}

bool same(Eigen::VectorXd const& a, Eigen::VectorXd const& b) {
  return a.size() == b.size() && std::equal(a.data(), a.data() + a.size(), b.data());
}

/// What moves all parts at once.
bool same_frame(plan::Plan const& a, plan::Plan const& b) {
  return a.market_shift == b.market_shift && a.n_segment_factors == b.n_segment_factors &&
         same(a.draws.company_correlation, b.draws.company_correlation) &&
         same(a.draws.segment_correlation, b.draws.segment_correlation) &&
         same(a.draws.arrival_log_sd, b.draws.arrival_log_sd);
}

bool same_column(plan::Draws::Table const& a, std::size_t of_a, plan::Draws::Table const& b,
                 std::size_t of_b) {
  auto const x = a.col(static_cast<Eigen::Index>(of_a));
  auto const y = b.col(static_cast<Eigen::Index>(of_b));
  for (Eigen::Index r = 0; r < x.size(); ++r) {
    if (x[r] != y[r]) return false;
  }
  return true;
}

bool same_entries(plan::ArrivalCell const& a, plan::ArrivalCell const& b) {
  return a.size == b.size && a.segment_factor == b.segment_factor &&
         std::ranges::equal(a.entries, b.entries, {}, &plan::ArrivalEntry::amount,
                            &plan::ArrivalEntry::amount);
}

/// Holds deals and arrivals of two plans against each other.
class Twin {
 public:
  Twin(plan::Plan const& a, plan::Plan const& b)
      : a_(a), b_(b), same_frame_(same_frame(a, b)), n_tables_(b.ratio.size()) {
    for (std::size_t t = 0; t < a.ratio.size(); ++t) {
      for (std::size_t u = 0; u < b.ratio.size(); ++u) {
        same_table_.push_back(same_frame_ && a.ratio[t] == b.ratio[u] &&
                              same_column(a.draws.amount_scale, t, b.draws.amount_scale, u));
      }
    }
  }
  [[nodiscard]] bool deals(std::size_t i, std::size_t j) const {
    auto const& x = a_.deals;
    auto const& y = b_.deals;
    return same_frame_ && x.amount[i] == y.amount[j] &&
           same_table_[x.amount_table[i] * n_tables_ + y.amount_table[j]] &&
           a_.cells[x.cell[i]].segment_factor == b_.cells[y.cell[j]].segment_factor &&
           same_column(a_.draws.level, x.cell[i], b_.draws.level, y.cell[j]);
  }
  [[nodiscard]] bool arrivals(std::size_t i, std::size_t j) const {
    return same_frame_ && same_entries(a_.arrivals[i], b_.arrivals[j]) &&
           same_column(a_.draws.arrival_log_mean, i, b_.draws.arrival_log_mean, j) &&
           same_column(a_.draws.arrival_scale, i, b_.draws.arrival_scale, j);
  }

 private:
  plan::Plan const& a_;
  plan::Plan const& b_;
  bool same_frame_;
  std::size_t n_tables_;
  std::vector<bool> same_table_;  ///< [table of a][table of b]
};

/// Copies columns of a table.
plan::Draws::Table columns(plan::Draws::Table const& from, std::vector<std::size_t> const& used) {
  plan::Draws::Table to(from.rows(), static_cast<Eigen::Index>(used.size()));
  for (Eigen::Index r = 0; r < from.rows(); ++r) {
    for (std::size_t c = 0; c < used.size(); ++c) {
      to(r, static_cast<Eigen::Index>(c)) = from(r, static_cast<Eigen::Index>(used[c]));
    }
  }
  return to;
}

/// Numbers things anew in the order of their old numbers.
class Renumbered {
 public:
  explicit Renumbered(std::size_t n) : of_(n, none) {}
  void use(std::size_t old) { of_[old] = 0; }
  /// @return the old numbers that are in use
  std::vector<std::size_t> finish() {
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < of_.size(); ++i) {
      if (of_[i] == none) continue;
      of_[i] = used.size();
      used.push_back(i);
    }
    return used;
  }
  [[nodiscard]] std::size_t at(std::size_t old) const { return of_[old]; }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> of_;
};

void copy_deals(plan::Plan& to, plan::Plan const& from, std::vector<std::size_t> const& deals) {
  Renumbered cells(from.cells.size());
  Renumbered tables(from.ratio.size());
  for (std::size_t const i : deals) {
    cells.use(from.deals.cell[i]);
    tables.use(from.deals.amount_table[i]);
  }
  auto const used_cells = cells.finish();
  auto const used_tables = tables.finish();
  for (std::size_t const c : used_cells) to.cells.push_back(from.cells[c]);
  for (std::size_t const t : used_tables) to.ratio.push_back(from.ratio[t]);
  to.draws.level = columns(from.draws.level, used_cells);
  to.draws.amount_scale = columns(from.draws.amount_scale, used_tables);
  for (std::size_t const i : deals) {
    to.deals.amount.push_back(from.deals.amount[i]);
    to.deals.cell.push_back(static_cast<std::uint32_t>(cells.at(from.deals.cell[i])));
    to.deals.amount_table.push_back(
        static_cast<std::uint16_t>(tables.at(from.deals.amount_table[i])));
  }
  to.deals.entity.resize(deals.size());
}

void copy_arrivals(plan::Plan& to, plan::Plan const& from, std::vector<std::size_t> const& cells,
                   Scope scope) {
  to.draws.arrival_log_mean = columns(from.draws.arrival_log_mean, cells);
  to.draws.arrival_scale = columns(from.draws.arrival_scale, cells);
  for (std::size_t const a : cells) {
    auto const& cell = from.arrivals[a];
    plan::ArrivalCell copy;
    copy.segment_factor = cell.segment_factor;
    copy.size = cell.size;
    copy.entries.reserve(cell.entries.size());
    for (auto const& entry : cell.entries) {
      copy.entries.push_back({is_inside(scope, entry) ? entry.amount : 0, {}});
    }
    to.arrivals.push_back(std::move(copy));
  }
}

}  // namespace

// What an axis touches is learned by looking at plans, not by asking the change: a filter, a delay
// that takes a win out of the period or a factor of 1 then need no rules of their own.
Division::Division(plan::Plan const& base, std::vector<std::vector<plan::Plan const*>> const& moved)
    : unknown_((1U << moved.size()) - 1) {
  QUARTERDECK_EXPECT(moved.size() < 8);
  for (std::uint64_t const entity : base.deals.entity) deals_[entity] = 0;
  for (auto const& arrival : base.arrivals) arrivals_[arrival.entity] = 0;
  for (std::size_t axis = 0; axis < moved.size(); ++axis) {
    for (auto const* plan : moved[axis]) learn(base, *plan, 1U << axis);
  }
}

void Division::learn(plan::Plan const& base, plan::Plan const& moved, unsigned bit) {
  Twin const twin(base, moved);
  std::map<std::uint64_t, std::size_t> at;
  for (std::size_t i = 0; i < base.deals.size(); ++i) at[base.deals.entity[i]] = i;
  for (std::size_t j = 0; j < moved.deals.size(); ++j) {
    auto const found = at.find(moved.deals.entity[j]);
    bool const stays = found != at.end() && twin.deals(found->second, j);
    if (!stays) deals_[moved.deals.entity[j]] |= bit;
  }
  at.clear();
  for (std::size_t i = 0; i < base.arrivals.size(); ++i) at[base.arrivals[i].entity] = i;
  for (std::size_t j = 0; j < moved.arrivals.size(); ++j) {
    auto const found = at.find(moved.arrivals[j].entity);
    bool const stays = found != at.end() && twin.arrivals(found->second, j);
    if (!stays) arrivals_[moved.arrivals[j].entity] |= bit;
  }
}

unsigned Division::label_of(std::map<std::uint64_t, unsigned> const& known,
                            std::uint64_t entity) const {
  auto const found = known.find(entity);
  return found == known.end() ? unknown_ : found->second;
}

std::vector<Division::Piece> Division::operator()(plan::Plan const& plan, Scope scope) const {
  std::vector<std::vector<std::size_t>> deals(n_labels());
  std::vector<std::vector<std::size_t>> arrivals(n_labels());
  for (std::size_t i = 0; i < plan.deals.size(); ++i) {
    if (is_inside(scope, plan.deals, i)) {
      deals[label_of(deals_, plan.deals.entity[i])].push_back(i);
    }
  }
  for (std::size_t a = 0; a < plan.arrivals.size(); ++a) {
    arrivals[label_of(arrivals_, plan.arrivals[a].entity)].push_back(a);
  }
  std::vector<Piece> pieces;
  for (unsigned label = 0; label < n_labels(); ++label) {
    if (deals[label].empty() && arrivals[label].empty()) continue;
    Piece piece{label, {}};
    piece.content.n_segment_factors = plan.n_segment_factors;
    piece.content.market_shift = plan.market_shift;
    piece.content.draws.company_correlation = plan.draws.company_correlation;
    piece.content.draws.segment_correlation = plan.draws.segment_correlation;
    piece.content.draws.arrival_log_sd = plan.draws.arrival_log_sd;
    copy_deals(piece.content, plan, deals[label]);
    copy_arrivals(piece.content, plan, arrivals[label], scope);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

bool have_same_content(plan::Plan const& a, plan::Plan const& b) {
  auto const factor = &plan::Cell::segment_factor;
  return a.booked == b.booked && same_frame(a, b) && a.deals.amount == b.deals.amount &&
         a.deals.cell == b.deals.cell && a.deals.amount_table == b.deals.amount_table &&
         std::ranges::equal(a.cells, b.cells, {}, factor, factor) && a.ratio == b.ratio &&
         same(a.draws.arrival_log_mean, b.draws.arrival_log_mean) &&
         same(a.draws.arrival_scale, b.draws.arrival_scale) &&
         std::ranges::equal(a.arrivals, b.arrivals, same_entries) &&
         same(a.draws.amount_scale, b.draws.amount_scale) && same(a.draws.level, b.draws.level);
}

}  // namespace quarterdeck::exact
