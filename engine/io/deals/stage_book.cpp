// engine/io/deals/stage_book.cpp – see stage_book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/stage_names.hpp"

namespace quarterdeck::io {
namespace {

struct MeanAge {
  double days = 0;
  double n = 0;
};

std::vector<MeanAge> mean_ages(data::Records const& records) {
  std::vector<MeanAge> ages(records.stages.size());
  auto const note = [&](data::StageId stage, core::Date from, core::Date to) {
    if (stage == data::no_stage || from == core::no_date || to == core::no_date) return;
    auto& age = ages[static_cast<std::size_t>(stage)];
    age.days += core::days_between(from, to);
    age.n += 1;
  };
  for (auto const& event : records.events) {
    note(event.stage, records.deals[event.deal].created, event.changed_at);
  }
  if (!records.events.empty()) return ages;
  for (auto const& deal : records.deals) note(deal.stage, deal.created, records.facts.newest);
  return ages;
}

std::string full_name(std::string_view name, std::string_view bracketed) {
  if (bracketed.empty()) return std::string(name);
  return fmt::format("{} ({})", name, bracketed);
}

}  // namespace

StageBook::StageBook(std::vector<data::Stage> listed)
    : stages_(std::move(listed)), n_untold_(stages_.size(), 0), n_listed_(stages_.size()) {
  for (auto& stage : stages_) {
    keys_.push_back({stage.name, folded(stage.name), folded(stage.pipeline), false});
    auto const outcome = outcome_of_name(stage.name);
    if (stage.outcome == data::Outcome::open && outcome) stage.outcome = *outcome;
  }
  // Two stages of one name are told apart by their pipelines in every report.
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    auto const n_alike = std::ranges::count(keys_, keys_[i].folded, &Key::folded);
    if (n_alike > 1) stages_[i].name = full_name(keys_[i].name, stages_[i].pipeline);
  }
}

std::optional<data::StageId> StageBook::find(StageName const& stage, bool exactly) const {
  auto const word = folded(stage.name);
  auto const pipeline = folded(stage.pipeline);
  std::optional<data::StageId> of_any;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    auto const& key = keys_[i];
    if (exactly ? key.name != stage.name : key.folded != word) continue;
    if (key.one_end && stages_[i].outcome != stage.outcome) continue;
    if (!key.pipeline.empty() && key.pipeline != pipeline) continue;
    if (!key.pipeline.empty()) return static_cast<data::StageId>(i);
    if (!of_any) of_any = static_cast<data::StageId>(i);
  }
  return of_any;
}

data::StageId StageBook::id_of(StageName const& stage) {
  if (stage.name.empty()) return data::no_stage;
  if (auto const exact = find(stage, true)) return *exact;
  if (auto const alike = find(stage, false)) return *alike;
  bool const may_be_added = !is_listed() || outcome_of_name(stage.name);
  bool const is_split =
      has_one_end(stage.name) || (stage.pipeline.empty() && has_pipelines(stage.name));
  if (!may_be_added || is_split || is_full()) return data::no_stage;
  add(stage, {std::string(stage.name), folded(stage.name), "", false});
  stages_.back().outcome = outcome_of_name(stage.name).value_or(data::Outcome::open);
  return static_cast<data::StageId>(stages_.size() - 1);
}

bool StageBook::is_full() const {
  return stages_.size() >= static_cast<std::size_t>(std::numeric_limits<data::StageId>::max());
}

bool StageBook::is_split() const {
  return std::ranges::any_of(keys_,
                             [](Key const& key) { return key.one_end || !key.pipeline.empty(); });
}

bool StageBook::has_one_end(std::string_view name) const {
  auto const word = folded(name);
  return std::ranges::any_of(keys_,
                             [&](Key const& key) { return key.one_end && key.folded == word; });
}

bool StageBook::has_pipelines(std::string_view name) const {
  auto const word = folded(name);
  return std::ranges::any_of(
      keys_, [&](Key const& key) { return !key.pipeline.empty() && key.folded == word; });
}

void StageBook::add(StageName const& stage, Key key) {
  stages_.push_back({std::string(stage.name), stage.outcome, std::nullopt});
  keys_.push_back(std::move(key));
  n_untold_.push_back(0);
}

void StageBook::add_for_pipeline(StageName const& stage) {
  if (is_full()) return;
  add(stage, {std::string(stage.name), folded(stage.name), folded(stage.pipeline), false});
  stages_.back().name = full_name(stage.name, stage.pipeline);
  stages_.back().pipeline = stage.pipeline;
}

void StageBook::add_for_both_ends(StageName const& stage) {
  for (auto const outcome : {data::Outcome::won, data::Outcome::lost}) {
    if (is_full()) return;
    add({stage.name, stage.pipeline, outcome},
        {std::string(stage.name), folded(stage.name), folded(stage.pipeline), true});
    auto const end = outcome == data::Outcome::won ? "won" : "lost";
    stages_.back().name = full_name(full_name(stage.name, stage.pipeline), end);
    stages_.back().pipeline = stage.pipeline;
  }
}

void StageBook::set_outcome(data::StageId stage, data::Outcome outcome) {
  if (!is_listed() && stage != data::no_stage) {
    stages_[static_cast<std::size_t>(stage)].outcome = outcome;
  }
}

void order_stages_by_age(data::Records& records) {
  auto const ages = mean_ages(records);
  auto const key = [&](data::StageId id) {
    auto const i = static_cast<std::size_t>(id);
    auto const& age = ages[i];
    return std::pair(static_cast<int>(records.stages[i].outcome),
                     age.n > 0 ? age.days / age.n : std::numeric_limits<double>::max());
  };
  std::vector<data::StageId> order(records.stages.size());
  std::iota(order.begin(), order.end(), data::StageId{0});
  std::ranges::stable_sort(order, {}, key);
  std::vector<data::StageId> new_id(order.size());
  std::vector<data::Stage> stages;
  for (auto const old : order) {
    new_id[static_cast<std::size_t>(old)] = static_cast<data::StageId>(stages.size());
    stages.push_back(records.stages[static_cast<std::size_t>(old)]);
  }
  auto const renumber = [&](data::StageId& stage) {
    if (stage != data::no_stage) stage = new_id[static_cast<std::size_t>(stage)];
  };
  records.stages = std::move(stages);
  for (auto& deal : records.deals) renumber(deal.stage);
  for (auto& event : records.events) renumber(event.stage);
  for (auto& rate : records.win_rates) renumber(rate.stage);
}

}  // namespace quarterdeck::io
