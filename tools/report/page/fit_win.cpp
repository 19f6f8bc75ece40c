// tools/report/page/fit_win.cpp – which model of winning is used, why, and what it learned.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>

#include "tools/report/page/fit_page.hpp"
#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

namespace win = models::win;

constexpr std::size_t most_effects = 16;
constexpr std::size_t most_cells = 30;

Message method_words(win::WinModelKind method) {
  switch (method) {
    case win::WinModelKind::table:
      return say("fit.method_table");
    case win::WinModelKind::hazard:
      return say("fit.method_hazard");
    case win::WinModelKind::hazard_with_covariates:
      break;
  }
  return say("fit.method_covariates");
}

Number half_life_number(double periods) { return {periods, 6, Notation::significant}; }

Sequence used_words(win::WinChoice const& choice) {
  auto const used =
      say("fit.used", {{"method", method_words(choice.kind())}, {"reason", Name{choice.reason}}});
  Value const weights =
      choice.half_life_periods
          ? say("fit.half_life", {{"periods", half_life_number(*choice.half_life_periods)}})
          : say("fit.no_half_life");
  if (choice.periods.empty()) return sentences({used, weights});
  auto const tested = say("fit.tested", {{"n", count_of(choice.periods.size())},
                                         {"first", PeriodName{choice.periods.back()}},
                                         {"last", PeriodName{choice.periods.front()}},
                                         {"deals", count_of(choice.past.size())}});
  return sentences({used, weights, tested});
}

std::vector<Block> candidate_blocks(win::WinChoice const& choice) {
  if (choice.candidates.empty()) return {};
  Table table{{words_column("fit.model"), numbers_column("fit.half_life_title"),
               numbers_column("fit.log_loss", "log_loss"),
               numbers_column("fit.plus_minus", "error"), numbers_column("fit.above_best"),
               numbers_column("fit.plus_minus", "error")}};
  for (win::Candidate const& one : choice.candidates) {
    bool const used =
        one.kind == choice.kind() && one.half_life_periods == choice.half_life_periods;
    Value const half_life = one.half_life_periods ? Value(half_life_number(*one.half_life_periods))
                                                  : Value(say("fit.none"));
    table.rows.push_back(
        {{method_words(one.kind), half_life, Number{one.log_loss, 4}, Number{one.error, 4},
          Number{one.difference, 4}, Number{one.difference_error, 4}},
         used ? Tone::strong : Tone::plain});
  }
  table.footnotes.push_back({say("fit.log_loss_note")});
  return {std::move(table)};
}

std::vector<Block> reliability_blocks(win::WinChoice const& choice) {
  if (choice.past.empty()) return {};
  Table table{{label_column(), numbers_column("fit.predicted"), numbers_column("column.won"),
               numbers_column("column.interval_90"), numbers_column("column.deals")}};
  Reliability chart;
  std::vector<win::PastChance> used = choice.past;
  for (win::PastChance& one : used) one.p = choice.recalibration.used.chance(one.p);
  for (win::ReliabilityBin const& bin : win::reliability(used)) {
    bool const inside = bin.low <= bin.predicted && bin.predicted <= bin.high;
    Count const n{static_cast<std::int64_t>(bin.n)};
    table.rows.push_back(
        {{inside ? Value() : Value(say("fit.outside")), Share{bin.predicted}, Share{bin.observed},
          say("range.percent", {{"low", Points{bin.low}}, {"high", Points{bin.high}}}), n}});
    chart.rows.push_back({n, {bin.predicted}, {bin.observed}, {Share{bin.low}, Share{bin.high}}});
  }
  return {Paragraph{say("fit.reliability")}, Figure{std::move(chart), std::move(table)}};
}

Message recalibration_words(win::Recalibration const& one) {
  if (one.tried.curve == win::Curve::identity) {
    return say("fit.no_recalibration", {{"reason", Name{one.reason}}});
  }
  bool const used = one.used.curve != win::Curve::identity;
  return say("fit.recalibration", {{"curve", Name{std::string(win::to_text(one.tried.curve))}},
                                   {"before", Number{one.loss_before, 4}},
                                   {"after", Number{one.loss_after, 4}},
                                   {"gain", Number{one.gain, 4, Notation::fixed, Sign::both}},
                                   {"error", Number{one.gain_error, 4}},
                                   {"used", yes_if(used)},
                                   {"reason", Name{one.reason}}});
}

/// Effects that move the odds for sure, largest first.
template <typename Effects>
void keep_sure_ones(Effects& effects) {
  std::int64_t n_deals = 0;
  for (auto const& one : effects) n_deals = std::max(n_deals, one.n_deals);
  // What all deals have tells none of them apart; a number is said for one standard deviation.
  std::erase_if(effects, [&](auto const& one) {
    bool const shared = one.n_deals == n_deals && one.level != "one standard deviation more";
    bool const ahead = one.covariate == "stage and weeks ahead";
    return shared || ahead || (one.low <= 1 && 1 <= one.high);
  });
  std::stable_sort(effects.begin(), effects.end(), [](auto const& a, auto const& b) {
    return std::abs(a.log_odds) > std::abs(b.log_odds);
  });
}

