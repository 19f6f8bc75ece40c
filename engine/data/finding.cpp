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
  made.doubtful = kind.doubtful;
  made.top = kind.top;
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

void Extent::add(Extent const& other) {
  deals += other.deals;
  closed += other.closed;
  money += other.money;
  open_money += other.open_money;
  won_money += other.won_money;
}

void add_finding(Findings& findings, Finding const& kind, Occurrence occurrence) {
  Finding& finding = finding_like(findings, kind);
  ++finding.count;
  finding.extent.add(occurrence.extent);
  add_place(finding, std::move(occurrence.place), std::move(occurrence.subject));
}

void add_finding(Findings& findings, Finding const& kind, core::Place place, std::string subject) {
  add_finding(findings, kind, {std::move(place), std::move(subject), {}});
}

void merge_findings(Findings& into, Findings const& from) {
  for (Finding const& added : from) {
    Finding& finding = finding_like(into, added);
    finding.count += added.count;
    finding.extent.add(added.extent);
    finding.top = finding.top || added.top;
    finding.severity = std::max(finding.severity, added.severity);
    for (std::size_t i = 0; i < added.places.size(); ++i) {
      add_place(finding, added.places[i], i < added.subjects.size() ? added.subjects[i] : "");
    }
  }
}

double share_of(Finding const& finding, Extent const& book) {
  bool const is_dropped = finding.treatment == Treatment::dropped;
  auto const share = [&](double part, double whole) {
    if (is_dropped) whole += part;
    return part > 0 ? std::min(1.0, part / std::max(whole, 1.0)) : 0.0;
  };
  Extent const& extent = finding.extent;
  if (extent.deals == 0) {
    return share(static_cast<double>(finding.count), static_cast<double>(book.deals));
  }
  return std::max(
      {share(static_cast<double>(extent.money), static_cast<double>(book.money)),
       share(static_cast<double>(extent.open_money), static_cast<double>(book.open_money)),
       share(static_cast<double>(extent.won_money), static_cast<double>(book.won_money)),
       share(static_cast<double>(extent.closed), static_cast<double>(book.closed))});
}

DataQuality grade(Findings findings, Extent const& book) {
  constexpr double seen_at_top = 0.01;
  constexpr double most_doubt = 0.1;
  constexpr double score_in_doubt = 50;
  auto const worse = [](Finding const& a, Finding const& b) {
    bool const a_has_rows = has_rows(a);
    bool const b_has_rows = has_rows(b);
    return std::tie(b.severity, a_has_rows, b.count, a.code) <
           std::tie(a.severity, b_has_rows, a.count, b.code);
  };
  std::sort(findings.begin(), findings.end(), worse);
  auto const deals = static_cast<double>(std::max<std::int64_t>(book.deals, 1));
  double kept = 1;
  double doubt = 0;
  for (Finding& finding : findings) {
    auto const loss = loss_of(finding.severity);
    double const hit = std::min(1.0, static_cast<double>(finding.count) / deals);
    kept *= 1 - std::max(loss.least, loss.of_all * hit);
    double const share = finding.doubtful ? share_of(finding, book) : 0;
    doubt += share;
    finding.top = finding.top || share >= seen_at_top;
  }
  double const most = doubt > most_doubt ? score_in_doubt : 100;
  return {std::min(100 * kept, most), std::move(findings)};
}

}  // namespace quarterdeck::data
