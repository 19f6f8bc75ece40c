// tests/unit/io/preset_test.cpp – names of known exports.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/preset.hpp"

#include <set>
#include <string>
#include <vector>

#include "engine/table/description.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck::io;

TEST_CASE("preset: names fold to letters and digits", "[unit][io]") {
  CHECK(folded("Close Date") == folded("close_date"));
  CHECK(folded("Est. Revenue") == folded("Est. revenue"));
  CHECK(folded("(Do Not Modify) Opportunity") == "donotmodifyopportunity");
}

TEST_CASE("preset: every table of a preset has what its kind must have, each once", "[unit][io]") {
  std::set<std::string_view> names(preset_names().begin(), preset_names().end());
  for (auto const* const preset : presets()) {
    INFO(preset->what);
    CHECK((preset->name.empty() ? preset->table.empty() : names.contains(preset->name)));
    std::set<std::string_view> columns;
    for (auto const& entry : preset->columns) CHECK(columns.insert(entry.column).second);
    for (auto const column : words_of(preset->needs)) CHECK(columns.contains(column));
    if (preset->table == "opportunities") {
      for (auto const* column : {"id", "stage", "amount", "created_date", "close_date"}) {
        INFO(column);
        CHECK(columns.contains(column));
      }
    } else if (preset->table == "stage_history") {
      CHECK(columns.contains("id"));
      CHECK(columns.contains("changed_at"));
      CHECK((columns.contains("stage") || !preset->fields.empty()));
    } else if (preset->table.empty()) {
      CHECK(columns.empty());
    }
  }
}

namespace {

/// What the header, its names parted by commas, is taken for: preset and table.
std::string detected(std::string_view header, std::string_view table = {}) {
  std::vector<std::string> names;
  while (!header.empty()) {
    auto const end = header.find(',');
    names.emplace_back(header.substr(0, end));
    header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
  }
  auto const match = detect_preset(names, table);
  if (!match) return "none";
  REQUIRE(match->description != nullptr);
  CHECK(match->what == match->description->what);
  return std::string(match->preset) + " " + std::string(match->table);
}

}  // namespace

TEST_CASE("preset: tables of vendors are recognised by their headers", "[unit][io]") {
  CHECK(detected("Opportunity ID,Opportunity Name,Stage,Amount Currency,Amount,Close Date") ==
        "salesforce opportunities");
  CHECK(detected("Id,Name,StageName,Amount,CloseDate,IsClosed,IsWon") ==
        "salesforce opportunities");
  CHECK(detected("id,stage_name,amount,close_date,_fivetran_synced") == "salesforce opportunities");
  CHECK(detected("Id,OpportunityId,CreatedDate,StageName,Amount") == "salesforce stage_history");
  CHECK(detected("OpportunityId,Field,OldValue,NewValue,CreatedDate") ==
        "salesforce stage_history");
  CHECK(detected("Opportunity Name,From Stage,To Stage,Last Modified") ==
        "salesforce stage_history");
  CHECK(detected("IsoCode,ConversionRate,StartDate") == "salesforce rates");
  CHECK(detected("Record ID,Deal Name,Deal Stage,Amount") == "hubspot opportunities");
  CHECK(detected("id,dealname,dealstage,closedate") == "hubspot opportunities");
  CHECK(detected("deal_id,deal_pipeline_id,property_amount") == "hubspot opportunities");
  CHECK(detected("deal_id,value,date_entered,_fivetran_start") == "hubspot stage_history");
  CHECK(detected("dealId,name,value,timestamp") == "hubspot stage_history");
  CHECK(detected("Datensatz-ID,Deal-Name,Deal-Phase,Betrag,Abschlussdatum") ==
        "hubspot opportunities");
  CHECK(detected("レコードID,取引名,取引ステージ,金額,クローズ日") == "hubspot opportunities");
  CHECK(detected("opportunityid,name,estimatedvalue,statecode") == "dynamics opportunities");
  CHECK(detected("(Do Not Modify) Opportunity,Topic,Est. revenue") == "dynamics opportunities");
  CHECK(detected("Deal - ID,Deal - Title,Deal - Status,Deal - Value") == "pipedrive opportunities");
  CHECK(detected("Record Id,Deal Name,Stage,Amount,Closing Date") == "zoho opportunities");
  CHECK(detected("Name,Stage,Deal Value,Close Probability") == "monday opportunities");
  CHECK(detected("id,name,stage_id,expected_revenue,date_deadline") == "odoo opportunities");
  CHECK(detected("Id,IsDeleted,Name,AnnualRevenue,NumberOfEmployees,Ownership") == " ");
}

