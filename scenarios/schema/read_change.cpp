// scenarios/schema/read_change.cpp – one entry of `changes`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/schema/read_parts.hpp"
#include "scenarios/schema/scenario_keys.hpp"

namespace quarterdeck::scenarios {
namespace {

using yaml::Faults;
using yaml::Mapping;
using yaml::NumberRange;

NumberRange const factor{1e-9, 1000, "a number above 0, at most 1,000"};
NumberRange const factor_or_none{0, 1000, "a number from 0 to 1,000"};
NumberRange const amount_range{1e-2, 1e15, "an amount above 0"};
NumberRange const chance{0, 1, "a probability from 0 to 1"};

std::optional<What> read_win_rate(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("win_rate"));
  auto const odds = map.number("odds", factor);
  return odds ? std::optional<What>(WinRate{*odds}) : std::nullopt;
}

std::optional<What> read_close_date(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("close_date"));
  CloseDate change;
  change.delay_days = static_cast<int>(
      map.integer("delay_days", {0, 3650, "a whole number of days from 0 to 3,650"}).value_or(0));
  change.stretch = map.number("stretch", {1, 100, "a number from 1 to 100"}).value_or(1);
  if (node.IsMap() && node.size() == 0) {
    report(faults, node,
           {"QD-130", "`close_date` says nothing", "the change would have no effect",
            "Write delay_days or stretch."});
  }
  return What(change);
}

std::optional<What> read_amount(Faults& faults, YAML::Node const& node) {
  static constexpr core::Names<Deals, 3> deals{
      {{Deals::open, "open"}, {Deals::new_business, "new"}, {Deals::all, "all"}}};
  Mapping const map(faults, node, key_section("amount"));
  Amount change;
  change.multiply = map.number("multiply", factor).value_or(1);
  if (auto const which = map.choice("deals", deals)) change.deals = *which;
  return What(change);
}

std::optional<What> read_new_deals(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("new_deals"));
  NewDeals change;
  change.multiply = map.number("multiply", factor_or_none).value_or(1);
  change.from = day_at(faults, map, "from");
  return What(change);
}

void check_edit(Faults& faults, YAML::Node const& node, DealEdit const& edit) {
  bool const fate = edit.outcome.has_value();
  bool const worth = edit.amount || edit.close_date;
  if (!fate && !worth && !edit.probability) {
    report(faults, node,
           {"QD-130", "`deal` changes nothing", "the change would have no effect",
            "Write outcome, amount, close_date or probability."});
  }
  bool const gone = fate && *edit.outcome != Fate::won;
  if ((fate && edit.probability) || (gone && worth)) {
    report(faults, node,
           {"QD-134", "`deal` says two things that exclude each other",
            "an outcome settles the chance, and a deal that is not won brings nothing",
            "Keep the outcome or the rest."});
  }
}

std::optional<What> read_deal(Faults& faults, YAML::Node const& node) {
  static constexpr core::Names<Fate, 3> fates{
      {{Fate::won, "won"}, {Fate::lost, "lost"}, {Fate::removed, "remove"}}};
  Mapping const map(faults, node, key_section("deal"));
  DealEdit edit;
  edit.id = map.text("id").value_or("");
  edit.outcome = map.choice("outcome", fates);
  edit.amount = map.number("amount", amount_range);
  edit.close_date = day_at(faults, map, "close_date");
  edit.probability = map.number("probability", chance);
  if (node.IsMap() && map.has("outcome") == edit.outcome.has_value()) {
    check_edit(faults, node, edit);
  }
  return What(edit);
}

std::optional<What> read_add_deal(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("add_deal"));
  AddDeal deal;
  deal.id = map.text("id").value_or("");
  deal.name = map.text("name").value_or(deal.id);
  deal.amount = map.number("amount", amount_range).value_or(0);
  deal.probability = map.number("probability", chance);
  deal.close_date = day_at(faults, map, "close_date");
  deal.stage = map.text("stage").value_or("");
  for (auto const& [column, value] : map.others()) {
    auto const text = yaml::scalar_text(faults, value, fmt::format("`{}`", column));
    if (text) deal.columns.emplace(column, *text);
  }
  return What(deal);
}

std::optional<What> read_hire(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("hire"));
  Hire hire;
  hire.count = static_cast<int>(
      map.integer("count", {1, 10000, "a whole number from 1 to 10,000"}).value_or(1));
  hire.role = map.text("role").value_or("hire");
  hire.start = day_at(faults, map, "start").value_or(Day{});
  hire.until = day_at(faults, map, "until");
  hire.ramp_weeks = map.number("ramp_weeks", {0, 520, "weeks from 0 to 520"}).value_or(0);
  hire.deals_per_week =
      map.number("deals_per_week", {1e-9, 1000, "a number above 0, at most 1,000"}).value_or(0);
  hire.segment = map.text("segment").value_or("");
  return What(hire);
}

