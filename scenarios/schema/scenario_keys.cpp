// scenarios/schema/scenario_keys.cpp – the table of keys; add one here and read it in its section.
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/schema/scenario_keys.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <variant>

#include "engine/core/error.hpp"
#include "scenarios/schema/scenario.hpp"

namespace quarterdeck::scenarios {
namespace {

using yaml::Key;
using yaml::KeySection;

constexpr std::string_view text = R"("type": "string")";
constexpr std::string_view factor = R"("type": "number", "exclusiveMinimum": 0, "maximum": 1000)";
constexpr std::string_view factor_or_none = R"("type": "number", "minimum": 0, "maximum": 1000)";
constexpr std::string_view amount_above_0 =
    R"("type": ["number", "string"], "exclusiveMinimum": 0)";
constexpr std::string_view number = R"("type": ["number", "string"])";
constexpr std::string_view day =
    R"("type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[+-][0-9]{1,4}d)$")";
constexpr std::string_view chance = R"("type": "number", "minimum": 0, "maximum": 1)";
constexpr std::string_view wheres =
    R"("oneOf": [{"$ref": "#/$defs/where"}, {"type": "array", "items": {"$ref": "#/$defs/where"}}])";
/// A value, a list of values or a test.
constexpr std::string_view value_or_test =
    R"({"oneOf": [{"type": ["string", "number", "boolean"]}, {"type": "array", "minItems": 1, )"
    R"("items": {"type": ["string", "number", "boolean"]}}, {"$ref": "#/$defs/test"}]})";
constexpr std::string_view value_or_test_here =
    R"("oneOf": [{"type": ["string", "number", "boolean"]}, {"type": "array", "minItems": 1, )"
    R"("items": {"type": ["string", "number", "boolean"]}}, {"$ref": "#/$defs/test"}])";

constexpr std::array scenario{
    Key{"name", text, "Name in reports."},
    Key{"why", text, "What the scenario is for, one or two sentences."},
    Key{"source", text, "Where its numbers come from."},
    Key{"extends", text, "Scenario file whose changes come first; relative to this file."},
    Key{"changes", R"("type": "array", "items": {"$ref": "#/$defs/change"})",
        "What is different, applied from top to bottom."},
    Key{"sweep",
        R"("type": "array", "minItems": 1, "maxItems": 2, "items": {"$ref": "#/$defs/axis"})",
        "A grid for `quarterdeck sweep`: one or two changes, each with one number left open."}};

constexpr std::array change{
    Key{"win_rate", R"("$ref": "#/$defs/win_rate")", "Other odds of open deals."},
    Key{"close_date", R"("$ref": "#/$defs/close_date")", "Open deals are won later or earlier."},
    Key{"amount", R"("$ref": "#/$defs/amount")", "Deals bring more or less."},
    Key{"new_deals", R"("$ref": "#/$defs/new_deals")", "More or fewer deals are created."},
    Key{"deal", R"("$ref": "#/$defs/deal")", "What becomes of single deals."},
    Key{"add_deal", R"("$ref": "#/$defs/add_deal")", "A deal that is not in the data."},
    Key{"hire", R"("$ref": "#/$defs/hire")", "New salespeople who create deals."},
    Key{"market", R"("$ref": "#/$defs/market")", "Better or worse luck that all deals share."},
    Key{"churn", R"("$ref": "#/$defs/churn")", "Renewals are lost more or less often."},
    Key{"exchange_rate", R"("$ref": "#/$defs/exchange_rate")", "A currency is worth more or less."},
    Key{"target", R"("$ref": "#/$defs/target")", "Another amount to reach."},
    Key{"where", R"("$ref": "#/$defs/where")", "The deals that the change is about; default all."},
    Key{"why", text, "Reason of this one change."}};

constexpr std::array win_rate{
    Key{"odds", factor, "Multiplies the odds of being won in the period."}};

constexpr std::array close_date{
    Key{"delay_days", R"("type": "integer", "minimum": 0, "maximum": 3650)",
        "Days by which a win comes later."},
    Key{"stretch", R"("type": "number", "minimum": 1, "maximum": 100)",
        "Multiplies the time from the as-of day to a win."}};

constexpr std::array amount{Key{"multiply", factor, "Multiplies what a won deal brings."},
                            Key{"deals", R"("enum": ["open", "new", "all"], "default": "open")",
                                "Open deals, deals not created yet, or both."}};

constexpr std::array new_deals{
    Key{"multiply", factor_or_none, "Multiplies the number of deals created."},
    Key{"from", day, "First day of creation on which it holds; default the day after as-of."}};

constexpr std::array deal{
    Key{"id", text, "Id of the deal; left out where `where` finds the deals."},
    Key{"outcome", R"("enum": ["won", "lost", "remove"])",
        "Won, lost, or as if it had never been there."},
    Key{"amount", amount_above_0, "Amount in reporting currency units."},
    Key{"close_date", day, "Day on which it is won, if it is."},
    Key{"probability", chance, "Chance of being won in the period."}};

constexpr std::array add_deal{
    Key{"id", text, "A new id; it names the random numbers of the deal."},
    Key{"name", text, "Name in the report."},
    Key{"amount", amount_above_0, "Amount in reporting currency units."},
    Key{"probability", chance, "Chance of being won in the period; default as history tells."},
    Key{"close_date", day, "Day on which it is won, if it is."},
    Key{"stage", text, "Stage; default the first open one."}};

constexpr std::array hire{
    Key{"count", R"("type": "integer", "minimum": 1, "maximum": 10000)", "How many people."},
    Key{"role", text, "What they are called in the report."},
    Key{"start", day, "First day at work."},
    Key{"until", day, "Last day on which they create deals; default no end."},
    Key{"ramp_weeks", R"("type": "number", "minimum": 0, "maximum": 520)",
        "Weeks until one creates as many deals as the others, growing evenly."},
    Key{"deals_per_week", R"("type": "number", "exclusiveMinimum": 0, "maximum": 1000)",
        "Deals that one creates in a week once ramped."},
    Key{"segment", text, "Segment of the deals; default the mix of the company."}};

constexpr std::array market{Key{"shift_sd", R"("type": "number", "minimum": -6, "maximum": 6)",
                                "Standard deviations of the shared factor."}};

constexpr std::array churn{
    Key{"multiply", factor_or_none, "Multiplies the share of renewals that is lost."}};

constexpr std::array exchange_rate{
    Key{"currency", R"("type": "string", "pattern": "^[A-Z]{3}$")", "Three letters."},
    Key{"multiply", factor, "Multiplies its worth in the reporting currency."}};

constexpr std::array target{Key{"name", text, "Name of a target of the workspace."},
                            Key{"amount", amount_above_0, "The amount to reach instead."}};

/// A number, several numbers or a range of them.
constexpr std::string_view open_number =
    R"("oneOf": [{"type": "number"}, {"type": "array", "minItems": 1, )"
    R"("items": {"type": "number"}}, {"$ref": "#/$defs/range"}])";

constexpr std::array range{Key{"from", R"("type": "number")", "First value."},
                           Key{"to", R"("type": "number")", "Last value."},
                           Key{"steps", R"("type": "integer", "minimum": 2, "maximum": 10000)",
                               "How many values, both ends included."}};

constexpr std::array axis{
    Key{"win_rate", R"("$ref": "#/$defs/open_win_rate")", "Other odds of open deals."},
    Key{"close_date", R"("$ref": "#/$defs/open_close_date")", "Open deals are won later."},
    Key{"amount", R"("$ref": "#/$defs/open_amount")", "Deals bring more or less."},
    Key{"new_deals", R"("$ref": "#/$defs/open_new_deals")", "More or fewer deals are created."},
    Key{"hire", R"("$ref": "#/$defs/open_hire")", "New salespeople who create deals."},
    Key{"market", R"("$ref": "#/$defs/open_market")", "Better or worse luck of all deals."},
    Key{"exchange_rate", R"("$ref": "#/$defs/open_exchange_rate")", "A currency's worth."},
    Key{"target", R"("$ref": "#/$defs/open_target")", "Another amount to reach."},
    Key{"where", R"("$ref": "#/$defs/where")", "The deals that the change is about; default all."},
    Key{"why", text, "Reason of this axis."}};

constexpr std::array open_win_rate{Key{"odds", open_number, "Multiplies the odds."}};
constexpr std::array open_close_date{
    Key{"delay_days", open_number, "Days by which a win comes later."},
    Key{"stretch", open_number, "Multiplies the time from the as-of day to a win."}};
constexpr std::array open_amount{
    Key{"multiply", open_number, "Multiplies what a won deal brings."},
    Key{"deals", R"("enum": ["open", "new", "all"], "default": "open")",
        "Open deals, deals not created yet, or both."}};
constexpr std::array open_new_deals{
    Key{"multiply", open_number, "Multiplies the number of deals created."},
    Key{"from", day, "First day of creation on which it holds."}};
constexpr std::array open_hire{
    Key{"count", open_number, "How many people."},
    Key{"role", text, "What they are called in the report."},
    Key{"start", day, "First day at work."},
    Key{"until", day, "Last day on which they create deals."},
    Key{"ramp_weeks", open_number, "Weeks until one creates as many deals as the others."},
    Key{"deals_per_week", open_number, "Deals that one creates in a week once ramped."},
    Key{"segment", text, "Segment of the deals; default the mix of the company."}};
constexpr std::array open_market{Key{"shift_sd", open_number, "Standard deviations."}};
constexpr std::array open_exchange_rate{
    Key{"currency", R"("type": "string", "pattern": "^[A-Z]{3}$")", "Three letters."},
    Key{"multiply", open_number, "Multiplies its worth in the reporting currency."}};
constexpr std::array open_target{Key{"name", text, "Name of a target of the workspace."},
                                 Key{"amount", open_number, "The amount to reach instead."}};

constexpr std::array where{
    Key{"any", R"("type": "array", "minItems": 1, "items": {"$ref": "#/$defs/where"})",
        "One of these filters must hold."},
    Key{"all", R"("type": "array", "minItems": 1, "items": {"$ref": "#/$defs/where"})",
        "All of these filters must hold."},
    Key{"not", wheres, "None of these filters may hold."},
    Key{"largest", R"("type": "integer", "minimum": 1, "maximum": 1000000)",
        "Of the deals that pass the rest, so many with the largest amounts."}};

constexpr std::array test{
    Key{"over", number, "More than this number."},
    Key{"under", number, "Less than this number."},
    Key{"between", R"("type": "array", "minItems": 2, "maxItems": 2)",
        "From this number or day to that, both included."},
    Key{"after", day, "Later than this day."},
    Key{"before", day, "Earlier than this day."},
    Key{"like", R"("oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}])",
        "A pattern: * stands for any letters, ? for one; capitals do not matter."},
    Key{"blank", R"("type": "boolean")", "Whether the value is unknown."},
    Key{"not", value_or_test_here, "None of these values, or not what this test says."}};

constexpr std::array sections{
    KeySection{"scenario", scenario, R"(["name"])"},
    KeySection{"change", change, "[]"},
    KeySection{"win_rate", win_rate, R"(["odds"])"},
    KeySection{"close_date", close_date, "[]"},
    KeySection{"amount", amount, R"(["multiply"])"},
    KeySection{"new_deals", new_deals, R"(["multiply"])"},
    KeySection{"deal", deal, "[]"},
    KeySection{"add_deal", add_deal, R"(["id", "amount"])", R"({"type": ["string", "number"]})"},
    KeySection{"hire", hire, R"(["count", "start", "deals_per_week"])"},
    KeySection{"market", market, R"(["shift_sd"])"},
    KeySection{"churn", churn, R"(["multiply"])"},
    KeySection{"exchange_rate", exchange_rate, R"(["currency", "multiply"])"},
    KeySection{"target", target, R"(["name", "amount"])"},
    KeySection{"where", where, "[]", value_or_test},
    KeySection{"test", test, "[]"},
    KeySection{"axis", axis, "[]"},
    KeySection{"range", range, R"(["from", "to", "steps"])"},
    KeySection{"open_win_rate", open_win_rate, R"(["odds"])"},
    KeySection{"open_close_date", open_close_date, "[]"},
    KeySection{"open_amount", open_amount, R"(["multiply"])"},
    KeySection{"open_new_deals", open_new_deals, R"(["multiply"])"},
    KeySection{"open_hire", open_hire, R"(["count", "start", "deals_per_week"])"},
    KeySection{"open_market", open_market, R"(["shift_sd"])"},
    KeySection{"open_exchange_rate", open_exchange_rate, R"(["currency", "multiply"])"},
    KeySection{"open_target", open_target, R"(["name", "amount"])"}};

template <class... Kinds>
constexpr std::array<std::string_view, sizeof...(Kinds)> kinds_of(
    std::type_identity<std::variant<Kinds...>>) {
  return {Kinds::kind...};
}

constexpr auto kinds = kinds_of(std::type_identity<What>{});

constexpr bool has_section(std::string_view name) {
  return std::ranges::find(sections, name, &KeySection::name) != sections.end();
}
static_assert(std::ranges::all_of(kinds, has_section), "a kind of change has no table of keys");

}  // namespace

std::span<KeySection const> key_sections() { return sections; }

KeySection const& key_section(std::string_view name) {
  auto const found = std::ranges::find(sections, name, &KeySection::name);
  QUARTERDECK_EXPECT(found != sections.end());
  return *found;
}

std::span<std::string_view const> change_kinds() { return kinds; }

}  // namespace quarterdeck::scenarios
