// tools/service/init/compose.cpp – see compose.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/compose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/core/currency_sign.hpp"
#include "engine/core/text.hpp"
#include "engine/io/deals/stage_names.hpp"
#include "tools/service/init/choose_currency.hpp"
#include "tools/service/init/doubts.hpp"

namespace quarterdeck::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_groups = 4;
constexpr std::int64_t most_values_of_a_group = 30;

core::Diagnostic init_fault(std::string code, std::string file, std::string problem,
                            std::string reason) {
  core::Diagnostic fault;
  fault.code = std::move(code);
  fault.fault = core::Fault::data;
  fault.where.file = std::move(file);
  fault.problem = std::move(problem);
  fault.reason = std::move(reason);
  return fault;
}

/// What all names begin with, and what they end with.
std::pair<std::string, std::string> common_ends(std::vector<fs::path> const& files) {
  std::string prefix = files.front().filename().string();
  std::string suffix = prefix;
  for (auto const& file : files) {
    auto const name = file.filename().string();
    auto const front = std::ranges::mismatch(prefix, name).in1 - prefix.begin();
    prefix.resize(static_cast<std::size_t>(front));
    std::size_t back = 0;
    while (back < std::min(suffix.size(), name.size()) &&
           suffix[suffix.size() - 1 - back] == name[name.size() - 1 - back]) {
      ++back;
    }
    suffix = suffix.substr(suffix.size() - back);
  }
  // `2026-10-12.csv` and `2026-10-22.csv` would share the digit 2 twice.
  while (!suffix.empty() && core::is_digit(suffix.front())) suffix.erase(0, 1);
  return {prefix, suffix};
}

/// Whether the pattern means these files and no other.
bool means_exactly(fs::path const& pattern, std::vector<fs::path> const& files) {
  io::TableSource source;
  source.from = io::FileSource{pattern};
  auto found = io::parts_of(source);
  if (!found) return false;
  std::ranges::sort(*found);
  return *found == files;
}

/// The widest pattern that means these files and no other: one without the digits of a day fits
/// next week's file too.
/// @param files  sorted
std::optional<fs::path> pattern_of(std::vector<fs::path> const& files) {
  if (files.size() == 1) return files.front();
  auto const folder = files.front().parent_path();
  auto const [prefix, suffix] = common_ends(files);
  auto const wide = prefix.substr(0, prefix.find_last_not_of("0123456789-_.") + 1);
  auto const rest = prefix.substr(wide.size());
  auto const mark = rest.empty() || core::is_digit(rest.front()) ? "" : rest.substr(0, 1);
  for (auto const& begin : {wide + mark, prefix}) {
    auto pattern = folder / (begin + '*' + suffix);
    if (means_exactly(pattern, files)) return pattern;
  }
  return std::nullopt;
}

class Composer {
 public:
  Composer(std::vector<fs::path> const& files, fs::path const& folder)
      : files_(files), room_(folder) {
    draft_.file = folder / "quarterdeck.yaml";
    draft_.company = folder.filename().string();
  }

  core::Checked<Draft> run() && {
    look_at_files();
    if (faults_.empty()) gather_tables();
    if (faults_.empty() && deals() == nullptr) faults_.push_back(no_deals());
    if (!faults_.empty()) return tl::unexpected(std::move(faults_));
    for (auto& table : draft_.tables) describe_dialect(table);
    choose_currency(draft_, profiles_of_tables());
    if (auto const* const close = close_dates()) {
      draft_.fiscal_year =
          fiscal_year_of(*profile_of(*deals()), *close, io::day_order(deals()->date_format));
    }
    choose_groups();
    return std::move(draft_);
  }

 private:
  struct Seen {
    TableProfile profile;
    Recognised what;
  };

  void look_at_files();
  void gather_tables();
  void add_table(std::string_view key, std::vector<Seen const*> const& seen);
  void describe_dialect(DraftTable& table);
  void choose_groups();
  [[nodiscard]] core::Diagnostic no_deals() const;
  [[nodiscard]] DraftTable const* deals() const {
    auto const* const opportunities = draft_.table("opportunities");
    return opportunities != nullptr ? opportunities : draft_.table("snapshots");
  }
  [[nodiscard]] TableProfile const* profile_of(DraftTable const& table) const {
    auto const found = std::ranges::find(seen_, table.files.front(),
                                         [](Seen const& one) { return one.profile.file; });
    return &found->profile;
  }
  [[nodiscard]] std::vector<TableProfile const*> profiles_of_tables() const {
    std::vector<TableProfile const*> profiles;
    for (auto const& table : draft_.tables) profiles.push_back(profile_of(table));
    return profiles;
  }
  [[nodiscard]] ColumnProfile const* close_dates() const {
    return column_as(*profile_of(*deals()), deals()->what, "close_date");
  }

