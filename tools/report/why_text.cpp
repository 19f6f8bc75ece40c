// tools/report/why_text.cpp – the pages of `quarterdeck history --why` and `quarterdeck waterfall`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "tools/report/history_report.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t deals_shown = 12;
constexpr std::size_t trips_shown = 8;

std::string page_title(std::string const& company, std::string const& text, Style const& style) {
  auto const& sign = signs(style);
  auto const name =
      company.empty() ? std::string() : fmt::format("{}  {}  ", clean(company, style), sign.dot);
  return "\n  " + paint(cut(name + text, style.width - 4, style), Tone::title, style) + "\n  " +
         paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
}

std::string signed_amount(core::Minor amount) {
  return (amount > 0 ? "+" : "") + exact_amount(amount);
}

std::string words_of(service::Cause cause, bool rerun) {
  using service::Cause;
  switch (cause) {
    case Cause::restated:
      return "data of the first day corrected since";
    case Cause::days_passed:
      return "days passed, had nothing happened";
    case Cause::refit:
      return "what the days between taught";
    case Cause::overrides:
      return "overrides";
    case Cause::amounts:
      return "amounts of deals changed";
    case Cause::moved:
      return rerun ? "stages and close dates moved" : "stages, dates, days passed, refit";
    case Cause::won:
      return "deals won";
    case Cause::won_outside:
      return "deals won outside the period";
    case Cause::lost:
      return "deals lost";
    case Cause::reopened:
      return "deals reopened, or closings undone";
    case Cause::created:
      return "new deals";
    case Cause::gone:
      return "deals gone from the data";
    case Cause::new_business:
      return "business from deals not created yet";
  }
  return {};
}

std::string bridge_section(service::WhyReport const& report, Style const& style) {
  auto const& bridge = report.bridge;
  bool const rerun = report.not_rerun.empty();
  std::vector<std::size_t> n_cells(service::n_causes, 0);
  for (auto const& cell : bridge.cells) {
    if (!cell.id.empty()) ++n_cells[static_cast<std::size_t>(cell.cause)];
  }
  Table table({{"", Align::left}, {"deals", Align::right}, {"mean", Align::right}});
  table.add({fmt::format("{} as of {}", report.from.id.substr(0, identity_shown),
                         core::to_iso(report.from.as_of)),
             "", exact_amount(bridge.from)},
            Tone::strong);
  for (std::size_t i = 0; i < service::n_causes; ++i) {
    auto const cause = service::cause_names[i].value;
    bool const told =
        rerun && (cause == service::Cause::refit || cause == service::Cause::days_passed);
    if (n_cells[i] == 0 && bridge.causes[i] == 0 && !told) continue;
    bool const counts = cause != service::Cause::new_business;
    table.add({words_of(cause, rerun), counts ? std::to_string(n_cells[i]) : "",
               signed_amount(bridge.causes[i])});
  }
  table.add_rule();
  table.add({fmt::format("{} as of {}", report.to.id.substr(0, identity_shown),
                         core::to_iso(report.to.as_of)),
             "", exact_amount(bridge.to)},
            Tone::strong);
  return heading("WHY THE MEAN MOVED BY " + signed_amount(bridge.to - bridge.from), style) +
         table.draw(style);
}

std::string steps_section(service::WhyReport const& report, Style const& style) {
  Table table({{"", Align::left}, {"mean", Align::right}, {"P50", Align::right}});
  auto const amount = [](double units) { return exact_amount(core::to_minor(units)); };
  for (auto const& step : report.steps) {
    std::string name = "recorded as of " + core::to_iso(report.from.as_of);
    if (step.name == "restated") name = "made again from today's data";
    if (step.name == "days_passed") name = "looked at from the later day";
    if (step.name == "refit") name = "with what was learned by then";
    if (step.name == "to") name = "recorded as of " + core::to_iso(report.to.as_of);
    table.add({name, amount(step.mean), amount(step.median)});
  }
  std::string out = heading("MEAN AND MEDIAN ON THE WAY", style) + table.draw(style);
  if (!report.not_rerun.empty()) {
    auto const words = fmt::format("Days passed and what was learned are not told apart: {}.",
                                   clean(report.not_rerun, style));
    out += paint(paragraph(words, 4, style), Tone::warning, style);
  }
  return out;
}

bool is_of_one_deal(service::BridgeCell const& cell) {
  using service::Cause;
  bool const of_model = cell.cause == Cause::days_passed || cell.cause == Cause::refit;
  return !cell.id.empty() && !of_model;
}

std::string deals_section(service::WhyReport const& report, Style const& style) {
  std::vector<service::BridgeCell const*> cells;
  for (auto const& cell : report.bridge.cells) {
    if (is_of_one_deal(cell)) cells.push_back(&cell);
  }
  if (cells.empty()) return {};
  std::stable_sort(cells.begin(), cells.end(), [](auto const* a, auto const* b) {
    return std::abs(a->effect) > std::abs(b->effect);
  });
  Table table({{"deal", Align::left}, {"", Align::left}, {"effect", Align::right}});
  for (std::size_t i = 0; i < std::min(cells.size(), deals_shown); ++i) {
    auto const& cell = *cells[i];
    table.add({clean(cell.name.empty() ? cell.id : cell.name, style),
               words_of(cell.cause, report.not_rerun.empty()), signed_amount(cell.effect)});
  }
  if (cells.size() > deals_shown) {
    table.add_note(
        fmt::format("{} and {} more", signs(style).ellipsis, cells.size() - deals_shown));
  }
  return heading("DEALS THAT DID MOST OF IT", style) + table.draw(style);
}

