// engine/exact/summands.hpp – a plan seen from one scope: independent parts, and what moves them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/exact/exact.hpp"
#include "engine/exact/transform.hpp"
#include "engine/plan/outer.hpp"

namespace quarterdeck::exact {

/// A quantity that differs from outer draw to outer draw, with its range over the draws.
struct Variable {
  std::vector<double> value;  ///< [outer draw]
  double least = 0;
  double greatest = 0;
  double least_positive = 0;    ///< least value above zero, 0 when there is none
  std::vector<double> unit;     ///< [outer draw] brought to [-1, 1]; all 0 when it does not vary
  std::vector<double> present;  ///< [outer draw] of an arrival mean: 0 where it is 0, else 1
  [[nodiscard]] double centre() const { return (least + greatest) / 2; }
  [[nodiscard]] double half() const { return (greatest - least) / 2; }
  [[nodiscard]] bool varies() const { return greatest > least; }
};

[[nodiscard]] Variable make_variable(std::vector<double> value);

/// The same for arrival means, whose logarithm is brought to [-1, 1].
[[nodiscard]] Variable make_log_variable(std::vector<double> value);

/// Deals of one cell and one amount table: given the outer draw each is won with the same p and
/// brings amount × ratio × scale.
struct DealGroup {
  std::size_t p = 0;           ///< into Summands::p
  std::size_t scale = 0;       ///< into Summands::scale
  std::size_t ratio = 0;       ///< into Summands::ratio
  std::vector<double> amount;  ///< by size, ascending
};

/// New business of one segment within the scope.
struct ArrivalGroup {
  double size = 0;        ///< negative-binomial size, may be infinity
  std::size_t mean = 0;   ///< into Summands::mean
  std::size_t scale = 0;  ///< into Summands::scale
  Transform amount;       ///< of one win, 0 for entries outside the scope
};

/// The independent parts of a scope's total given the outer draw, and the variables of the draws.
struct Summands {
  double booked = 0;
  std::size_t n_outer = 0;
  std::vector<plan::OuterPoint> point;  ///< [outer draw]
  std::vector<Variable> p;              ///< win probabilities
  std::vector<Variable> mean;           ///< arrival means
  std::vector<Variable> scale;  ///< amount scales; of the tables first, of the arrivals after
  std::vector<Transform> ratio;
  std::vector<DealGroup> deals;
  std::vector<ArrivalGroup> arrivals;
};

/// What is booked in the scope. @pre the scope is one of the plan's
[[nodiscard]] double booked_of(plan::Plan const& plan, Scope scope);

/// Whether a deal, or an entry of new business, belongs to the scope.
[[nodiscard]] bool is_inside(Scope scope, plan::Deals const& deals, std::size_t deal);
[[nodiscard]] bool is_inside(Scope scope, plan::ArrivalEntry const& entry);

/// The parts that can bring anything (amounts other than 0), without draws.
[[nodiscard]] Summands make_summands(plan::Plan const& plan, Scope scope);

/// Adds the variables of the first options.n_outer points of the sequence and leaves out parts that
/// bring nothing in any of them (p = 0, mean 0).
void add_draws(Summands& summands, plan::Plan const& plan, plan::OuterSequence const& sequence,
               ExactOptions const& options);

/// Unconditional mean and variance, and the mean variance given the outer draw.
struct TotalMoments {
  double mean = 0;
  double variance = 0;
  double inner_variance = 0;
  std::vector<double> inner;  ///< [outer draw] variance given the draw
  std::vector<double> given;  ///< [outer draw] mean given the draw
};
[[nodiscard]] TotalMoments moments(Summands const& summands);

/// The same from mean and variance given each draw.
[[nodiscard]] TotalMoments moments(std::vector<double> given, std::vector<double> inner);

/// Unit of which every possible total is a whole multiple above `booked`, or 0 when amounts are
/// multiplied by ratios or scales other than 1.
[[nodiscard]] std::int64_t common_unit(Summands const& summands);

/// Greatest common divisor of all amounts that are never scaled, whatever their ratios; 0 if none.
[[nodiscard]] std::int64_t unit_of_unscaled(Summands const& summands);

/// Prepares all transforms for frequencies up to u.
void tabulate(Summands& summands, double u);

}  // namespace quarterdeck::exact
