// engine/io/deals/preset.cpp – see preset.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/preset.hpp"

#include <algorithm>
#include <array>

#include "engine/core/text.hpp"
#include "engine/io/deals/preset_lists.hpp"
#include "engine/table/description.hpp"

namespace quarterdeck::io {
namespace {

constexpr std::array common{
    ColumnNames{"id", "opportunity_id|deal_id|opp_id|record_id"},
    ColumnNames{"name", "opportunity_name|deal_name"}, ColumnNames{"account", "account_name"},
    ColumnNames{"owner", "deal_owner|opportunity_owner|owner_name"},
    ColumnNames{"stage", "deal_stage|stage_name|opportunity_stage"},
    ColumnNames{"status", "deal_status"}, ColumnNames{"amount", "deal_amount|opportunity_amount"},
    ColumnNames{"currency",
                "currency_code|currency_iso_code|amount_currency|deal_currency|"
                "opportunity_currency"},
    ColumnNames{"close_date", "closed_date|expected_close_date"},
    ColumnNames{"created_date", "created|created_at|created_on|create_date|creation_date"},
    ColumnNames{"last_activity_date", "last_activity"}, ColumnNames{"source", "lead_source"},
    ColumnNames{"type", "deal_type|opportunity_type"},
    ColumnNames{"changed_at", "changed_on|change_date|changed_date|event_date"},
    ColumnNames{"as_of", "as_of_date|snapshot_date"},
    // Tables of exchange rates: Salesforce's DatedConversionRate and CurrencyType.
    ColumnNames{"from", "IsoCode"}, ColumnNames{"on", "StartDate"},
    ColumnNames{"rate", "ConversionRate"}};

constexpr std::array<std::string_view, 7> vendors{"salesforce", "hubspot", "dynamics", "pipedrive",
                                                  "zoho",       "monday",  "odoo"};

constexpr std::array landing{LeftOutRows{"_fivetran_deleted", "yes", "row.deleted"},
                             LeftOutRows{"_ab_cdc_deleted_at", "filled", "row.deleted"},
                             LeftOutRows{"_fivetran_active", "no", "row.old_version"}};

/// Whether the text stands among words that are separated by `|`.
bool stands_in(std::string_view text, std::string_view words) {
  auto const list = words_of(words);
  return std::ranges::find(list, text) != list.end();
}

bool has_one_of(std::span<std::string const> header, std::string_view words) {
  return std::ranges::any_of(header, [&](auto const& name) { return stands_in(name, words); });
}

bool has_marks(std::span<std::string const> header, std::string_view marks) {
  while (!marks.empty()) {
    auto const end = marks.find("; ");
    if (!has_one_of(header, marks.substr(0, end))) return false;
    marks = end == std::string_view::npos ? std::string_view() : marks.substr(end + 2);
  }
  return true;
}

bool is_recognised(Preset const& preset, std::span<std::string const> header) {
  if (preset.marks.empty() && preset.needs.empty()) return false;
  auto const has = [&](std::string_view column) {
    auto const found = std::ranges::find(preset.columns, column, &ColumnNames::column);
    return found != preset.columns.end() && has_one_of(header, found->names);
  };
  if (!preset.lacks.empty() && has_one_of(header, preset.lacks)) return false;
  return has_marks(header, preset.marks) && std::ranges::all_of(words_of(preset.needs), has);
}

bool is_of_kind(Preset const& preset, std::string_view table) {
  return table.empty() || preset.table == (table == "snapshots" ? "opportunities" : table);
}

}  // namespace

std::span<Preset const* const> presets() {
  static std::vector<Preset const*> const all = [] {
    std::vector<Preset const*> list;
    for (auto const tables : {salesforce_presets(), hubspot_presets(), hubspot_language_presets(),
                              dynamics_presets(), further_presets(), other_tables()}) {
      for (auto const& table : tables) list.push_back(&table);
    }
    return list;
  }();
  return all;
}

std::span<std::string_view const> preset_names() { return vendors; }

std::optional<PresetMatch> detect_preset(std::span<std::string const> header,
                                         std::string_view table) {
  for (auto const* const preset : presets()) {
    if (!is_of_kind(*preset, table)) continue;
    if (is_recognised(*preset, header))
      return PresetMatch{preset->name, preset->what, preset->table, preset};
  }
  return std::nullopt;
}

Preset const* preset_of(std::string_view preset, std::string_view table,
                        std::span<std::string const> header) {
  if (preset.empty()) {
    auto const match = detect_preset(header, table);
    return match ? match->description : nullptr;
  }
  Preset const* widest = nullptr;
  for (auto const* const known : presets()) {
    if (known->name != preset || !is_of_kind(*known, table)) continue;
    if (is_recognised(*known, header)) return known;
    bool const is_for_any = known->marks.empty() && known->needs.empty();
    if (widest == nullptr || is_for_any) widest = known;
  }
  return widest;
}

std::span<LeftOutRows const> landing_rules(std::string_view table) {
  // A history is made of the versions that are no longer in force.
  auto const n_rules = table == "opportunities" ? landing.size() : landing.size() - 1;
  return std::span(landing).first(n_rules);
}

std::span<LeftOutRows const> plain_rules() {
  static constexpr std::array rules{LeftOutRows{"isdeleted", "yes", "row.deleted"},
                                    LeftOutRows{"deleted", "yes", "row.deleted"},
                                    LeftOutRows{"deletedat", "filled", "row.deleted"},
                                    LeftOutRows{"deletedon", "filled", "row.deleted"},
                                    LeftOutRows{"deleteddate", "filled", "row.deleted"},
                                    LeftOutRows{"isarchived", "yes", "row.archived"},
                                    LeftOutRows{"archived", "yes", "row.archived"},
                                    LeftOutRows{"archivedat", "filled", "row.archived"}};
  return rules;
}

std::optional<std::string_view> stage_entered(std::string_view header) {
  static constexpr std::array<std::string_view, 4> beginnings{
      "hs_v2_date_entered_", "hs_date_entered_", "property_hs_v2_date_entered_",
      "property_hs_date_entered_"};
  for (auto const beginning : beginnings) {
    if (header.starts_with(beginning)) return header.substr(beginning.size());
  }
  static constexpr std::array<std::string_view, 2> labels{"Date entered \"", "Date entered '"};
  for (auto const label : labels) {
    if (!header.starts_with(label) || header.back() != label.back()) continue;
    auto const stage = header.substr(label.size());
    if (stage.size() > 1) return stage.substr(0, stage.size() - 1);
  }
  return std::nullopt;
}

std::span<ColumnNames const> common_names() { return common; }

std::string folded(std::string_view name) {
  std::string result;
  for (char const c : name) {
    if (c >= 'A' && c <= 'Z') {
      result += static_cast<char>(c + 32);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0) {
      result += c;
    }
  }
  return result;
}

std::optional<std::string_view> currency_of_name(std::string_view name) {
  struct Currency {
    std::string_view name;
    std::string_view code;
  };
  static constexpr std::array currencies{Currency{"usdollar", "USD"},
                                         Currency{"unitedstatesdollar", "USD"},
                                         Currency{"euro", "EUR"},
                                         Currency{"poundsterling", "GBP"},
                                         Currency{"britishpound", "GBP"},
                                         Currency{"ukpoundsterling", "GBP"},
                                         Currency{"japaneseyen", "JPY"},
                                         Currency{"yen", "JPY"},
                                         Currency{"swissfranc", "CHF"},
                                         Currency{"canadiandollar", "CAD"},
                                         Currency{"australiandollar", "AUD"},
                                         Currency{"newzealanddollar", "NZD"},
                                         Currency{"singaporedollar", "SGD"},
                                         Currency{"hongkongdollar", "HKD"},
                                         Currency{"swedishkrona", "SEK"},
                                         Currency{"norwegiankrone", "NOK"},
                                         Currency{"danishkrone", "DKK"},
                                         Currency{"indianrupee", "INR"},
                                         Currency{"chineseyuan", "CNY"},
                                         Currency{"brazilianreal", "BRL"},
                                         Currency{"mexicanpeso", "MXN"},
                                         Currency{"southafricanrand", "ZAR"}};
  if (name.size() <= 3 && name != "Yen") return std::nullopt;
  auto const word = folded(name);
  auto const found = std::ranges::find(currencies, word, &Currency::name);
  return found == currencies.end() ? std::nullopt : std::optional(found->code);
}

bool is_salesforce_id(std::string_view id) {
  auto const is_letter_or_digit = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  // Eighteen digits are a number that somebody counts up; the last three tell such rows apart.
  return (id.size() == 15 || id.size() == 18) && id.starts_with("006") &&
         std::ranges::all_of(id, is_letter_or_digit) && !std::ranges::all_of(id, core::is_digit);
}

std::string_view join_key(std::string_view id, std::string_view preset) {
  bool const is_long = id.size() == 18 && (preset == "salesforce" || is_salesforce_id(id));
  return is_long ? id.substr(0, 15) : id;
}

double probability_scale(std::string_view preset) {
  if (preset == "salesforce" || preset == "dynamics") return 100;
  return preset == "hubspot" ? 1 : 0;
}

}  // namespace quarterdeck::io
