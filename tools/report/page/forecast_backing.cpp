// tools/report/page/forecast_backing.cpp – how far a forecast may be believed, by past ones.
// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "tools/report/page/forecast_parts.hpp"

namespace quarterdeck::report {
namespace {

Message score_sentence(service::Backing const& backing) {
  auto const& predictability = backing.predictability;
  if (!predictability.record) {
    return say("backing.no_score", {{"reason", Name{predictability.reason}}});
  }
  auto const& record = *predictability.record;
  return say("backing.score",
             {{"score", Score{record.headline}},
              {"low", Score{record.interval.low}},
              {"high", Score{record.interval.high}},
              {"n", count_of(record.n_periods)},
              {"few", yes_if(record.headline_is_lower_point)},
              {"gap", Number{record.honesty_gap.value, 1, Notation::fixed, Sign::both}}});
}

Value accuracy_sentence(service::Backing const& backing) {
  if (!backing.accuracy) return {};
  auto const& accuracy = *backing.accuracy;
  Share const claimed{accuracy.claimed};
  if (!accuracy.expected) return say("backing.accuracy_unbacked", {{"claimed", claimed}});
  return say("backing.accuracy", {{"claimed", claimed},
                                  {"expected", Share{accuracy.expected->value}},
                                  {"low", Share{accuracy.expected->interval.low}},
                                  {"high", Share{accuracy.expected->interval.high}}});
}

Value lead_sentence(service::Backing const& backing) {
  if (!backing.simulation_at_lead || !backing.best_at_lead) return {};
  auto const score = [](service::MethodScore const& method) {
    return Number{method.normalised_crps, 3, Notation::bare};
  };
  return say("backing.lead", {{"weeks", Count{backing.weeks_left}},
                              {"crps", score(*backing.simulation_at_lead)},
                              {"n", count_of(backing.simulation_at_lead->n)},
                              {"best", score(*backing.best_at_lead)}});
}

Message coverage_sentence(service::Backing const& backing) {
  Sequence bands{{}, Join::comma};
  for (auto const& row : backing.coverage) {
    bands.items.emplace_back(say("backing.band", {{"covered", Share{row.all.share.value, 0}},
                                                  {"level", Share{row.all.level, 0}}}));
  }
  return say("backing.coverage",
             {{"bands", std::move(bands)}, {"n", count_of(backing.n_forecasts)}});
}

Value age_sentence(service::Backing const& backing) {
  if (backing.days_since == 0) return {};
  return say("backing.age", {{"date", backing.newest}, {"days", Count{backing.days_since}}});
}

/// P(hit) of the first target that the combination can tell of, by both.
struct HitChances {
  std::optional<double> simulated;
  std::optional<double> combined;
};

HitChances hit_chances(service::Forecast const& forecast) {
  auto const& combination = forecast.backing->combination;
  for (std::size_t i = 0; i < combination.p_hit.size(); ++i) {
    if (combination.p_hit[i]) {
      return {forecast.summary.targets[i].p_hit.value, combination.p_hit[i]};
    }
  }
  return {};
}

Message weights_sentence(service::Combination const& combination) {
  Sequence weights{{}, Join::comma};
  for (auto const& member : combination.weights) {
    weights.items.emplace_back(say(
        "combination.weight", {{"name", Name{member.name}}, {"weight", Share{member.weight, 0}}}));
  }
  return say("combination.weights", {{"weights", std::move(weights)},
                                     {"used", yes_if(combination.decision.use_pool)},
                                     {"reason", Name{combination.decision.reason}}});
}

}  // namespace

std::vector<Block> backing_blocks(service::Forecast const& forecast) {
  Heading const heading{say("backing.heading"), {}, "track_record"};
  if (!forecast.backing) {
    Value const why = forecast.unbacked.empty() ? Value(say("backing.no_backtest"))
                                                : Value(Name{forecast.unbacked});
    return {heading, Paragraph{say("backing.none", {{"reason", why}})},
            Command{{"quarterdeck backtest WORKSPACE"}}};
  }
  auto const& backing = *forecast.backing;
  return {heading, Paragraph{score_sentence(backing), Tone::strong},
          Paragraph{sentences({accuracy_sentence(backing), lead_sentence(backing),
                               coverage_sentence(backing), age_sentence(backing)})}};
}

std::vector<Block> combination_blocks(service::Forecast const& forecast) {
  if (!forecast.backing) return {};
  auto const& backing = *forecast.backing;
  auto const& combination = backing.combination;
  Table table{spread_columns()};
  table.columns.push_back(numbers_column("column.p_hit", "p_hit"));
  auto const add = [&](Message name, service::Spread const& spread,
                       std::optional<double> const& p_hit, Tone tone) {
    auto cells = spread_cells(std::move(name), spread, amounts_of(forecast));
    cells.push_back(or_blank(p_hit, [](double p) { return Share{p}; }));
    table.rows.push_back({std::move(cells), tone});
  };
  auto const chances = hit_chances(forecast);
  bool const used = combination.decision.use_pool;
  add(say("combination.simulation"), forecast.summary.total.spread, chances.simulated,
      used ? Tone::plain : Tone::strong);
  add(say("combination.stretched", {{"factor", Number{backing.stretch}}}), backing.corrected,
      std::nullopt, Tone::quiet);
  add(say("combination.combination"), combination.total, chances.combined,
      used ? Tone::strong : Tone::plain);
  return {Heading{say("combination.heading"), {}, "combination"}, std::move(table),
          Paragraph{weights_sentence(combination), Tone::quiet}};
}

}  // namespace quarterdeck::report