TEST_CASE("preset: plain names of one's own are nobody's", "[unit][io]") {
  for (auto const* header :
       {"id,name,stage,amount,created_date,close_date", "id,changed_at,stage,amount,close_date",
        "opportunity_id,opportunity_name,stage_name,amount,close_date,probability",
        "deal_id,deal_name,deal_stage,amount,close_date,created_at,owner,pipeline", "from,on,rate",
        "id,name,status,value,created_at", "Name,Stage,Amount,Close Date"}) {
    INFO(header);
    CHECK(detected(header) == "none");
  }
}

TEST_CASE("preset: a table is looked for among those of one kind", "[unit][io]") {
  std::string const mode = "id,stage_name,amount,_fivetran_active,_fivetran_start,_fivetran_end";
  CHECK(detected(mode, "stage_history") == "salesforce stage_history");
  CHECK(detected(mode, "opportunities") == "salesforce opportunities");
  CHECK(detected(mode, "snapshots") == "salesforce opportunities");
  CHECK(detected("Id,OpportunityId,CreatedDate,StageName,Amount", "opportunities") == "none");
}

TEST_CASE("preset: what a source calls its system goes before its header", "[unit][io]") {
  std::vector<std::string> const plain{"Name", "Stage", "Amount"};
  CHECK(preset_of("", "opportunities", plain) == nullptr);
  for (auto const name : preset_names()) {
    INFO(name);
    auto const* const preset = preset_of(name, "opportunities", plain);
    REQUIRE(preset != nullptr);
    CHECK(preset->name == name);
    CHECK(preset->table == "opportunities");
  }
  std::vector<std::string> const history{"Id", "OpportunityId", "StageName", "CreatedDate"};
  CHECK(preset_of("salesforce", "stage_history", history)->what ==
        "OpportunityHistory of Salesforce");
}

TEST_CASE("preset: columns of days on which stages were entered", "[unit][io]") {
  CHECK(stage_entered("Date entered \"Contract Sent (Sales Pipeline)\"") ==
        "Contract Sent (Sales Pipeline)");
  CHECK(stage_entered("Date entered 'Contract Sent'") == "Contract Sent");
  CHECK(stage_entered("hs_v2_date_entered_closedwon") == "closedwon");
  CHECK_FALSE(stage_entered("Date exited \"Contract Sent\""));
  CHECK_FALSE(stage_entered("Date entered \""));
  CHECK_FALSE(stage_entered("Close Date"));
}

TEST_CASE("preset: ids of eighteen letters join with those of fifteen", "[unit][io]") {
  CHECK(join_key("006A0000001abcdXYZ", "salesforce") == "006A0000001abcd");
  CHECK(join_key("006A0000001abcd", "salesforce") == "006A0000001abcd");
  CHECK(join_key("006A0000001abcdXYZ", "") == "006A0000001abcd");
  CHECK(join_key("006000000000000123", "") == "006000000000000123");
}

TEST_CASE("preset: currencies that are written out have their codes", "[unit][io]") {
  CHECK(currency_of_name("US Dollar") == "USD");
  CHECK(currency_of_name("euro") == "EUR");
  CHECK(currency_of_name("Pound Sterling") == "GBP");
  CHECK_FALSE(currency_of_name("EUR"));
  CHECK_FALSE(currency_of_name("Doubloon"));
  CHECK_FALSE(currency_of_name(""));
}
