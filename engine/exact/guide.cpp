// engine/exact/guide.cpp – see guide.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/guide.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::exact {
namespace {

// Why two stand-ins: a draw evaluated in full costs many times as much as a stand-in, so there are
// few of them and their average has noise. E follows a draw closely, and its mean over the many
// guide draws takes out nearly all of that; what is left of the noise of the guide draws themselves
// goes with G, which follows a draw roughly but whose mean over all factors and rows is known
// exactly.

/// Frequencies times standard deviation beyond which a normal variable's phi is nothing.
constexpr double last_reach = 6.5;
constexpr std::size_t most_waves = 1024;
constexpr std::uint64_t least_draws = 64;
/// Draws per squared departure from the normal: what the stand-in leaves has about a ninth of the
/// departure as its standard deviation in the CDF, of which 2.8e-5 may remain.
constexpr double residual_square = 1.6e7;

constexpr std::size_t n_guide_lanes = 8;
using Lane = std::array<double, n_guide_lanes>;

/// Terms worked on together; those past the last have no weight.
struct WaveTile {
  Lane step_re{}, step_im{}, size{}, ratio{};
  Lane linear{}, square{}, cube{}, fourth{}, sixth{};
};

/// Sums at one frequency, lane by lane.
struct WaveSum {
  Lane re{};
  Lane im{};
};

#if defined(__x86_64__) && defined(__gnu_linux__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
void add_waves(WaveTile const& tile, double du, std::vector<WaveSum>& sums) {
  Lane turn_re;
  Lane turn_im{};
  turn_re.fill(1);
  Lane size = tile.size;
  Lane ratio = tile.ratio;
  Lane ratio_step;
  for (std::size_t d = 0; d < n_guide_lanes; ++d) ratio_step[d] = ratio[d] * ratio[d];
  double u = 0;
  for (auto& sum : sums) {
    u += du;
    double const uu = u * u;
    for (std::size_t d = 0; d < n_guide_lanes; ++d) {
      double const turned = turn_re[d] * tile.step_re[d] - turn_im[d] * tile.step_im[d];
      turn_im[d] = turn_re[d] * tile.step_im[d] + turn_im[d] * tile.step_re[d];
      turn_re[d] = turned;
      size[d] *= ratio[d];
      ratio[d] *= ratio_step[d];
      double const even =
          size[d] * (1 - uu * (tile.square[d] - uu * (tile.fourth[d] - uu * tile.sixth[d])));
      double const odd = size[d] * u * (tile.linear[d] - uu * tile.cube[d]);
      sum.re[d] += even * turn_re[d] - odd * turn_im[d];
      sum.im[d] += even * turn_im[d] + odd * turn_re[d];
    }
  }
}

}  // namespace

/// Sums of terms' characteristic functions over a period that holds all of them.
class Guide::WaveSums {
 public:
  void cover(std::span<Term const> terms) {
    for (auto const& term : terms) {
      double const reach = last_reach * std::sqrt(term.variance);
      low_ = std::min(low_, term.mean - reach);
      high_ = std::max(high_, term.mean + reach);
      least_ = std::min(least_, term.variance);
    }
  }
  void start() {
    du_ = 2 * std::numbers::pi / width();
    auto const n = static_cast<std::size_t>(last_reach / (du_ * std::sqrt(least_))) + 1;
    sum_.assign(std::min(most_waves, n), {});
  }
  void add(std::span<Term const> terms, double weight) {
    for (std::size_t first = 0; first < terms.size(); first += n_guide_lanes) {
      add_tile(terms.subspan(first, std::min(n_guide_lanes, terms.size() - first)), weight);
    }
  }
  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double width() const { return high_ - low_; }
  [[nodiscard]] std::vector<Complex> finish() const {
    std::vector<Complex> result;
    for (auto const& [re, im] : sum_) {
      result.emplace_back(std::accumulate(re.begin(), re.end(), 0.0),
                          std::accumulate(im.begin(), im.end(), 0.0));
    }
    return result;
  }

