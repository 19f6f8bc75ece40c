// engine/io/deals/snapshot_events.cpp – see snapshot_events.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/snapshot_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>

#include "engine/io/deals/company_amounts.hpp"
#include "engine/io/deals/event_rows.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/near_midnight.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/row_identity.hpp"

namespace quarterdeck::io {
namespace {

using data::Outcome;

/// The snapshots that show one deal, by day.
using Sightings = std::span<std::uint32_t const>;

/// Makes events of one deal after another.
class Comparison {
 public:
  Comparison(DealRows const& rows, RowMeanings const& meanings, ReadResult& result)
      : rows_(rows),
        meanings_(meanings),
        categories_(row_categories(rows, result.findings)),
        result_(result) {
    for (std::size_t row = 0; row < rows.size(); ++row) days_.push_back(rows.as_of[row]);
    std::erase(days_, core::no_date);
    std::ranges::sort(days_);
    days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  }

  void add(std::uint32_t deal, Sightings sightings) {
    first(deal, sightings.front());
    note_categories(deal, sightings);
    for (std::size_t i = 1; i < sightings.size(); ++i) {
      change(deal, sightings[i - 1], sightings[i]);
      bool const gap = day_before(rows_.as_of[sightings[i]]) != rows_.as_of[sightings[i - 1]];
      if (gap && meanings_.outcomes[sightings[i - 1]] == Outcome::open) {
        note("snapshot.reappeared", sightings[i]);
      }
    }
  }

  /// Day of the first snapshot after the last sighting; nothing when that was the last snapshot.
  [[nodiscard]] std::optional<core::Date> day_after(core::Date day) const {
    auto const next = std::ranges::upper_bound(days_, day);
    return next == days_.end() ? std::nullopt : std::optional(*next);
  }
  void note(std::string_view code, std::uint32_t row) {
    data::add_finding(result_.findings, finding_kind(code), rows_.places.place(row),
                      meanings_.ids[row]);
  }

 private:
  [[nodiscard]] std::optional<core::Date> day_before(core::Date day) const {
    auto const at = std::ranges::lower_bound(days_, day);
    return at == days_.begin() ? std::nullopt : std::optional(*(at - 1));
  }
  [[nodiscard]] data::Event state(std::uint32_t deal, std::uint32_t row) const {
    return {deal, meanings_.stages[row], rows_.as_of[row], row_amount(rows_, meanings_, row),
            row_close_date(rows_, meanings_, row)};
  }
  /// The closing's own day when it lies after `seen_before` and by the day of the row.
  [[nodiscard]] core::Date closing_day(std::uint32_t row, core::Date seen_before) const {
    auto const close = row_close_date(rows_, meanings_, row);
    auto const day = rows_.as_of[row];
    bool const closed = meanings_.outcomes[row] != Outcome::open;
    return closed && close > seen_before && close <= day ? close : day;
  }

  void first(std::uint32_t deal, std::uint32_t row) {
    auto event = state(deal, row);
    auto const before = day_before(rows_.as_of[row]);
    auto const created = rows_.created[row];
    bool const within = created != core::no_date && created <= rows_.as_of[row] &&
                        (created == rows_.as_of[row] || (before && created > *before));
    bool const is_open = meanings_.outcomes[row] == Outcome::open;
    if (within && is_open) event.changed_at = created;
    if (!is_open && before) event.changed_at = closing_day(row, *before);
    // What is closed in the first snapshot was so before: on its own day, as a table of deals has
    // it.
    auto const close = row_close_date(rows_, meanings_, row);
    bool const own_day = !is_open && !before && close != core::no_date && close <= rows_.as_of[row];
    if (own_day) event.changed_at = close;
    // A deal of the first snapshot has been there since it was created; one that comes late has
    // not.
    bool const since_creation = within || (!before && created != core::no_date);
    if (!since_creation) result_.records.deals[deal].first_seen = event.changed_at;
    result_.records.events.push_back(event);
  }

  /// By the days of the snapshots, so that none is known before it was seen.
  void note_categories(std::uint32_t deal, Sightings sightings) {
    std::optional<data::Category> newest;
    for (auto const row : sightings) {
      auto const category = categories_[row];
      if (!category || category == newest) continue;
      newest = category;
      result_.records.categories.push_back({deal, rows_.as_of[row], *category});
    }
  }

