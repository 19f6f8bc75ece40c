// engine/io/deals/stages_entered.cpp – see stages_entered.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stages_entered.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "engine/io/deals/event_rows.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"

namespace quarterdeck::io {
namespace {

/// The stage without the pipeline in brackets behind it; itself where there are none.
std::string_view without_pipeline(std::string_view stage) {
  auto const open = stage.rfind(" (");
  return stage.ends_with(')') && open != std::string_view::npos && open > 0 ? stage.substr(0, open)
                                                                            : stage;
}

}  // namespace

StagesEntered::StagesEntered(TableSource const& source)
    : dates_(day_order(source.date_format), source.conventions.time_zone) {}

void StagesEntered::take(std::uint32_t deal, std::string_view stage, std::string_view text,
                         core::Place place) {
  if (text.empty()) return;
  entries_.push_back({deal, std::string(stage), std::string(text), std::move(place)});
  dates_.push_back(text);
}

std::string StagesEntered::stage_name(std::string const& stage,
                                      std::vector<std::string> const& known) const {
  auto const is_known = [&](std::string_view name) {
    return std::ranges::find(known, folded(name)) != known.end();
  };
  auto const bare = without_pipeline(stage);
  if (bare == stage || is_known(stage)) return stage;
  bool const bare_names = std::ranges::any_of(
      entries_, [&](Entry const& entry) { return is_known(without_pipeline(entry.stage)); });
  return std::string(bare_names ? bare : std::string_view(stage));
}

core::Diagnostics StagesEntered::finish(DealReading const& reading) {
  auto& result = reading.result;
  if (auto const ambiguity = dates_.finish()) {
    auto const& entry = entries_[ambiguity->row];
    return {{"QD-210", core::Fault::data, entry.place,
             "a day on which `" + entry.stage + "` was entered is " + ambiguity->text,
             "the day or the month may come first and no row tells which",
             "Set `date_format: dmy` or `date_format: mdy` at the source in the workspace."}};
  }
  for (auto const& [at, text] : dates_.unparsable()) {
    data::add_finding(result.findings, finding_kind("date.unparsable"), entries_[at].place, text);
  }
  std::vector<std::string> known;
  for (auto const& stage : reading.stages.stages()) known.push_back(folded(stage.name));
  DealStages stages(reading.source, reading.stages, result.records);
  std::map<std::string, std::string> names;
  std::vector<std::size_t> order(entries_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Cells of one table are written alike, so that those of one day sort by their time.
  std::ranges::stable_sort(order, {}, [&](std::size_t i) {
    return std::tuple(entries_[i].deal, dates_[i], std::string_view(entries_[i].text));
  });
  for (auto const i : order) {
    auto const& entry = entries_[i];
    if (dates_[i] == core::no_date) continue;
    auto const [name, is_new] = names.try_emplace(entry.stage);
    if (is_new) name->second = stage_name(entry.stage, known);
    auto const stage = stages.of(entry.deal, name->second);
    result.records.events.push_back({entry.deal, stage, dates_[i]});
  }
  sort_events(result.records.events);
  return {};
}

std::vector<std::pair<std::size_t, std::string>> columns_of_stages_entered(
    std::vector<std::string> const& header) {
  std::vector<std::pair<std::size_t, std::string>> columns;
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < header.size(); ++i) {
    auto const stage = stage_entered(header[i]);
    if (stage && seen.insert(*stage).second) columns.emplace_back(i, std::string(*stage));
  }
  return columns;
}

core::Diagnostics read_stages_entered(DealReading const& reading, std::string const& deal_file) {
  auto& records = reading.result.records;
  std::vector<std::string> header;
  for (auto const& [name, values] : records.text) header.push_back(name);
  auto const columns = columns_of_stages_entered(header);
  if (columns.empty()) return {};
  StagesEntered entered(reading.source);
  for (std::uint32_t deal = 0; deal < records.deals.size(); ++deal) {
    for (auto const& [at, stage] : columns) {
      entered.take(deal, stage, records.text.at(header[at])[deal],
                   {deal_file, records.deals[deal].row, 0});
    }
  }
  for (auto const& name : header) {
    if (stage_entered(name)) records.text.erase(name);
  }
  for (auto const& [at, stage] : columns) {
    data::add_finding(reading.result.findings, finding_kind("history.stages_entered"),
                      {deal_file, 0, 0}, stage);
  }
  return entered.finish(reading);
}

}  // namespace quarterdeck::io
