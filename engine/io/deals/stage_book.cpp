// engine/io/deals/stage_book.cpp – see stage_book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_book.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/io/deals/preset.hpp"

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

}  // namespace

std::optional<data::Outcome> outcome_of_name(std::string_view name) {
  auto const word = folded(name);
  if (word == "won" || word == "closedwon") return data::Outcome::won;
  if (word == "lost" || word == "closedlost") return data::Outcome::lost;
  return std::nullopt;
}

StageBook::StageBook(std::vector<data::Stage> listed)
    : stages_(std::move(listed)), is_listed_(!stages_.empty()) {
  for (auto& stage : stages_) {
    auto const outcome = outcome_of_name(stage.name);
    if (stage.outcome == data::Outcome::open && outcome) stage.outcome = *outcome;
  }
}

data::StageId StageBook::id_of(std::string_view name) {
  if (name.empty()) return data::no_stage;
  auto const exact = std::ranges::find(stages_, name, &data::Stage::name);
  if (exact != stages_.end()) return static_cast<data::StageId>(exact - stages_.begin());
  auto const word = folded(name);
  auto const alike = std::ranges::find_if(
      stages_, [&](data::Stage const& stage) { return folded(stage.name) == word; });
  if (alike != stages_.end()) return static_cast<data::StageId>(alike - stages_.begin());
  auto const outcome = outcome_of_name(name);
  auto constexpr most = static_cast<std::size_t>(std::numeric_limits<data::StageId>::max());
  if ((is_listed_ && !outcome) || stages_.size() >= most) return data::no_stage;
  stages_.push_back({std::string(name), outcome.value_or(data::Outcome::open), std::nullopt});
  return static_cast<data::StageId>(stages_.size() - 1);
}

void StageBook::set_outcome(data::StageId stage, data::Outcome outcome) {
  if (!is_listed_ && stage != data::no_stage) {
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