std::string words_of(data::Flow flow, bool has_period) {
  static constexpr std::array<std::string_view, data::n_flows> words{
      "created",      "reopened", "pulled in", "amount up",      "amount down",   "pushed out",
      "pulled ahead", "won",      "lost",      "gone from data", "exchange rates"};
  if (flow == data::Flow::pushed_out && has_period) return "pushed out of the period";
  if (flow == data::Flow::pulled_in) return "pulled into the period";
  return std::string(words[static_cast<std::size_t>(flow)]);
}

std::string flows_section(service::WaterfallReport const& report, Style const& style) {
  auto const& flow = report.waterfall;
  Table table({{"", Align::left},
               {"steps", Align::right},
               {"day by day", Align::right},
               {"end to end", Align::right}});
  auto const ends = [&](core::Date day, std::int64_t n, core::Minor amount) {
    table.add({fmt::format("open on {}, {} deals", core::to_iso(day), n), "", exact_amount(amount),
               exact_amount(amount)},
              Tone::strong);
  };
  ends(flow.from, flow.n_opening, flow.opening);
  for (std::size_t i = 0; i < data::n_flows; ++i) {
    if (flow.gross[i].n == 0 && flow.net[i].n == 0) continue;
    table.add({words_of(data::flow_names[i].value, report.period.has_value()),
               std::to_string(flow.gross[i].n), signed_amount(flow.gross[i].amount),
               signed_amount(flow.net[i].amount)});
  }
  table.add_rule();
  ends(flow.to, flow.n_closing, flow.closing);
  return heading("PIPELINE", style) + table.draw(style);
}

std::string trips_section(service::WaterfallReport const& report, Style const& style) {
  auto const& trips = report.waterfall.round_trips;
  if (trips.empty()) return {};
  Table table({{"deal", Align::left},
               {"steps", Align::right},
               {"moved in all", Align::right},
               {"left of it", Align::right}});
  for (std::size_t i = 0; i < std::min(trips.size(), trips_shown); ++i) {
    table.add({clean(trips[i].name.empty() ? trips[i].id : trips[i].name, style),
               std::to_string(trips[i].n_steps), exact_amount(trips[i].gross),
               signed_amount(trips[i].net)});
  }
  if (trips.size() > trips_shown) {
    table.add_note(
        fmt::format("{} and {} more", signs(style).ellipsis, trips.size() - trips_shown));
  }
  return heading(fmt::format("MOVED AND CAME BACK: {} {}", trips.size(),
                             trips.size() == 1 ? "DEAL" : "DEALS"),
                 style) +
         table.draw(style);
}

std::string waterfall_notes(service::WaterfallReport const& report, Style const& style) {
  auto const& flow = report.waterfall;
  std::string words;
  if (report.has_rates) {
    words += "Steps are at the exchange rates of the first day. ";
  }
  if (flow.n_opening_blank + flow.n_closing_blank > 0) {
    words += fmt::format("{} deals of the opening and {} of the closing pipeline have no amount. ",
                         flow.n_opening_blank, flow.n_closing_blank);
  }
  if (!report.has_amount_history) {
    words += "The source has no history of amounts, so past ones are the final ones. ";
  }
  if (report.period && !report.has_close_date_history) {
    words += "The source has no history of close dates, so past ones are unknown. ";
  }
  return words.empty() ? std::string() : paint(paragraph(words, 4, style), Tone::quiet, style);
}

}  // namespace

std::string exact_amount(core::Minor amount) {
  auto const size =
      amount < 0 ? 0 - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
  std::string digits = std::to_string(size / 100);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return fmt::format("{}{}.{:02}", amount < 0 ? "-" : "", digits, size % 100);
}

std::string why_text(service::WhyReport const& report, Style const& style) {
  auto const text = fmt::format("{}, {}", clean(report.to.period.id, style),
                                report.to.counts_deals ? "deals" : report.to.currency);
  std::string out = page_title(report.company, text, style);
  out +=
      bridge_section(report, style) + steps_section(report, style) + deals_section(report, style);
  for (auto const& note : report.notes) {
    out += '\n' + paint(paragraph("Note: " + clean(note, style), 2, style), Tone::warning, style);
  }
  return out + '\n';
}

std::string waterfall_text(service::WaterfallReport const& report, Style const& style) {
  auto const text = fmt::format(
      "{}, {}",
      report.period ? "close date in " + clean(report.period->id, style) : "all open deals",
      report.currency);
  return page_title(report.company, text, style) + flows_section(report, style) +
         waterfall_notes(report, style) + trips_section(report, style) + '\n';
}

}  // namespace quarterdeck::report
