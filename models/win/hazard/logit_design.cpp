// models/win/hazard/logit_design.cpp – see logit_design.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/logit_design.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <unordered_map>

#include "engine/core/error.hpp"

namespace quarterdeck::models::win {
namespace {

/// Rows are summed in this many chunks, a function of their number alone: sums of chunks are added
/// in order, so the fit has the same bits with any number of threads.
std::size_t chunks_of(std::size_t n_rows) {
  std::size_t const rows_worth_a_chunk = 8192, most = 16;
  return std::clamp<std::size_t>(n_rows / rows_worth_a_chunk, 1, most);
}

/// Numbers kept for a pair of columns: the pairs of causes, padded to whole registers.
template <int n_causes>
inline constexpr std::size_t stride = n_causes == 1 ? 1 : 4;

/// Coefficients as [column][cause], in the order in which rows read them.
std::vector<double> by_column(Eigen::MatrixXd const& coefficients) {
  std::vector<double> flat;
  for (Eigen::Index j = 0; j < coefficients.rows(); ++j) {
    for (Eigen::Index k = 0; k < coefficients.cols(); ++k) flat.push_back(coefficients(j, k));
  }
  return flat;
}

/// Probabilities of the causes of one row, and the row's share of the log likelihood.
template <int n_causes>
struct RowState {
  std::array<double, n_causes> p{};
  double n = 0;
  double log_likelihood = 0;

  RowState(LogitDesign const& design, std::size_t row, double const* coefficients) {
    std::array<double, n_causes> eta;
    eta.fill(design.offset(row));
    for (Entry const& entry : design.entries(row)) {
      double const* const b = coefficients + entry.column * std::size_t{n_causes};
      for (std::size_t k = 0; k < n_causes; ++k) eta[k] += entry.value * b[k];
    }
    double const largest = std::max(0.0, *std::max_element(eta.begin(), eta.end()));
    double sum = std::exp(-largest);
    for (std::size_t k = 0; k < n_causes; ++k) sum += p[k] = std::exp(eta[k] - largest);
    double const log_sum = largest + std::log(sum);
    auto const weights = design.weights(row);
    n = weights[0];
    log_likelihood = -weights[0] * log_sum;
    for (std::size_t k = 0; k < n_causes; ++k) {
      p[k] /= sum;
      n += weights[k + 1];
      log_likelihood += weights[k + 1] * (eta[k] - log_sum);
    }
  }
};

/// Sums over the rows of one chunk. Of the pairs of columns only those with a >= b are kept.
template <int n_causes>
struct ChunkSums {
  double log_likelihood = 0;
  std::vector<double> gradient;     ///< [column][cause]
  std::vector<double> information;  ///< [a][b][pair of causes: 11, 12, 22]

