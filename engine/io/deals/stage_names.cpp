// engine/io/deals/stage_names.cpp – see stage_names.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_names.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/io/deals/plain_words.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/stage_words.hpp"

namespace quarterdeck::io {
namespace {

using data::Outcome;

/// What the words of a name say together.
struct Words {
  std::array<int, n_word_kinds> of_kind{};
  bool negated = false;  ///< `no` or `not` stands before the first word for won or lost

  [[nodiscard]] int operator[](WordKind kind) const {
    return of_kind.at(static_cast<std::size_t>(kind));
  }
  [[nodiscard]] int n_ends() const { return (*this)[WordKind::won] + (*this)[WordKind::lost]; }
};

Words read_words(std::string_view name) {
  Words words;
  for (auto const& word : plain_words(name)) {
    // `C1:WON` and `S7` are numbers of pipelines and steps.
    auto const kind = word.size() == 1 ? WordKind::empty : kind_of_word(word);
    ++words.of_kind.at(static_cast<std::size_t>(kind));
    words.negated = words.negated || (kind == WordKind::negates && words.n_ends() == 0);
  }
  return words;
}

/// The first part of a name that has words, where signs part it: `Lost - too expensive` begins with
/// `Lost`.
std::string_view first_part(std::string_view name) {
  static constexpr std::array<std::string_view, 7> signs{
      " - ", ": ", " (", " / ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " | "};
  while (true) {
    auto end = std::string_view::npos;
    std::size_t width = 0;
    for (auto const sign : signs) {
      auto const at = name.find(sign);
      if (at < end) {
        end = at;
        width = sign.size();
      }
    }
    auto const part = name.substr(0, end);
    if (end == std::string_view::npos || !plain_words(part).empty()) return part;
    name.remove_prefix(end + width);
  }
}

/// Names of several words that say something which no single one of them does.
std::optional<NameMeaning> meaning_of_phrase(std::string_view name) {
  struct Phrase {
    std::string_view words;  ///< folded
    NameMeaning meaning;
  };
  static const std::array phrases{
      Phrase{"nodecision", {true, Outcome::lost, true}},
      Phrase{"nodeal", {true, Outcome::lost, true}}, Phrase{"nosale", {true, Outcome::lost, true}},
      Phrase{"nogo", {true, Outcome::lost, true}},
      Phrase{"notinterested", {true, Outcome::lost, true}},
      Phrase{"notqualified", {true, Outcome::lost, false}},
      Phrase{"notwon", {true, Outcome::lost, false}},
      Phrase{"outsold", {true, Outcome::lost, true}},
      Phrase{"dealclosed", {true, std::nullopt, false}},
      // amoCRM: closed and not realised.
      Phrase{"\xD0\xB7\xD0\xB0\xD0\xBA\xD1\x80\xD1\x8B\xD1\x82\xD0\xBE\xD0\xB8\xD0\xBD\xD0\xB5"
             "\xD1\x80\xD0\xB5\xD0\xB0\xD0\xBB\xD0\xB8\xD0\xB7\xD0\xBE\xD0\xB2\xD0\xB0\xD0\xBD\xD0"
             "\xBE",
             {true, Outcome::lost, true}}};
  std::string joined;
  for (auto const& word : plain_words(name)) joined += word;
  auto const found = std::ranges::find(phrases, joined, &Phrase::words);
  return found == phrases.end() ? std::nullopt : std::optional(found->meaning);
}

bool is_one_of(std::string_view word, std::string_view words) {
  auto const at = words.find(' ' + std::string(word) + ' ');
  return !word.empty() && at != std::string_view::npos;
}

constexpr std::string_view open_words =
    " open inprogress active ongoing working new pending onhold hold live offen laufend aktiv "
    "abierto abierta abierto activa encours ouvert ouverte aperto aperta otwarte otwarta otwarty "
    "aberto aberta oppen pagaende avoin aben apen lopend openstaand "
    "открыта открыто открыт вработе 進行中 オープン 商談中 进行中 打开 진행중 ";

std::string joined_words(std::string_view text) {
  std::string joined;
  for (auto const& word : plain_words(text)) joined += word;
  return joined;
}

}  // namespace

NameMeaning meaning_of_name(std::string_view name) {
  if (auto const phrase = meaning_of_phrase(name)) return *phrase;
  auto const words = read_words(name);
  bool const all_known = words[WordKind::other] == 0;
  // `Contract signed` and `Done` may be ends; `NDA signed` and `Demo done` are steps.
  bool const hints = words[WordKind::signature] + words[WordKind::ended] > 0 && all_known;
  if (words.n_ends() + words[WordKind::closed] == 0 && !hints) return {};
  NameMeaning meaning{true, std::nullopt, false};
  bool const both = words[WordKind::won] > 0 && words[WordKind::lost] > 0;
  if (both || words.negated) return meaning;
  if (words.n_ends() == 0) {
    if (words[WordKind::signature] > 0) meaning.outcome = Outcome::won;
    return meaning;
  }
  meaning.outcome = words[WordKind::won] > 0 ? Outcome::won : Outcome::lost;
  auto const start = read_words(first_part(name));
  bool const plain_start = start.n_ends() > 0 && start[WordKind::other] == 0;
  bool const is_plain = words[WordKind::closed] > 0 || all_known || plain_start;
  meaning.certain = is_plain && words[WordKind::turns] == 0;
  return meaning;
}

std::optional<Outcome> outcome_of_name(std::string_view name) {
  auto const meaning = meaning_of_name(name);
  return meaning.certain ? meaning.outcome : std::nullopt;
}

StatusMeaning meaning_of_status(std::string_view text, bool numbered) {
  auto const digits = folded(text);
  if (numbered && digits.size() == 1 && digits >= "0" && digits <= "2") {
    return {static_cast<Outcome>(digits[0] - '0'), false};
  }
  if (is_one_of(joined_words(text), open_words)) return {Outcome::open, false};
  auto const meaning = meaning_of_name(text);
  if (meaning.certain) return {meaning.outcome, false};
  return {std::nullopt, meaning.ends && !meaning.outcome && read_words(text)[WordKind::closed] > 0};
}

}  // namespace quarterdeck::io
