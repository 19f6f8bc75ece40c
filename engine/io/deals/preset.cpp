// engine/io/deals/preset.cpp – see preset.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/preset.hpp"

#include <algorithm>
#include <array>

namespace quarterdeck::io {
namespace {

constexpr std::array salesforce{
    ColumnNames{"id", "Id|Opportunity ID|OpportunityId"},
    ColumnNames{"name", "Name|Opportunity Name"},
    ColumnNames{"account", "Account Name|AccountName|AccountId"},
    ColumnNames{"owner", "Opportunity Owner|Owner|OwnerId"},
    ColumnNames{"stage", "StageName|Stage|To Stage"},
    ColumnNames{"amount", "Amount"},
    ColumnNames{"currency", "CurrencyIsoCode|Opportunity Currency|Amount Currency"},
    ColumnNames{"probability", "Probability|Probability (%)"},
    ColumnNames{"close_date", "CloseDate|Close Date"},
    ColumnNames{"created_date", "CreatedDate|Created Date"},
    ColumnNames{"is_closed", "IsClosed|Closed"},
    ColumnNames{"is_won", "IsWon|Won"},
    ColumnNames{"forecast_category", "ForecastCategoryName|Forecast Category|ForecastCategory"},
    ColumnNames{"type", "Type|Opportunity Type"},
    ColumnNames{"source", "LeadSource|Lead Source"},
    ColumnNames{"last_activity_date",
                "LastActivityDate|Last Activity|LastModifiedDate|Last Modified Date"},
    ColumnNames{"changed_at", "CreatedDate|Edit Date|Last Modified|Last Modified Date"}};

constexpr std::array hubspot{
    ColumnNames{"id", "hs_object_id|Record ID"},
    ColumnNames{"name", "dealname|Deal Name"},
    ColumnNames{"account", "Associated Company|Associated Company (Primary)"},
    ColumnNames{"owner", "hubspot_owner_id|Deal owner"},
    ColumnNames{"stage", "dealstage|Deal Stage"},
    ColumnNames{"amount", "amount|Amount"},
    ColumnNames{"won_amount", "hs_closed_amount|Closed Deal Amount"},
    ColumnNames{"currency", "deal_currency_code|Currency"},
    ColumnNames{"probability", "hs_deal_stage_probability|Deal probability"},
    ColumnNames{"close_date", "closedate|Close Date"},
    ColumnNames{"created_date", "createdate|Create Date"},
    ColumnNames{"is_closed", "hs_is_closed|Is Deal Closed?"},
    ColumnNames{"is_won", "hs_is_closed_won|Is Closed Won"},
    ColumnNames{"forecast_category", "hs_manual_forecast_category|Forecast category"},
    ColumnNames{"type", "dealtype|Deal Type"},
    ColumnNames{"source", "hs_analytics_source|Original Source"},
    ColumnNames{"last_activity_date",
                "notes_last_updated|Last Activity Date|hs_lastmodifieddate|Last Modified Date"},
    ColumnNames{"changed_at", "hs_lastmodifieddate|Last Modified Date"}};

constexpr std::array dynamics{
    ColumnNames{"id", "opportunityid|(Do Not Modify) Opportunity"},
    ColumnNames{"name", "name|Topic"},
    ColumnNames{"account", "parentaccountid|Account|customerid|Potential Customer"},
    ColumnNames{"owner", "ownerid|Owner"},
    ColumnNames{"stage", "salesstage|Sales Stage|stepname|Pipeline Phase"},
    ColumnNames{"status", "statecode|Status"},
    ColumnNames{"amount", "estimatedvalue|Est. revenue"},
    ColumnNames{"won_amount", "actualvalue|Actual Revenue"},
    ColumnNames{"currency", "transactioncurrencyid|Currency"},
    ColumnNames{"probability", "closeprobability|Probability"},
    ColumnNames{"close_date", "estimatedclosedate|Est. close date"},
    ColumnNames{"actual_close_date", "actualclosedate|Actual Close Date"},
    ColumnNames{"created_date", "createdon|Created On"},
    ColumnNames{"forecast_category", "msdyn_forecastcategory|Forecast category"},
    ColumnNames{"source", "campaignid|Source Campaign|originatingleadid|Originating Lead"},
    ColumnNames{"last_activity_date", "modifiedon|Modified On|(Do Not Modify) Modified On"},
    ColumnNames{"changed_at", "modifiedon|Modified On|(Do Not Modify) Modified On"}};

constexpr std::array common{
    ColumnNames{"id", "opportunity_id|deal_id|opp_id|record_id"},
    ColumnNames{"name", "opportunity_name|deal_name"}, ColumnNames{"account", "account_name"},
    ColumnNames{"owner", "deal_owner|opportunity_owner|owner_name"},
    ColumnNames{"stage", "deal_stage|stage_name|opportunity_stage"},
    ColumnNames{"status", "deal_status"}, ColumnNames{"amount", "deal_amount|opportunity_amount"},
    ColumnNames{"currency", "currency_code|currency_iso_code"},
    ColumnNames{"close_date", "closed_date|expected_close_date"},
    ColumnNames{"created_date", "created|created_at|created_on|create_date|creation_date"},
    ColumnNames{"last_activity_date", "last_activity"}, ColumnNames{"source", "lead_source"},
    ColumnNames{"type", "deal_type|opportunity_type"},
    ColumnNames{"changed_at", "changed_on|change_date|changed_date|event_date"},
    ColumnNames{"as_of", "as_of_date|snapshot_date"},
    // Tables of exchange rates: Salesforce's DatedConversionRate and CurrencyType.
    ColumnNames{"from", "IsoCode"}, ColumnNames{"on", "StartDate"},
    ColumnNames{"rate", "ConversionRate"}};

}  // namespace

std::span<ColumnNames const> preset_names(std::string_view preset) {
  if (preset == "salesforce") return salesforce;
  if (preset == "hubspot") return hubspot;
  if (preset == "dynamics") return dynamics;
  return {};
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
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  // Eighteen digits are a number that somebody counts up; the last three tell such rows apart.
  return (id.size() == 15 || id.size() == 18) && id.starts_with("006") &&
         std::ranges::all_of(id, is_letter_or_digit) && !std::ranges::all_of(id, is_digit);
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