  void change(std::uint32_t deal, std::uint32_t earlier, std::uint32_t later) {
    auto const was = state(deal, earlier);
    auto now = state(deal, later);
    if (now.stage == was.stage) now.stage = data::no_stage;
    if (now.amount == was.amount) now.amount = core::no_amount;
    if (now.close_date == was.close_date) now.close_date = core::no_date;
    bool const same = now.stage == data::no_stage && now.amount == core::no_amount &&
                      now.close_date == core::no_date;
    if (same) return;
    if (meanings_.outcomes[earlier] == Outcome::open) {
      now.changed_at = closing_day(later, rows_.as_of[earlier]);
    }
    result_.records.events.push_back(now);
  }

  DealRows const& rows_;
  RowMeanings const& meanings_;
  std::vector<std::optional<data::Category>> categories_;
  ReadResult& result_;
  std::vector<core::Date> days_;
};

/// Rows with a day, by deal and day; of several rows of one deal and day the one that stands for
/// them.
core::Checked<std::vector<std::uint32_t>> sorted_rows(DealRows const& rows, RowMeanings& meanings,
                                                      data::Findings& findings) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    if (meanings.ids[row].empty()) continue;
    if (rows.as_of[row] != core::no_date) {
      order.push_back(row);
      continue;
    }
    data::add_finding(findings, finding_kind("history.undated"), rows.places.place(row),
                      meanings.ids[row]);
  }
  auto const key = [&](std::uint32_t row) {
    return std::pair(join_key(meanings.ids[row], rows.source().preset), rows.as_of[row]);
  };
  std::ranges::stable_sort(order, {}, key);
  std::vector<std::uint32_t> kept;
  std::vector<std::size_t> of_group;  // position of each group in `kept`
  SameIds groups;
  for (auto const row : order) {
    if (kept.empty() || key(kept.back()) != key(row)) {
      kept.push_back(row);
      continue;
    }
    if (of_group.empty() || of_group.back() + 1 != kept.size()) {
      of_group.push_back(kept.size() - 1);
      groups.push_back({kept.back()});
    }
    groups.back().push_back(row);
  }
  auto const settled = settle_same_ids(rows, groups, meanings, findings);
  if (!settled) return tl::unexpected(settled.error());
  for (std::size_t i = 0; i < groups.size(); ++i) kept[of_group[i]] = (*settled)[i];
  return kept;
}

/// Splits rows by deal: pairs of the deal's key and its rows.
std::vector<Sightings> by_deal(DealRows const& rows, RowMeanings const& meanings,
                               std::vector<std::uint32_t> const& order) {
  std::vector<Sightings> result;
  auto const key = [&](std::uint32_t row) {
    return join_key(meanings.ids[row], rows.source().preset);
  };
  for (std::size_t begin = 0; begin < order.size();) {
    auto end = begin;
    while (end < order.size() && key(order[end]) == key(order[begin])) ++end;
    result.emplace_back(order.data() + begin, end - begin);
    begin = end;
  }
  return result;
}

/// Closes a deal that was open when snapshots last showed it.
/// @param day  of the first snapshot that lacks it
void lose(data::Records& records, std::uint32_t deal_row, data::StageId lost, core::Date day) {
  records.events.push_back({deal_row, lost, day, core::no_amount, core::no_date});
  auto& deal = records.deals[deal_row];
  deal.outcome = Outcome::lost;
  deal.stage = lost;
  deal.close_date = day;
}

/// Snapshots of open deals only: a deal that vanishes may have been won or lost, and nothing tells.
std::optional<core::Diagnostic> hidden_closings(DealRows const& rows, RowMeanings const& meanings,
                                                std::vector<Sightings> const& sightings) {
  core::Date newest = core::no_date;
  for (auto const& seen : sightings) {
    for (auto const row : seen) {
      if (meanings.outcomes[row] != Outcome::open) return std::nullopt;
      newest = std::max(newest, rows.as_of[row]);
    }
  }
  auto const n_vanished = std::ranges::count_if(
      sightings, [&](Sightings seen) { return rows.as_of[seen.back()] < newest; });
  if (n_vanished == 0) return std::nullopt;
  return core::Diagnostic{
      "QD-213",
      core::Fault::data,
      rows.source().where,
      fmt::format("no snapshot shows a closed deal, while {} deals vanish between snapshots",
                  n_vanished),
      "whether they were won cannot be seen, and every one would count as lost",
      "Export won and lost deals with the open ones, name the closed stages under `stages` with "
      "their `outcome`, or give `opportunities` beside `snapshots`."};
}

