// tools/report/page/fit_page.cpp – see fit_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/fit_page.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "engine/core/money.hpp"
#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

constexpr double normal_90 = 1.2815515655446004;

Message basis_words(service::FitReport const& learned) {
  auto const& past = learned.models.past_periods;
  Count const days_left{core::days_between(learned.as_of, learned.period.end)};
  if (past.empty()) return say("fit.basis_none", {{"days", days_left}});
  return say("fit.basis", {{"days", days_left},
                           {"n", count_of(past.size())},
                           {"first", PeriodName{past.back().id}},
                           {"last", PeriodName{past.front().id}}});
}

/// Events and weeks at risk of a stage, summed over ages and weeks.
struct StageSums {
  double weeks = 0;
  double wins = 0;
  double losses = 0;
};

StageSums sums_of(models::timing::StageCounts const& counts) {
  StageSums sums;
  for (std::size_t age = 0; age < counts.days.size(); ++age) {
    for (std::size_t week = 0; week < counts.days[age].size(); ++week) {
      sums.weeks += static_cast<double>(counts.days[age][week]) / 7;
      sums.wins += static_cast<double>(counts.wins[age][week]);
      sums.losses += static_cast<double>(counts.losses[age][week]);
    }
  }
  return sums;
}

Message timing_words(models::timing::TimeToClose const& timing) {
  if (timing.basis != models::timing::Basis::assumed) {
    return say("fit.timing", {{"last", Number{timing.win_surge[0], 1}},
                              {"before", Number{timing.win_surge[1], 1}}});
  }
  double longest = 0;
  for (double const days : timing.median_days) longest = std::max(longest, days);
  return say("fit.timing_assumed",
             {{"days", Number{longest, 0}}, {"known", yes_if(timing.median_known)}});
}

std::vector<Block> timing_blocks(models::timing::TimeToClose const& timing,
                                 std::vector<data::Stage> const& stages) {
  bool const by_stage = timing.basis == models::timing::Basis::stages;
  Table table{{by_stage ? words_column("column.stage") : label_column(),
               numbers_column("fit.deal_weeks"), numbers_column("fit.won_a_week"),
               numbers_column("fit.lost_a_week")}};
  for (std::size_t s = 0; s < timing.counts.size(); ++s) {
    auto const sums = sums_of(timing.counts[s]);
    if (sums.weeks <= 0) continue;
    Value const name =
        by_stage && s < stages.size() ? Value(Name{stages[s].name}) : Value(say("fit.open_deals"));
    table.rows.push_back({{name, Number{sums.weeks, 0}, Share{sums.wins / sums.weeks},
                           Share{sums.losses / sums.weeks}}});
  }
  std::vector<Block> blocks{Heading{say("fit.timing_heading")}, Paragraph{timing_words(timing)}};
  if (!table.rows.empty()) blocks.emplace_back(std::move(table));
  return blocks;
}

/// `final over current amount: segment Enterprise` is a segment under that heading.
std::string after_colon(std::string_view name) {
  auto const colon = name.find(": ");
  return std::string(colon == std::string_view::npos ? name : name.substr(colon + 2));
}

Table amount_table(models::amount::AmountModel const& amount) {
  Table table{{words_column("fit.final_over_current"), numbers_column("column.wins"),
               numbers_column("column.mean"), numbers_column("column.p10"),
               numbers_column("column.p90")}};
  std::vector<bool> blank(amount.tables.size(), false);
  for (auto const& [name, index] : amount.blank_of) blank[index] = true;
  for (std::size_t t = 0; t < amount.tables.size(); ++t) {
    auto const& one = amount.tables[t];
    bool const by_stage = one.name.find("stage ") != std::string::npos;
    if (blank[t] || by_stage || one.entries.empty() || one.n_wins == 0) continue;
    auto const at = [&](double p) {
      auto const place = static_cast<std::size_t>(p * static_cast<double>(one.entries.size()));
      return Number{one.entries[place]};
    };
    table.rows.push_back(
        {{Name{after_colon(one.name)}, Count{one.n_wins}, Number{one.mean}, at(0.1), at(0.9)}});
  }
  return table;
}

