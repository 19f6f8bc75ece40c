// tests/unit/models/multinomial_logit_test.cpp – the ridge logit on simulated and degenerate rows.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/multinomial_logit.hpp"

#include <cmath>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using namespace quarterdeck::models::win;

namespace {

/// Coefficients [column][cause]: intercept, a factor of six levels, a number, a factor of eight
/// levels that does nothing.
constexpr std::uint32_t n_levels = 6, n_idle = 8, n_columns = 1 + n_levels + 1 + n_idle;

Eigen::MatrixXd true_coefficients() {
  Eigen::MatrixXd b = Eigen::MatrixXd::Zero(n_columns, 2);
  b.row(0) << -2.0, -1.5;
  std::array<double, n_levels> const won{-0.9, -0.5, -0.1, 0.2, 0.5, 0.8};
  for (std::size_t l = 0; l < n_levels; ++l) {
    b(static_cast<Eigen::Index>(1 + l), 0) = won[l];
    b(static_cast<Eigen::Index>(1 + l), 1) = -0.5 * won[l];
  }
  b.row(1 + n_levels) << 0.4, -0.3;
  return b;
}

std::vector<LogitFamily> families() {
  return {{"intercept", 1, 10.0}, {"level", n_levels, {}}, {"number", 1, {}}, {"idle", n_idle, {}}};
}

LogitDesign simulated(std::uint64_t seed, std::size_t n_rows, Eigen::MatrixXd const& b) {
  LogitDesign design(n_columns, 2);
  random::Stream stream({.seed = seed, .entity = 7});
  for (std::size_t i = 0; i < n_rows; ++i) {
    auto const level = static_cast<std::uint32_t>(stream.uniform() * n_levels);
    auto const idle = static_cast<std::uint32_t>(stream.uniform() * n_idle);
    double const x = normal_variate(stream);
    Eigen::RowVectorXd const eta = b.row(0) + b.row(1 + level) + x * b.row(1 + n_levels);
    double const sum = 1 + std::exp(eta[0]) + std::exp(eta[1]);
    double const u = stream.uniform() * sum;
    std::array<double, 3> weights{};
    weights[u < 1 ? 0 : u < 1 + std::exp(eta[0]) ? 1 : 2] = 1;
    std::array<Entry, 4> const entries{
        {{0, 1}, {1 + level, 1}, {1 + n_levels, x}, {2 + n_levels + idle, 1}}};
    design.add_row(entries, 0, weights);
  }
  return design;
}

/// The same rows with wins against everything else.
LogitDesign wins_of(LogitDesign const& rows) {
  LogitDesign wins(n_columns, 1);
  for (std::size_t row = 0; row < rows.n_rows(); ++row) {
    double const won = rows.weights(row)[1];
    wins.add_row(rows.entries(row), 0, std::array{1 - won, won});
  }
  return wins;
}

/// Weights that pick the difference of two coefficients of one cause.
Eigen::VectorXd contrast(Eigen::Index a, Eigen::Index b, Eigen::Index cause) {
  Eigen::VectorXd w = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(2 * n_columns));
  w[cause * static_cast<Eigen::Index>(n_columns) + a] = 1;
  w[cause * static_cast<Eigen::Index>(n_columns) + b] -= 1;
  return w;
}

bool is_finite(LogitFit const& fit) {
  return fit.mode.allFinite() && fit.sd.allFinite() && fit.factor.allFinite() &&
         std::isfinite(fit.log_evidence);
}

}  // namespace

TEST_CASE("multinomial logit: gradient and information are those of the likelihood", "[unit]") {
  LogitDesign const both = simulated(3, 200, true_coefficients());
  LogitDesign const wins = wins_of(both);
  for (LogitDesign const& design : {both, wins}) {
    Eigen::MatrixXd const at =
        (0.7 * true_coefficients().array() - 0.05).leftCols(design.n_causes());
    LogitSums const sums = sum_logit(design, at, 2);
    CHECK(sums.log_likelihood == Approx(logit_likelihood(design, at, 1)).epsilon(1e-13));
    double const h = 1e-5;
    for (Eigen::Index j = 0; j < at.size(); ++j) {
      Eigen::MatrixXd up = at, down = at;
      up.reshaped()[j] += h;
      down.reshaped()[j] -= h;
      LogitSums const above = sum_logit(design, up, 1), below = sum_logit(design, down, 1);
      double const slope = (above.log_likelihood - below.log_likelihood) / (2 * h);
      CHECK(sums.gradient[j] == Approx(slope).margin(1e-6));
      Eigen::VectorXd const bend = (below.gradient - above.gradient) / (2 * h);
      CHECK((bend - sums.information.col(j)).cwiseAbs().maxCoeff() < 1e-6);
    }
  }
}

