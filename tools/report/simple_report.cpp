// tools/report/simple_report.cpp – see simple_report.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/simple_report.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "tools/report/backing_json.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

/// Amounts of the page in one unit.
class Amounts {
 public:
  explicit Amounts(service::SimpleForecast const& forecast)
      : forecast_(&forecast), scale_(forecast.total.quantiles[service::p90]) {}
  [[nodiscard]] std::string operator()(double units) const {
    return forecast_->measure_counts ? whole_number(units) : scale_(units);
  }
  [[nodiscard]] std::string with_unit(double units) const {
    return forecast_->measure_counts ? (*this)(units) + " deals"
                                     : forecast_->currency + ' ' + (*this)(units);
  }

 private:
  service::SimpleForecast const* forecast_;
  NumberScale scale_;
};

std::string headline(service::SimpleForecast const& forecast, Amounts const& amount,
                     Style const& style) {
  auto const& sign = signs(style);
  auto const company = clean(forecast.company, style);
  auto const title = fmt::format("{}{}{}  {}  as of {}  {}  model {}", company,
                                 company.empty() ? "" : "  ", forecast.period.id, sign.dot,
                                 core::to_iso(forecast.as_of), sign.dot, forecast.model);
  std::string out = "\n  " + paint(cut(title, style.width - 4, style), Tone::title, style);
  out += "\n  " + paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
  auto const& quantiles = forecast.total.quantiles;
  auto const sentence = fmt::format(
      "{} lands between {} and {} with 80 % probability; median {}, mean {}; {} is booked.",
      forecast.period.id, amount.with_unit(quantiles[service::p10]),
      amount.with_unit(quantiles[service::p90]), amount.with_unit(quantiles[service::p50]),
      amount(forecast.total.mean), amount(forecast.booked));
  for (auto const& line : wrap(sentence, style.width - 4, style))
    out += "  " + paint(line, Tone::strong, style) + '\n';
  return out + paragraph("This is " + forecast.meaning +
                             ". It knows nothing of single deals, groups and weeks.",
                         2, style);
}

std::string targets_table(service::SimpleForecast const& forecast, Amounts const& amount,
                          Style const& style) {
  if (forecast.targets.empty() && forecast.n_group_targets == 0) return {};
  Table table({{"", Align::left}, {"target", Align::right}, {"P(hit)", Align::right}});
  for (auto const& target : forecast.targets)
    table.add({clean(target.name, style), amount(target.amount), percent(target.p_hit)});
  if (forecast.n_group_targets > 0) {
    table.add_note(
        fmt::format("{} of groups left out, which it cannot judge", forecast.n_group_targets));
  }
  return heading("TARGETS", style) + table.draw(style);
}

std::string calls_table(service::SimpleForecast const& forecast, Amounts const& amount,
                        Style const& style) {
  constexpr std::size_t most = 12;
  if (forecast.calls.empty()) return {};
  Table table({{"period", Align::left},
               {"it would have said", Align::right},
               {"came", Align::right},
               {"came / said", Align::right}});
  for (std::size_t i = 0; i < std::min(most, forecast.calls.size()); ++i) {
    auto const& call = forecast.calls[i];
    table.add({call.period, amount(call.forecast), amount(call.actual),
               fmt::format("{:.2f}", call.actual / call.forecast)});
  }
  if (forecast.calls.size() > most)
    table.add_note(fmt::format("and {} earlier ones", forecast.calls.size() - most));
  return heading("ITS PAST ERRORS, WHICH MAKE THE RANGE", style) + table.draw(style);
}

std::string weights_table(service::SimpleForecast const& forecast, Style const& style) {
  if (forecast.weights.empty()) return {};
  Table table({{"member", Align::left},
               {"weight", Align::right},
               {"past CRPS / scale", Align::right},
               {"periods", Align::right}});
  for (auto const& member : forecast.weights) {
    table.add({member.name, whole_percent(member.weight),
               member.n_periods == 0 ? "" : fmt::format("{:.3f}", member.relative_crps),
               fmt::format("{}", member.n_periods)});
  }
  return heading("MEMBERS", style) + table.draw(style);
}

}  // namespace

std::string simple_text(service::SimpleForecast const& forecast, Style const& style) {
  Amounts const amount(forecast);
  return headline(forecast, amount, style) + targets_table(forecast, amount, style) +
         weights_table(forecast, style) + calls_table(forecast, amount, style);
}

std::string simple_json(service::SimpleForecast const& forecast) {
  Json document = {{"schema", "quarterdeck.forecast.v1"},
                   {"model", forecast.model},
                   {"model_meaning", forecast.meaning},
                   {"provenance",
                    {{"version", forecast.provenance.build.version},
                     {"git", forecast.provenance.build.git},
                     {"started_at", forecast.provenance.started_at},
                     {"inputs", inputs_json(forecast.provenance.inputs)}}},
                   {"as_of", core::to_iso(forecast.as_of)},
                   {"currency", forecast.currency}};
  if (forecast.measure_counts) document["measure"] = "count";
  document["period"] = {{"id", forecast.period.id},
                        {"start", core::to_iso(forecast.period.start)},
                        {"end", core::to_iso(forecast.period.end)}};
  document["total"] = Json::object();
  add_spread(document["total"], forecast.total);
  document["parts"] = {{"booked", finite(forecast.booked)}};
  document["targets"] = Json::array();
  for (auto const& target : forecast.targets) {
    document["targets"].push_back({{"name", target.name},
                                   {"amount", finite(target.amount)},
                                   {"p_hit", finite(target.p_hit)}});
  }
  if (!forecast.weights.empty()) document["weights"] = weights_json(forecast.weights);
  if (!forecast.calls.empty()) {
    document["past_calls"] = Json::array();
    for (auto const& call : forecast.calls) {
      document["past_calls"].push_back({{"period", call.period},
                                        {"forecast", finite(call.forecast)},
                                        {"actual", finite(call.actual)}});
    }
  }
  return dump(document);
}

}  // namespace quarterdeck::report
