// tools/report/scenario_section.cpp – what scenarios say and what they touch.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <cmath>

#include "tools/report/json.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/scenario_report.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_deals = 25;

std::string number_words(double value) {
  return std::abs(value) >= 1000 ? short_number(value) : fmt::format("{:.4g}", value);
}

std::string touched_words(scenarios::Effect const& effect) {
  std::string text;
  std::size_t const n = effect.deals.size();
  if (n == 1) text = "1 open deal";
  if (n > 1) text = whole_number(static_cast<double>(n)) + " open deals";
  for (auto const& number : effect.numbers) {
    text += fmt::format("{}{}: {} -> {}", text.empty() ? "" : "; ", number.name,
                        number_words(number.before), number_words(number.after));
  }
  return text.empty() ? "deals not created yet" : text;
}

std::string note_text(service::ScenarioNote const& note, Style const& style) {
  std::string out = "  " + paint(clean(note.name, style), Tone::strong, style) + '\n';
  if (!note.why.empty()) out += paragraph(clean(note.why, style), 4, style);
  if (!note.source.empty()) {
    out += paint(paragraph("source: " + clean(note.source, style), 4, style), Tone::quiet, style);
  }
  int n = 0;
  for (auto const& effect : note.effects) {
    out += paragraph(fmt::format("{}. {}", ++n, clean(effect.change, style)), 4, style);
    out += paint(paragraph(clean(touched_words(effect), style), 7, style), Tone::quiet, style);
  }
  return out;
}

std::string chance(std::optional<double> const& p) { return p ? percent(*p) : ""; }

std::string amount_words(std::optional<double> const& amount) {
  return amount ? short_number(*amount) : "";
}

std::string deal_moves(service::DryRun const& run, Style const& style) {
  if (run.deals.empty()) return {};
  Table table({{"", Align::left},
               {"", Align::left},
               {"P before", Align::right},
               {"after", Align::right},
               {"amount", Align::right},
               {"after", Align::right}});
  std::size_t const shown = std::min(run.deals.size(), most_deals);
  for (std::size_t i = 0; i < shown; ++i) {
    auto const& deal = run.deals[i];
    table.add({clean(deal.name, style), clean(deal.id, style), chance(deal.p_before),
               chance(deal.p_after), amount_words(deal.amount_before),
               amount_words(deal.amount_after)});
  }
  if (shown < run.deals.size()) {
    table.add_note(fmt::format("and {} more; --format json lists all", run.deals.size() - shown));
  }
  return heading("DEALS TOUCHED", style) + table.draw(style);
}

std::string rate_moves(service::DryRun const& run, Style const& style) {
  Table table({{"", Align::left}, {"before", Align::right}, {"after", Align::right}});
  for (auto const& rate : run.rates) {
    table.add({clean(rate.name, style), fmt::format("{:.2f}", rate.before),
               fmt::format("{:.2f}", rate.after)});
  }
  return heading("RATES", style) + table.draw(style);
}

Json numbers_json(std::vector<scenarios::NumberChange> const& numbers) {
  Json list = Json::array();
  for (auto const& number : numbers) {
    list.push_back({{"name", number.name},
                    {"before", finite(number.before)},
                    {"after", finite(number.after)}});
  }
  return list;
}

void add_number(Json& object, char const* key, std::optional<double> const& value) {
  if (value) object[key] = finite(*value);
}

Json move_json(service::DealMove const& deal) {
  Json object = {{"id", deal.id}, {"name", deal.name}};
  Json before = Json::object();
  add_number(before, "p_win_in_period", deal.p_before);
  add_number(before, "amount", deal.amount_before);
  Json after = Json::object();
  add_number(after, "p_win_in_period", deal.p_after);
  add_number(after, "amount", deal.amount_after);
  object["before"] = std::move(before);
  object["after"] = std::move(after);
  return object;
}

}  // namespace

std::string scenarios_section(std::vector<service::ScenarioNote> const& notes, Style const& style) {
  if (notes.empty()) return {};
  std::string out = heading(notes.size() == 1 ? "SCENARIO" : "SCENARIOS", style);
  for (auto const& note : notes) out += note_text(note, style);
  return out;
}

Json scenarios_json(std::vector<service::ScenarioNote> const& notes) {
  Json list = Json::array();
  for (auto const& note : notes) {
    Json changes = Json::array();
    for (auto const& effect : note.effects) {
      Json change = {{"change", effect.change}};
      if (!effect.why.empty()) change["why"] = effect.why;
      change["deals"] = effect.deals;
      change["numbers"] = numbers_json(effect.numbers);
      changes.push_back(std::move(change));
    }
    list.push_back({{"name", note.name},
                    {"why", note.why},
                    {"source", note.source},
                    {"file", note.file.string()},
                    {"changes", std::move(changes)}});
  }
  return list;
}

std::string dry_run_text(service::DryRun const& run, Style const& style) {
  auto const company = clean(run.company, style);
  std::string const title =
      fmt::format("{}{}{}  {}  as of {}", company, company.empty() ? "" : "  ", run.period.id,
                  signs(style).dot, core::to_iso(run.as_of));
  std::string out = "\n  " + paint(cut(title, style.width - 4, style), Tone::title, style) + '\n';
  out += paragraph("Nothing was simulated: this is what the scenario would change.", 2, style);
  return out + scenarios_section(run.scenarios, style) + deal_moves(run, style) +
         rate_moves(run, style) + '\n';
}

std::string dry_run_json(service::DryRun const& run) {
  Json document = {{"schema", "quarterdeck.dry_run.v1"},
                   {"as_of", core::to_iso(run.as_of)},
                   {"currency", run.currency},
                   {"period", period_json(run.period)},
                   {"scenarios", scenarios_json(run.scenarios)}};
  Json deals = Json::array();
  for (auto const& deal : run.deals) deals.push_back(move_json(deal));
  document["deals"] = std::move(deals);
  document["rates"] = numbers_json(run.rates);
  return dump(document);
}

}  // namespace quarterdeck::report
