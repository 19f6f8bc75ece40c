// tests/unit/io/stage_names_test.cpp – names of stages and statuses, by vendor and language.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_names.hpp"

#include <string>
#include <vector>

#include "engine/io/deals/plain_words.hpp"
#include "engine/io/deals/yes_no.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck;
using data::Outcome;
using io::meaning_of_name;

namespace {

using Words = std::vector<std::string>;

void check_certain(Words const& names, Outcome outcome) {
  for (auto const& name : names) {
    INFO(name);
    CHECK(io::outcome_of_name(name) == outcome);
  }
}

}  // namespace

TEST_CASE("plain words: case, accents and decoration do not matter", "[unit][io]") {
  CHECK(io::plain_words("6 - Closed Won (100%)") == Words{"closed", "won"});
  CHECK(io::plain_words("\xE2\x9C\x85 Ferm\xC3\xA9"
                        "e GAGN\xC3\x89"
                        "E") == Words{"fermee", "gagnee"});
  CHECK(io::plain_words("Zamkni\xC4\x99te \xC5\x81\xC3\xB3"
                        "d\xC5\xBA") == Words{"zamkniete", "lodz"});
  CHECK(io::plain_words("Gro\xC3\x9F") == Words{"gross"});
  CHECK(io::plain_words("Сделка УСПЕШНА") == Words{"сделка", "успешна"});
  CHECK(io::plain_words("失注(完了)") == Words{"失注", "完了"});
  CHECK(io::plain_words("a\xFF"
                        "b\xC3") == Words{"a", "b"});
  CHECK(io::plain_words("100 % / 2") == Words{});
}

TEST_CASE("stage names: won and lost as CRMs ship them, in their languages", "[unit][io]") {
  check_certain({"Won",
                 "closedwon",
                 "Closed Won",
                 "closed_won",
                 "6 - Closed Won",
                 "Closed Won (100%)",
                 "Won and Closed",
                 "Closed Won - Renewal",
                 "C1:WON",
                 "Deal won",
                 "WIN",
                 "Abgeschlossen und gewonnen",
                 "Geschlossen, gewonnen",
                 "Gewonnen",
                 "Cierre ganado",
                 "Cerrado ganado",
                 "Cerrada/Ganada",
                 "Fermée gagnée",
                 "Fermé et gagné",
                 "Clôturée gagnée",
                 "Gagné",
                 "Chiuso e vinto",
                 "Chiusa vinta",
                 "Vinta",
                 "Gesloten en gewonnen",
                 "Zamknięte wygrane",
                 "Wygrana",
                 "Fechado ganho",
                 "Ganho",
                 "Negócio ganho",
                 "Vunnen",
                 "Avslutad - vunnen",
                 "Vundet",
                 "Vunnet",
                 "Voitettu",
                 "Suljettu ja voitettu",
                 "Сделка успешна",
                 "Успешно реализовано",
                 "Выиграна",
                 "成約",
                 "受注",
                 "クローズ（受注）",
                 "赢单",
                 "수주",
                 "\xF0\x9F\x8E\x89 Won!"},
                Outcome::won);
  check_certain({"Lost",
                 "closedlost",
                 "Closed Lost",
                 "Closed-Lost to Competition",
                 "Closed Lost - No Decision",
                 "7 - Closed Lost",
                 "Closed Lost (0%)",
                 "Lost (price)",
                 "Lost: too expensive",
                 "Lost - went with Acme",
                 "LOSE",
                 "APOLOGY",
                 "Dead",
                 "Disqualified",
                 "Rejected",
                 "Cancelled",
                 "Canceled",
                 "Abandoned",
                 "No decision",
                 "Not interested",
                 "Out-Sold",
                 "Abgeschlossen und verloren",
                 "Verloren",
                 "Abgelehnt",
                 "Disqualifiziert",
                 "Cierre perdido",
                 "Cerrado perdido",
                 "Descalificado",
                 "Fermée perdue",
                 "Perdu",
                 "Chiuso perso",
                 "Persa",
                 "Gesloten en verloren",
                 "Zamknięte przegrane",
                 "Przegrana",
                 "Fechado perdido",
                 "Perdido",
                 "Förlorad",
                 "Tapt",
                 "Tabt",
                 "Hävitty",
                 "Suljettu hävitty",
                 "Сделка провалена",
                 "Закрыто и не реализовано",
                 "Проиграна",
                 "失注",
                 "输单",
                 "실주"},
                Outcome::lost);
}

