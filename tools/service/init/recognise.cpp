// tools/service/init/recognise.cpp – see recognise.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/recognise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "engine/io/deals/column_map.hpp"
#include "engine/io/deals/stage_names.hpp"
#include "tools/service/init/column_hints.hpp"
#include "tools/service/init/currency_in_name.hpp"

namespace quarterdeck::service {
namespace {

using io::ColumnType;
using io::Need;

constexpr std::int64_t most_stages = 40;

std::string range_of(ColumnProfile const& column) {
  return fmt::format("numbers from {:.15g} to {:.15g}", column.least, column.most);
}

/// What a column holds, in a few words.
std::string look_of(ColumnProfile const& column) {
  if (column.has_dates()) return fmt::format("days such as {}", column.texts[0]);
  if (column.has_numbers()) return range_of(column);
  return fmt::format("{} different words, such as {}", column.n_different(), column.texts[0]);
}

/// Whether the cells can be what the column of ours holds.
bool can_be(ColumnProfile const& column, io::ColumnDescription const& ours) {
  if (column.n_filled == 0) return false;
  switch (ours.type) {
    case ColumnType::amount:
    case ColumnType::number:
    case ColumnType::count:
    case ColumnType::share:
      return column.has_numbers();
    case ColumnType::date:
      return column.has_dates();
    case ColumnType::yes_no:
      return column.has_yes_no();
    case ColumnType::currency:
      return column.n_different() <= most_stages && !column.has_numbers() && !column.has_dates();
    case ColumnType::identity:
      return !column.has_dates();
    case ColumnType::category:
    case ColumnType::text:
      return !column.has_dates() && !column.has_numbers();
  }
  return false;
}

bool has_stages(ColumnProfile const& column) {
  bool const words = !column.has_dates() && !column.has_numbers() && !column.has_yes_no();
  if (!words || column.n_different() < 2 || column.n_different() > most_stages) return false;
  return std::ranges::any_of(column.texts.texts(), [](std::string const& text) {
    return io::outcome_of_name(text).has_value();
  });
}

/// What a name alone may not decide: a column `State` may hold those of America.
bool is_plausible(ColumnProfile const& column, std::string_view ours) {
  if (ours == "status") return has_stages(column);
  return ours != "stage" || column.n_different() <= most_stages;
}

/// A table held against one description.
class Fit {
 public:
  Fit(TableProfile const& profile, io::SourceDescription const& description)
      : profile_(profile), description_(description) {
    what_.as = &description;
    io::TableSource source;
    source.key = description.name;
    auto const map = io::map_columns(profile.table, source, io::column_names(description));
    for (auto const& [ours, at] : map->ours) {
      what_.by_name.push_back({ours, profile.columns[at].name});
      taken_.insert(profile.columns[at].name);
    }
    look_for_missing();
  }

  [[nodiscard]] std::size_t n_by_name() const { return what_.by_name.size(); }
  [[nodiscard]] bool is_complete() const { return missing_.empty(); }
  [[nodiscard]] ColumnProfile const* by_name(std::string_view ours) const {
    auto const found = std::ranges::find(what_.by_name, ours, &MappedColumn::ours);
    return found == what_.by_name.end() ? nullptr : profile_.column(found->theirs);
  }
  /// Guesses what is missing by names and by cells, and of the rest what a name tells.
  void guess();
  void guess_by_names();
  [[nodiscard]] bool has(std::string_view ours) const;
  [[nodiscard]] std::size_t n_open() const { return what_.open.size(); }
  [[nodiscard]] Recognised take() &&;

 private:
  void look_for_missing();
  [[nodiscard]] bool is_free(ColumnProfile const& column) const {
    return !column.name.empty() && !taken_.contains(column.name);
  }
  void guess_by_name(io::ColumnNames const& hint);
  void guess_by_cells(io::ColumnDescription const& ours);
  void take_guess(std::string_view ours, ColumnProfile const& column, std::string why);
  [[nodiscard]] std::vector<ColumnProfile const*> candidates(
      io::ColumnDescription const& ours) const;

