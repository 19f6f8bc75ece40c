// tests/unit/io/preset_history_test.cpp – histories as known systems tell them.
// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;

namespace {

/// The events of a deal: day, stage, amount and close date, `-` for what they do not say.
std::string events_of(io::ReadResult const& read, std::string_view id) {
  std::ostringstream out;
  auto const& records = read.records;
  for (auto const& event : records.events) {
    if (records.deals[event.deal].id != id) continue;
    out << core::to_iso(event.changed_at) << ' '
        << (event.stage == data::no_stage ? "-" : records.stages[std::size_t(event.stage)].name)
        << ' ' << (event.amount == core::no_amount ? "-" : core::format_units(event.amount)) << ' '
        << (event.close_date == core::no_date ? "-" : core::to_iso(event.close_date)) << '\n';
  }
  return out.str();
}

constexpr auto deals =
    "Id,Name,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon\n"
    "006A00000000001,W,Closed Won,1500,2026-03-10,2026-01-05,true,true\n"
    "006A00000000002,O,Proposal,2000,2026-06-30,2026-01-12,false,false\n";

core::Checked<io::ReadResult> read_with(std::string const& opportunities,
                                        std::string const& history) {
  test::Folder const folder;
  folder.write("deals.csv", opportunities);
  folder.write("history.csv", history);
  return test::read(folder,
                    "sources: {opportunities: {file: deals.csv}, stage_history: {file: "
                    "history.csv}}\n");
}

}  // namespace

TEST_CASE("histories: OpportunityHistory names its deals in OpportunityId", "[unit][io]") {
  auto const read =
      read_with(deals,
                "Id,OpportunityId,CreatedDate,StageName,Amount,CloseDate,IsDeleted\n"
                "008A,006A00000000001AAA,2026-01-05,Proposal,1000,2026-02-28,false\n"
                "008B,006A00000000001AAA,2026-03-10,Closed Won,1500,2026-03-10,false\n"
                "008C,006A00000000001AAA,2026-03-11,Proposal,1,2026-03-11,true\n"
                "008D,006A00000000002AAA,2026-01-12,Proposal,2000,2026-06-30,false\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(events_of(*read, "006A00000000001") ==
        "2026-01-05 Proposal 1,000 2026-02-28\n2026-03-10 Closed Won 1,500 2026-03-10\n");
  CHECK(test::count_of(read->findings, "history.orphan") == 0);
  CHECK(test::count_of(read->findings, "row.deleted") == 1);
}

TEST_CASE("histories: OpportunityFieldHistory tells one field a row", "[unit][io]") {
  auto const read =
      read_with(deals,
                "OpportunityId,Field,OldValue,NewValue,CreatedDate,IsDeleted\n"
                "006A00000000001AAA,created,,,2026-01-05,false\n"
                "006A00000000001AAA,StageName,Discovery,Proposal,2026-01-20,false\n"
                "006A00000000001AAA,Amount,1000,1500,2026-02-01,false\n"
                "006A00000000001AAA,StageName,Proposal,Closed Won,2026-03-10,false\n"
                "006A00000000001AAA,OwnerId,A,B,2026-02-02,false\n"
                "006A00000000002AAA,CloseDate,2026-05-31,2026-06-30,2026-02-05,false\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(events_of(*read, "006A00000000001") ==
        "2026-01-05 Discovery 1,000 -\n2026-01-20 Proposal - -\n2026-02-01 - 1,500 -\n"
        "2026-03-10 Closed Won - -\n");
  CHECK(events_of(*read, "006A00000000002") ==
        "2026-01-12 - - 2026-05-31\n2026-02-05 - - 2026-06-30\n");
  CHECK(test::count_of(read->findings, "history.other_field") == 2);
}

TEST_CASE("histories: reports of Salesforce", "[unit][io]") {
  auto const report = read_with(deals,
                                "Opportunity ID,From Stage,To Stage,Last Modified\n"
                                "006A00000000001,Discovery,Proposal,2026-01-20\n"
                                "006A00000000001,Proposal,Closed Won,2026-03-10\n");
  REQUIRE(test::faults_of(report) == "");
  CHECK(events_of(*report, "006A00000000001") ==
        "2026-01-05 Discovery - -\n2026-01-20 Proposal - -\n2026-03-10 Closed Won - -\n");
  auto const fields = read_with(deals,
                                "Opportunity ID,Field / Event,Old Value,New Value,Edit Date\n"
                                "006A00000000001,Stage,Discovery,Closed Won,2026-03-10\n"
                                "006A00000000001,Created.,,,2026-01-05\n");
  REQUIRE(test::faults_of(fields) == "");
  CHECK(events_of(*fields, "006A00000000001") ==
        "2026-01-05 Discovery - -\n2026-03-10 Closed Won - -\n");
}

