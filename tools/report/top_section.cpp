// tools/report/top_section.cpp – what must be known of the data before any number; see
// sections.hpp. SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>

#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t max_subjects = 3;

/// `6 deals, USD 180,000`, or how often it came where deals are not known.
std::string extent_text(data::Finding const& finding, std::string const& currency) {
  auto const& extent = finding.extent;
  auto const n = extent.deals > 0 ? extent.deals : finding.count;
  auto text = fmt::format("{} {}", whole_number(static_cast<double>(n)),
                          extent.deals > 0 ? (n == 1 ? "deal" : "deals") : finding.code);
  if (extent.money > 0) text += fmt::format(", {} {}", currency, core::format_units(extent.money));
  return text;
}

std::string subjects_text(data::Finding const& finding) {
  std::string text;
  std::size_t n = 0;
  for (auto const& subject : finding.subjects) {
    if (subject.empty()) continue;
    if (n == max_subjects) return text + ", …";
    text += (n == 0 ? "" : ", ") + subject;
    ++n;
  }
  return text;
}

std::string without_text(service::Forecast const& forecast, service::Without const& part) {
  auto const& with = forecast.summary.total.spread.quantiles;
  auto const& rest = part.total.quantiles;
  auto const name = part.column.empty() ? part.value : part.column + ' ' + part.value;
  auto const range = [&](service::Quantiles const& quantiles) {
    return fmt::format("median {}, {} to {}", amount_with_unit(forecast, quantiles[service::p50]),
                       amount_text(forecast, quantiles[service::p10]),
                       amount_text(forecast, quantiles[service::p90]));
  };
  return fmt::format(
      "{} ({} {}{}): with it {}; without it {}.", name, forecast.currency,
      whole_number(part.amount),
      part.oddity == data::Oddity::rules_spread ? ", more than half of the spread" : "",
      range(with), range(rest));
}

std::string marked(std::string const& text, Tone tone, Style const& style) {
  std::string out;
  for (auto const& line : wrap(clean(text, style), style.width - 6, style)) {
    out += "  " + paint(out.empty() ? "!" : " ", tone, style) + ' ' + line + '\n';
  }
  return out;
}

}  // namespace

std::string top_section(service::Forecast const& forecast, Style const& style) {
  std::string out;
  for (auto const& finding : forecast.quality.findings) {
    if (!finding.top) continue;
    auto const subjects = subjects_text(finding);
    auto const text =
        fmt::format("{}: {}{}", extent_text(finding, forecast.currency), finding.message,
                    subjects.empty() ? "" : fmt::format(" ({})", subjects));
    auto const tone = finding.severity == data::Severity::error ? Tone::bad : Tone::warning;
    out += marked(text, tone, style);
  }
  for (auto const& part : forecast.without) {
    out += marked(without_text(forecast, part), Tone::warning, style);
  }
  if (out.empty()) return {};
  return heading(fmt::format("BEFORE THE NUMBERS  data quality {} of 100",
                             whole_score(forecast.quality.score)),
                 style) +
         out;
}

}  // namespace quarterdeck::report