 private:
  void add_tile(std::span<Term const> terms, double weight) {
    WaveTile tile;
    for (std::size_t d = 0; d < terms.size(); ++d) {
      auto const& term = terms[d];
      // e^{iku mean} and e^{-(ku)^2 variance/2} go on from their last value.
      Complex const step = std::polar(1.0, du_ * (term.mean - low_));
      tile.step_re[d] = step.real();
      tile.step_im[d] = step.imag();
      tile.size[d] = weight;
      tile.ratio[d] = std::exp(-du_ * du_ * term.variance / 2);
      tile.linear[d] = term.linear;
      tile.square[d] = term.square;
      tile.cube[d] = term.cube;
      tile.fourth[d] = term.fourth;
      tile.sixth[d] = term.sixth;
    }
    add_waves(tile, du_, sum_);
  }

  double low_ = std::numeric_limits<double>::infinity();
  double high_ = -std::numeric_limits<double>::infinity();
  double least_ = std::numeric_limits<double>::infinity();
  double du_ = 0;
  std::vector<WaveSum> sum_;
};

Guide::Guide(plan::Plan const& plan, Summands const& summands, ExactOptions const& options)
    : booked_(summands.booked), market_shift_(plan.market_shift) {
  std::uint64_t const n_draws = options.n_guide;
  NormalTable const table;
  rows_ = guide_rows(plan, summands, table, options.n_threads);
  sequence_.emplace(plan, options.seed,
                    options.row_order.empty() ? order_by_mean(rows_) : options.row_order);
  ConditionalCumulants const cumulants(plan, summands, table);
  given_draw_.resize(n_draws);
  given_row_.resize(n_draws);
#pragma omp parallel num_threads(options.n_threads)
  {
    plan::OuterPoint point;
#pragma omp for schedule(static)
    for (std::size_t k = 0; k < n_draws; ++k) {
      sequence_->fill(point, k);
      set_draw(k, cumulants(point), point);
    }
  }
}

Guide::Guide(double booked, GuideSums const& sums, std::span<plan::OuterPoint const> points)
    : booked_(booked), market_shift_(0), rows_(sums.rows) {
  QUARTERDECK_EXPECT(sums.draws.size() == points.size());
  given_draw_.resize(points.size());
  given_row_.resize(points.size());
  for (std::size_t k = 0; k < points.size(); ++k) set_draw(k, sums.draws[k], points[k]);
}

void Guide::set_draw(std::size_t k, Cumulants const& cumulants, plan::OuterPoint const& point) {
  auto const [mean, variance, third, fourth] = cumulants;
  given_draw_[k] = {mean, variance, 0, 0, third / 6, fourth / 24, third * third / 72};
  given_row_[k] = given_factors(rows_[static_cast<std::size_t>(point.row)], point);
}

Guide::Term Guide::over_factors(GuideRow const& row) {
  // b in the company factor, then b'b, b'Hb and d'b.
  double company = row.z_slope;
  for (double const slope : row.slope) company += row.company_loading * slope;
  double length = company * company;
  double bend = row.z_curvature * company * company;
  double turn = row.z_variance_slope * company;
  for (std::size_t s = 0; s < row.slope.size(); ++s) {
    double const segment = row.segment_loading * row.slope[s];
    double const along = row.company_loading * company + row.segment_loading * segment;
    length += segment * segment;
    bend += row.curvature[s] * along * along;
    turn += row.variance_slope[s] * along;
  }
  return {row.mean, row.variance + length, 0, 0, bend / 2 + turn / 2 + row.third / 6, 0, 0};
}

Guide::Term Guide::given_factors(GuideRow const& row, plan::OuterPoint const& point) const {
  double const z = point.company - market_shift_;
  double const shared =
      row.company_loading * row.company_loading + row.segment_loading * row.segment_loading;
  Term term{row.mean + row.z_slope * z,
            row.variance,
            row.z_curvature * (z * z - 1) / 2,
            row.z_variance_slope * z / 2,
            row.third / 6,
            0,
            0};
  for (std::size_t s = 0; s < row.slope.size(); ++s) {
    double const x = row.company_loading * z + row.segment_loading * point.segment[s];
    term.mean += row.slope[s] * x;
    term.linear += row.curvature[s] * (x * x - shared) / 2;
    term.square += row.variance_slope[s] * x / 2;
  }
  return term;
}