TEST_CASE("histories: Fivetran's history mode is a table of versions", "[unit][io]") {
  constexpr auto versions =
      "id,stage_name,amount,close_date,created_date,is_closed,is_won,is_deleted,_fivetran_active,"
      "_fivetran_start,_fivetran_end\n"
      "006A00000000001,Proposal,1000,2026-02-28,2026-01-05,false,false,false,false,2026-01-05 "
      "10:00:00,2026-03-10 11:59:59\n"
      "006A00000000001,Closed Won,1500,2026-03-10,2026-01-05,true,true,false,true,2026-03-10 "
      "12:00:00,9999-12-31 23:59:59\n";
  auto const read = read_with(versions, versions);
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->records.deals.size() == 1);
  CHECK(read->records.deals[0].outcome == data::Outcome::won);
  CHECK(events_of(*read, "006A00000000001") ==
        "2026-01-05 Proposal 1,000 2026-02-28\n2026-03-10 Closed Won 1,500 2026-03-10\n");
}

TEST_CASE("histories: HubSpot's stages and properties, by Fivetran and Airbyte", "[unit][io]") {
  constexpr auto hubspot =
      "deal_id,deal_pipeline_id,deal_pipeline_stage_id,property_amount,property_createdate,"
      "property_closedate\n"
      "1,default,closedwon,1500,2026-01-05 09:00:00,2026-03-10 10:00:00\n"
      "2,default,contractsent,2000,2026-01-12 09:00:00,2026-06-30 10:00:00\n";
  auto const stages = read_with(hubspot,
                                "deal_id,value,date_entered,_fivetran_active,_fivetran_start\n"
                                "1,contractsent,2026-01-05 09:00:00,false,2026-01-05 09:00:00\n"
                                "1,closedwon,2026-03-10 10:00:00,true,2026-03-10 10:00:00\n"
                                "2,contractsent,2026-01-12 09:00:00,true,2026-01-12 09:00:00\n");
  REQUIRE(test::faults_of(stages) == "");
  CHECK(events_of(*stages, "1") == "2026-01-05 contractsent - -\n2026-03-10 closedwon - -\n");
  auto const properties =
      read_with(hubspot,
                "deal_id,name,value,timestamp,source\n"
                "1,dealstage,contractsent,2026-01-05 09:00:00,CRM_UI\n1,amount,1000,2026-01-05 "
                "09:00:00,CRM_UI\n1,dealstage,closedwon,2026-03-10 10:00:00,CRM_UI\n"
                "1,hs_notes,x,2026-03-11 10:00:00,CRM_UI\n");
  REQUIRE(test::faults_of(properties) == "");
  CHECK(events_of(*properties, "1") ==
        "2026-01-05 contractsent - -\n2026-01-05 - 1,000 -\n2026-03-10 closedwon - -\n");
  CHECK(test::count_of(properties->findings, "history.other_field") == 1);
  auto const epoch = read_with(hubspot,
                               "dealId,name,value,timestamp,isDeleted\n"
                               "1,dealstage,contractsent,1767603600000,false\n"
                               "1,dealstage,closedwon,1773136800000,false\n");
  REQUIRE(test::faults_of(epoch) == "");
  CHECK(events_of(*epoch, "1") == "2026-01-05 contractsent - -\n2026-03-10 closedwon - -\n");
}

