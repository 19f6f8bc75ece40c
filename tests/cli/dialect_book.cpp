// tests/cli/dialect_book.cpp – see dialect_book.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/dialect_book.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quarterdeck::test {
namespace {

using Texts = std::array<std::string_view, 11>;

constexpr std::array<std::string_view, 6> encodings{
    "UTF-8",    "UTF-8 with a mark",       "UTF-16LE",
    "UTF-16BE", "UTF-16LE without a mark", "Windows-1252"};
constexpr std::array<char, 5> delimiters{',', ';', '\t', '|', '^'};
constexpr std::array<std::string_view, 8> number_styles{"12345.25",    "12,345.25", "12.345,25",
                                                        "12 345,25",   "12'345.25", "$12,345.25",
                                                        "1,23,456.25", "12.34525K"};
constexpr std::array<std::string_view, 10> date_styles{
    "2026-10-03", "03/10/2026", "10/03/2026",         "03.10.2026",           "3-Oct-2026",
    "3 October",  "46298",      "46298,5 or 46298.5", "2026-10-03T12:00:00Z", "10/3/26 5:30 PM"};
constexpr Texts languages{"English",  "German", "Spanish", "Finnish",    "French", "Italian",
                          "Japanese", "Dutch",  "Polish",  "Portuguese", "Swedish"};

/// By language: won, lost and three open stages, and the word of a total.
constexpr std::array<std::array<std::string_view, 6>, 11> words{{
    {"Closed Won", "Closed Lost", "Discovery", "Proposal", "Negotiation", "Total"},
    {"Abgeschlossen und gewonnen", "Abgeschlossen und verloren", "Erstgespräch", "Angebot",
     "Verhandlung", "Summe"},
    {"Cierre ganado", "Cierre perdido", "Descubrimiento", "Propuesta", "Negociación", "Suma total"},
    {"Suljettu voitettu", "Suljettu hävitty", "Kartoitus", "Tarjous", "Neuvottelu", "Yhteensä"},
    {"Fermée gagnée", "Fermée perdue", "Découverte", "Proposition", "Négociation", "Total général"},
    {"Chiuso vinto", "Chiuso perso", "Scoperta", "Offerta", "Trattativa", "Totale"},
    {"成約", "失注", "初回訪問", "提案", "交渉", "合計"},
    {"Gesloten en gewonnen", "Gesloten en verloren", "Kennismaking", "Offerte", "Onderhandeling",
     "Totaal"},
    {"Zamknięte wygrane", "Zamknięte przegrane", "Rozpoznanie", "Oferta", "Negocjacje", "Suma"},
    {"Fechado ganho", "Fechado perdido", "Descoberta", "Proposta", "Negociação", "Total geral"},
    {"Avslutad vunnen", "Avslutad förlorad", "Behovsanalys", "Offert", "Förhandling", "Summa"},
}};

constexpr std::array<std::array<std::string_view, 12>, 11> months{{
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
     "November", "Dezember"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta",
     "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
     "ottobre", "novembre", "dicembre"},
    {},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"},
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
     "października", "listopada", "grudnia"},
    {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
     "outubro", "novembro", "dezembro"},
    {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
     "oktober", "november", "december"},
}};

/// Numbers from 0 to `below`, the same on every machine.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::size_t operator()(std::size_t below) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state_ >> 33U) % below);
  }

 private:
  std::uint64_t state_;
};

/// Groups of three, or Indian ones of two before the last three.
std::string grouped(std::int64_t units, std::string_view separator, int inner) {
  auto digits = std::to_string(units);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= inner) {
    digits.insert(static_cast<std::size_t>(at), separator);
  }
  return digits;
}