  void add(LogitDesign const& design, std::size_t row, RowState<n_causes> const& state) {
    log_likelihood += state.log_likelihood;
    std::array<double, n_causes> residual;
    auto const weights = design.weights(row);
    for (std::size_t k = 0; k < n_causes; ++k) residual[k] = weights[k + 1] - state.n * state.p[k];
    std::array<double, stride<n_causes>> curvature{};
    curvature[0] = state.n * state.p[0] * (1 - state.p[0]);
    if constexpr (n_causes == 2) {
      curvature[1] = -state.n * state.p[0] * state.p[1];
      curvature[2] = state.n * state.p[1] * (1 - state.p[1]);
    }
    auto const entries = design.entries(row);
    for (std::size_t a = 0; a < entries.size(); ++a) {
      std::size_t const column = entries[a].column;
      std::array<double, stride<n_causes>> scaled;
      for (std::size_t i = 0; i < stride<n_causes>; ++i)
        scaled[i] = curvature[i] * entries[a].value;
      for (std::size_t k = 0; k < n_causes; ++k) {
        gradient[column * n_causes + k] += residual[k] * entries[a].value;
      }
      double* const line = information.data() + column * design.n_columns() * stride<n_causes>;
      for (std::size_t b = 0; b <= a; ++b) {
        double* const pair = line + entries[b].column * stride<n_causes>;
        double const value = entries[b].value;
        for (std::size_t i = 0; i < stride<n_causes>; ++i) pair[i] += scaled[i] * value;
      }
    }
  }
};

/// Calls work(chunk, first row, end) for every chunk. One chunk is not worth waking threads for.
template <class Work>
void for_chunks(std::size_t n_rows, int n_threads, Work&& work) {
  std::size_t const n_chunks = chunks_of(n_rows);
#pragma omp parallel for schedule(static) num_threads(n_threads) if (n_chunks > 1)
  for (std::size_t c = 0; c < n_chunks; ++c) {
    work(c, n_rows * c / n_chunks, n_rows * (c + 1) / n_chunks);
  }
}

template <int n_causes>
LogitSums unpack(std::vector<ChunkSums<n_causes>> const& chunks, std::size_t n_columns) {
  LogitSums sums;
  auto const n = static_cast<Eigen::Index>(n_columns);
  sums.gradient = Eigen::VectorXd::Zero(n * n_causes);
  sums.information = Eigen::MatrixXd::Zero(n * n_causes, n * n_causes);
  for (ChunkSums<n_causes> const& chunk : chunks) {
    sums.log_likelihood += chunk.log_likelihood;
    for (Eigen::Index j = 0; j < n; ++j) {
      for (Eigen::Index k = 0; k < n_causes; ++k) {
        sums.gradient[k * n + j] += chunk.gradient[static_cast<std::size_t>(j * n_causes + k)];
      }
    }
    double const* pair = chunk.information.data();
    for (Eigen::Index a = 0; a < n; ++a) {
      for (Eigen::Index b = 0; b < n; ++b, pair += stride<n_causes>) {
        if (b > a) continue;
        sums.information(a, b) += pair[0];
        if constexpr (n_causes == 2) {
          sums.information(n + a, b) += pair[1];
          if (a != b) sums.information(n + b, a) += pair[1];
          sums.information(n + a, n + b) += pair[2];
        }
      }
    }
  }
  sums.information.triangularView<Eigen::StrictlyUpper>() = sums.information.transpose();
  return sums;
}

template <int n_causes>
LogitSums sum_rows(LogitDesign const& design, Eigen::MatrixXd const& coefficients, int n_threads) {
  std::vector<double> const b = by_column(coefficients);
  std::vector<ChunkSums<n_causes>> chunks(chunks_of(design.n_rows()));
  for_chunks(design.n_rows(), n_threads, [&](std::size_t c, std::size_t first, std::size_t end) {
    ChunkSums<n_causes>& chunk = chunks[c];
    chunk.gradient.assign(design.n_columns() * n_causes, 0.0);
    chunk.information.assign(design.n_columns() * design.n_columns() * stride<n_causes>, 0.0);
    for (std::size_t row = first; row < end; ++row) {
      chunk.add(design, row, RowState<n_causes>(design, row, b.data()));
    }
  });
  return unpack(chunks, design.n_columns());
}

template <int n_causes>
double sum_likelihood(LogitDesign const& design, Eigen::MatrixXd const& coefficients,
                      int n_threads) {
  std::vector<double> const b = by_column(coefficients);
  std::vector<double> chunks(chunks_of(design.n_rows()));
  for_chunks(design.n_rows(), n_threads, [&](std::size_t c, std::size_t first, std::size_t end) {
    double sum = 0;
    for (std::size_t row = first; row < end; ++row) {
      sum += RowState<n_causes>(design, row, b.data()).log_likelihood;
    }
    chunks[c] = sum;
  });
  double sum = 0;
  for (double const chunk : chunks) sum += chunk;
  return sum;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0xbf58476d1ce4e5b9U;
  return hash ^ (hash >> 29U);
}

std::uint64_t hash_of(LogitDesign const& design, std::size_t row) {
  std::uint64_t hash = std::bit_cast<std::uint64_t>(design.offset(row));
  for (Entry const& entry : design.entries(row)) {
    hash = mixed(mixed(hash, entry.column), std::bit_cast<std::uint64_t>(entry.value));
  }
  return hash;
}

bool equal_rows(LogitDesign const& design, std::size_t a, std::size_t b) {
  auto const left = design.entries(a);
  auto const right = design.entries(b);
  return design.offset(a) == design.offset(b) &&
         std::equal(left.begin(), left.end(), right.begin(), right.end());
}

}  // namespace

LogitDesign::LogitDesign(std::size_t n_columns, int n_causes)
    : n_columns_(n_columns), n_causes_(n_causes) {
  QUARTERDECK_EXPECT(n_columns >= 1);
  QUARTERDECK_EXPECT(n_causes == 1 || n_causes == 2);
}

void LogitDesign::add_row(std::span<Entry const> entries, double offset,
                          std::span<double const> weights) {
  QUARTERDECK_EXPECT(weights.size() == static_cast<std::size_t>(n_causes_) + 1);
  QUARTERDECK_EXPECT(std::isfinite(offset));
  for (Entry const& entry : entries) {
    QUARTERDECK_EXPECT(entry.column < n_columns_ && std::isfinite(entry.value));
    QUARTERDECK_EXPECT(&entry == entries.data() || (&entry)[-1].column < entry.column);
  }
  for (double const weight : weights) QUARTERDECK_EXPECT(std::isfinite(weight) && weight >= 0);
  entries_.insert(entries_.end(), entries.begin(), entries.end());
  begin_.push_back(entries_.size());
  offset_.push_back(offset);
  weights_.insert(weights_.end(), weights.begin(), weights.end());
}

LogitDesign LogitDesign::merged() const {
  std::unordered_multimap<std::uint64_t, std::size_t> first_of;  // hash → row of the result
  std::vector<std::size_t> original;                             // row of the result → row here
  auto const width = static_cast<std::size_t>(n_causes_) + 1;
  std::vector<double> sums;
  for (std::size_t row = 0; row < n_rows(); ++row) {
    std::uint64_t const hash = hash_of(*this, row);
    auto const [begin, end] = first_of.equal_range(hash);
    auto const found = std::find_if(begin, end, [&](auto const& known) {
      return equal_rows(*this, original[known.second], row);
    });
    std::size_t const into = found == end ? original.size() : found->second;
    if (found == end) {
      first_of.emplace(hash, into);
      original.push_back(row);
      sums.resize(sums.size() + width, 0.0);
    }
    for (std::size_t k = 0; k < width; ++k) sums[into * width + k] += weights(row)[k];
  }
  LogitDesign result(n_columns_, n_causes_);
  for (std::size_t row = 0; row < original.size(); ++row) {
    result.add_row(entries(original[row]), offset(original[row]),
                   std::span(sums).subspan(row * width, width));
  }
  return result;
}

LogitSums sum_logit(LogitDesign const& design, Eigen::MatrixXd const& coefficients, int n_threads) {
  QUARTERDECK_EXPECT(coefficients.rows() == static_cast<Eigen::Index>(design.n_columns()));
  QUARTERDECK_EXPECT(coefficients.cols() == design.n_causes() && n_threads >= 1);
  return design.n_causes() == 1 ? sum_rows<1>(design, coefficients, n_threads)
                                : sum_rows<2>(design, coefficients, n_threads);
}

double logit_likelihood(LogitDesign const& design, Eigen::MatrixXd const& coefficients,
                        int n_threads) {
  return design.n_causes() == 1 ? sum_likelihood<1>(design, coefficients, n_threads)
                                : sum_likelihood<2>(design, coefficients, n_threads);
}

}  // namespace quarterdeck::models::win
