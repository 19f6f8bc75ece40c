// engine/io/deals/yes_no.cpp – see yes_no.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/yes_no.hpp"

#include <string>

#include "engine/io/deals/plain_words.hpp"
#include "engine/io/deals/preset.hpp"

namespace quarterdeck::io {
namespace {

constexpr std::string_view yes_words =
    " true t yes y 1 10 x ja j oui o si s sim da tak kylla k wahr vrai verdadero vero verdadeiro "
    "waar prawda sant tosi checked ticked да истина はい 是 예 true1 ";
constexpr std::string_view no_words =
    " false f no n 0 00 nein non nao nie ei nej nee falsch faux falso onwaar falsz falskt epatosi "
    "unchecked нет ложь いいえ 否 아니요 ";

bool is_among(std::string const& word, std::string_view words) {
  return !word.empty() && words.find(' ' + word + ' ') != std::string_view::npos;
}

}  // namespace

std::optional<bool> yes_or_no(std::string_view text) {
  if (text == "\xE2\x9C\x93" || text == "\xE2\x9C\x94" || text == "\xE2\x98\x91" ||
      text == "\xE2\x9C\x85") {
    return true;
  }
  if (text == "\xE2\x98\x90" || text == "\xE2\x9C\x97" || text == "\xE2\x9C\x98" ||
      text == "\xE2\x9D\x8C") {
    return false;
  }
  std::string word;
  for (auto const& part : plain_words(text)) word += part;
  if (word.empty()) word = folded(text);
  if (is_among(word, yes_words)) return true;
  if (is_among(word, no_words)) return false;
  return std::nullopt;
}

}  // namespace quarterdeck::io
