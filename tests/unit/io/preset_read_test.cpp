// tests/unit/io/preset_read_test.cpp – exports of known systems, read without configuration.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>

#include "engine/core/text.hpp"
#include "engine/io/deals/preset.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/skip.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using data::Outcome;

namespace {

core::Date day(std::string_view text) { return *core::parse_iso_date(text); }

/// What is read of opportunities alone, with further keys of the workspace.
core::Checked<io::ReadResult> read_deals(std::string const& text, std::string const& keys = "",
                                         std::string const& file = "deals.csv") {
  test::Folder const folder;
  folder.write(file, text);
  return test::read(folder, keys + "sources: {opportunities: {file: " + file + "}}\n");
}

/// A won, a lost and an open deal, as every form below tells them.
void check_three_deals(core::Checked<io::ReadResult> const& read, std::string_view form) {
  INFO(form);
  REQUIRE(test::faults_of(read) == "");
  CHECK(test::count_of(read->findings, "preset.recognised") == 1);
  REQUIRE(read->records.deals.size() == 3);
  for (auto const& deal : read->records.deals) {
    INFO(deal.id);
    bool const is_won = deal.amount == 100'000;
    bool const is_lost = deal.amount == 200'000;
    CHECK((is_won || is_lost || deal.amount == 300'050));
    CHECK(deal.outcome == (is_won ? Outcome::won : is_lost ? Outcome::lost : Outcome::open));
    CHECK(deal.created == (is_won    ? day("2026-01-05")
                           : is_lost ? day("2026-01-12")
                                     : day("2026-02-03")));
    CHECK(deal.close_date == (is_won    ? day("2026-03-10")
                              : is_lost ? day("2026-03-20")
                                        : day("2026-06-30")));
  }
}

}  // namespace

TEST_CASE("presets: the same three deals in the forms of the systems", "[unit][io]") {
  check_three_deals(
      read_deals("\"Opportunity ID\",\"Opportunity Name\",\"Stage\",\"Amount\",\"Probability (%)\","
                 "\"Created Date\",\"Close Date\",\"Closed\",\"Won\"\n"
                 "006A00000000001,W,Closed Won,1000,100,2026-01-05,2026-03-10,1,1\n"
                 "006A00000000002,L,Closed Lost,2000,0,2026-01-12,2026-03-20,1,0\n"
                 "006A00000000003,O,Proposal,3000.50,60,2026-02-03,2026-06-30,0,0\n"),
      "report of Salesforce");
  check_three_deals(
      read_deals("Id,IsDeleted,Name,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon\n"
                 "006A00000000001,false,W,Closed Won,1000,2026-03-10,2026-01-05,true,true\n"
                 "006A00000000002,false,L,Closed Lost,2000,2026-03-20,2026-01-12,true,false\n"
                 "006A00000000003,false,O,Proposal,3000.50,2026-06-30,2026-02-03,false,false\n"
                 "006A00000000004,true,X,Closed Won,9000,2026-03-01,2026-01-03,true,true\n"),
      "objects of Salesforce");
  check_three_deals(
      read_deals("id,is_deleted,name,stage_name,amount,close_date,created_date,is_closed,is_won,"
                 "_fivetran_active\n"
                 "006A00000000001,false,W,Closed Won,1000,2026-03-10,2026-01-05,true,true,true\n"
                 "006A00000000001,false,W,Proposal,700,2026-03-10,2026-01-05,false,false,false\n"
                 "006A00000000002,false,L,Closed Lost,2000,2026-03-20,2026-01-12,true,false,true\n"
                 "006A00000000003,false,O,Proposal,3000.5,2026-06-30,2026-02-03,false,false,true\n"
                 "006A00000000004,true,X,Closed Won,9000,2026-03-01,2026-01-03,true,true,true\n"),
      "Salesforce by Fivetran");
  check_three_deals(
      read_deals("Record ID,Deal Name,Deal Stage,Pipeline,Amount,Create Date,Close Date\n"
                 "1,W,Closed Won,Sales Pipeline,1000,2026-01-05 09:30,2026-03-10 10:00\n"
                 "2,L,Closed Lost,Sales Pipeline,2000,2026-01-12 09:30,2026-03-20 10:00\n"
                 "3,O,Contract Sent,Sales Pipeline,3000.5,2026-02-03 09:30,2026-06-30 10:00\n"),
      "HubSpot");
  check_three_deals(
      read_deals("deal_id,is_deleted,_fivetran_deleted,deal_pipeline_id,deal_pipeline_stage_id,"
                 "property_amount,property_createdate,property_closedate\n"
                 "1,false,,default,closedwon,1000,2026-01-05 09:30:00,2026-03-10 10:00:00\n"
                 "2,,false,default,closedlost,2000,2026-01-12 09:30:00,2026-03-20 10:00:00\n"
                 "3,,,default,contractsent,3000.5,2026-02-03 09:30:00,2026-06-30 10:00:00\n"
                 "4,true,,default,closedwon,9000,2026-01-05 09:30:00,2026-03-10 10:00:00\n"
                 "5,,true,default,closedwon,9000,2026-01-05 09:30:00,2026-03-10 10:00:00\n"),
      "HubSpot by Fivetran");
  check_three_deals(read_deals("opportunityid,name,salesstage,statecode,estimatedvalue,createdon,"
                               "estimatedclosedate,actualclosedate\n"
                               "a,W,3,1,1000,2026-01-05,2026-02-28,2026-03-10\n"
                               "b,L,1,2,2000,2026-01-12,2026-02-28,2026-03-20\n"
                               "c,O,2,0,3000.5,2026-02-03,2026-06-30,\n"),
                    "logical names of Dynamics");
  check_three_deals(
      read_deals("(Do Not Modify) Opportunity,Topic,Status,Sales Stage,Est. Revenue,Est. close "
                 "date,Actual Close Date,Created On\n"
                 "a,W,Won,Close,1000,2026-02-28,2026-03-10,2026-01-05\n"
                 "b,L,Lost,Propose,2000,2026-02-28,2026-03-20,2026-01-12\n"
                 "c,O,Open,Propose,3000.5,2026-06-30,,2026-02-03\n"),
      "an export of Dynamics");
  check_three_deals(
      read_deals("Deal - ID,Deal - Title,Deal - Status,Deal - Stage,Deal - Value,Deal - Deal "
                 "created,Deal - Won time,Deal - Lost time,Deal - Expected close date\n"
                 "1,W,Won,Offer,1000,2026-01-05,2026-03-10 08:00:00,,2026-02-28\n"
                 "2,L,Lost,Offer,2000,2026-01-12,,2026-03-20 08:00:00,2026-02-28\n"
                 "3,O,Open,Offer,3000.5,2026-02-03,,,2026-06-30\n"
                 "4,X,Deleted,Offer,9000,2026-02-03,,,2026-06-30\n"),
      "Pipedrive");
  check_three_deals(
      read_deals("Record Id,Deal Name,Stage,Amount,Created Time,Closing Date\n"
                 "zcrm_1,W,Closed Won,1000,2026-01-05 09:00:00,2026-03-10\n"
                 "zcrm_2,L,Closed Lost to Competition,2000,2026-01-12 09:00:00,2026-03-20\n"
                 "zcrm_3,O,Negotiation/Review,3000.5,2026-02-03 09:00:00,2026-06-30\n"),
      "Zoho");
  check_three_deals(
      read_deals("Name,Stage,Deal Value,Close Probability,Expected Close Date,Close Date,Deal "
                 "creation date,Item ID (auto generated)\n"
                 "W,Won,1000,100,2026-02-28,2026-03-10,2026-01-05,11\n"
                 "L,Lost,2000,0,2026-02-28,2026-03-20,2026-01-12,12\n"
                 "O,Proposal,3000.5,60,2026-06-30,,2026-02-03,13\n"),
      "monday");
  check_three_deals(
      read_deals(
          "id,name,type,active,stage_id,expected_revenue,date_deadline,date_closed,"
          "create_date\n"
          "1,W,opportunity,True,Won,1000,2026-02-28,2026-03-10 08:00:00,2026-01-05\n"
          "2,L,opportunity,False,Proposition,2000,2026-02-28,2026-03-20 08:00:00,2026-01-12\n"
          "3,O,opportunity,True,Proposition,3000.5,2026-06-30,,2026-02-03\n"
          "4,X,lead,True,New,9000,2026-06-30,,2026-02-03\n"),
      "Odoo");
}

TEST_CASE("presets: the eleven languages of HubSpot's exports", "[unit][io]") {
  struct Form {
    char const* header;
    char const* won;
    char const* lost;
  };
  // Id, name, stage, amount, creation, closing.
  for (auto const& [header, won, lost] :
       {Form{"Datensatz-ID,Deal-Name,Deal-Phase,Betrag,Erstellungsdatum,Abschlussdatum",
             "Abgeschlossen und gewonnen", "Abgeschlossen und verloren"},
        Form{"ID de registro,Nombre del negocio,Etapa del negocio,Valor,Fecha de creación,Fecha de "
             "cierre",
             "Cierre ganado", "Cierre perdido"},
        Form{"Tietueen tunnus,Kaupan nimi,Kaupan vaihe,Summa,Luontipäivä,Sulkemispäivä",
             "Suljettu voitettu", "Suljettu hävitty"},
        Form{
            "ID de fiche d'informations,Nom de la transaction,Phase de la transaction,Montant,Date "
            "de création,Date de fermeture",
            "Fermée gagnée", "Fermée perdue"},
        Form{"ID record,Nome trattativa,Fase trattativa,Importo,Data di creazione,Data di chiusura",
             "Chiusa vinta", "Chiusa persa"},
        Form{"レコードID,取引名,取引ステージ,金額,作成日,クローズ日", "成約", "失注"},
        Form{"Record-ID,Dealnaam,Dealfase,Bedrag,Aanmaakdatum,Sluitingsdatum", "Gesloten gewonnen",
             "Gesloten verloren"},
        Form{"Identyfikator rekordu,Nazwa transakcji,Etap transakcji,Kwota,Data utworzenia,Data "
             "zamknięcia",
             "Zamknięte wygrane", "Zamknięte przegrane"},
        Form{"ID do registro,Nome do negócio,Etapa do negócio,Valor,Data de criação,Data de "
             "fechamento",
             "Fechado ganho", "Fechado perdido"},
        Form{"Post-ID,Affärsnamn,Affärsfas,Belopp,Skapad den,Stängningsdatum", "Stängd vunnen",
             "Stängd förlorad"}}) {
    check_three_deals(read_deals(std::string(header) + "\n1,W," + won +
                                 ",1000,2026-01-05,2026-03-10\n2,L," + lost +
                                 ",2000,2026-01-12,2026-03-20\n3,O,Angebot 2,3000.5,2026-02-03,"
                                 "2026-06-30\n"),
                      header);
  }
}

TEST_CASE("presets: answers of interfaces in JSON", "[unit][io]") {
  check_three_deals(read_deals(
                        R"({"results": [
{"id": "1", "properties": {"dealname": "W", "dealstage": "closedwon", "amount": "1000",
 "createdate": "2026-01-05T09:30:00Z", "closedate": "2026-03-10T10:00:00Z"}, "archived": false},
{"id": "2", "properties": {"dealname": "L", "dealstage": "closedlost", "amount": "2000",
 "createdate": "2026-01-12T09:30:00Z", "closedate": "2026-03-20T10:00:00Z"}, "archived": false},
{"id": "3", "properties": {"dealname": "O", "dealstage": "contractsent", "amount": "3000.50",
 "createdate": "2026-02-03T09:30:00Z", "closedate": "2026-06-30T10:00:00Z"}, "archived": false},
{"id": "4", "properties": {"dealname": "X", "dealstage": "closedwon", "amount": "9000",
 "createdate": "2026-02-03T09:30:00Z", "closedate": "2026-06-30T10:00:00Z"}, "archived": true}],
"paging": {"next": {"after": "5"}}})",
                        "time_zone: UTC\n", "deals.json"),
                    "HubSpot");
  check_three_deals(read_deals(R"({"totalSize": 3, "done": true, "records": [
{"attributes": {"type": "Opportunity"}, "Id": "006A00000000001", "Name": "W",
 "StageName": "Closed Won", "Amount": 1000.0, "CloseDate": "2026-03-10",
 "CreatedDate": "2026-01-05T09:00:00.000+0000", "IsClosed": true, "IsWon": true},
{"attributes": {"type": "Opportunity"}, "Id": "006A00000000002", "Name": "L",
 "StageName": "Closed Lost", "Amount": 2000.0, "CloseDate": "2026-03-20",
 "CreatedDate": "2026-01-12T09:00:00.000+0000", "IsClosed": true, "IsWon": false},
{"attributes": {"type": "Opportunity"}, "Id": "006A00000000003", "Name": "O",
 "StageName": "Proposal", "Amount": 3000.5, "CloseDate": "2026-06-30",
 "CreatedDate": "2026-02-03T09:00:00.000+0000", "IsClosed": false, "IsWon": false}]})",
                               "", "deals.json"),
                    "Salesforce");
}