std::optional<What> read_market(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("market"));
  return What(Market{
      map.number("shift_sd", {-6, 6, "a number of standard deviations from -6 to 6"}).value_or(0)});
}

std::optional<What> read_churn(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("churn"));
  return What(Churn{map.number("multiply", factor_or_none).value_or(1)});
}

std::optional<What> read_exchange_rate(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("exchange_rate"));
  ExchangeRate change;
  change.currency = map.text("currency").value_or("");
  bool const letters =
      std::ranges::all_of(change.currency, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!change.currency.empty() && (change.currency.size() != 3 || !letters)) {
    faults.add(*map.find("currency"), "QD-108", fmt::format("`currency` is `{}`", change.currency),
               "Write the three capital letters of ISO 4217, for example EUR.");
  }
  change.multiply = map.number("multiply", factor).value_or(1);
  return What(change);
}

std::optional<What> read_target(Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("target"));
  TargetEdit edit;
  edit.name = map.text("name").value_or("");
  edit.amount = map.number("amount", amount_range).value_or(0);
  return What(edit);
}

/// A kind of change by its key, with what reads it.
struct KindReader {
  std::string_view kind;
  std::optional<What> (*read)(Faults&, YAML::Node const&);
};

constexpr std::array readers{
    KindReader{WinRate::kind, read_win_rate}, KindReader{CloseDate::kind, read_close_date},
    KindReader{Amount::kind, read_amount},    KindReader{NewDeals::kind, read_new_deals},
    KindReader{DealEdit::kind, read_deal},    KindReader{AddDeal::kind, read_add_deal},
    KindReader{Hire::kind, read_hire},        KindReader{Market::kind, read_market},
    KindReader{Churn::kind, read_churn},      KindReader{ExchangeRate::kind, read_exchange_rate},
    KindReader{TargetEdit::kind, read_target}};
static_assert(readers.size() == std::variant_size_v<What>, "a kind of change has no reader");

/// Whether a filter can say which deals a change is about.
bool takes_filter(What const& what) {
  return std::holds_alternative<WinRate>(what) || std::holds_alternative<CloseDate>(what) ||
         std::holds_alternative<Amount>(what) || std::holds_alternative<NewDeals>(what) ||
         std::holds_alternative<DealEdit>(what);
}

/// The kind whose key the entry has; nullptr unless there is exactly one.
KindReader const* kind_in(Faults& faults, Mapping const& map) {
  std::vector<KindReader const*> found;
  for (KindReader const& reader : readers) {
    if (map.has(reader.kind)) found.push_back(&reader);
  }
  if (found.size() == 1) return found.front();
  std::size_t const known = found.size() + (map.has("where") ? 1 : 0) + (map.has("why") ? 1 : 0);
  bool const misspelt = map.node().IsMap() && map.node().size() > known;
  if (!map.node().IsMap() || (misspelt && found.empty())) return nullptr;
  std::string problem = "the entry says no change";
  if (found.size() > 1) {
    problem = fmt::format("the entry says both `{}` and `{}`", found[0]->kind, found[1]->kind);
  }
  report(faults, map.node(),
         {"QD-130", problem, "changes are applied one by one, from top to bottom",
          fmt::format("Write exactly one of: {}.", fmt::join(change_kinds(), ", "))});
  return nullptr;
}

void check_filter(Faults& faults, Mapping const& map, Change const& change) {
  auto const* edit = std::get_if<DealEdit>(&change.what);
  bool const by_id = edit != nullptr && !edit->id.empty();
  if (change.where && (by_id || !takes_filter(change.what))) {
    report(faults, *map.find("where"),
           {"QD-131", "`where` has no meaning here",
            by_id ? "the id already says which deal is meant"
                  : "the change is not about deals that are there",
            by_id ? "Keep the id or the filter." : "Drop `where`."});
  }
  if (edit != nullptr && !by_id && !change.where) {
    report(faults, map.node(),
           {"QD-131", "`deal` has neither an id nor a `where` beside it",
            "it would be about every open deal", "Name the deal with id, or find it with where."});
  }
}

}  // namespace

std::optional<Change> read_change(yaml::Faults& faults, YAML::Node const& node) {
  Mapping const map(faults, node, key_section("change"));
  KindReader const* const kind = kind_in(faults, map);
  std::optional<Filter> where;
  if (auto const* filter = map.find("where")) where = read_filter(faults, *filter);
  std::string const why = map.has("why") ? map.text("why").value_or("") : "";
  if (kind == nullptr) return std::nullopt;
  auto const what = kind->read(faults, *map.find(kind->kind));
  if (!what) return std::nullopt;
  Change change{*what, std::move(where), why, faults.place(node)};
  check_filter(faults, map, change);
  return change;
}

}  // namespace quarterdeck::scenarios