TEST_CASE("multinomial logit: intervals hold coefficients from the prior at their rate", "[unit]") {
  // Companies whose coefficients are drawn from the prior that the fit is told.
  std::vector<LogitFamily> told = families();
  told[0].fixed_sd = 0.5;
  for (std::size_t f = 1; f < told.size(); ++f) told[f].fixed_sd = 0.4;
  int const n_companies = 300;
  std::int64_t held = 0, held_halved = 0;
  for (int i = 0; i < n_companies; ++i) {
    random::Stream stream({.seed = 21, .entity = 2, .index = static_cast<std::uint64_t>(i)});
    Eigen::MatrixXd truth(n_columns, 2);
    for (double& b : truth.reshaped()) b = 0.4 * normal_variate(stream);
    truth.row(0) *= 0.5 / 0.4;
    LogitFit const fit =
        fit_logit(simulated(1000 + static_cast<std::uint64_t>(i), 250, truth), told);
    Eigen::VectorXd const w = contrast(1 + i % n_levels, 1 + (i + 1) % n_levels, i % 2);
    double const z = std::abs(w.dot((fit.mode - truth).reshaped())) / fit.sd_of(w);
    double const z_of_80_percent = normal_quantile(0.9);
    held += z < z_of_80_percent ? 1 : 0;
    held_halved += z < z_of_80_percent / 2 ? 1 : 0;
  }
  CHECK(test::count_agrees(held, n_companies, 0.8));
  CHECK_FALSE(test::count_agrees(held_halved, n_companies, 0.8));  // planted: half as wide
}

