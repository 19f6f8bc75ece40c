// tests/unit/report/degenerate_test.cpp – histories that teach little still give a whole report.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "engine/core/ids.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"
#include "tools/report/json/forecast_json.hpp"
#include "tools/report/page/forecast_page.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;

struct Deal {
  std::string id;
  std::string stage;
  std::string status;
  std::string amount;
  std::string owner;
  core::Date created{};
  core::Date proposed = core::no_date;  ///< moved to Proposal
  core::Date closed = core::no_date;    ///< actual, or entered while open
};

/// A workspace as its author would write it, small enough to be spoilt by hand.
struct Book {
  std::vector<Deal> deals;
  bool has_history = true;
  bool has_close_dates = true;
  std::string settings = "segments: [owner]\ngroups: [owner]\n";
};

core::Date const as_of = core::make_date(2026, 2, 14);

/// Eight quarters with 25 deals each, four in ten won, and those that are still open.
Book usual_book() {
  Book book;
  core::Date const start = core::make_date(2024, 2, 15);
  for (int i = 0; i < 200; ++i) {
    Deal deal;
    deal.id = "D" + std::to_string(1000 + i);
    random::Stream stream({.seed = 3, .entity = core::entity_of(deal.id)});
    deal.created = start + core::Days(730 * i / 200);
    deal.proposed = deal.created + core::Days(5 + static_cast<int>(30 * stream.uniform()));
    deal.closed = deal.proposed + core::Days(10 + static_cast<int>(60 * stream.uniform()));
    bool const won = stream.uniform() < 0.4;
    bool const open = deal.closed > as_of;
    deal.status = open ? "open" : won ? "won" : "lost";
    deal.stage = open ? (deal.proposed <= as_of ? "Proposal" : "Qualify") : won ? "Won" : "Lost";
    deal.amount = std::to_string(1000 + static_cast<int>(50000 * stream.uniform()));
    deal.owner = stream.uniform() < 0.5 ? "Ann" : "Ben";
    book.deals.push_back(std::move(deal));
  }
  return book;
}

void keep_if(Book& book, std::function<bool(Deal const&)> const& keeps) {
  std::erase_if(book.deals, [&](Deal const& deal) { return !keeps(deal); });
}

void set_outcome(Book& book, std::string const& status, std::string const& stage) {
  for (Deal& deal : book.deals) {
    if (deal.status == "open") continue;
    deal.status = status;
    deal.stage = stage;
  }
}

std::string history_rows(Deal const& deal) {
  std::string const first = deal.proposed == core::no_date ? deal.stage : "Qualify";
  std::string rows = deal.id + "," + core::to_iso(deal.created) + "," + first + "\n";
  if (deal.proposed != core::no_date && deal.proposed <= as_of) {
    rows += deal.id + "," + core::to_iso(deal.proposed) + ",Proposal\n";
  }
  if (deal.status != "open")
    rows += deal.id + "," + core::to_iso(deal.closed) + "," + deal.stage + "\n";
  return rows;
}

