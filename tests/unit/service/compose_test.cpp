// tests/unit/service/compose_test.cpp – what files are recognised as, and what they tell of a
// company. SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/compose.hpp"

#include "tests/unit/service/init_books.hpp"
#include "tools/service/init/currency_in_name.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using service::Doubts;

namespace {

TEST_CASE("init: columns that the reader finds itself are not written down", "[unit][service]") {
  Folder const folder;
  auto const draft = draft_of({folder.write("deals.csv", plain_csv())});
  CHECK(draft.tables.front().what.guessed.empty());
  CHECK(yaml_text(draft, Doubts::open).find("\n    columns:") == std::string::npos);
}

TEST_CASE("init: weekly exports are snapshots, of which no other file fits the pattern",
          "[unit][service]") {
  Folder const folder;
  auto const one = folder.write("deals-2026-02-02.csv", plain_csv());
  auto const two = folder.write("deals-2026-02-09.csv", plain_csv());
  auto const draft = draft_of({one, two});
  REQUIRE(draft.tables.size() == 1);
  CHECK(draft.tables.front().key == "snapshots");
  // Next week's file is one more of them.
  CHECK(draft.tables.front().file == "deals-*.csv");
  CHECK(report_of({one, two}).refusal.empty());
  auto const three = folder.write("deals-2026-02-16.csv", plain_csv());
  CHECK(draft_of({one, two}).tables.front().file == "deals-2026-02-0*.csv");
  auto const part = service::compose({one, three}, folder.path());
  REQUIRE_FALSE(part);
  CHECK(part.error().front().code == "QD-352");
}

TEST_CASE("init: a column of several days makes snapshots of one file, one day does not",
          "[unit][service]") {
  auto const with_days = [](int n_days) {
    std::string csv = "id,stage,amount,created_date,as_of\n";
    for (int day = 1; day <= n_days; ++day) {
      csv += fmt::format(
          "1,Proposal,10,2026-01-02,2026-02-0{0}\n2,Won,20,2026-01-03,2026-02-0{0}\n", day);
    }
    return csv;
  };
  Folder const folder;
  CHECK(draft_of({folder.write("a.csv", with_days(3))}).tables.front().key == "snapshots");
  CHECK(draft_of({folder.write("b.csv", with_days(1))}).tables.front().key == "opportunities");
}

TEST_CASE("init: history, rates and win rates are told by their columns, other files left out",
          "[unit][service]") {
  Folder const folder;
  std::vector<fs::path> const files{
      folder.write("deals.csv", plain_csv()),
      folder.write("changes.csv",
                   "id,changed_at,stage\nD0,2025-01-10,Proposal\nD0,2025-02-01,Closed Won\n"
                   "D1,2025-01-25,Proposal\nD1,2025-02-03,Closed Lost\n"),
      folder.write("fx.csv", "from,on,rate\nEUR,2025-01-01,1.1\n"),
      folder.write("odds.csv", "stage,won,lost\nProposal,10,20\n"),
      folder.write("people.csv", "name,team\nAnn,North\nBob,South\n")};
  auto const draft = draft_of(files);
  for (auto const* const key : {"opportunities", "stage_history", "rates", "win_rates"}) {
    INFO(key);
    CHECK(draft.table(key) != nullptr);
  }
  REQUIRE(draft.left_out.size() == 1);
  CHECK(draft.left_out.front().filename() == "people.csv");
  CHECK(report_of(files).refusal.empty());
}

TEST_CASE("init: a history with an id of its own for every change goes by that of the deal",
          "[unit][service]") {
  Folder const folder;
  std::vector<fs::path> const files{
      folder.write("deals.csv", plain_csv()),
      folder.write("changes.csv",
                   "id,deal_id,changed_at,stage\n1,D0,2025-01-10,Proposal\n"
                   "2,D0,2025-02-01,Closed Won\n3,D1,2025-01-25,Proposal\n")};
  auto const report = report_of(files);
  CHECK(report.refusal.empty());
  CHECK_THAT(text_of(report.file), containing("id: deal_id"));
}

TEST_CASE("init: no table of deals is a refusal", "[unit][service]") {
  Folder const folder;
  auto const draft =
      service::compose({folder.write("people.csv", "name,team\nAnn,North\n")}, folder.path());
  REQUIRE_FALSE(draft);
  CHECK(draft.error().front().code == "QD-350");
  auto const history = service::compose(
      {folder.write("changes.csv", "id,changed_at,stage\n1,2025-01-01,A\n1,2025-01-02,B\n")},
      folder.path());
  REQUIRE_FALSE(history);
  CHECK_THAT(history.error().front().reason, containing("stage_history"));
}

TEST_CASE("init: the currency by its column, by the rates, by signs and by a name",
          "[unit][service]") {
  Folder const folder;
  auto const currency = [&](std::vector<fs::path> const& files) {
    auto const draft = draft_of(files);
    return draft.currency_told ? draft.currency : "untold " + draft.currency;
  };
  auto const header = std::string("id,stage,amount,created_date,currency\n");
  auto const both = folder.write("both.csv", header +
                                                 "1,Won,1,2026-01-02,EUR\n2,Open,1,2026-01-02,EUR\n"
                                                 "3,Open,1,2026-01-02,USD\n");
  CHECK(currency({folder.write("one.csv", header + "1,Won,1,2026-01-02,GBP\n")}) == "GBP");
  CHECK(currency({both}) == "EUR");
  CHECK(currency({both, folder.write("fx.csv", "from,on,rate\nEUR,2025-01-01,1.1\n")}) == "USD");
  CHECK(currency({folder.write("company.csv",
                               "id,stage,amount,created_date,currency,company_amount\n"
                               "1,Won,10,2026-01-02,USD,9\n2,Open,20,2026-01-02,USD,18\n"
                               "3,Open,30,2026-01-02,EUR,30\n")}) == "EUR");
  CHECK(currency({folder.write("sign.csv",
                               "id,stage,amount,created_date\n1,Won,£5,2026-01-02\n")}) == "GBP");
  CHECK(currency({folder.write(
            "name.csv", "id,stage,Value (CHF),created_date\n1,Won,5,2026-01-02\n")}) == "CHF");
  CHECK(currency({folder.write(
            "none.csv", "id,stage,amount,created_date\n1,Won,5,2026-01-02\n")}) == "untold USD");
}

TEST_CASE("currency_in_name: a currency at the end, and no other three letters",
          "[unit][service]") {
  CHECK(service::currency_in_name("Value (EUR)")->code == "EUR");
  CHECK(service::currency_in_name("Value (EUR)")->rest == "Value");
  CHECK(service::currency_in_name("Amount in €")->rest == "Amount");
  CHECK(service::currency_in_name("deal_value_usd")->code == "USD");
  CHECK_FALSE(service::currency_in_name("Deal ARR"));
  CHECK_FALSE(service::currency_in_name("Amount"));
  CHECK_FALSE(service::currency_in_name(""));
}

TEST_CASE("init: the start of the year by the names of quarters", "[unit][service]") {
  Folder const folder;
  auto const row = [](int i, core::Date created, core::Date close, std::string const& stage) {
    std::chrono::year_month_day const day(close);
    auto const month = static_cast<int>(static_cast<unsigned>(day.month()));
    int const year = static_cast<int>(day.year()) + (month >= 4 ? 1 : 0);
    return iso_row(i, created, close, stage) +
           fmt::format(",Q{}-{}", (month + 8) % 12 / 3 + 1, year);
  };
  auto const draft = draft_of({folder.write(
      "deals.csv", plain_book("id,stage,amount,created_date,close_date,Fiscal Period", row))});
  REQUIRE(draft.fiscal_year);
  CHECK(draft.fiscal_year->calendar.start_month == 4);
  CHECK(draft.fiscal_year->calendar.year_named_by == core::YearName::end);
  CHECK(draft.groups.empty());
  auto const broken = [](int i, core::Date created, core::Date close, std::string const& stage) {
    return iso_row(i, created, close, stage) + fmt::format(",Q{}-2025", i % 4 + 1);
  };
  CHECK_FALSE(
      draft_of({folder.write("other.csv", plain_book("id,stage,amount,created_date,close_date,"
                                                     "Fiscal Period",
                                                     broken))})
          .fiscal_year);
}

TEST_CASE("init: the order of day and month is written down where the rows show it",
          "[unit][service]") {
  Folder const folder;
  auto const header = std::string("id,stage,amount,created_date,close_date\n");
  auto const format = [&](std::string const& rows) {
    return draft_of({folder.write("deals.csv", header + rows)}).tables.front().date_format;
  };
  CHECK(format("1,Won,5,25/01/2026,01/02/2026\n") == "dmy");
  CHECK(format("1,Won,5,01/25/2026,02/01/2026\n") == "mdy");
  CHECK(format("1,Won,5,2026-01-25,2026-02-01\n").empty());
  CHECK(format("1,Won,5,01/25/2026,25/02/2026\n").empty());
}

}  // namespace