TEST_CASE("histories: columns of days on which stages were entered", "[unit][io]") {
  constexpr auto wide =
      "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Create Date,Close Date,"
      "\"Date entered \"\"Closed Won (Sales Pipeline)\"\"\","
      "\"Date entered \"\"Contract Sent (Sales Pipeline)\"\"\","
      "\"Date entered \"\"Qualified To Buy (Sales Pipeline)\"\"\","
      "\"Date exited \"\"Qualified To Buy (Sales Pipeline)\"\"\"\n"
      "1,W,Closed Won,Sales Pipeline,1500,2026-01-05 09:00,2026-03-10 10:00,2026-03-10 10:00,"
      "2026-01-05 11:00,2026-01-05 09:00,2026-01-05 11:00\n"
      "2,O,Contract Sent,Sales Pipeline,2000,2026-01-12 09:00,2026-06-30 10:00,,2026-01-30 "
      "09:00,2026-01-12 09:00,2026-01-30 09:00\n";
  test::Folder const folder;
  folder.write("deals.csv", wide);
  constexpr auto expected =
      "2026-01-05 Qualified To Buy - -\n2026-01-05 Contract Sent - -\n"
      "2026-03-10 Closed Won - -\n";
  auto const alone = test::read(folder, "sources: {opportunities: {file: deals.csv}}\n");
  REQUIRE(test::faults_of(alone) == "");
  CHECK(events_of(*alone, "1") == expected);
  CHECK(alone->records.facts.has_stage_history);
  CHECK(test::count_of(alone->findings, "history.stages_entered") == 3);
  for (auto const& [name, values] : alone->records.text) {
    CHECK(name.find("Date entered") == std::string::npos);
  }
  auto const told = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, stage_history: {file: "
                               "deals.csv}}\n");
  REQUIRE(test::faults_of(told) == "");
  CHECK(events_of(*told, "1") == expected);
  CHECK(events_of(*told, "2") == events_of(*alone, "2"));
  folder.write("deals.csv",
               "hs_object_id,dealname,dealstage,amount,createdate,closedate,"
               "hs_v2_date_entered_contractsent,hs_v2_date_entered_closedwon\n"
               "1,W,closedwon,5,2026-01-05,2026-03-10,2026-01-05,2026-03-10\n");
  auto const api = test::read(folder, "sources: {opportunities: {file: deals.csv}}\n");
  REQUIRE(test::faults_of(api) == "");
  CHECK(events_of(*api, "1") == "2026-01-05 contractsent - -\n2026-03-10 closedwon - -\n");
}

TEST_CASE("histories: plain tables of one change a row", "[unit][io]") {
  auto const read =
      read_with("id,stage,amount,created_date\na,Lead,5,2026-01-05\nb,Closed Won,6,2026-01-06\n",
                "id,changed_at,field,value,value_before\na,2026-02-01,stage,Lead,Idea\n"
                "a,2026-02-02,owner,X,Y\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(events_of(*read, "a") == "2026-01-05 Idea - -\n2026-02-01 Lead - -\n");
  auto const wide =
      read_with("id,stage,amount,created_date\na,Lead,5,2026-01-05\nb,Closed Won,6,2026-01-06\n",
                "id,changed_at,stage,field,value\na,2026-02-01,Lead,owner,X\n");
  REQUIRE(test::faults_of(wide) == "");
  CHECK(events_of(*wide, "a") == "2026-02-01 Lead - -\n");
}

TEST_CASE("histories: events of deleted deals are no orphans", "[unit][io]") {
  auto const read = read_with(
      "Id,IsDeleted,Name,StageName,Amount,CreatedDate\n006A00000000001,true,X,Proposal,5,2026-01-"
      "05\n"
      "006A00000000002,false,Y,Proposal,6,2026-01-05\n",
      "Id,OpportunityId,CreatedDate,StageName\n008,006A00000000001,2026-01-05,Proposal\n"
      "009,006A00000000002,2026-01-05,Proposal\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(test::count_of(read->findings, "history.orphan") == 0);
  CHECK(test::count_of(read->findings, "history.merged") == 1);
}

TEST_CASE("histories: changes of nothing that is read are refused", "[unit][io]") {
  auto const read = read_with(deals,
                              "OpportunityId,Field,OldValue,NewValue,CreatedDate\n"
                              "006A00000000001AAA,OwnerId,A,B,2026-02-02\n");
  REQUIRE_FALSE(read.has_value());
  REQUIRE(read.error().size() == 1);
  CHECK(read.error()[0].code == "QD-245");
}

TEST_CASE("histories: a table of merged deals takes them out with their past", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv",
               "deal_id,deal_pipeline_id,deal_pipeline_stage_id,property_amount,"
               "property_createdate\n1,default,closedwon,1500,2026-01-05\n"
               "2,default,contractsent,2000,2026-01-12\n3,default,contractsent,7,2026-01-12\n");
  folder.write("stages.csv",
               "deal_id,value,date_entered\n1,closedwon,2026-03-10\n2,contractsent,2026-01-12\n");
  folder.write("merged.csv", "deal_id,merged_deal_id\n1,2\n9,3\n");
  auto const read = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, stage_history: {file: "
                               "stages.csv}, merged: {file: merged.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->records.deals.size() == 1);
  CHECK(read->records.deals[0].id == "1");
  CHECK(test::count_of(read->findings, "deal.merged") == 2);
  CHECK(test::count_of(read->findings, "history.merged") == 1);
  CHECK(test::count_of(read->findings, "history.orphan") == 0);
}
