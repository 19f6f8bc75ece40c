// engine/data/finding.cpp – see finding.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/finding.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace quarterdeck::data {
namespace {

/// The finding of the same code, made with no occurrences when there is none yet.
Finding& finding_like(Findings& findings, Finding const& kind) {
  auto const same = [&](Finding const& finding) { return finding.code == kind.code; };
  auto const at = std::find_if(findings.begin(), findings.end(), same);
  if (at != findings.end()) return *at;
  Finding& made = findings.emplace_back();
  made.code = kind.code;
  made.severity = kind.severity;
  made.treatment = kind.treatment;
  made.message = kind.message;
  return made;
}

void add_place(Finding& finding, core::Place place, std::string subject) {
  if (finding.places.size() >= Finding::max_places) return;
  finding.places.push_back(std::move(place));
  finding.subjects.push_back(std::move(subject));
}

/// What a kind of finding takes off the score: when it hits every deal, and at least.
struct Loss {
  double of_all = 0;
  double least = 0;
};

Loss loss_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return {1, 0.01};
    case Severity::warning:
      return {0.3, 0.001};
    default:
      return {};
  }
}

/// Whether any of its places is a row of a file.
bool has_rows(Finding const& finding) {
  return std::ranges::any_of(finding.places,
                             [](core::Place const& place) { return !place.file.empty(); });
}

}  // namespace

void add_finding(Findings& findings, Finding const& kind, core::Place place, std::string subject) {
  Finding& finding = finding_like(findings, kind);
  ++finding.count;
  add_place(finding, std::move(place), std::move(subject));
}

void merge_findings(Findings& into, Findings const& from) {
  for (Finding const& added : from) {
    Finding& finding = finding_like(into, added);
    finding.count += added.count;
    finding.severity = std::max(finding.severity, added.severity);
    for (std::size_t i = 0; i < added.places.size(); ++i) {
      add_place(finding, added.places[i], i < added.subjects.size() ? added.subjects[i] : "");
    }
  }
}

DataQuality grade(Findings findings, std::int64_t n_deals) {
  auto const worse = [](Finding const& a, Finding const& b) {
    bool const a_has_rows = has_rows(a);
    bool const b_has_rows = has_rows(b);
    return std::tie(b.severity, a_has_rows, b.count, a.code) <
           std::tie(a.severity, b_has_rows, a.count, b.code);
  };
  std::sort(findings.begin(), findings.end(), worse);
  auto const deals = static_cast<double>(std::max<std::int64_t>(n_deals, 1));
  double kept = 1;
  for (Finding const& finding : findings) {
    auto const loss = loss_of(finding.severity);
    double const share = std::min(1.0, static_cast<double>(finding.count) / deals);
    kept *= 1 - std::max(loss.least, loss.of_all * share);
  }
  return {100 * kept, std::move(findings)};
}

}  // namespace quarterdeck::data