/// A folder with the book, removed at the end.
class Workspace {
 public:
  explicit Workspace(Book const& book)
      : path_(fs::temp_directory_path() / ("quarterdeck-thin-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
    std::string yaml = book.settings + "sources:\n  opportunities: {file: deals.csv}\n";
    if (book.has_history) yaml += "  stage_history: {file: events.csv}\n";
    std::string deals = "id,stage,status,amount,owner,created_date";
    deals += book.has_close_dates ? ",close_date\n" : "\n";
    std::string events = "id,changed_at,stage\n";
    for (Deal const& deal : book.deals) {
      deals += deal.id + "," + deal.stage + "," + deal.status + "," + deal.amount + "," +
               deal.owner + "," + core::to_iso(deal.created);
      deals += book.has_close_dates ? "," + core::to_iso(deal.closed) + "\n" : "\n";
      events += history_rows(deal);
    }
    std::ofstream(path_ / "quarterdeck.yaml") << yaml;
    std::ofstream(path_ / "deals.csv") << deals;
    std::ofstream(path_ / "events.csv") << events;
  }
  ~Workspace() { fs::remove_all(path_); }
  Workspace(Workspace const&) = delete;
  Workspace& operator=(Workspace const&) = delete;
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

core::Checked<service::Forecast> forecast_of(Book const& book) {
  Workspace const workspace(book);
  service::Session const session(
      {.workspace = workspace.path(), .as_of = core::to_iso(as_of), .threads = 1});
  return service::answer(session, service::ForecastQuestion{.trials = 8192});
}

bool has_finding(service::Forecast const& forecast, std::string const& code) {
  for (auto const& finding : forecast.quality.findings) {
    if (finding.code == code) return true;
  }
  return false;
}

/// One way in which a history teaches little.
struct Case {
  std::string name;
  std::function<void(Book&)> spoil;
  std::vector<std::string> findings;  ///< that must say so
  double least_spread = 0.1;          ///< sd over mean of the total at least; wide is sensible here
};

std::vector<Case> cases() {
  return {
      {"the usual book", [](Book&) {}, {"leak.final_amount"}},
      {"no losses", [](Book& b) { set_outcome(b, "won", "Won"); }, {"lost.none"}},
      {"everything lost", [](Book& b) { set_outcome(b, "lost", "Lost"); }, {"won.none"}, 0.3},
      {"one stage",
       [](Book& b) {
         for (Deal& deal : b.deals) {
           deal.proposed = core::no_date;
           deal.stage = deal.status == "open" ? "Deal" : deal.stage;
         }
         b.has_history = false;
       },
       {"leak.final_stage"}},
      {"ten deals",
       [](Book& b) { b.deals.erase(b.deals.begin(), b.deals.end() - 10); },
       {"history.short"},
       0.3},
      {"all of one owner",
       [](Book& b) {
         for (Deal& d : b.deals) d.owner = "Ann";
       },
       {}},
      {"no close dates, but a history", [](Book& b) { b.has_close_dates = false; }, {}},
      {"no close dates and no history",
       [](Book& b) { b.has_close_dates = b.has_history = false; },
       {"closed.without_date", "history.none", "timing.assumed"},
       0.3},
      {"a stage never seen before",
       [](Book& b) {
         for (Deal& d : b.deals) {
           if (d.status == "open") d.stage = "Escrow";
         }
         b.has_history = false;
       },
       {}},
      {"no amount on any open deal",
       [](Book& b) {
         for (Deal& d : b.deals) {
           if (d.status == "open") d.amount = "";
         }
       },
       {"amount.missing"}},
      {"no amount at all, deals counted",
       [](Book& b) {
         for (Deal& d : b.deals) d.amount = "";
         b.settings += "measure: count\n";
       },
       {}},
      {"one quarter of history",
       [](Book& b) {
         keep_if(b, [](Deal const& d) { return d.created >= core::make_date(2025, 10, 1); });
       },
       {"history.short"},
       0.15},
      {"no open deal",
       [](Book& b) { keep_if(b, [](Deal const& d) { return d.status != "open"; }); },
       {}},
      {"only open deals",
       [](Book& b) { keep_if(b, [](Deal const& d) { return d.status == "open"; }); },
       {"history.none", "creation.unknown"},
       0.3},
      {"a single open deal",
       [](Book& b) {
         keep_if(b, [](Deal const& d) { return d.status == "open"; });
         b.deals.resize(1);
       },
       {"history.none"},
       0.3},
      {"everybody's amount the same, created on one day",
       [](Book& b) {
         for (Deal& d : b.deals) {
           d.amount = "1000";
           d.created = core::make_date(2024, 2, 15);
         }
       },
       {}},
  };
}

std::string text_of(service::Forecast const& forecast) {
  return report::terminal_text(report::forecast_page(forecast), {.width = 80});
}

/// Every number is finite (the JSON refuses others) and fits its meaning.
void check_sensible(service::Forecast const& forecast, Case const& one) {
  CHECK(forecast.check.agrees);
  auto const json = nlohmann::json::parse(report::forecast_json(forecast));
  CHECK_FALSE(text_of(forecast).empty());
  for (auto const& deal : json["deals"]) {
    CHECK(deal["p_win_in_period"].get<double>() >= 0);
    CHECK(deal["p_win_in_period"].get<double>() <= 1);
    CHECK(deal["p_win"].get<double>() <= 1);
    // The share of trials may lie above the chance by sampling error alone.
    CHECK(deal["p_win"].get<double>() > deal["p_win_in_period"].get<double>() - 0.03);
  }
  auto const& quantiles = json["total"]["quantiles"];
  CHECK(quantiles["0.1"].get<double>() <= quantiles["0.5"].get<double>());
  CHECK(quantiles["0.5"].get<double>() <= quantiles["0.9"].get<double>());
  double const mean = json["total"]["mean"];
  double const booked = json["parts"]["booked"];
  double const rest = mean - booked;
  CHECK(rest > 0);
  CHECK(json["total"]["sd"].get<double>() > one.least_spread * rest);
}

TEST_CASE("degenerate: a history that teaches little gives a wide forecast and says why",
          "[unit]") {
  for (Case const& one : cases()) {
    INFO(one.name);
    Book book = usual_book();
    one.spoil(book);
    auto const forecast = forecast_of(book);
    REQUIRE(forecast.has_value());
    for (auto const& code : one.findings) {
      INFO(code);
      CHECK(has_finding(*forecast, code));
    }
    check_sensible(*forecast, one);
  }
}

TEST_CASE("degenerate: no amount on any deal cannot be added up, and that is said", "[unit]") {
  Book book = usual_book();
  for (Deal& deal : book.deals) deal.amount = "";
  auto const forecast = forecast_of(book);
  REQUIRE_FALSE(forecast.has_value());
  CHECK(forecast.error().front().code == "QD-215");
}

TEST_CASE("degenerate: an override of every open deal leaves only new business uncertain",
          "[unit]") {
  Book book = usual_book();
  book.settings += "overrides:\n";
  double won = 0;
  for (Deal const& deal : book.deals) {
    if (deal.status != "open") continue;
    bool const wins = won == 0;
    if (wins) won = std::stod(deal.amount);
    book.settings += "  - {deal: " + deal.id + ", outcome: " + (wins ? "won" : "lost") +
                     ", author: Ann, reason: test, expires: 2026-12-31}\n";
  }
  auto const forecast = forecast_of(book);
  REQUIRE(forecast.has_value());
  CHECK(forecast->check.agrees);
  auto const json = nlohmann::json::parse(report::forecast_json(*forecast));
  CHECK(json["overrides"].size() == json["deals"].size());
  double expected = 0;
  for (auto const& deal : json["deals"]) expected += deal["expected"].get<double>();
  CHECK(expected == Approx(json["parts"]["open"]["mean"].get<double>()));
  CHECK(expected > 0.5 * won);  // the amount may change before the close
  CHECK(expected < 2 * won);
  CHECK(text_of(*forecast).find("SET BY HAND") != std::string::npos);
}

}  // namespace
}  // namespace quarterdeck