TEST_CASE("presets: properties of HubSpot as one column of JSON", "[unit][io]") {
  check_three_deals(
      read_deals(
          "id,properties,createdAt,archived\n"
          "1,\"{\"\"dealname\"\":\"\"W\"\",\"\"dealstage\"\":\"\"closedwon\"\",\"\"amount\"\":"
          "\"\"1000\"\",\"\"closedate\"\":\"\"2026-03-10T10:00:00Z\"\"}\",2026-01-05T09:30:00Z,"
          "false\n"
          "2,\"{\"\"dealname\"\":\"\"L\"\",\"\"dealstage\"\":\"\"closedlost\"\",\"\"amount\"\":"
          "\"\"2000\"\",\"\"closedate\"\":\"\"2026-03-20T10:00:00Z\"\"}\",2026-01-12T09:30:00Z,"
          "false\n"
          "3,\"{\"\"dealname\"\":\"\"O\"\",\"\"dealstage\"\":\"\"contractsent\"\",\"\"amount\"\":"
          "\"\"3000.5\"\",\"\"closedate\"\":\"\"2026-06-30T10:00:00Z\"\"}\","
          "2026-02-03T09:30:00Z,false\n"
          "4,\"{\"\"dealname\"\":\"\"X\"\",\"\"dealstage\"\":\"\"closedwon\"\"}\","
          "2026-02-03T09:30:00Z,true\n",
          "time_zone: UTC\n"),
      "Airbyte");
}

