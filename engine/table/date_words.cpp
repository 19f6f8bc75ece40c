// engine/table/date_words.cpp – the tables of words.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/date_words.hpp"

#include <algorithm>
#include <array>

namespace quarterdeck::io {
namespace {

using Months = std::array<std::string_view, 12>;

/// Names whose beginnings count as well: English, German, Austrian, Spanish, French with and
/// without accents, Italian, Dutch, Polish with its genitive, Portuguese with and without, Swedish.
constexpr std::array<Months, 13> months{{
    {"january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december"},
    {"januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
     "november", "dezember"},
    {"jänner", "feber", "maerz", "april", "mai", "juno", "julei", "august", "september", "oktober",
     "november", "dezember"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"},
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
     "octobre", "novembre", "decembre"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
     "ottobre", "novembre", "dicembre"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"},
    {"styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień",
     "październik", "listopad", "grudzień"},
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
     "października", "listopada", "grudnia"},
    {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
     "outubro", "novembro", "dezembro"},
    {"janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setiembre",
     "outubro", "novembro", "dezembro"},
    {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
     "oktober", "november", "december"},
}};

/// Finnish: the stem alone or with an ending, since `mar…` begins November, not March.
constexpr Months finnish{"tammi", "helmi", "maalis", "huhti", "touko",  "kesä",
                         "heinä", "elo",   "syys",   "loka",  "marras", "joulu"};
constexpr std::array<std::string_view, 4> finnish_endings{"", "kuu", "kuuta", "kuun"};

struct Short {
  std::string_view word;
  unsigned month;
};
/// Forms that are not the beginning of the name, or that two names share.
constexpr std::array shorts{Short{"sept", 9}, Short{"mrt", 3}, Short{"mrz", 3}, Short{"jän", 1}};

constexpr std::array<std::string_view, 159> passed{
    // English
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    // German
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "mo", "di", "mi", "do", "fr", "sa", "so",
    // Spanish, French, Italian, Portuguese
    "lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo",
    "lun", "mar", "mié", "mie", "jue", "vie", "sáb", "sab", "dom", "lundi", "mardi", "mercredi",
    "jeudi", "vendredi", "samedi", "dimanche", "mer", "jeu", "ven", "sam", "dim", "lunedì",
    "martedì", "mercoledì", "giovedì", "venerdì", "domenica", "gio", "segunda", "terça", "quarta",
    "quinta", "sexta", "feira", "seg", "ter", "qua", "qui", "sex",
    // Dutch
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "ma", "wo",
    "vr", "za", "zo",
    // Polish
    "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela", "pon", "pn",
    "wt", "śr", "czw", "pt", "sob", "niedz",
    // Swedish, Finnish
    "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag", "mån", "tis", "ons",
    "tors", "tor", "fre", "lör", "sön", "maanantai", "tiistai", "keskiviikko", "torstai",
    "perjantai", "lauantai", "sunnuntai", "ti", "ke", "to", "pe", "la", "su",
    // Japanese weekdays
    "月", "火", "水", "木", "金", "土", "日",
    // small words
    "de", "del", "of", "den", "the", "st", "nd", "rd", "th", "er", "º", "kl", "klo", "um", "à",
    "às", "at"};

std::size_t n_letters(std::string_view word) {
  return static_cast<std::size_t>(
      std::ranges::count_if(word, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The month that the word begins; 13 when there are several, 0 when there is none.
unsigned month_begun_by(std::string_view word) {
  unsigned found = 0;
  for (auto const& language : months) {
    for (unsigned i = 0; i < 12; ++i) {
      if (language[i] == word) return i + 1;
      if (!language[i].starts_with(word) || n_letters(word) < 3) continue;
      if (found != 0 && found != i + 1) found = 13;
      if (found == 0) found = i + 1;
    }
  }
  return found;
}

unsigned month_of(std::string_view word) {
  for (auto const& form : shorts) {
    if (form.word == word) return form.month;
  }
  for (unsigned i = 0; i < 12; ++i) {
    if (!word.starts_with(finnish[i])) continue;
    auto const ending = word.substr(finnish[i].size());
    if (std::ranges::find(finnish_endings, ending) != finnish_endings.end()) return i + 1;
  }
  auto const month = month_begun_by(word);
  return month > 12 ? 0 : month;
}

}  // namespace

DateWord date_word(std::string_view word) {
  return {month_of(word), std::ranges::find(passed, word) != passed.end()};
}

}  // namespace quarterdeck::io
