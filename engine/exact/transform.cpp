// engine/exact/transform.cpp – see transform.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/transform.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "engine/core/error.hpp"

namespace quarterdeck::exact {
namespace {

/// Grid nodes beyond which summing over the atoms is cheaper than the table.
constexpr double most_nodes = 20000;

constexpr double chord_log_ratio = 0.1;
constexpr int n_chord_points = 160;  ///< down to e^-16 of the end

}  // namespace

Transform::Transform(std::vector<Atom> atoms) {
  QUARTERDECK_EXPECT(!atoms.empty());
  std::sort(atoms.begin(), atoms.end(),
            [](Atom const& a, Atom const& b) { return a.value < b.value; });
  for (auto const& atom : atoms) {
    if (!atoms_.empty() && atoms_.back().value == atom.value) {
      atoms_.back().weight += atom.weight;
    } else {
      atoms_.push_back(atom);
    }
    mean_ += atom.weight * atom.value;
    mean_square_ += atom.weight * atom.value * atom.value;
  }
}

double Transform::reach() const { return std::max(std::abs(least()), std::abs(greatest())); }

// phi_A of an amount table is asked for at millions of arguments, and each is a sum over up to 256
// atoms. Between nodes that are 1 / reach apart no atom turns by more than half a radian from the
// nearer one, so ten terms of a Taylor series are exact to 1e-11.
void Transform::tabulate(double s_max) {
  if (reach() == 0) return;
  double const step = 1 / reach();
  double const n = std::min(std::ceil(s_max / step) + 2, most_nodes);
  auto const n_nodes = static_cast<std::size_t>(n);
  if (n_nodes * (order + 1) <= series_.size()) return;
  step_ = step;
  series_.assign(n_nodes * (order + 1), 0);
  for (auto const& atom : atoms_) {
    Complex const half_turn(0, atom.value * step / 2);
    Complex const turn = std::polar(1.0, atom.value * step);
    Complex at_node = std::polar(atom.weight, atom.value * step / 2);
    for (std::size_t node = 0; node < n_nodes; ++node) {
      // Every 64 nodes the rotation starts afresh, so that rounding does not pile up.
      if (node % 64 == 0) {
        at_node = std::polar(atom.weight, atom.value * step * (static_cast<double>(node) + 0.5));
      }
      Complex term = at_node;
      for (int m = 0; m <= order; ++m) {
        series_[node * (order + 1) + static_cast<std::size_t>(m)] += term;
        term = Complex(-term.imag(), term.real()) * (half_turn.imag() / (m + 1));
      }
      at_node = Complex(at_node.real() * turn.real() - at_node.imag() * turn.imag(),
                        at_node.real() * turn.imag() + at_node.imag() * turn.real());
    }
  }
}

Complex Transform::less_one(double s) const {
  double const size = std::abs(s);
  if (step_ == 0) return sum_less_one(s);
  double const position = size / step_;
  auto const node = static_cast<std::size_t>(position);
  if ((node + 1) * (order + 1) > series_.size()) return sum_less_one(s);
  double const d = 2 * (position - static_cast<double>(node)) - 1;
  Complex const* series = &series_[node * (order + 1)];
  double re = series[order].real();
  double im = series[order].imag();
  for (int m = order - 1; m >= 0; --m) {
    re = re * d + series[m].real();
    im = im * d + series[m].imag();
  }
  return {re - 1, s < 0 ? -im : im};
}

Complex Transform::sum_less_one(double s) const {
  double re = 0;
  double im = 0;
  for (auto const& atom : atoms_) {
    double const half_sine = std::sin(s * atom.value / 2);
    re -= 2 * atom.weight * half_sine * half_sine;
    im += atom.weight * std::sin(s * atom.value);
  }
  return {re, im};
}

double Transform::moment_less_one(double s) const {
  double sum = 0;
  if (std::abs(s) * reach() < 1e-3) {
    return s * mean_ + s * s / 2 * mean_square_ * std::exp(std::abs(s) * reach() / 3);
  }
  for (auto const& atom : atoms_) sum += atom.weight * std::exp(s * atom.value);
  return sum - 1;
}

MomentChord::MomentChord(Transform const& transform, double s_end) : s_end_(s_end) {
  value_.reserve(n_chord_points);
  for (int j = 0; j < n_chord_points; ++j) {
    value_.push_back(transform.moment_less_one(s_end * std::exp(-chord_log_ratio * j)));
  }
}

double MomentChord::operator()(double s) const {
  if (s == 0) return 0;
  double const position = std::log(s_end_ / s) / chord_log_ratio;
  double const clamped = std::max(position, 0.0);
  auto const j = static_cast<std::size_t>(clamped);
  if (j + 1 >= value_.size()) {
    // The chord from the origin to the last point.
    return value_.back() * (s / (s_end_ * std::exp(-chord_log_ratio * (n_chord_points - 1))));
  }
  double const outer = s_end_ * std::exp(-chord_log_ratio * static_cast<double>(j));
  double const inner = outer * std::exp(-chord_log_ratio);
  double const share = (s - inner) / (outer - inner);
  return value_[j + 1] + share * (value_[j] - value_[j + 1]);
}

}  // namespace quarterdeck::exact
