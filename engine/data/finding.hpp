// engine/data/finding.hpp – what is wrong with the data, as a result of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"

namespace quarterdeck::data {

enum class Severity { info, warning, error };
enum class Treatment { kept, repaired, dropped };

/// One kind of problem, with how often it came and where (at most `max_places` places are kept).
struct Finding {
  static constexpr std::size_t max_places = 1000;

  std::string code;  ///< `id.duplicate`, `amount.missing`, `date.ambiguous`, `leak.final_amount` …
  Severity severity = Severity::warning;
  Treatment treatment = Treatment::kept;
  std::int64_t count = 0;
  std::string message;  ///< one sentence: what was found, why it matters, what was done
  /// Rows concerned: file and line as in the source; `subjects` holds the deal id (or the value) of
  /// the row at the same position.
  std::vector<core::Place> places;
  std::vector<std::string> subjects;
};

using Findings = std::vector<Finding>;

/// Adds one occurrence to the finding of that code, creating it at the first with the kind's
/// severity, treatment and message; the kind's own count and places are not looked at.
/// @verified tests/unit/data/finding_test.cpp
void add_finding(Findings& findings, Finding const& kind, core::Place place, std::string subject);

/// Joins two lists; counts of equal codes add up, and the graver severity stays.
/// @verified tests/unit/data/finding_test.cpp
void merge_findings(Findings& into, Findings const& from);

struct DataQuality {
  double score = 100;  ///< 0 to 100, see docs/methods/data-quality.md
  Findings findings;   ///< worst first
};

/// How much of the book can be taken at its word, 0 to 100:
///
///   score = 100 · Π (1 − loss)          over all findings
///   loss  = max(least, weight · min(1, count / n_deals))
///
/// with weight 1 and least 0.01 for an error, 0.3 and 0.001 for a warning, and no loss for an info.
/// An error that hits every deal leaves 0, a warning that hits every deal leaves 70, and a single
/// error among thousands of deals leaves 99. Findings come back by severity; of
/// equal ones those that no row stands for come first, since they touch the whole; then by count
/// and code.
/// @param n_deals deals in the tables; none counts as one
/// @verified tests/unit/data/finding_test.cpp
[[nodiscard]] DataQuality grade(Findings findings, std::int64_t n_deals);

}  // namespace quarterdeck::data