TEST_CASE("presets: deleted, archived and old rows are counted", "[unit][io]") {
  auto const read = read_deals(
      "id,is_deleted,stage_name,amount,close_date,created_date,is_closed,is_won,_fivetran_active\n"
      "006A00000000001,false,Closed Won,1000,2026-03-10,2026-01-05,true,true,true\n"
      "006A00000000001,false,Proposal,700,2026-03-10,2026-01-05,false,false,false\n"
      "006A00000000004,true,Closed Won,9000,2026-03-01,2026-01-03,true,true,true\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(test::count_of(read->findings, "row.deleted") == 1);
  CHECK(test::line_of(read->findings, "row.deleted") == 4);
  CHECK(test::count_of(read->findings, "row.old_version") == 1);
  auto const none = read_deals(
      "Id,IsDeleted,Name,StageName,Amount,CreatedDate\n"
      "1,true,X,Proposal,5,2026-01-05\n");
  CHECK(test::faults_of(none).find("marks as deleted") != std::string::npos);
}

TEST_CASE("presets: rows that a table of no known system marks as gone are left out",
          "[unit][io]") {
  struct Mark {
    char const *header, *gone, *there, *finding;
  };
  for (auto const& [header, gone, there, finding] :
       {Mark{"is_deleted", "true", "false", "row.deleted"},
        {"Deleted", "Yes", "No", "row.deleted"},
        {"deleted_at", "2026-02-01", "", "row.deleted"},
        {"Archived", "1", "0", "row.archived"}}) {
    INFO(header);
    auto const read = read_deals(
        fmt::format("id,stage,amount,created_date,close_date,{}\n1,Won,5,2026-01-05,2026-02-01,{}\n"
                    "2,Won,7,2026-01-05,2026-02-01,{}\n3,Lead,7,2026-01-05,2026-02-01,{}\n",
                    header, there, gone, there));
    REQUIRE(test::faults_of(read) == "");
    CHECK(read->records.deals.size() == 2);
    CHECK(test::line_of(read->findings, finding) == 3);
  }
}

TEST_CASE("presets: what the workspace says goes first", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv",
               "Id,Name,StageName,Amount,Net,CreatedDate\n1,X,Proposal,5,4,2026-01-05\n");
  auto const read =
      test::read(folder, "sources: {opportunities: {file: deals.csv, columns: {amount: Net}}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.deals[0].amount == 400);
  auto const told =
      test::read(folder, "sources: {opportunities: {file: deals.csv, preset: salesforce}}\n");
  REQUIRE(test::faults_of(told) == "");
  CHECK(test::count_of(told->findings, "preset.recognised") == 0);
  folder.write("deals.csv",
               "opportunityid,statecode,estimatedvalue,createdon\n1,1,5,2026-01-05\n"
               "2,2,5,2026-01-05\n");
  auto const values = test::read(
      folder,
      "sources: {opportunities: {file: deals.csv, values: {status: {\"1\": lost, \"2\": won}}}}\n");
  REQUIRE(test::faults_of(values) == "");
  CHECK(values->records.deals[0].outcome == Outcome::lost);
  CHECK(values->records.deals[1].outcome == Outcome::won);
}

TEST_CASE("presets: a table of another kind is refused by its name", "[unit][io]") {
  auto const read = read_deals(
      "Id,OpportunityId,CreatedDate,StageName,Amount,CloseDate\n"
      "008,006A00000000001,2026-01-05,Proposal,5,2026-03-01\n");
  auto const fault = test::faults_of(read);
  CHECK(fault.find("OpportunityHistory of Salesforce") != std::string::npos);
  CHECK(fault.find("`stage_history`") != std::string::npos);
  auto const accounts =
      test::faults_of(read_deals("Id,Name,AnnualRevenue,NumberOfEmployees,"
                                 "Ownership\n1,X,5,6,Public\n"));
  CHECK(accounts.find("accounts of Salesforce") != std::string::npos);
  CHECK(accounts.find("QD-205") == std::string::npos);
}

TEST_CASE("presets: public tables of CRMs are read or refused with one reason",
          "[unit][io][real_data]") {
  namespace fs = std::filesystem;
  auto const root = fs::path(QUARTERDECK_SOURCE_DIR).parent_path() / "shared/data/stack";
  if (!fs::exists(root)) return test::skip("the public tables are not here");
  int n_files = 0;
  for (auto const& folder : fs::directory_iterator(root)) {
    if (!folder.path().filename().string().starts_with("crm-")) continue;
    for (auto const& file : fs::directory_iterator(folder)) {
      INFO(file.path().string());
      test::Folder const workspace;
      auto const read =
          test::read(workspace, "sources: {opportunities: {file: " + file.path().string() + "}}\n");
      ++n_files;
      if (read) continue;
      CHECK(read.error().size() == 1);
    }
  }
  CHECK(n_files > 30);
  auto const native = root / "crm-salesforce-native";
  test::Folder const workspace;
  auto const read = test::read(
      workspace, "sources: {opportunities: {file: " + (native / "Opportunity.csv").string() +
                     "}, stage_history: {file: " + (native / "OpportunityHistory.csv").string() +
                     "}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.deals.size() == 36);
  CHECK(read->records.events.size() == 48);
}