TEST_CASE("stage names: open stages are not taken for ends", "[unit][io]") {
  for (auto const* name : {"Discovery",
                           "Proposal",
                           "4-Close",
                           "Closing",
                           "Qualification",
                           "Contract sent",
                           "Out for signature",
                           "Demo done",
                           "Proposal delivered",
                           "NDA signed",
                           "Negotiation/Review",
                           "Angebot",
                           "Verhandlung",
                           "Propuesta",
                           "Переговоры",
                           "見積",
                           "受注見込",
                           "Wonderland",
                           "Lostine",
                           "Value Proposition",
                           "Id. Decision Makers",
                           "New",
                           "Renewal",
                           "Vintage"}) {
    INFO(name);
    auto const meaning = meaning_of_name(name);
    CHECK_FALSE(meaning.ends);
    CHECK_FALSE(meaning.outcome);
  }
}

TEST_CASE("stage names: what may be meant otherwise is in doubt", "[unit][io]") {
  for (auto const* name :
       {"Signed", "Contract signed", "Closed", "Abgeschlossen", "Done", "Won back",
        "Win-back campaign", "Verbally won", "Won - pending paperwork", "Won/Lost", "Lost contact",
        "Lost contact again", "Not won", "No ganado", "Unqualified", "Firmado", "Unterschrieben",
        "Подписан"}) {
    INFO(name);
    auto const meaning = meaning_of_name(name);
    CHECK(meaning.ends);
    CHECK_FALSE(meaning.certain);
    CHECK_FALSE(io::outcome_of_name(name));
  }
  CHECK(meaning_of_name("Signed").outcome == Outcome::won);
  CHECK(meaning_of_name("Lost contact").outcome == Outcome::lost);
  CHECK_FALSE(meaning_of_name("Closed").outcome);
  CHECK_FALSE(meaning_of_name("Won/Lost").outcome);
}

TEST_CASE("status: open, won, lost and closed without saying how", "[unit][io]") {
  auto const outcome = [](char const* text) { return io::meaning_of_status(text, false).outcome; };
  CHECK(outcome("Open") == Outcome::open);
  CHECK(outcome("In Progress") == Outcome::open);
  CHECK(outcome("offen") == Outcome::open);
  CHECK(outcome("gewonnen") == Outcome::won);
  CHECK(outcome("Perdida") == Outcome::lost);
  CHECK_FALSE(outcome("maybe"));
  CHECK_FALSE(outcome("1"));
  CHECK(io::meaning_of_status("Closed", false).closed);
  CHECK_FALSE(io::meaning_of_status("maybe", false).closed);
  CHECK(io::meaning_of_status("0", true).outcome == Outcome::open);
  CHECK(io::meaning_of_status("1", true).outcome == Outcome::won);
  CHECK(io::meaning_of_status("2", true).outcome == Outcome::lost);
}

TEST_CASE("flags: yes and no in many languages, and nothing else", "[unit][io]") {
  for (auto const* text : {"true", "TRUE", "1", "yes", "Ja", "oui", "s\xC3\xAD", "sim", "tak", "да",
                           "はい", "x", "\xE2\x9C\x93"}) {
    INFO(text);
    CHECK(io::yes_or_no(text) == true);
  }
  for (auto const* text :
       {"false", "0", "no", "Nein", "non", "n\xC3\xA3o", "nie", "нет", "いいえ"}) {
    INFO(text);
    CHECK(io::yes_or_no(text) == false);
  }
  for (auto const* text : {"", "maybe", "2", "won"}) {
    INFO(text);
    CHECK_FALSE(io::yes_or_no(text));
  }
}