bool Guide::helps() const {
  auto const certain = [](Term const& term) { return !(term.variance > 0); };
  return std::none_of(given_draw_.begin(), given_draw_.end(), certain) &&
         std::none_of(given_row_.begin(), given_row_.end(), certain);
}

std::uint64_t Guide::draws_needed(std::uint64_t most) const {
  if (!helps()) return most;
  double departure = 0;
  for (auto const& term : given_draw_) {
    double const square = term.variance * term.variance;
    departure += (std::abs(term.fourth) + term.sixth / term.variance) / square;
  }
  double const draws =
      residual_square * std::pow(departure / static_cast<double>(given_draw_.size()), 2);
  if (!(draws < static_cast<double>(most))) return most;
  return std::min(most, std::bit_ceil(std::max(static_cast<std::uint64_t>(draws), least_draws)));
}

Range Guide::beyond(std::uint64_t n) const {
  auto const by_mean = [](Term const& a, Term const& b) { return a.mean < b.mean; };
  auto const first = given_draw_.begin();
  auto const count = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(n, given_draw_.size()));
  auto const [low, high] = std::minmax_element(first, first + count, by_mean);
  auto const [least, greatest] = std::minmax_element(first, given_draw_.end(), by_mean);
  return {least->mean - low->mean, greatest->mean - high->mean, 0};
}

CdfDifference Guide::missed(std::uint64_t n_draws) const {
  if (!helps()) return CdfDifference(booked_, 1, {});
  std::vector<Term> over_rows;
  for (auto const& row : rows_) over_rows.push_back(over_factors(row));
  std::array<std::pair<std::span<Term const>, double>, 4> const parts = {
      {{over_rows, 1},
       {given_row_, -1},
       {given_draw_, 1},
       {std::span(given_draw_).first(std::min<std::size_t>(n_draws, given_draw_.size())), -1}}};
  WaveSums sums;
  for (auto const& [terms, sign] : parts) sums.cover(terms);
  sums.start();
  for (auto const& [terms, sign] : parts) {
    sums.add(terms, sign / static_cast<double>(terms.size()));
  }
  return CdfDifference(booked_ + sums.low(), sums.width(), sums.finish());
}

CdfDifference::CdfDifference(double low, double width, std::vector<Complex> const& chf)
    : low_(low), width_(width) {
  for (std::size_t k = 0; k < chf.size(); ++k) {
    // Twice the real part of chf e^{-iux} / width is the density; its integral is divided by -iu.
    double const turns = 2 * std::numbers::pi * static_cast<double>(k + 1);
    wave_.push_back(2.0 * chf[k] / Complex(0, -turns));
    at_low_ += wave_.back().real();
  }
}

CdfDifference::Value CdfDifference::operator()(double minor) const {
  double const position = (minor - low_) / width_;
  if (!(position > 0 && position < 1)) return {};
  double const angle = 2 * std::numbers::pi * position;
  Complex const step = std::polar(1.0, -angle);
  Complex turn = 1;
  Value value{-at_low_, 0};
  for (std::size_t k = 0; k < wave_.size(); ++k) {
    turn = Complex(turn.real() * step.real() - turn.imag() * step.imag(),
                   turn.real() * step.imag() + turn.imag() * step.real());
    double const u = 2 * std::numbers::pi * static_cast<double>(k + 1) / width_;
    value.cdf += wave_[k].real() * turn.real() - wave_[k].imag() * turn.imag();
    value.density += u * (wave_[k].real() * turn.imag() + wave_[k].imag() * turn.real());
  }
  return value;
}

}  // namespace quarterdeck::exact
