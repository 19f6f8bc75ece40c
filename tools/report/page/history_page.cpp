// tools/report/page/history_page.cpp – the page of forecasts on record.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "tools/report/page/parts.hpp"
#include "tools/report/page/record_pages.hpp"

namespace quarterdeck::report {
namespace {

using Forecasts = std::vector<service::RecordedForecast const*>;

double quantile(service::RecordedForecast const& forecast, std::size_t level) {
  return forecast.entry.quantiles.at(level);
}

Amount amount(service::RecordedForecast const& forecast, double units) {
  auto const& entry = forecast.entry;
  return {.units = units, .currency = entry.counts_deals ? std::string() : entry.currency};
}

Amount quantile_amount(service::RecordedForecast const& forecast, std::size_t level) {
  return amount(forecast, quantile(forecast, level));
}

double largest_of(service::HistoryReport const& report) {
  double largest = 0;
  for (auto const& forecast : report.forecasts) {
    largest = std::max(largest, std::abs(quantile(forecast, service::p90)));
  }
  return largest;
}

/// Whose forecast it is; nothing for a simulation that was the headline.
Value by_whom(io::LedgerEntry const& entry) {
  if (entry.model == "pool") return say("history.by_combination");
  if (entry.model != "simulation") return say("history.by_model", {{"model", Name{entry.model}}});
  return entry.headline ? Value() : Value(say("history.by_simulation"));
}

/// Scenarios and overrides that it rests on.
Value what_else(io::LedgerEntry const& entry) {
  Sequence list{{}, Join::comma};
  for (auto const& scenario : entry.scenarios) list.items.emplace_back(Name{scenario});
  if (!entry.overrides.empty()) {
    list.items.emplace_back(say("history.overrides", {{"n", count_of(entry.overrides.size())}}));
  }
  return list.items.empty() ? Value() : say("history.with", {{"list", std::move(list)}});
}

std::vector<Value> key_cells(io::LedgerEntry const& entry) {
  return {Name{entry.id.substr(0, identity_shown)}, PeriodName{entry.period.id}, entry.as_of};
}

std::vector<Column> key_columns() {
  return {words_column("column.id"), words_column("column.period"), words_column("column.as_of")};
}

std::vector<Block> list_blocks(service::HistoryReport const& report) {
  Table table{key_columns()};
  for (auto&& column : {numbers_column("column.p10"), numbers_column("column.p50"),
                        numbers_column("column.p90"), minor_column("column.mean"),
                        minor_column("column.booked"), numbers_column("column.runs")}) {
    table.columns.push_back(column);
  }
  for (auto const& forecast : report.forecasts) {
    auto const& entry = forecast.entry;
    Row row{key_cells(entry)};
    for (auto const level : {service::p10, service::p50, service::p90}) {
      row.cells.emplace_back(quantile_amount(forecast, level));
    }
    row.cells.emplace_back(amount(forecast, entry.mean));
    row.cells.emplace_back(amount(forecast, core::to_units(entry.booked)));
    row.cells.emplace_back(Count{static_cast<std::int64_t>(entry.n_runs)});
    auto note = sentences({by_whom(entry), what_else(entry)});
    if (!note.items.empty()) row.notes.emplace_back(std::move(note));
    table.rows.push_back(std::move(row));
  }
  return {Heading{say("history.list"), {}, "ledger"}, std::move(table)};
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

std::vector<Block> movement_blocks(service::HistoryReport const& report) {
  Intervals chart{Along::time, say("column.as_of"), {}, std::nullopt, true};
  service::RecordedForecast const* before = nullptr;
  for (auto const* const forecast : movement(report)) {
    Value change;
    if (before != nullptr) {
      auto step =
          amount(*forecast, quantile(*forecast, service::p50) - quantile(*before, service::p50));
      step.sign = Sign::both;
      change = step;
    }
    chart.rows.push_back(
        {forecast->entry.as_of,
         {quantile_amount(*forecast, service::p10), quantile_amount(*forecast, service::p90)},
         std::nullopt,
         quantile_amount(*forecast, service::p50),
         change});
    before = forecast;
  }
  if (chart.rows.empty()) return {};
  return {Heading{say("history.moved", {{"period", PeriodName{report.shown_period}}})},
          Figure{std::move(chart)}};
}

Table score_table(service::HistoryReport const& report) {
  Table table{key_columns()};
  for (auto&& column : {minor_column("column.p50"), numbers_column("column.actual"),
                        numbers_column("column.crps", "crps"), numbers_column("column.pit", "pit"),
                        numbers_column("history.inside")}) {
    table.columns.push_back(column);
  }
  table.columns.back().short_title = say("history.inside_short");
  for (auto const& forecast : report.forecasts) {
    if (!forecast.score) continue;
    auto const& score = *forecast.score;
    Row row{key_cells(forecast.entry)};
    row.cells.emplace_back(quantile_amount(forecast, service::p50));
    row.cells.emplace_back(amount(forecast, score.actual));
    row.cells.emplace_back(amount(forecast, score.crps));
    row.cells.emplace_back(Number{score.pit});
    row.cells.emplace_back(say("history.is_inside", {{"inside", yes_if(score.inside_80)}}));
    if (auto whose = by_whom(forecast.entry); !whose.empty()) row.notes.push_back(std::move(whose));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Message score_words(service::HistoryReport const& report) {
  auto const& first = report.forecasts.front();
  Count const inside{static_cast<std::int64_t>(report.scores->n_inside_80)};
  Amount const crps = amount(first, report.scores->mean_crps);
  if (report.by_model.size() < 2) {
    return say("history.scores",
               {{"inside", inside}, {"n", count_of(report.scores->n)}, {"crps", crps}});
  }
  Sequence models{{}, Join::comma};
  for (auto const& one : report.by_model) {
    Value const name =
        one.model == "pool" ? Value(say("combination.combination")) : Value(Name{one.model});
    models.items.emplace_back(
        say("history.model_score", {{"model", name},
                                    {"crps", amount(first, one.scores.mean_crps)},
                                    {"n", count_of(one.scores.n)}}));
  }
  return say("history.scores_by_model", {{"inside", inside},
                                         {"n", count_of(report.scores->n)},
                                         {"crps", crps},
                                         {"models", std::move(models)}});
}

std::vector<Block> score_blocks(service::HistoryReport const& report) {
  if (!report.scores) return {};
  auto table = score_table(report);
  table.footnotes.push_back({score_words(report)});
  return {Heading{say("history.ended")}, std::move(table)};
}

}  // namespace

Page history_page(service::HistoryReport const& report) {
  Page page{largest_of(report)};
  page.blocks.emplace_back(title_of(
      report.company, say("history.on_record", {{"n", count_of(report.forecasts.size())}})));
  if (report.forecasts.empty()) {
    page.blocks.emplace_back(Paragraph{say("history.nothing")});
  } else {
    append(page, list_blocks(report));
    append(page, movement_blocks(report));
    append(page, score_blocks(report));
  }
  append(page, note_blocks(report.notes));
  page.blocks.emplace_back(Break{});
  return page;
}

}  // namespace quarterdeck::report