std::vector<Block> amount_blocks(models::amount::AmountModel const& amount) {
  std::vector<Block> blocks{
      Heading{say("fit.amounts_heading")},
      Paragraph{say("fit.amounts", {{"share", Share{amount.share_unchanged, 0}}})}};
  auto table = amount_table(amount);
  if (!table.rows.empty()) blocks.emplace_back(std::move(table));
  return blocks;
}

double mean_amount(models::creation::LateCell const& cell) {
  double sum = 0;
  double weight = 0;
  for (auto const& entry : cell.entries) {
    sum += entry.weight * core::to_units(entry.amount);
    weight += entry.weight;
  }
  return weight > 0 ? sum / weight : 0;
}

std::vector<Block> new_business_blocks(models::creation::LateWins const& creation,
                                       std::string const& currency) {
  bool const no_season = std::abs(creation.season() - 1) < 0.005;
  auto const words =
      say("fit.new_business", {{"expected", Number{creation.expected, 1}},
                               {"n", Count{creation.n_wins}},
                               {"flat", yes_if(no_season)},
                               {"season", Points{creation.season() - 1, 0, Sign::both}}});
  Table table{{label_column(), numbers_column("fit.wins_seen"), numbers_column("column.share"),
               numbers_column("fit.mean_amount")}};
  for (auto const& cell : creation.cells) {
    if (cell.n_wins == 0) continue;
    table.rows.push_back({{Name{cell.name}, Count{cell.n_wins}, Share{cell.share, 0},
                           Amount{.units = mean_amount(cell),
                                  .currency = currency,
                                  .rounding = Rounding::three_digits}}});
  }
  std::vector<Block> blocks{Heading{say("fit.new_business_heading"), {}, "new"}, Paragraph{words}};
  if (!table.rows.empty()) blocks.emplace_back(std::move(table));
  return blocks;
}

/// Nothing where the period is no month.
std::vector<Block> season_blocks(models::win::WinSeason const& season) {
  if (season.month_of_quarter == 0) return {};
  auto const [log_mean, log_sd] = season.now;
  auto const words = say("fit.month", {{"month", Case{season.month()}},
                                       {"odds", Number{std::exp(log_mean)}},
                                       {"low", Number{std::exp(log_mean - normal_90 * log_sd)}},
                                       {"high", Number{std::exp(log_mean + normal_90 * log_sd)}}});
  return {Heading{say("fit.month_heading")}, Paragraph{words}};
}

std::vector<Block> period_factor_blocks(models::dependence::PeriodFactor const& factor) {
  auto const& tau = factor.company;
  auto const words = say("fit.factor", {{"odds", Number{std::exp(tau.mean())}},
                                        {"low", Number{std::exp(tau.quantile(0.1))}},
                                        {"high", Number{std::exp(tau.quantile(0.9))}},
                                        {"n", Count{static_cast<std::int64_t>(factor.n_periods)}}});
  auto const segments = factor.segments.empty()
                            ? say("fit.no_segment_factors")
                            : say("fit.segment_factors", {{"n", count_of(factor.segments.size())}});
  return {Heading{say("fit.factor_heading"), {}, "shared"}, Paragraph{words}, Paragraph{segments}};
}

}  // namespace

Page fit_page(service::FitReport const& learned) {
  auto const& models = learned.models;
  Page page;
  append(page,
         {title_of(learned.company, say("fit.title", {{"date", learned.as_of},
                                                      {"period", PeriodName{learned.period.id}}})),
          Paragraph{basis_words(learned)}});
  append(page, win_model_blocks(models.win_choice));
  append(page, win_rate_blocks(models));
  append(page, timing_blocks(models.timing, learned.stages));
  append(page, amount_blocks(models.amount));
  append(page, new_business_blocks(models.creation, learned.currency));
  append(page, season_blocks(models.win_season));
  append(page, period_factor_blocks(models.factor));
  append(page, quality_blocks(learned.quality));
  page.blocks.emplace_back(Break{});
  return page;
}

}  // namespace quarterdeck::report
