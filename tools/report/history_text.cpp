// tools/report/history_text.cpp – the page of `quarterdeck history`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <tuple>

#include "tools/report/history_report.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

using Forecasts = std::vector<service::RecordedForecast const*>;

double quantile(service::RecordedForecast const& forecast, std::size_t level) {
  return forecast.entry.quantiles.at(level);
}

NumberScale scale_of(service::HistoryReport const& report) {
  double largest = 0;
  for (auto const& forecast : report.forecasts) {
    largest = std::max(largest, std::abs(quantile(forecast, service::p90)));
  }
  return NumberScale(largest);
}

std::string title(service::HistoryReport const& report, Style const& style) {
  auto const& sign = signs(style);
  auto const company = report.company.empty()
                           ? std::string()
                           : fmt::format("{}  {}  ", clean(report.company, style), sign.dot);
  auto const n = report.forecasts.size();
  auto const text = fmt::format("{}{} {} on record", company, n, n == 1 ? "forecast" : "forecasts");
  return "\n  " + paint(cut(text, style.width - 4, style), Tone::title, style) + "\n  " +
         paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
}

/// Whose forecast it is; empty for a simulation that was the headline.
std::string by_whom(io::LedgerEntry const& entry) {
  if (entry.model == "pool") return "by the combination";
  if (entry.model != "simulation") return "by " + entry.model;
  return entry.headline ? "" : "by the simulation behind the combination";
}

/// Scenarios and overrides that it rests on.
std::string what_else(io::LedgerEntry const& entry) {
  std::string text;
  for (auto const& scenario : entry.scenarios) text += (text.empty() ? "" : ", ") + scenario;
  if (!entry.overrides.empty()) {
    text += fmt::format("{}{} overrides", text.empty() ? "" : ", ", entry.overrides.size());
  }
  return text;
}

/// Narrow terminals do without the columns that matter less.
bool is_wide(Style const& style) { return style.width >= 76; }

std::string list_section(service::HistoryReport const& report, Style const& style) {
  auto const scale = scale_of(report);
  std::vector<Column> columns{{"id", Align::left},    {"period", Align::left},
                              {"as of", Align::left}, {"P10", Align::right},
                              {"P50", Align::right},  {"P90", Align::right}};
  if (is_wide(style)) {
    columns.insert(columns.end(), {{"mean", Align::right}, {"booked", Align::right}});
  }
  columns.push_back({"runs", Align::right});
  Table table(columns);
  for (auto const& forecast : report.forecasts) {
    auto const& entry = forecast.entry;
    std::vector<std::string> cells{entry.id.substr(0, identity_shown),
                                   clean(entry.period.id, style),
                                   core::to_iso(entry.as_of),
                                   scale(quantile(forecast, service::p10)),
                                   scale(quantile(forecast, service::p50)),
                                   scale(quantile(forecast, service::p90))};
    if (is_wide(style)) {
      cells.push_back(scale(entry.mean));
      cells.push_back(scale(core::to_units(entry.booked)));
    }
    cells.push_back(std::to_string(entry.n_runs));
    table.add(std::move(cells));
    auto note = by_whom(entry);
    if (auto const with = what_else(entry); !with.empty()) {
      note += (note.empty() ? "with " : " with ") + clean(with, style);
    }
    if (!note.empty()) table.add_note(note);
  }
  return heading("ON RECORD", style) + table.draw(style);
}

/// One forecast an as-of day: made without scenarios, the headline, no baseline, the newest, in
/// this order of preference.
Forecasts movement(service::HistoryReport const& report) {
  Forecasts line;
  for (auto const& forecast : report.forecasts) {
    if (forecast.entry.period.id != report.shown_period) continue;
    bool const same_day = !line.empty() && line.back()->entry.as_of == forecast.entry.as_of;
    if (!same_day) {
      line.push_back(&forecast);
      continue;
    }
    auto const rank = [](service::RecordedForecast const& one) {
      bool const is_ours = one.entry.model == "simulation" || one.entry.model == "pool";
      return std::tuple(what_else(one.entry).empty(), is_ours, one.entry.headline,
                        one.entry.last_run);
    };
    if (rank(forecast) >= rank(*line.back())) line.back() = &forecast;
  }
  return line;
}

/// Amounts laid over the columns of the drawing.
class Band {
 public:
  Band(Forecasts const& line, int width) : width_(width) {
    low_ = quantile(*line.front(), service::p10);
    high_ = quantile(*line.front(), service::p90);
    for (auto const* const forecast : line) {
      low_ = std::min(low_, quantile(*forecast, service::p10));
      high_ = std::max(high_, quantile(*forecast, service::p90));
    }
  }
  [[nodiscard]] std::string draw(service::RecordedForecast const& forecast,
                                 Style const& style) const {
    auto const& sign = signs(style);
    int const median = column(quantile(forecast, service::p50));
    std::string text;
    for (int c = 0; c <= column(quantile(forecast, service::p90)); ++c) {
      if (c == median) {
        text += paint(sign.median, Tone::strong, style);
      } else {
        text += c < column(quantile(forecast, service::p10)) ? " " : sign.thick;
      }
    }
    return text;
  }

