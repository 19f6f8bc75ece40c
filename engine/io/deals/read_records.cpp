// engine/io/deals/read_records.cpp – all tables of a workspace, in the order in which they need
// each other. SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/read_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/core/currency_sign.hpp"
#include "engine/data/sightings.hpp"
#include "engine/io/deals/build_deals.hpp"
#include "engine/io/deals/company_amounts.hpp"
#include "engine/io/deals/event_rows.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/near_midnight.hpp"
#include "engine/io/deals/override_table.hpp"
#include "engine/io/deals/rate_table.hpp"
#include "engine/io/deals/record_facts.hpp"
#include "engine/io/deals/row_identity.hpp"
#include "engine/io/deals/small_tables.hpp"
#include "engine/io/deals/snapshot_events.hpp"
#include "engine/io/deals/stage_questions.hpp"
#include "engine/io/deals/stages_entered.hpp"

namespace quarterdeck::io {
namespace {

/// Reads one table after another; stops at the first that has faults.
class RecordsReader {
 public:
  explicit RecordsReader(Workspace const& workspace)
      : workspace_(workspace), room_(workspace.file.parent_path()), stages_(workspace.stages) {}

  core::Checked<ReadResult> run() && {
    auto faults = read_all();
    if (!faults.empty()) return tl::unexpected(std::move(faults));
    return std::move(result_);
  }

 private:
  core::Diagnostics read_all() {
    if (auto faults = read_rates(); !faults.empty()) return faults;
    if (auto const* source = workspace_.source("merged")) {
      if (auto faults = read_merged(room_, *source, result_); !faults.empty()) return faults;
    }
    std::optional<DealIndex> deals;
    if (auto const* source = workspace_.source("opportunities")) {
      if (auto faults = read_opportunities(*source, deals); !faults.empty()) return faults;
    }
    if (auto const* source = workspace_.source("snapshots")) {
      if (auto faults = read_snapshots({reading(*source), workspace_, deals}); !faults.empty()) {
        return faults;
      }
      if (!deals) deals = index_deals();
    }
    if (auto faults = check_rates_by_amounts(result_.records, place_of_rates()); !faults.empty()) {
      return faults;
    }
    if (auto const* source = workspace_.source("stage_history")) {
      auto const sightings = std::exchange(result_.records.events, {});
      auto faults = read_stage_history(reading(*source), *deals);
      if (!faults.empty()) return faults;
      data::add_sightings(result_.records, sightings);
    } else if (workspace_.source("snapshots") == nullptr) {
      auto faults = read_stages_entered(reading(deal_source()), deal_file_);
      if (!faults.empty()) return faults;
    }
    if (auto const* source = workspace_.source("win_rates")) {
      auto faults = read_win_rates(room_, *source, stages_, result_);
      if (!faults.empty()) return faults;
    }
    result_.overrides = workspace_.overrides;
    if (auto const* source = workspace_.source("overrides")) {
      auto faults = read_override_table(room_, *source, result_);
      if (!faults.empty()) return faults;
    }
    result_.records.stages = stages_.stages();
    drop_stageless(result_);
    if (auto faults = useless_book(); !faults.empty()) return faults;
    result_.records.facts.calendar = workspace_.calendar;
    result_.records.facts.period_unit = workspace_.forecast.every;
    result_.records.facts.counts_deals = workspace_.measure == Measure::count;
    derive_facts(result_, deal_file_);
    if (auto fault = stages_in_doubt(workspace_, stages_, result_.records)) return {*fault};
    if (!stages_.is_listed()) order_stages_by_age(result_.records);
    auto faults = missing_columns();
    if (faults.empty()) note_unseen_values();
    return faults;
  }

  DealReading reading(TableSource const& source) { return {room_, source, stages_, result_}; }

  /// The table that the deals come from.
  TableSource const& deal_source() const {
    auto const* const opportunities = workspace_.source("opportunities");
    return opportunities != nullptr ? *opportunities : *workspace_.source("snapshots");
  }

  /// A book without deals, or without a single amount where amounts are asked for.
  core::Diagnostics useless_book() const {
    auto const& deals = result_.records.deals;
    auto const& where = deal_source().where;
    if (deals.empty()) return {no_deal(where)};
    auto const has_amount = [](data::DealRecord const& deal) { return deal.amount > 0; };
    if (workspace_.measure == Measure::count || std::ranges::any_of(deals, has_amount)) return {};
    return {no_amount(where)};
  }

  core::Diagnostic no_amount(core::Place const& where) const {
    auto const unread =
        std::ranges::find(result_.findings, std::string("amount.unparsable"), &data::Finding::code);
    std::string why = "there is nothing to add up";
    if (unread != result_.findings.end() && !unread->subjects.empty()) {
      why = fmt::format("{} amounts cannot be read, for example `{}`", unread->count,
                        unread->subjects[0]);
    }
    return {"QD-215",
            core::Fault::data,
            where,
            "no deal has an amount above zero",
            why,
            "Write amounts as plain numbers, name their column under `columns`, or set `measure: "
            "count` to forecast how many deals are won."};
  }

  core::Diagnostic no_deal(core::Place const& where) const {
    data::Finding const* worst = nullptr;
    for (auto const& finding : result_.findings) {
      // Blank rows and the like are told only where nothing else is.
      bool const is_filling = finding.code == "row.blank" || finding.code == "row.footer" ||
                              finding.code == "row.header";
      bool const dropped = finding.treatment == data::Treatment::dropped && !is_filling;
      if (dropped && (worst == nullptr || finding.count > worst->count)) worst = &finding;
    }
    std::string why = "there are no rows below the header";
    if (worst != nullptr) {
      auto const example = worst->subjects.empty() || worst->subjects[0].empty()
                               ? std::string()
                               : fmt::format(", for example `{}`", worst->subjects[0]);
      why = fmt::format("{} rows were left out{}: {}", worst->count, example, worst->message);
      if (why.ends_with('.')) why.pop_back();
    }
    return {"QD-214", core::Fault::data, where, "no deal could be read", why, what_to_do(worst)};
  }

