// tools/report/page/forecast_top.cpp – what must be known of the data before any number; see
// forecast_parts.hpp. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "tools/report/page/forecast_parts.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_subjects = 3;

std::string subjects_of(data::Finding const& finding) {
  std::string text;
  std::size_t n = 0;
  for (auto const& subject : finding.subjects) {
    if (subject.empty() || n == most_subjects) continue;
    text += (n == 0 ? "" : ", ") + subject;
    ++n;
  }
  return text;
}

/// How many deals and how much money it touches, what was found, and for example where.
Message sentence_of(data::Finding const& finding, std::string const& currency) {
  auto const& extent = finding.extent;
  Message said = extent.deals > 0 && extent.money > 0
                     ? say("top.deals", {{"n", Count{extent.deals}},
                                         {"money", Amount{.units = core::to_units(extent.money),
                                                          .currency = currency,
                                                          .rounding = Rounding::whole,
                                                          .unit = Unit::written}},
                                         {"message", Name{finding.message}}})
                     : say("top.rows", {{"n", Count{finding.count}},
                                        {"code", Name{finding.code}},
                                        {"message", Name{finding.message}}});
  auto const subjects = subjects_of(finding);
  if (subjects.empty()) return said;
  return say("top.subjects", {{"first", said}, {"subjects", Name{subjects}}});
}

Message range_of(service::Quantiles const& quantiles, Amounts const& amounts) {
  return say("top.range", {{"median", amounts.with_unit(quantiles[service::p50])},
                           {"low", amounts(quantiles[service::p10])},
                           {"high", amounts(quantiles[service::p90])}});
}

Message sentence_of(service::Without const& part, service::Forecast const& forecast) {
  auto const amounts = amounts_of(forecast);
  auto const name = part.column.empty() ? part.value : part.column + ' ' + part.value;
  bool const rules = part.oddity == data::Oddity::rules_spread;
  return say(rules ? "top.rules_spread" : "top.without",
             {{"name", Name{name}},
              {"amount", Amount{.units = part.amount,
                                .currency = forecast.currency,
                                .rounding = Rounding::whole,
                                .unit = Unit::written}},
              {"with", range_of(forecast.summary.total.spread.quantiles, amounts)},
              {"without", range_of(part.total.quantiles, amounts)}});
}

}  // namespace

std::vector<Block> top_blocks(service::Forecast const& forecast) {
  List list;
  for (auto const& finding : forecast.quality.findings) {
    if (!finding.top) continue;
    list.items.push_back({sentence_of(finding, forecast.currency), tone_of(finding.severity)});
  }
  for (auto const& part : forecast.without) {
    list.items.push_back({sentence_of(part, forecast), Tone::warning});
  }
  for (auto& item : assumed_items(forecast.assumptions)) list.items.push_back(std::move(item));
  if (list.items.empty()) return {};
  return {Heading{say("top.heading"),
                  say("score.of_100", {{"score", Score{forecast.quality.score}}}), "data_quality"},
          std::move(list)};
}

}  // namespace quarterdeck::report