  std::vector<fs::path> const& files_;
  io::TableRoom room_;
  Draft draft_;
  std::vector<Seen> seen_;
  core::Diagnostics faults_;
};

void Composer::look_at_files() {
  for (auto const& file : files_) {
    auto profile = profile_table(room_, file);
    if (!profile) {
      for (auto& fault : profile.error()) faults_.push_back(std::move(fault));
      continue;
    }
    auto what = recognise(*profile);
    seen_.push_back({std::move(*profile), std::move(what)});
  }
}

void Composer::gather_tables() {
  for (auto const& description : io::source_descriptions()) {
    std::vector<Seen const*> all;
    std::vector<Seen const*> dated;
    for (auto const& one : seen_) {
      if (one.what.as != &description) continue;
      bool const has_day = one.profile.date && description.name == "opportunities";
      (has_day ? dated : all).push_back(&one);
    }
    // A single export may bear its day; several of different days are weekly ones.
    if (dated.size() < 2) {
      all.insert(all.end(), dated.begin(), dated.end());
      dated.clear();
    }
    if (!all.empty()) add_table(description.name, all);
    if (!dated.empty()) add_table("snapshots", dated);
  }
  for (auto const& one : seen_) {
    if (one.what.as == nullptr) draft_.left_out.push_back(one.profile.file);
  }
}

void Composer::add_table(std::string_view key, std::vector<Seen const*> const& seen) {
  auto const& description = io::source_description(key);
  DraftTable table;
  table.key = key;
  table.row = description.row;
  table.stands_at_top = !description.list_entry.empty();
  table.what = seen.front()->what;
  for (auto const* const one : seen) {
    table.files.push_back(one->profile.file);
    table.n_rows += one->profile.n_rows;
    table.whole = table.whole && one->profile.whole;
  }
  bool const alike = std::ranges::all_of(seen, [&](Seen const* one) {
    return one->profile.table.columns() == seen.front()->profile.table.columns();
  });
  std::ranges::sort(table.files);
  bool const is_there = draft_.table(key) != nullptr;
  auto const place = pattern_of(table.files);
  if (is_there || !alike || !place) {
    auto fault = init_fault(
        "QD-352", table.files.back().string(),
        fmt::format("it and {} are both tables of `{}`", table.files.front().string(), key),
        "a workspace reads one, or several with the same columns whose names follow a pattern that "
        "no "
        "other file fits");
    fault.suggestion =
        "Give one of them, or put the files of that kind into a folder of their own; weekly "
        "exports bear their day in their names, as `2026-10-19.csv`.";
    faults_.push_back(std::move(fault));
    return;
  }
  table.file = fs::proximate(*place, draft_.file.parent_path()).generic_string();
  if (key == "snapshots" && table.files.size() > 1) {
    table.note = "The day of each file stands in its name.";
  }
  draft_.tables.push_back(std::move(table));
}

void Composer::describe_dialect(DraftTable& table) {
  auto const& profile = *profile_of(table);
  ColumnProfile const* day_first = nullptr;
  ColumnProfile const* month_first = nullptr;
  for (auto const* const list : {&table.what.by_name, &table.what.guessed}) {
    for (auto const& one : *list) {
      auto const& column = *profile.column(one.theirs);
      auto const type = io::find_column(*table.what.as, one.ours)->type;
      if (type == io::ColumnType::date) {
        if (day_first == nullptr && !column.day_first.empty()) day_first = &column;
        if (month_first == nullptr && !column.month_first.empty()) month_first = &column;
        draft_.has_instants = draft_.has_instants || column.n_instants > 0;
      }
      if (type != io::ColumnType::amount) continue;
      if (!column.comma.empty() && table.note.empty()) {
        table.note = fmt::format("The comma parts decimals, as in {}.", column.comma);
      }
      for (auto const& [sign, n] : column.signs) {
        auto const* const known = core::find_currency_sign(sign);
        if (known != nullptr && !known->is_one()) table.signs.push_back(sign);
      }
    }
  }
  // The reader sees the order itself, but a later export may have no day above the twelfth.
  if ((day_first == nullptr) == (month_first == nullptr)) return;
  table.date_format = day_first != nullptr ? "dmy" : "mdy";
  table.date_why = day_first != nullptr ? fmt::format("{} in `{}` can only have the day first",
                                                      day_first->day_first, day_first->name)
                                        : fmt::format("{} in `{}` can only have the month first",
                                                      month_first->month_first, month_first->name);
}