std::string number_text(std::int64_t cents, std::size_t style) {
  auto const units = cents / 100;
  auto const rest = fmt::format("{:02}", cents % 100);
  switch (style) {
    case 0:
      return fmt::format("{}.{}", units, rest);
    case 1:
      return grouped(units, ",", 3) + "." + rest;
    case 2:
      return grouped(units, ".", 3) + "," + rest;
    case 3:
      return grouped(units, "\xC2\xA0", 3) + "," + rest;
    case 4:
      return grouped(units, "'", 3) + "." + rest;
    case 5:
      return "$" + grouped(units, ",", 3) + "." + rest;
    case 6:
      return grouped(units, ",", 2) + "." + rest;
    default:
      return fmt::format("{}.{:03}{}K", units / 1000, units % 1000, rest);
  }
}

std::string long_date(core::Date date, std::size_t language) {
  std::chrono::year_month_day const ymd(date);
  int const year(ymd.year());
  unsigned const month(ymd.month());
  unsigned const day(ymd.day());
  if (languages[language] == "Japanese") return fmt::format("{}年{}月{}日", year, month, day);
  auto const name = months[language][month - 1];
  if (languages[language] == "English") return fmt::format("{} {}, {}", name, day, year);
  bool const romance = languages[language] == "Spanish" || languages[language] == "Portuguese";
  if (romance) return fmt::format("{} de {} de {}", day, name, year);
  bool const dot = languages[language] == "German" || languages[language] == "Finnish";
  return fmt::format("{}{} {} {}", day, dot ? "." : "", name, year);
}

std::string date_text(core::Date date, Dialect const& dialect) {
  std::chrono::year_month_day const ymd(date);
  int const year(ymd.year());
  unsigned const month(ymd.month());
  unsigned const day(ymd.day());
  auto const serial = core::days_between(core::make_date(1899, 12, 30), date);
  bool const comma = dialect.numbers() == 2 || dialect.numbers() == 3;
  switch (dialect.dates()) {
    case 0:
      return core::to_iso(date);
    case 1:
      return fmt::format("{:02}/{:02}/{}", day, month, year);
    case 2:
      return fmt::format("{:02}/{:02}/{}", month, day, year);
    case 3:
      return fmt::format("{:02}.{:02}.{}", day, month, year);
    case 4:
      return fmt::format("{}-{}-{}", day, months[0][month - 1].substr(0, 3), year);
    case 5:
      return long_date(date, dialect.language());
    case 6:
      return std::to_string(serial);
    case 7:
      return fmt::format("{}{}5", serial, comma ? ',' : '.');
    case 8:
      return core::to_iso(date) + "T12:00:00Z";
    default:
      return fmt::format("{}/{}/{:02} 5:30 PM", month, day, year % 100);
  }
}

std::string cell(std::string const& text, char delimiter) {
  bool const plain = text.find_first_of(std::string("\"\n") + delimiter) == std::string::npos;
  return plain ? text : "\"" + text + "\"";
}

/// The code points of well-formed UTF-8.
std::vector<std::uint32_t> code_points(std::string const& text) {
  std::vector<std::uint32_t> codes;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) {
      codes.back() = codes.back() << 6U | (byte & 0x3FU);
    } else {
      codes.push_back(byte < 0x80U ? byte : byte & (byte < 0xE0U ? 0x1FU : 0x0FU));
    }
  }
  return codes;
}