/// Open deals of the snapshot before a day, and those of them that no snapshot has from then on.
struct Vanishing {
  std::int64_t n_open = 0;
  std::int64_t n_vanished = 0;
};

/// Snapshots that lack more than a third of the deals that were open in the one before: they were
/// cut off or filtered otherwise, and their deals are not lost.
void note_incomplete(DealRows const& rows, RowMeanings const& meanings,
                     std::vector<Sightings> const& sightings, data::Findings& findings) {
  constexpr std::int64_t least_vanished = 5;
  std::map<core::Date, std::uint32_t> row_of_day;
  for (auto const& seen : sightings) {
    for (auto const row : seen) row_of_day.emplace(rows.as_of[row], row);
  }
  std::map<core::Date, Vanishing> by_day;
  for (auto const& seen : sightings) {
    for (auto const row : seen) {
      auto const next = row_of_day.upper_bound(rows.as_of[row]);
      if (meanings.outcomes[row] != Outcome::open || next == row_of_day.end()) continue;
      auto& vanishing = by_day[next->first];
      ++vanishing.n_open;
      vanishing.n_vanished += row == seen.back() ? 1 : 0;
    }
  }
  for (auto const& [day, vanishing] : by_day) {
    auto const [n_open, n_vanished] = vanishing;
    if (n_vanished < least_vanished || 3 * n_vanished <= n_open) continue;
    auto place = rows.places.place(row_of_day.at(day));
    place.line = 0;
    data::add_finding(findings, finding_kind("snapshot.incomplete"), place, core::to_iso(day));
  }
}

data::StageId lost_stage(StageBook& stages) {
  for (std::size_t i = 0; i < stages.stages().size(); ++i) {
    if (stages.stages()[i].outcome == Outcome::lost) return static_cast<data::StageId>(i);
  }
  return stages.id_of("Lost");
}

}  // namespace

core::Diagnostics read_snapshots(SnapshotReading reading) {
  auto const& [room, source, stages, result] = reading.of;
  auto& deals = reading.deals;
  DealRows rows(source, DealTable::snapshots, reading.workspace.measure);
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  if (auto faults = rows.finish(); !faults.empty()) return faults;
  auto meanings = row_meanings(rows, stages, result.findings);
  meanings.merged_pairs = result.merged;
  auto faults = identify_rows(rows, IdsJoin::yes, meanings, result.findings);
  if (faults.empty()) faults = rows.judge_unread(meanings.ids, result.findings);
  if (faults.empty()) {
    faults = use_company_amounts(rows, result.records.rates, meanings, result.findings);
  }
  if (!faults.empty()) return faults;
  auto const order = sorted_rows(rows, meanings, result.findings);
  if (!order) return order.error();
  auto const sightings = by_deal(rows, meanings, *order);
  bool const only_snapshots = !deals.has_value();
  if (only_snapshots) {
    if (auto fault = hidden_closings(rows, meanings, sightings)) return {std::move(*fault)};
  }
  if (only_snapshots) {
    std::vector<std::uint32_t> newest;
    for (auto const& rows_of_deal : sightings) newest.push_back(rows_of_deal.back());
    note_near_midnight(rows, meanings, newest, {reading.workspace, result.findings});
    note_incomplete(rows, meanings, sightings, result.findings);
    deals = build_deals(rows, meanings, std::move(newest), result);
  }
  Comparison comparison(rows, meanings, result);
  for (auto const& rows_of_deal : sightings) {
    auto const last = rows_of_deal.back();
    auto const found = deals->find(join_key(meanings.ids[last], rows.source().preset));
    if (found != deals->end() && found->second == left_out) continue;
    if (found == deals->end()) {
      if (!only_snapshots) comparison.note("history.orphan", last);
      continue;
    }
    comparison.add(found->second, rows_of_deal);
    if (!only_snapshots) continue;
    auto const lost = lost_stage(stages);
    auto const lacking = comparison.day_after(rows.as_of[last]);
    if (!lacking || result.records.deals[found->second].outcome != Outcome::open) continue;
    comparison.note("snapshot.vanished", last);
    lose(result.records, found->second, lost, *lacking);
  }
  auto& facts = result.records.facts;
  for (auto const row : *order) {
    auto const day = rows.as_of[row];
    facts.newest = std::max(facts.newest, day);
    bool const first = facts.snapshots_from == core::no_date || day < facts.snapshots_from;
    if (first) facts.snapshots_from = day;
  }
  sort_events(result.records.events);
  data::tidy(result.records.categories);
  return {};
}

}  // namespace quarterdeck::io
