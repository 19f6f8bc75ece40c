// engine/data/finding.hpp – what is wrong with the data, as a result of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/core/money.hpp"

namespace quarterdeck::data {

enum class Severity { info, warning, error };
enum class Treatment { kept, repaired, dropped };

/// How much of a book something touches, or how much the whole book holds.
struct Extent {
  std::int64_t deals = 0;
  std::int64_t closed = 0;     ///< of the deals those that are closed
  core::Minor money = 0;       ///< amounts without their signs, reporting currency; unknown is 0
  core::Minor open_money = 0;  ///< of the money that of open deals
  core::Minor won_money = 0;   ///< of the money that of won deals

  void add(Extent const& other);
  bool operator==(Extent const&) const = default;
};

/// One kind of problem, with how often it came and where (at most `max_places` places are kept).
struct Finding {
  static constexpr std::size_t max_places = 1000;

  std::string code;  ///< `id.duplicate`, `amount.missing`, `date.ambiguous`, `leak.final_amount` …
  Severity severity = Severity::warning;
  Treatment treatment = Treatment::kept;
  std::int64_t count = 0;
  std::string message;  ///< one sentence: what was found, why it matters, what was done
  Extent extent;        ///< what it touches; zero where the finder does not know
  /// Deals were read by a guess, dropped or left open, so that the score depends on how many.
  bool doubtful = false;
  bool top = false;  ///< belongs above the headline; `grade` adds those with enough doubt
  /// Rows concerned: file and line as in the source; `subjects` holds the deal id (or the value) of
  /// the row at the same position.
  std::vector<core::Place> places;
  std::vector<std::string> subjects;
};

using Findings = std::vector<Finding>;

/// Adds one occurrence to the finding of that code, creating it at the first with the kind's
/// severity, treatment, message and place in the report; the kind's own count and places are not
/// looked at.
/// @verified tests/unit/data/finding_test.cpp
void add_finding(Findings& findings, Finding const& kind, core::Place place, std::string subject);

/// A row concerned, and what of the book hangs on it.
struct Occurrence {
  core::Place place;
  std::string subject;
  Extent extent;
};
void add_finding(Findings& findings, Finding const& kind, Occurrence occurrence);

/// Joins two lists; counts and extents of equal codes add up, and the graver severity stays.
/// @verified tests/unit/data/finding_test.cpp
void merge_findings(Findings& into, Findings const& from);

struct DataQuality {
  double score = 100;  ///< 0 to 100, see docs/methods/data-quality.md
  Findings findings;   ///< worst first
};

/// Share of the book that a finding touches, 0 to 1: the largest of its shares of the money, of the
/// money of open deals, of that of won deals and of the closed deals; where its extent is not
/// known, its rows over all deals. What was dropped is part of neither, and so is added to both.
/// @verified tests/unit/data/finding_test.cpp
[[nodiscard]] double share_of(Finding const& finding, Extent const& book);

/// How much of the book can be taken at its word, 0 to 100:
///
///   score = 100 · Π (1 − loss)          over all findings
///   loss  = max(least, weight · min(1, count / deals))
///
/// with weight 1 and least 0.01 for an error, 0.3 and 0.001 for a warning, and no loss for an info.
/// An error that hits every deal leaves 0, a warning that hits every deal leaves 70, and a single
/// error among thousands of deals leaves 99. Where the doubtful findings together touch more than a
/// tenth of the book, the score is 50 at most; a deal that two of them name counts twice. A
/// doubtful finding that touches a hundredth belongs at the top.
///
/// Findings come back by severity; of equal ones those that no row stands for come first, since
/// they touch the whole; then by count and code.
/// @param book  what the tables hold; no deals count as one
/// @verified tests/unit/data/finding_test.cpp
[[nodiscard]] DataQuality grade(Findings findings, Extent const& book);

}  // namespace quarterdeck::data