std::string encoded(std::string const& text, std::size_t encoding) {
  auto const codes = code_points(text);
  if (encoding == 5) {
    bool const fits = std::ranges::all_of(codes, [](auto code) { return code < 0x100; });
    if (!fits) return "\xEF\xBB\xBF" + text;
    std::string bytes;
    for (auto const code : codes) bytes += static_cast<char>(code);
    return bytes;
  }
  if (encoding < 2) return (encoding == 1 ? "\xEF\xBB\xBF" : "") + text;
  bool const little = encoding != 3;
  std::string bytes = encoding == 2 ? "\xFF\xFE" : encoding == 3 ? "\xFE\xFF" : "";
  for (auto const code : codes) {
    auto const high = static_cast<char>(code >> 8U);
    auto const low = static_cast<char>(code & 0xFFU);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

}  // namespace

std::vector<BookDeal> dialect_book() {
  Numbers next(7);
  auto const first = core::make_date(2024, 1, 8);
  auto const as_of = core::make_date(2026, 11, 15);
  int const span = core::days_between(first, as_of) - 5;
  std::vector<BookDeal> book;
  for (int i = 0; i < 260; ++i) {
    BookDeal deal;
    deal.id = fmt::format("D{:04}", i);
    deal.created = first + core::Days(span * i / 260);
    deal.close = deal.created + core::Days(20 + static_cast<int>(next(90)));
    deal.cents = static_cast<std::int64_t>(200000 + next(60) * next(60) * 2500 + next(100));
    bool const closed = deal.close <= as_of;
    bool const won = next(100) < 35;
    deal.standing =
        closed ? (won ? Standing::won : Standing::lost) : static_cast<Standing>(2 + next(3));
    book.push_back(deal);
  }
  return book;
}

std::string describe(Dialect const& dialect) {
  return fmt::format("{}, `{}`, {}, {}, {}, {} flags, {} footer", encodings[dialect.encoding()],
                     delimiters[dialect.delimiter()], number_styles[dialect.numbers()],
                     date_styles[dialect.dates()], languages[dialect.language()],
                     dialect.flags() ? "with" : "no", dialect.footer() ? "with" : "no");
}

std::string written(std::vector<BookDeal> const& book, Dialect const& dialect) {
  char const delimiter = delimiters[dialect.delimiter()];
  auto const& of_language = words[dialect.language()];
  std::string text = delimiter == '^' ? "sep=^\r\n" : "";
  auto const line = [&](std::vector<std::string> const& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text += delimiter;
      text += cell(cells[i], delimiter);
    }
    text += "\r\n";
  };
  std::vector<std::string> row{"id", "stage", "amount", "created_date", "close_date"};
  if (dialect.flags()) row.insert(row.end(), {"is_closed", "is_won"});
  line(row);
  std::int64_t total = 0;
  for (auto const& deal : book) {
    total += deal.cents;
    row = {deal.id, std::string(of_language[static_cast<std::size_t>(deal.standing)]),
           number_text(deal.cents, dialect.numbers()), date_text(deal.created, dialect),
           date_text(deal.close, dialect)};
    bool const won = deal.standing == Standing::won;
    bool const closed = won || deal.standing == Standing::lost;
    if (dialect.flags()) {
      row.insert(row.end(), {closed ? "true" : "false", won ? "true" : "false"});
    }
    line(row);
  }
  if (dialect.footer()) {
    row.assign(row.size(), "");
    row[0] = of_language[5];
    row[2] = number_text(total, dialect.numbers());
    line(row);
  }
  return encoded(text, dialect.encoding());
}

std::vector<Dialect> pairwise_dialects(std::size_t least) {
  constexpr auto n = Dialect::n_choices.size();
  std::array<std::array<std::vector<bool>, n>, n> seen;
  std::size_t n_open = 0;
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = a + 1; b < n; ++b) {
      seen[a][b].resize(Dialect::n_choices[a] * Dialect::n_choices[b]);
      n_open += seen[a][b].size();
    }
  }
  auto const each_new_pair = [&](Dialect const& dialect, auto const& take) {
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = a + 1; b < n; ++b) {
        auto const at = dialect.choice[a] * Dialect::n_choices[b] + dialect.choice[b];
        if (!seen[a][b][at]) take(seen[a][b], at);
      }
    }
  };
  Numbers next(1);
  std::vector<Dialect> dialects;
  while (n_open > 0 || dialects.size() < least) {
    Dialect best;
    std::size_t most = 0;
    for (int i = 0; i < 30; ++i) {
      Dialect candidate;
      for (std::size_t k = 0; k < n; ++k) candidate.choice[k] = next(Dialect::n_choices[k]);
      std::size_t n_new = 0;
      each_new_pair(candidate, [&](auto const&, std::size_t) { ++n_new; });
      if (i == 0 || n_new > most) best = candidate;
      most = std::max(most, n_new);
    }
    each_new_pair(best, [&](auto& of_pair, std::size_t at) {
      of_pair[at] = true;
      --n_open;
    });
    dialects.push_back(best);
  }
  return dialects;
}

}  // namespace quarterdeck::test