/// The first names of the columns.
std::string columns_of(TableProfile const& profile) {
  constexpr std::size_t most = 12;
  std::string names;
  for (std::size_t i = 0; i < std::min(most, profile.columns.size()); ++i) {
    names += (i == 0 ? "" : ", ") + profile.columns[i].name;
  }
  if (profile.columns.size() > most) {
    names += fmt::format(" and {} more", profile.columns.size() - most);
  }
  return names;
}

core::Diagnostic Composer::no_deals() const {
  auto const& [profile, what] = seen_.front();
  bool const one = seen_.size() == 1;
  auto fault = init_fault(
      "QD-350", profile.file.string(),
      one ? "this is no table of deals" : "none of the files is a table of deals",
      what.as != nullptr
          ? fmt::format("{} is read as {}, which says nothing without the deals themselves",
                        one ? "it" : "the first", what.as->name)
          : fmt::format("two of an amount, a day of creation and a stage must be there, and the "
                        "columns {}are {}",
                        one ? "" : "of the first ", columns_of(profile)));
  if (!what.system.empty()) fault.reason += fmt::format("; it is {}", what.system);
  fault.suggestion =
      "Give an export of deals as well; or write the workspace by hand and name its columns under "
      "`columns`, see docs/formats/workspace.md.";
  return fault;
}

/// A word on nearly every deal, of which there are a few.
bool is_group(ColumnProfile const& column) {
  bool const words = !column.has_dates() && !column.has_numbers() && !column.has_yes_no();
  return words && !names_quarters(column) && column.n_different() >= 2 &&
         column.n_different() <= most_values_of_a_group &&
         2 * column.n_different() <= column.n_filled &&
         10 * column.n_filled >= 9 * static_cast<std::int64_t>(column.codes.size());
}

void Composer::choose_groups() {
  auto const& table = *deals();
  auto const& profile = *profile_of(table);
  auto const add = [&](std::string const& name, ColumnProfile const* column) {
    if (column != nullptr && draft_.groups.size() < most_groups && is_group(*column)) {
      draft_.groups.push_back(name);
    }
  };
  for (auto const* const ours : {"segment", "region", "type", "product", "source", "owner"}) {
    add(ours, column_as(profile, table.what, ours));
  }
  for (auto const& name : table.what.further) add(name, profile.column(name));
}

/// What a stage is called in its tables.
std::string name_in_tables(data::Stage const& stage) {
  auto const bracketed = fmt::format(" ({})", stage.pipeline);
  auto name = stage.name;
  if (!stage.pipeline.empty() && name.ends_with(bracketed)) {
    name.resize(name.size() - bracketed.size());
  }
  return name;
}

std::string flags_of(Draft const& draft) {
  std::string names;
  for (auto const& table : draft.tables) {
    for (auto const* const list : {&table.what.by_name, &table.what.guessed}) {
      for (auto const& one : *list) {
        bool const is_flag =
            one.ours == "status" || one.ours == "is_won" || one.ours == "is_closed";
        if (is_flag) names += (names.empty() ? "" : ", ") + one.theirs;
      }
    }
  }
  return names;
}

std::string why_it_ends(Draft const& draft, DraftStage const& stage) {
  if (stage.outcome == data::Outcome::open) return {};
  if (io::outcome_of_name(stage.name) == stage.outcome) return "its name says so";
  auto const flags = flags_of(draft);
  if (!flags.empty()) return fmt::format("told by {}", flags);
  return "a chance of 0 or 100 %, and close dates that have passed";
}

/// Deals stand where they stood, and nothing else is found.
bool reads_alike(io::ReadResult const& one, io::ReadResult const& other) {
  auto const same_deal = [](data::DealRecord const& a, data::DealRecord const& b) {
    return a.stage == b.stage && a.outcome == b.outcome;
  };
  auto const same_finding = [](data::Finding const& a, data::Finding const& b) {
    return a.code == b.code && a.count == b.count;
  };
  return std::ranges::equal(one.records.deals, other.records.deals, same_deal) &&
         std::ranges::equal(one.findings, other.findings, same_finding);
}

}  // namespace

core::Checked<Draft> compose(std::vector<fs::path> const& files, fs::path const& folder) {
  return Composer(files, folder).run();
}

void describe_stages(Draft& draft, Reading const& reading) {
  auto const& records = reading.tables.records;
  for (auto const& stage : records.stages) {
    draft.stages.push_back({name_in_tables(stage), stage.pipeline, stage.outcome, 0, {}});
    draft.stages.back().why = why_it_ends(draft, draft.stages.back());
  }
  for (auto const& deal : records.deals) {
    if (deal.stage != data::no_stage) ++draft.stages[static_cast<std::size_t>(deal.stage)].n_deals;
  }
  draft.lists_stages = true;
  auto const again = read_draft(draft, Doubts::assumed);
  draft.lists_stages = again && reads_alike(again->tables, reading.tables);
}

}  // namespace quarterdeck::service