std::vector<Block> effect_blocks(win::WinChoice const& choice) {
  auto effects = win::period_effects(choice);
  if (effects.empty()) return {};
  keep_sure_ones(effects);
  std::vector<Block> blocks{
      Paragraph{effects.empty() ? say("fit.no_effects") : say("fit.effects")}};
  for (std::size_t i = 0; i < std::min(effects.size(), most_effects); ++i) {
    auto const& one = effects[i];
    blocks.emplace_back(Paragraph{say("fit.effect", {{"covariate", Name{one.covariate}},
                                                     {"level", Name{one.level}},
                                                     {"n", Count{one.n_deals}},
                                                     {"odds", Number{one.odds}},
                                                     {"low", Number{one.low}},
                                                     {"high", Number{one.high}}}),
                                  Tone::plain, Depth::detail});
  }
  return blocks;
}

Message source_words(win::Source source) {
  switch (source) {
    case win::Source::landmarks:
      return say("fit.source_landmarks");
    case win::Source::rate_table:
      return say("fit.source_table");
    case win::Source::prior:
      break;
  }
  return say("fit.source_prior");
}

/// Cells by the deals of their group, then by their own, most first.
std::vector<win::Cell const*> largest_first(win::LandmarkModel const& model) {
  std::vector<std::int64_t> of_group(model.groups.size(), 0);
  std::vector<win::Cell const*> cells;
  for (auto const& cell : model.cells) {
    of_group[cell.group] += cell.n_deals;
    cells.push_back(&cell);
  }
  auto const rank = [&](win::Cell const* cell) {
    return std::tuple(-of_group[cell->group], cell->group, -cell->n_deals);
  };
  std::stable_sort(cells.begin(), cells.end(),
                   [&](auto const* a, auto const* b) { return rank(a) < rank(b); });
  return cells;
}

/// A cell under the heading of its group, whose name its own begins with.
Row row_of(win::Cell const& cell, std::string const& group) {
  std::string const prefix = group + " / ";
  auto const name = cell.name.starts_with(prefix) ? cell.name.substr(prefix.size()) : cell.name;
  return {{Name{name}, Count{cell.n_deals}, Count{cell.n_won}, Share{cell.rate.mean},
           say("range.percent", {{"low", Points{cell.rate.q10}}, {"high", Points{cell.rate.q90}}})},
          Tone::plain,
          {},
          RowKind::within};
}

Table rate_table(win::LandmarkModel const& model) {
  Table table{{label_column(), numbers_column("column.deals"), numbers_column("column.won"),
               numbers_column("fit.rate"), numbers_column("column.interval_80")}};
  auto const cells = largest_first(model);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto const& group = model.groups[cells[i]->group].name;
    bool const is_first = i == 0 || cells[i]->group != cells[i - 1]->group;
    if (is_first) table.rows.push_back({{Name{group}, {}, {}, {}, {}}, Tone::strong});
    table.rows.push_back(row_of(*cells[i], group));
    if (i + 1 == most_cells && cells.size() > most_cells) {
      table.brief = {table.rows.size(),
                     say("fit.more_cells", {{"n", count_of(cells.size() - most_cells)}})};
    }
  }
  return table;
}

}  // namespace

std::vector<Block> win_model_blocks(win::WinChoice const& choice) {
  std::vector<Block> blocks{Heading{say("fit.win_heading"), {}, "model_choice"},
                            Paragraph{used_words(choice)}};
  auto const add = [&](std::vector<Block>&& more) {
    for (auto& block : more) blocks.push_back(std::move(block));
  };
  add(candidate_blocks(choice));
  add(reliability_blocks(choice));
  if (!choice.candidates.empty()) {
    blocks.emplace_back(Paragraph{recalibration_words(choice.recalibration)});
  }
  add(effect_blocks(choice));
  return blocks;
}

std::vector<Block> win_rate_blocks(models::FittedModels const& models) {
  win::LandmarkModel const& model = models.win;
  Value const standing = models.win_choice.kind() != win::WinModelKind::table
                             ? Value(say("fit.for_comparison"))
                             : Value();
  std::vector<Block> blocks{Heading{say("fit.rates_heading")},
                            Paragraph{sentences({standing, source_words(model.source)})}};
  auto table = rate_table(model);
  if (!table.rows.empty()) blocks.emplace_back(std::move(table));
  auto const& calibration = model.calibration;
  if (calibration.expected_wins <= 0) return blocks;
  auto const amount = [](double units) { return Number{units, 3, Notation::magnitude}; };
  blocks.emplace_back(
      Paragraph{say("fit.calibration", {{"expected", Number{calibration.expected_wins, 0}},
                                        {"wins", Number{calibration.actual_wins, 0}},
                                        {"amount", amount(calibration.expected_amount)},
                                        {"actual", amount(calibration.actual_amount)}})});
  return blocks;
}

}  // namespace quarterdeck::report
