// tests/reference/reference_test.cpp – the models against values computed outside of this code.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/timing/survival.hpp"
#include "models/win/hazard/multinomial_logit.hpp"
#include "models/win/table/beta_binomial.hpp"
#include "tests/reference/rows.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck::models;
using quarterdeck::test::read_rows;
using quarterdeck::test::read_values;
using quarterdeck::test::Row;

namespace {

constexpr double tolerance = 1e-6;

win::LogitDesign read_design(bool with_offset) {
  win::LogitDesign design(5, 2);
  for (Row const& row : read_rows("logit_rows.csv")) {
    std::vector<win::Entry> entries;
    for (std::uint32_t j = 0; j < 5; ++j) {
      double const value = std::stod(row.at(4 + j));
      if (value != 0) entries.push_back({j, value});
    }
    std::vector<double> weights;
    for (std::size_t k = 0; k < 3; ++k) weights.push_back(std::stod(row[k]));
    design.add_row(entries, with_offset ? std::stod(row[3]) : 0, weights);
  }
  return design;
}

void check_mode(win::LogitFit const& fit, std::map<std::string, double> const& expected) {
  for (Eigen::Index k = 0; k < 2; ++k) {
    for (Eigen::Index j = 0; j < 5; ++j) {
      std::string const name = (k == 0 ? "won " : "lost ") + std::to_string(j + 1);
      INFO(name);
      CHECK(fit.mode(j, k) == Approx(expected.at("mode " + name)).margin(tolerance));
      CHECK_FALSE(fit.mode(j, k) == Approx(expected.at("mode " + name) + 1e-4).margin(tolerance));
    }
  }
}

}  // namespace

TEST_CASE("reference: ridge multinomial logit, mode, spread and evidence", "[reference]") {
  auto const expected = read_values("logit_expected.csv");
  win::LogitFit const fit = win::fit_logit(
      read_design(true), {{"intercept", 1, 10.0}, {"level", 3, 0.8}, {"number", 1, 0.3}});
  REQUIRE(fit.converged);
  check_mode(fit, expected);
  for (Eigen::Index k = 0; k < 2; ++k) {
    for (Eigen::Index j = 0; j < 5; ++j) {
      std::string const name = (k == 0 ? "sd won " : "sd lost ") + std::to_string(j + 1);
      Eigen::VectorXd w = Eigen::VectorXd::Zero(10);
      w[5 * k + j] = 1;
      CHECK(fit.sd_of(w) == Approx(expected.at(name)).margin(tolerance));
    }
  }
  CHECK(fit.log_likelihood == Approx(expected.at("log likelihood")).epsilon(tolerance));
  CHECK(fit.log_evidence == Approx(expected.at("log evidence")).epsilon(tolerance));
}

TEST_CASE("reference: ridge multinomial logit of nnet", "[reference]") {
  check_mode(win::fit_logit(read_design(false), {{"all", 5, 1.0}}),
             read_values("logit_nnet_expected.csv"));
}

TEST_CASE("reference: Kaplan-Meier and Aalen-Johansen with delayed entry", "[reference]") {
  std::vector<timing::Spell> spells;
  for (Row const& row : read_rows("spells.csv")) {
    spells.push_back({std::stod(row[0]), std::stod(row[1]), std::stoi(row[2])});
  }
  auto const steps = timing::aalen_johansen(spells, 2);
  std::vector<Row> const expected = read_rows("survival_expected.csv");
  REQUIRE(steps.size() == expected.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Row const& row = expected[i];
    CHECK(steps[i].time == std::stod(row[0]));
    CHECK(steps[i].at_risk == std::stod(row[1]));
    CHECK(steps[i].survival == Approx(std::stod(row[2])).margin(tolerance));
    CHECK(std::sqrt(steps[i].variance) == Approx(std::stod(row[3])).margin(tolerance));
    CHECK(steps[i].incidence[0] == Approx(std::stod(row[4])).margin(tolerance));
    CHECK(steps[i].incidence[1] == Approx(std::stod(row[5])).margin(tolerance));
  }
}

TEST_CASE("reference: Beta-Binomial with partial pooling", "[reference]") {
  std::vector<win::CellCount> cells;
  for (Row const& row : read_rows("cells.csv"))
    cells.push_back({std::stod(row[0]), std::stod(row[1])});
  auto const expected = read_values("beta_binomial_expected.csv");
  for (auto const& [name, prior] : {std::pair("shrinkage", win::HyperPrior::shrinkage_uniform),
                                    std::pair("bda", win::HyperPrior::bda)}) {
    auto const value = [&, word = std::string(name)](std::string const& quantity) {
      return expected.at(word + " " + quantity);
    };
    // A grid as fine as this leaves nothing but the mass outside its range.
    win::HyperPosterior const fine(cells, {prior, 161, 201});
    INFO(name);
    CHECK(fine.log_evidence() == Approx(value("log evidence")).epsilon(tolerance));
    CHECK(fine.mean().mean == Approx(value("mean m")).epsilon(tolerance));
    CHECK(fine.mean().size == Approx(value("mean k")).epsilon(tolerance));
    CHECK(win::summarise(fine, cells[0]).mean ==
          Approx(value("rate of first cell")).epsilon(tolerance));
    // The grid that forecasts use.
    win::HyperPosterior const usual(cells, {prior, 41, 51});
    CHECK(usual.mean().mean == Approx(value("mean m")).epsilon(1e-4));
    CHECK(usual.mean().size == Approx(value("mean k")).epsilon(1e-4));
  }
}