  static std::string what_to_do(data::Finding const* worst) {
    if (worst == nullptr) return "Give a table that holds deals.";
    auto const& subjects = worst->subjects;
    bool const one_currency =
        worst->code == "currency.unknown" && !subjects.empty() &&
        std::ranges::all_of(subjects, [&](auto const& one) { return one == subjects[0]; });
    if (!one_currency || !core::is_currency_code(subjects[0])) {
      return "Mend what is named, then try again.";
    }
    return fmt::format(
        "Write `currency: {}` in the workspace to report in it, or give its rate under `rates`.",
        subjects[0]);
  }

  /// Values that a target wants and no deal has, which most often are misspelt.
  void note_unseen_values() {
    for (auto const& target : workspace_.targets) {
      for (auto const& [column, values] : target.where) {
        for (auto const& value : values) {
          if (is_seen(column, value)) continue;
          data::add_finding(result_.findings, finding_kind("target.unseen_value"), target.place,
                            fmt::format("{}: {}", column, value));
        }
      }
    }
  }

  bool is_seen(std::string const& column, std::string const& value) const {
    auto const found = result_.records.text.find(column);
    if (found == result_.records.text.end()) {
      return std::ranges::find(result_.records.stages, value, &data::Stage::name) !=
             result_.records.stages.end();
    }
    auto const& seen = found->second.dictionary();
    return std::ranges::find(seen, value) != seen.end();
  }

  core::Diagnostics read_rates() {
    auto rates = workspace_.rates;
    core::Diagnostics faults;
    if (auto const* source = workspace_.source("rates")) {
      faults = read_rate_table(room_, *source, rates, result_);
    }
    if (!faults.empty()) return faults;
    result_.records.rates = data::RateTable(workspace_.currency, std::move(rates));
    return check_rates(result_.records.rates, place_of_rates());
  }

  core::Place place_of_rates() const {
    auto const* source = workspace_.source("rates");
    return source != nullptr ? source->where : core::Place{workspace_.file.string(), 0, 0};
  }

  core::Diagnostics read_opportunities(TableSource const& source, std::optional<DealIndex>& deals) {
    DealRows rows(source, DealTable::opportunities, workspace_.measure);
    auto const n_inputs = result_.inputs.size();
    auto faults = read_rows(room_, source, rows, result_);
    if (faults.empty()) faults = rows.finish();
    if (!faults.empty()) return faults;
    bool const one_table = result_.inputs.size() == n_inputs + 1;
    if (one_table && rows.size() > 0) deal_file_ = rows.places.place(0).file;
    auto meanings = row_meanings(rows, stages_, result_.findings);
    meanings.merged_pairs = result_.merged;
    faults = identify_rows(rows, ids_join(), meanings, result_.findings);
    if (!faults.empty()) return faults;
    faults = rows.judge_unread(meanings.ids, result_.findings);
    if (faults.empty()) faults = ends_untold(rows, meanings);
    if (!faults.empty()) return faults;
    faults = use_company_amounts(rows, result_.records.rates, meanings, result_.findings);
    if (!faults.empty()) return faults;
    auto chosen = one_row_of_each(rows, meanings, result_.findings);
    if (!chosen) return chosen.error();
    note_near_midnight(rows, meanings, *chosen, {workspace_, result_.findings});
    deals = build_deals(rows, meanings, std::move(*chosen), result_);
    return {};
  }

  /// Whether any other table or list of the workspace names deals.
  IdsJoin ids_join() const {
    auto const has = [&](std::string_view table) { return workspace_.source(table) != nullptr; };
    bool const others = has("stage_history") || has("snapshots") || has("overrides") ||
                        has("merged") || !workspace_.overrides.empty();
    return others ? IdsJoin::yes : IdsJoin::no;
  }

  DealIndex index_deals() const {
    DealIndex index;
    for (auto const& deal : result_.records.deals) {
      index.emplace(deal.id, static_cast<std::uint32_t>(index.size()));
    }
    return index;
  }

  /// Columns that the workspace speaks of must be among the data.
  core::Diagnostics missing_columns() const {
    core::Diagnostics faults;
    std::vector<std::string> known{"stage"};
    for (auto const& [name, column] : result_.records.text) known.push_back(name);
    auto const need = [&](std::string const& column, core::Place place, std::string_view where) {
      if (std::ranges::find(known, column) != known.end()) return;
      auto const nearest = core::nearest_word(column, known);
      faults.push_back({"QD-206", core::Fault::configuration, std::move(place),
                        fmt::format("{} names the column `{}`", where, column),
                        "no table has it, so there is nothing to split by",
                        nearest.empty() ? fmt::format("Known: {}.", fmt::join(known, ", "))
                                        : fmt::format("Did you mean `{}`?", nearest)});
    };
    core::Place const file{workspace_.file.string(), 0, 0};
    for (auto const& column : workspace_.segments) need(column, file, "`segments`");
    for (auto const& column : workspace_.groups) need(column, file, "`groups`");
    for (auto const& target : workspace_.targets) {
      for (auto const& [column, values] : target.where) need(column, target.place, "the target");
    }
    return faults;
  }

  Workspace const& workspace_;
  TableRoom room_;
  StageBook stages_;
  ReadResult result_;
  std::string deal_file_;  ///< empty when the deals come from several files
};

}  // namespace

core::Checked<ReadResult> read_records(Workspace const& workspace) {
  return RecordsReader(workspace).run();
}

}  // namespace quarterdeck::io
