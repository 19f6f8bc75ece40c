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

double weight(Severity severity) {
  switch (severity) {
    case Severity::error:
      return 1;
    case Severity::warning:
      return 0.3;
    default:
      return 0;
  }
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

DataQuality grade(Findings findings, std::int64_t n_rows) {
  auto const worse = [](Finding const& a, Finding const& b) {
    return std::tie(b.severity, b.count, a.code) < std::tie(a.severity, a.count, b.code);
  };
  std::sort(findings.begin(), findings.end(), worse);
  double hit = 0;
  for (Finding const& finding : findings) {
    n_rows = std::max(n_rows, finding.count);
    hit += weight(finding.severity) * static_cast<double>(finding.count);
  }
  double const share = n_rows > 0 ? std::min(1.0, hit / static_cast<double>(n_rows)) : 0.0;
  return {100 * (1 - share), std::move(findings)};
}

}  // namespace quarterdeck::data