  TableProfile const& profile_;
  io::SourceDescription const& description_;
  Recognised what_;
  std::set<std::string> taken_;
  std::vector<io::ColumnDescription const*> missing_;
};

bool Fit::has(std::string_view ours) const {
  return std::ranges::find(what_.by_name, ours, &MappedColumn::ours) != what_.by_name.end() ||
         std::ranges::find(what_.guessed, ours, &MappedColumn::ours) != what_.guessed.end();
}

void Fit::look_for_missing() {
  missing_.clear();
  for (auto const& column : description_.columns) {
    if (column.need == Need::optional || has(column.name)) continue;
    auto const there = [&](std::string_view name) { return has(name); };
    if (std::ranges::any_of(io::words_of(column.instead), there)) continue;
    if (column.name == "as_of" && profile_.date) continue;
    missing_.push_back(&column);
  }
}

void Fit::take_guess(std::string_view ours, ColumnProfile const& column, std::string why) {
  what_.guessed.push_back({std::string(ours), column.name, std::move(why)});
  taken_.insert(column.name);
}

/// The name without a currency behind it.
std::string hinted_name(std::string const& name) {
  auto const split = currency_in_name(name);
  return io::folded(split ? split->rest : name);
}

void Fit::guess_by_name(io::ColumnNames const& hint) {
  auto const* const ours = io::find_column(description_, hint.column);
  if (ours == nullptr || has(hint.column)) return;
  auto words = io::words_of(hint.names);
  words.insert(words.begin(), hint.column);
  for (auto const word : words) {
    for (auto const& column : profile_.columns) {
      if (!is_free(column) || hinted_name(column.name) != io::folded(word)) continue;
      if (!can_be(column, *ours) || !is_plausible(column, hint.column)) continue;
      // A column named after the deal is its name, unless every row has another.
      if (hint.column == "id" && !column.all_differ() && description_.name == "opportunities") {
        continue;
      }
      take_guess(hint.column, column, fmt::format("by its name; {}", look_of(column)));
      return;
    }
  }
}

std::vector<ColumnProfile const*> Fit::candidates(io::ColumnDescription const& ours) const {
  std::vector<ColumnProfile const*> found;
  for (auto const& column : profile_.columns) {
    bool const fits = ours.name == "stage" ? has_stages(column) : can_be(column, ours);
    // Ids of digits are numbers, but no amounts.
    bool const is_id = ours.type == ColumnType::amount && column.all_differ() &&
                       column.n_filled > 20 && column.least > 0 && column.signs.empty() &&
                       io::folded(column.name).ends_with("id");
    if (is_free(column) && fits && !is_id) found.push_back(&column);
  }
  return found;
}

void Fit::guess_by_cells(io::ColumnDescription const& ours) {
  auto const may_be = candidates(ours);
  if (may_be.size() == 1) {
    take_guess(ours.name, *may_be.front(),
               fmt::format("the only column that can be; {}", look_of(*may_be.front())));
    return;
  }
  OpenColumn open{std::string(ours.name), std::string(ours.meaning), {}};
  for (auto const* const column : may_be) {
    open.candidates.push_back({open.ours, column->name, look_of(*column)});
  }
  what_.open.push_back(std::move(open));
}

void Fit::guess() {
  guess_by_names();
  auto const missing = missing_;
  for (auto const* const ours : missing) guess_by_cells(*ours);
  look_for_missing();
}

void Fit::guess_by_names() {
  for (auto const& hint : column_hints()) {
    // What the reader can do without is only taken where it says more.
    bool const stage_known = has("stage") && hint.column == "status";
    if (!stage_known) guess_by_name(hint);
  }
  look_for_missing();
}

Recognised Fit::take() && {
  for (auto const& column : profile_.columns) {
    if (is_free(column)) what_.further.push_back(column.name);
  }
  return std::move(what_);
}

/// Ids of the rows come again and again.
bool repeats_ids(Fit const& fit) {
  auto const* const id = fit.by_name("id");
  return id != nullptr && 10 * id->n_different() < 9 * id->n_filled;
}

bool shows_several_days(Fit const& fit) {
  auto const* const day = fit.by_name("as_of");
  return day != nullptr && day->n_different() > 1;
}

/// What the column of ids should be where a history has one of its own beside that of the deal, as
/// Salesforce's OpportunityHistory has.
std::optional<MappedColumn> deal_beside_id(TableProfile const& profile) {
  for (auto const* const word : {"opportunityid", "dealid"}) {
    for (auto const& column : profile.columns) {
      if (io::folded(column.name) != word) continue;
      return MappedColumn{"id", column.name, "the deal; the other id is that of the change"};
    }
  }
  return std::nullopt;
}

/// The history of a table that has an id of its own for every change.
std::optional<Recognised> history_of_objects(TableProfile const& profile) {
  auto const deal = deal_beside_id(profile);
  if (!deal) return std::nullopt;
  auto const* const id = profile.column(deal->theirs);
  Fit fit(profile, io::source_description("stage_history"));
  auto const* const own = fit.by_name("id");
  bool const other_id = own != nullptr && own->name != deal->theirs && own->all_differ();
  if (!other_id || 10 * id->n_different() >= 9 * id->n_filled) return std::nullopt;
  fit.guess();
  if (!fit.is_complete()) return std::nullopt;
  auto what = std::move(fit).take();
  std::erase_if(what.by_name, [](MappedColumn const& one) { return one.ours == "id"; });
  std::erase(what.further, deal->theirs);
  what.guessed.push_back(*deal);
  return what;
}

std::optional<Recognised> snapshots_by_day(TableProfile const& profile) {
  Fit fit(profile, io::source_description("snapshots"));
  if (!fit.is_complete() || !shows_several_days(fit)) return std::nullopt;
  fit.guess();
  return std::move(fit).take();
}

/// What a system is known to call so.
std::optional<Recognised> by_system(TableProfile const& profile) {
  auto const match = io::detect_preset(profile.table.columns());
  if (!match) return std::nullopt;
  Recognised what;
  if (!match->table.empty()) {
    Fit fit(profile, io::source_description(match->table));
    if (!fit.is_complete()) return std::nullopt;
    fit.guess();
    what = std::move(fit).take();
  }
  what.system = match->what;
  return what;
}

/// The description that knows the table best, of those that have all they need.
std::optional<Recognised> by_names_alone(TableProfile const& profile) {
  Fit history(profile, io::source_description("stage_history"));
  if (history.is_complete() && repeats_ids(history)) return std::move(history).take();
  Fit deals(profile, io::source_description("opportunities"));
  std::optional<Fit> best;
  for (auto const& description : io::source_descriptions()) {
    bool const is_settled = description.name == "snapshots" ||
                            (description.name == "stage_history" && deals.is_complete());
    if (is_settled) continue;
    Fit fit(profile, description);
    if (fit.is_complete() && (!best || fit.n_by_name() > best->n_by_name())) best.emplace(fit);
  }
  if (!best) return std::nullopt;
  best->guess();
  return std::move(*best).take();
}

/// Two of what a table of deals cannot do without are there by their names. What cells alone look
/// like is no sign: nearly every table has a column of numbers.
bool looks_like_deals(Fit const& fit) {
  auto const has = [&](std::string_view ours) { return fit.has(ours) ? 1 : 0; };
  return has("amount") + has("created_date") + std::max(has("stage"), has("status")) >= 2;
}

std::optional<Recognised> by_guesses(TableProfile const& profile) {
  Fit history(profile, io::source_description("stage_history"));
  bool const repeats = repeats_ids(history);
  history.guess();
  if (repeats && history.is_complete()) return std::move(history).take();
  Fit deals(profile, io::source_description("opportunities"));
  deals.guess_by_names();
  if (!looks_like_deals(deals)) return std::nullopt;
  deals.guess();
  return std::move(deals).take();
}

}  // namespace

Recognised recognise(TableProfile const& profile) {
  if (auto what = snapshots_by_day(profile)) return *what;
  if (auto what = by_system(profile)) return *what;
  if (auto what = history_of_objects(profile)) return *what;
  if (auto what = by_names_alone(profile)) return *what;
  return by_guesses(profile).value_or(Recognised{});
}

ColumnProfile const* column_as(TableProfile const& profile, Recognised const& what,
                               std::string_view ours) {
  for (auto const* const list : {&what.by_name, &what.guessed}) {
    auto const found = std::ranges::find(*list, ours, &MappedColumn::ours);
    if (found != list->end()) return profile.column(found->theirs);
  }
  return nullptr;
}

}  // namespace quarterdeck::service