 private:
  [[nodiscard]] int column(double amount) const {
    if (!(high_ > low_)) return 0;
    return static_cast<int>((amount - low_) / (high_ - low_) * (width_ - 1) + 0.5);
  }
  double low_ = 0;
  double high_ = 0;
  int width_;
};

std::string change_text(NumberScale const& scale, double change) {
  return fmt::format("{}{}", change > 0 ? "+" : "", scale(change));
}

std::string movement_section(service::HistoryReport const& report, Style const& style) {
  auto const line = movement(report);
  if (line.empty()) return {};
  auto const scale = scale_of(report);
  constexpr int n_width = 8;
  int const room = style.width - 14 - 4 * n_width - 4;
  Band const band(line, room);
  auto const row = [&](std::string const& day, std::vector<std::string> const& numbers) {
    std::string text = "  " + fit(day, 10, Align::left, style);
    for (auto const& number : numbers) text += fit(number, n_width, Align::right, style);
    return text;
  };
  std::string out = heading("HOW " + clean(report.shown_period, style) + " MOVED", style);
  out += paint(row("as of", {"P10", "P50", "P90", "change"}), Tone::quiet, style) + '\n';
  service::RecordedForecast const* before = nullptr;
  for (auto const* const forecast : line) {
    double const median = quantile(*forecast, service::p50);
    auto const change = before == nullptr
                            ? std::string()
                            : change_text(scale, median - quantile(*before, service::p50));
    out += row(core::to_iso(forecast->entry.as_of),
               {scale(quantile(*forecast, service::p10)), scale(median),
                scale(quantile(*forecast, service::p90)), change}) +
           "  " + band.draw(*forecast, style) + '\n';
    before = forecast;
  }
  return out;
}

std::string scores_section(service::HistoryReport const& report, Style const& style) {
  if (!report.scores) return {};
  auto const scale = scale_of(report);
  std::vector<Column> columns{{"id", Align::left}, {"period", Align::left}, {"as of", Align::left}};
  if (is_wide(style)) columns.push_back({"P50", Align::right});
  columns.insert(columns.end(), {{"actual", Align::right},
                                 {"CRPS", Align::right},
                                 {"PIT", Align::right},
                                 {is_wide(style) ? "in P10-P90" : "in", Align::right}});
  Table table(columns);
  for (auto const& forecast : report.forecasts) {
    if (!forecast.score) continue;
    auto const& score = *forecast.score;
    std::vector<std::string> cells{forecast.entry.id.substr(0, identity_shown),
                                   clean(forecast.entry.period.id, style),
                                   core::to_iso(forecast.entry.as_of)};
    if (is_wide(style)) cells.push_back(scale(quantile(forecast, service::p50)));
    cells.insert(cells.end(),
                 {scale(score.actual), scale(score.crps), fmt::format("{:.2f}", score.pit),
                  score.inside_80 ? std::string("yes") : std::string("no")});
    table.add(std::move(cells));
    if (auto const whose = by_whom(forecast.entry); !whose.empty()) table.add_note(whose);
  }
  std::string by_model;
  for (auto const& one : report.by_model) {
    by_model += fmt::format("{}{} {} ({})", by_model.empty() ? ": " : ", ",
                            one.model == "pool" ? "combination" : one.model,
                            scale(one.scores.mean_crps), one.scores.n);
  }
  if (report.by_model.size() < 2) by_model.clear();
  auto const words = fmt::format(
      "{} of {} were inside P10 to P90, where 80 % are to be expected; mean CRPS {}{}. Forecasts "
      "of one period share its outcome, so they count for less than their number.",
      report.scores->n_inside_80, report.scores->n, scale(report.scores->mean_crps), by_model);
  return heading("PERIODS THAT HAVE ENDED", style) + table.draw(style) +
         paint(paragraph(words, 4, style), Tone::quiet, style);
}

}  // namespace

std::string history_text(service::HistoryReport const& report, Style const& style) {
  std::string out = title(report, style);
  if (report.forecasts.empty()) {
    out += paragraph("Nothing is on record yet: every 'quarterdeck forecast' puts itself there.", 2,
                     style);
  } else {
    out += list_section(report, style) + movement_section(report, style) +
           scores_section(report, style);
  }
  for (auto const& note : report.notes) {
    out += '\n' + paint(paragraph("Note: " + clean(note, style), 2, style), Tone::warning, style);
  }
  return out + '\n';
}

}  // namespace quarterdeck::report
