// tests/unit/exact/variations_test.cpp – cells from parts are the cells as wholes, never stale.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/variations.hpp"

#include <cmath>
#include <functional>
#include <utility>

#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"

using namespace quarterdeck;

namespace {

exact::ExactOptions cell_options() {
  return {
      .seed = 5, .n_outer = 64, .over = exact::Over::whole_law, .tolerance = 5e-4, .n_guide = 512};
}

/// First axis: levels of every second cell; second: arrivals, and the amounts of one deal in ten.
plan::Plan cell(plan::Plan plan, double level, double wins) {
  for (Eigen::Index c = 0; c < plan.draws.level.cols(); c += 2) {
    plan.draws.level.col(c).array() += level;
  }
  plan.draws.arrival_log_mean.array() += std::log(wins);
  for (std::size_t i = 0; i < plan.deals.size(); i += 10) {
    plan.deals.amount[i] = std::llround(static_cast<double>(plan.deals.amount[i]) * wins);
  }
  return plan;
}

/// A grid from -reach to reach and from 1/2 to 2, made for a base.
struct Grid {
  plan::Plan base;
  std::vector<plan::Plan> rows, columns, corners;
  explicit Grid(plan::Plan of) : base(std::move(of)) {
    for (double const level : {-0.2, 0.2}) rows.push_back(cell(base, level, 1));
    for (double const wins : {0.5, 2.0}) columns.push_back(cell(base, 0, wins));
    for (double const level : {-0.2, 0.2}) {
      for (double const wins : {0.5, 2.0}) corners.push_back(cell(base, level, wins));
    }
  }
  [[nodiscard]] exact::Foreseen foreseen() const {
    auto const to = [](std::vector<plan::Plan> const& plans) {
      std::vector<plan::Plan const*> pointers;
      for (auto const& plan : plans) pointers.push_back(&plan);
      return pointers;
    };
    return {{to(rows), to(columns)}, to(corners)};
  }
  [[nodiscard]] exact::Variations variations(exact::Scope scope = {}) const {
    return exact::Variations(base, scope, cell_options(), foreseen());
  }
};

/// The plan evaluated as a whole on the outer draws of the base.
exact::Distribution whole(plan::Plan const& plan, plan::Plan const& base, exact::Scope scope = {}) {
  auto options = cell_options();
  options.row_order = exact::row_order(base, scope);
  return exact::distribution(plan, scope, options);
}

/// Largest difference of two distribution functions, less what their bounds allow.
double excess(exact::Distribution const& a, exact::Distribution const& b) {
  double largest = 0;
  for (double p = 0.01; p < 0.995; p += 0.01) {
    for (double const x : {a.quantile(p), b.quantile(p)}) {
      largest = std::max(largest, std::abs(a.cdf(x) - b.cdf(x)));
    }
  }
  return largest - a.error_bound() - b.error_bound();
}

double difference(exact::Distribution const& a, exact::Distribution const& b) {
  return excess(a, b) + a.error_bound() + b.error_bound();
}

std::vector<test::RealisticSpec> specs() {
  return {{.n_deals = 300, .n_rows = 128},
          {.n_deals = 150, .n_cells = 90, .n_rows = 64, .company_correlation = 0.1},
          {.n_deals = 400, .n_rows = 128, .amount_log_sd = 1.4, .arrival_mean = 0},
          {.n_deals = 200, .n_rows = 96, .scale_log_sd = 0.2, .arrival_mean = 4},
          {.n_deals = 300, .n_rows = 128, .scale_log_sd = 0, .round_to = 100'00}};
}

}  // namespace

TEST_CASE("variations: parts together are the plan as a whole", "[unit][exact]") {
  for (auto const& spec : specs()) {
    Grid const grid(test::realistic_book(spec));
    auto const variations = grid.variations();
    for (auto const& [level, wins] : {std::pair(0.0, 1.0), {-0.2, 0.7}, {0.07, 1.9}}) {
      auto const plan = cell(grid.base, level, wins);
      auto const varied = variations(plan);
      auto const as_whole = whole(plan, grid.base);
      CAPTURE(spec.n_deals, level, wins, varied.total.error_bound());
      CHECK(varied.from_parts);
      CHECK(varied.total.error_bound() <= 5e-4);
      CHECK(excess(varied.total, as_whole) <= 0);
      CHECK(varied.total.mean() == Approx(as_whole.mean()).epsilon(1e-9));
      CHECK(varied.total.variance() == Approx(as_whole.variance()).epsilon(1e-9));
      // Had a part of the next row or column been taken, this would show it.
      CHECK(excess(varied.total, whole(cell(grid.base, level + 0.02, wins), grid.base)) > 0);
      if (spec.arrival_mean == 0) continue;
      CHECK(excess(varied.total, whole(cell(grid.base, level, wins * 1.05), grid.base)) > 0);
    }
  }
}

TEST_CASE("variations: the tighter the tolerance, the nearer to the whole", "[unit][exact]") {
  Grid const grid(test::realistic_book({.n_deals = 300, .n_rows = 128}));
  auto options = cell_options();
  options.tolerance = 1e-6;
  options.row_order = exact::row_order(grid.base, {});
  exact::Variations const variations(grid.base, {}, options, grid.foreseen());
  auto const plan = cell(grid.base, 0.13, 1.4);
  auto const varied = variations(plan);
  CHECK(varied.from_parts);
  CHECK(varied.total.error_bound() <= 1e-6);
  CHECK(difference(varied.total, exact::distribution(plan, {}, options)) < 2e-6);
}

TEST_CASE("variations: of a group, with the rest left out", "[unit][exact]") {
  Grid const grid(test::realistic_book({.n_deals = 600, .n_rows = 128}));
  exact::Scope const scope{0, 1};
  auto const variations = grid.variations(scope);
  auto const plan = cell(grid.base, 0.1, 1.3);
  auto const varied = variations(plan);
  CHECK(excess(varied.total, whole(plan, grid.base, scope)) <= 0);
  CHECK(excess(varied.total, whole(plan, grid.base, {0, 2})) > 0);
}

TEST_CASE("variations: the mean is that over all rows", "[unit][exact]") {
  Grid const grid(test::realistic_book({.n_deals = 300, .n_rows = 64}));
  auto const plan = cell(grid.base, -0.1, 1.6);
  plan::ConditionalMean const mean(plan);
  double sum = 0;
  for (Eigen::Index row = 0; row < 64; ++row) sum += mean.row(row) / 64;
  CHECK(grid.variations()(plan).mean == Approx(sum).epsilon(1e-12));
}

TEST_CASE("variations: only what has changed is worked out anew", "[unit][exact]") {
  Grid const grid(test::realistic_book({.n_deals = 300, .n_rows = 64}));
  auto const variations = grid.variations();
  // What no axis touches; three values of each axis alone; five pairs on what both touch.
  CHECK(variations.n_parts_made() == 12);
  (void)variations(cell(grid.base, 0.1, 2.0));
  CHECK(variations.n_parts_made() == 14);
  (void)variations(cell(grid.base, 0.1, 1.0));
  CHECK(variations.n_parts_made() == 15);
  (void)variations(cell(grid.base, 0.1, 2.0));
  CHECK(variations.n_parts_made() == 15);
}

TEST_CASE("variations: a part with one other number is another part", "[unit][exact]") {
  using Change = std::function<void(plan::Plan&)>;
  std::vector<std::pair<char const*, Change>> const changes = {
      {"level", [](auto& p) { p.draws.level(7, p.deals.cell[3]) += 1e-15; }},
      {"amount", [](auto& p) { p.deals.amount[3] += 1; }},
      {"cell", [](auto& p) { p.deals.cell[3] = p.deals.cell[4]; }},
      {"factor", [](auto& p) { p.cells[p.deals.cell[3]].segment_factor ^= 1; }},
      {"ratio", [](auto& p) { p.ratio[0].back() += 1e-9; }},
      {"scale", [](auto& p) { p.draws.amount_scale(5, 0) *= 1 + 1e-15; }},
      {"arrivals", [](auto& p) { p.draws.arrival_log_mean(5, 2) += 1e-12; }},
      {"arrival scale", [](auto& p) { p.draws.arrival_scale(63, 0) += 1e-12; }},
      {"size", [](auto& p) { p.arrivals[1].size += 1e-9; }},
      {"entry", [](auto& p) { p.arrivals[3].entries.back().amount += 1; }},
      {"correlation", [](auto& p) { p.draws.company_correlation[9] += 1e-12; }},
      {"luck of arrivals", [](auto& p) { p.draws.arrival_log_sd[9] += 1e-12; }},
      {"market", [](auto& p) { p.market_shift += 1e-12; }}};
  Grid const grid(test::realistic_book({.n_deals = 120, .n_rows = 64}));
  auto const seen = grid.variations();
  (void)seen(grid.base);
  std::vector<std::vector<plan::Plan const*>> const nowhere;
  exact::Division const undivided(grid.base, nowhere);
  auto const content = undivided(grid.base, {}).front().content;
  for (auto const& [what, change] : changes) {
    INFO(what);
    plan::Plan changed = grid.base;
    change(changed);
    CHECK_FALSE(exact::have_same_content(content, undivided(changed, {}).front().content));
    auto const before = seen.n_parts_made();
    auto const here = seen(changed);
    CHECK(seen.n_parts_made() > before);
    // The bits do not depend on what was seen before.
    auto const there = grid.variations()(changed);
    CHECK(here.mean == there.mean);
    CHECK(here.total.cdf(there.total.quantile(0.3)) == there.total.cdf(there.total.quantile(0.3)));
    CHECK(here.total.error_bound() == there.total.error_bound());
  }
  CHECK(exact::have_same_content(content, undivided(grid.base, {}).front().content));
}

TEST_CASE("variations: what is booked moves the total and no part", "[unit][exact]") {
  Grid const grid(test::realistic_book({.n_deals = 120, .n_rows = 64}));
  auto const variations = grid.variations();
  auto plan = grid.base;
  plan.booked += 1'000'000;
  auto const before = variations.n_parts_made();
  auto const varied = variations(plan);
  CHECK(variations.n_parts_made() == before);
  CHECK(varied.mean - variations(grid.base).mean == Approx(1'000'000));
  CHECK(excess(varied.total, whole(plan, grid.base)) <= 0);
}

TEST_CASE("variations: where the common range does not hold, a plan has its own", "[unit][exact]") {
  Grid const grid(test::realistic_book({.n_deals = 300, .n_rows = 64}));
  auto const variations = grid.variations();
  for (auto const& [level, wins] : {std::pair(4.0, 2.0), {0.0, 30.0}, {-2.5, 0.01}}) {
    auto const plan = cell(grid.base, level, wins);
    auto const varied = variations(plan);
    CAPTURE(level, wins);
    CHECK_FALSE(varied.from_parts);
    auto const own = whole(plan, grid.base);
    for (double const p : {0.05, 0.5, 0.95}) {
      CHECK(varied.total.quantile(p) == own.quantile(p));
    }
    CHECK(varied.mean > 0);
  }
}

TEST_CASE("variations: a total that moves in steps, or is certain, is left to the lattice",
          "[unit][exact]") {
  test::SimpleBook simple;
  simple.deals(20, simple.cell(0.4), 1000);
  auto const& base = simple.plan;
  exact::Variations const variations(base, {}, cell_options(), {{}, {&base}});
  auto const varied = variations(base);
  CHECK_FALSE(varied.from_parts);
  CHECK(varied.total.method() == exact::Method::lattice);
  CHECK(varied.mean == Approx(8000));
  test::SimpleBook certain;
  certain.deal(certain.cell(1), 500);
  exact::Variations const none(certain.plan, {}, cell_options(), {});
  CHECK(none(certain.plan).total.cdf(499) == 0);
  CHECK(none(certain.plan).total.cdf(500) == 1);
}
