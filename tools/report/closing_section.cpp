// tools/report/closing_section.cpp – why it is uncertain, and how far the page may be believed.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/text.hpp"
#include "tools/service/exact_draws.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t max_findings = 5;

std::string share_line(double share, std::string const& words, Style const& style) {
  constexpr int full = 20;
  int const n = std::clamp(static_cast<int>(share * full + 0.5), 0, full);
  auto const bar = repeat(signs(style).thick, n);
  return "  " + fit(whole_percent(share), 6, Align::right, style) + "  " +
         paint(fit(bar, full, Align::left, style), Tone::strong, style) + "  " +
         cut(words, style.width - 34, style) + '\n';
}

std::string finding_line(data::Finding const& finding, Style const& style) {
  auto const text = fmt::format("{} {}: {}", whole_number(static_cast<double>(finding.count)),
                                clean(finding.code, style), clean(finding.message, style));
  std::string out;
  bool first = true;
  for (auto const& line : wrap(text, style.width - 8, style)) {
    auto const mark = first ? paint(signs(style).dot, tone_of(finding.severity), style) : " ";
    out += "  " + mark + ' ' + line + '\n';
    first = false;
  }
  return out;
}

}  // namespace

Tone tone_of(data::Severity severity) {
  switch (severity) {
    case data::Severity::info:
      return Tone::quiet;
    case data::Severity::warning:
      return Tone::warning;
    case data::Severity::error:
      return Tone::bad;
  }
  return Tone::plain;
}

std::string uncertainty_section(service::Forecast const& forecast, Style const& style) {
  auto const& shares = forecast.uncertainty;
  if (shares.outcomes + shares.shared + shares.parameters <= 0) return {};
  return heading("WHY IT IS UNCERTAIN", style) +
         share_line(shares.outcomes, "luck of single deals", style) +
         share_line(shares.shared, "a good or bad period for all", style) +
         share_line(shares.parameters, "what history cannot tell", style);
}

std::string quality_section(data::DataQuality const& quality, Style const& style) {
  auto const title = fmt::format("DATA QUALITY  {} of 100", whole_score(quality.score));
  std::string out = heading(title, style);
  if (quality.findings.empty()) out += "  nothing to complain about\n";
  std::size_t const shown = std::min(quality.findings.size(), max_findings);
  for (std::size_t i = 0; i < shown; ++i) out += finding_line(quality.findings[i], style);
  if (quality.findings.size() > shown) {
    out += paint(fmt::format("    and {} more; `quarterdeck check` lists the rows\n",
                             quality.findings.size() - shown),
                 Tone::quiet, style);
  }
  return out;
}

std::string check_section(service::Forecast const& forecast, Style const& style) {
  auto const& check = forecast.check;
  auto const n_trials = service::trials_to_check(forecast.compiled.plan, forecast.results);
  auto const text = fmt::format(
      "{} The exact engine ({}) and the simulation differ by at most {:.4f} in probability{}; "
      "sampling alone may make {:.4f}.",
      check.agrees ? "Both engines agree." : "THE TWO ENGINES DISAGREE: DO NOT USE THESE NUMBERS.",
      clean(check.method, style), check.max_cdf_difference,
      n_trials < forecast.results.n_trials
          ? fmt::format(" over the first {} trials", whole_number(static_cast<double>(n_trials)))
          : std::string(),
      check.tolerance);
  std::string out = heading("CHECKED TWICE", style);
  auto const tone = check.agrees ? Tone::plain : Tone::bad;
  for (auto const& line : wrap(text, style.width - 4, style)) {
    out += "  " + paint(line, tone, style) + '\n';
  }
  return out;
}

std::string provenance_section(core::Provenance const& provenance, Style const& style) {
  auto const& sign = signs(style);
  std::string text = fmt::format("quarterdeck {}", provenance.build.version);
  if (!provenance.build.git.empty())
    text += fmt::format(" ({})", provenance.build.git.substr(0, 9));
  text += fmt::format(" {} seed {}", sign.dot, provenance.seed);
  if (provenance.trials > 0) {
    text += fmt::format(" {} {} trials", sign.dot,
                        whole_number(static_cast<double>(provenance.trials)));
  }
  text += fmt::format(" {} {}", sign.dot, provenance.started_at);
  for (auto const& input : provenance.inputs) {
    text += fmt::format(" {} {} {} rows, sha256 {}", sign.dot, clean(input.name, style),
                        whole_number(static_cast<double>(input.rows)), input.sha256.substr(0, 9));
  }
  std::string out = "\n  " + paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
  for (auto const& line : wrap(text, style.width - 4, style)) {
    out += "  " + paint(line, Tone::quiet, style) + '\n';
  }
  return out;
}

}  // namespace quarterdeck::report