TEST_CASE("multinomial logit: planted coefficients lie in their posterior intervals", "[unit]") {
  Eigen::MatrixXd const truth = true_coefficients();
  LogitFit const fit = fit_logit(simulated(11, 20'000, truth), families());
  REQUIRE(fit.converged);
  auto const z_of = [&](Eigen::VectorXd const& w, Eigen::MatrixXd const& b) {
    return std::abs(w.dot((fit.mode - b).reshaped())) / fit.sd_of(w);
  };
  double const limit = test::z_limit(1e-4);
  Eigen::MatrixXd biased = truth;  // planted: effects a third larger
  biased.row(1) *= 4.0 / 3;
  biased.row(n_levels) *= 4.0 / 3;
  biased.row(1 + n_levels) *= 4.0 / 3;
  for (Eigen::Index cause = 0; cause < 2; ++cause) {
    for (Eigen::Index l = 2; l <= static_cast<Eigen::Index>(n_levels); ++l) {
      CHECK(z_of(contrast(l, 1, cause), truth) < limit);
    }
    Eigen::VectorXd slope = contrast(1 + n_levels, 0, cause);
    slope[cause * static_cast<Eigen::Index>(n_columns)] = 0;
    CHECK(z_of(slope, truth) < limit);
    CHECK_FALSE(z_of(slope, biased) < limit);
  }
  CHECK_FALSE(z_of(contrast(n_levels, 1, 0), biased) < limit);
}

TEST_CASE("multinomial logit: strengths of families are learned, idle ones shrink", "[unit]") {
  LogitFit const fit = fit_logit(simulated(12, 20'000, true_coefficients()), families());
  CHECK(fit.sd(0, 0) == 10);
  CHECK(fit.sd(1, 0) > 0.3);
  CHECK(fit.sd(1, 0) < 1.2);
  CHECK(fit.sd(1, 1) > 0.15);
  CHECK(fit.sd(3, 0) < 0.1);
  CHECK(fit.sd(3, 1) < 0.1);
  CHECK(fit.mode.bottomRows(n_idle).cwiseAbs().maxCoeff() < 0.1);
}

TEST_CASE("multinomial logit: learned strengths are where the evidence is largest", "[unit]") {
  LogitDesign const wins = wins_of(simulated(12, 5000, true_coefficients()));
  LogitFit const best = fit_logit(wins, families());
  REQUIRE(best.converged);
  for (double const factor : {0.7, 1.4}) {
    std::vector<LogitFamily> fixed = families();
    for (std::size_t f = 1; f < fixed.size(); ++f) {
      fixed[f].fixed_sd = best.sd(static_cast<Eigen::Index>(f), 0);
    }
    fixed[1].fixed_sd = *fixed[1].fixed_sd * factor;
    CHECK(fit_logit(wins, fixed).log_evidence < best.log_evidence);
  }
}

TEST_CASE("multinomial logit: posterior draws have the mean and spread they claim", "[unit]") {
  LogitFit const fit = fit_logit(simulated(13, 2000, true_coefficients()), families());
  Eigen::VectorXd const w = contrast(5, 2, 0);
  std::vector<double> drawn, squares;
  random::Stream stream({.seed = 5, .entity = 1});
  for (int i = 0; i < 4000; ++i) {
    Eigen::VectorXd z(2 * n_columns);
    for (double& value : z) value = normal_variate(stream);
    drawn.push_back(w.dot(fit.draw(z).reshaped()));
    double const off = drawn.back() - w.dot(fit.mode.reshaped());
    squares.push_back(off * off);
  }
  double const sd = fit.sd_of(w);
  CHECK(test::mean_agrees(drawn, w.dot(fit.mode.reshaped())));
  CHECK(test::mean_agrees(squares, sd * sd));
  CHECK_FALSE(test::mean_agrees(squares, 1.2 * 1.2 * sd * sd));  // planted: too wide
}

TEST_CASE("multinomial logit: same bits at any number of threads", "[unit]") {
  LogitDesign const design = simulated(14, 40'000, true_coefficients());
  LogitFit const one = fit_logit(design, families(), {.n_threads = 1});
  for (int const n : {2, 3, 7}) {
    LogitFit const many = fit_logit(design, families(), {.n_threads = n});
    CHECK(many.mode == one.mode);
    CHECK(many.factor == one.factor);
    CHECK(many.log_evidence == one.log_evidence);
  }
}

TEST_CASE("multinomial logit: equal rows merged give the same fit", "[unit]") {
  LogitDesign design(4, 2);
  random::Stream stream({.seed = 15, .entity = 1});
  for (int i = 0; i < 500; ++i) {
    auto const level = static_cast<std::uint32_t>(1 + stream.uniform() * 3);
    std::array<double, 3> weights{};
    weights[static_cast<std::size_t>(stream.uniform() * 3)] = 0.5 + stream.uniform();
    design.add_row(std::array<Entry, 2>{{{0, 1}, {level, 1}}}, level == 2 ? -0.3 : 0, weights);
  }
  LogitDesign const merged = design.merged();
  CHECK(merged.n_rows() == 3);
  std::vector<LogitFamily> const two{{"intercept", 1, 10.0}, {"level", 3, {}}};
  LogitFit const a = fit_logit(design, two), b = fit_logit(merged, two);
  CHECK((a.mode - b.mode).cwiseAbs().maxCoeff() < 1e-6);
  CHECK(a.log_evidence == Approx(b.log_evidence).epsilon(1e-9));
}

TEST_CASE("multinomial logit: degenerate rows have a finite fit", "[unit]") {
  std::vector<LogitFamily> const two{{"intercept", 1, 10.0}, {"level", 3, {}}};
  for (int const n_causes : {1, 2}) {
    std::vector<double> open(static_cast<std::size_t>(n_causes) + 1, 0.0), event = open;
    open[0] = 1;
    event[1] = 1;
    LogitDesign const none(4, n_causes);
    LogitFit const prior = fit_logit(none, two);
    CHECK(is_finite(prior));
    CHECK(prior.mode.isZero());
    CHECK(prior.sd(1, 0) == 0.5);

    LogitDesign one_class(4, n_causes), separated(4, n_causes), constant(4, n_causes);
    LogitDesign weightless(4, n_causes);
    std::vector<double> const nothing(static_cast<std::size_t>(n_causes) + 1, 0.0);
    for (int i = 0; i < 400; ++i) {
      auto const level = static_cast<std::uint32_t>(1 + i % 3);
      std::array<Entry, 2> const entries{{{0, 1}, {level, 1}}};
      one_class.add_row(entries, 0, open);
      separated.add_row(entries, 0, level == 2 ? event : open);
      constant.add_row(std::array<Entry, 2>{{{0, 1}, {3, 1e6}}}, 0, i % 2 == 0 ? event : open);
      weightless.add_row(entries, 0, nothing);
    }
    for (LogitDesign const& design : {one_class, separated, constant, weightless}) {
      LogitFit const fit = fit_logit(design, two);
      CHECK(is_finite(fit));
      CHECK(fit.converged);
    }
    LogitFit const apart = fit_logit(separated, two);
    CHECK(apart.mode(2, 0) > apart.mode(1, 0) + 3);
  }
}
