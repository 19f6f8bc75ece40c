// engine/io/deals/stage_words.hpp – words that speak of the end of a deal, by language.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quarterdeck::io {

/// What a word of a stage's name does to its meaning.
enum class WordKind : std::uint8_t {
  other,   ///< not known, so it may turn the meaning round
  empty,   ///< of no weight: deal, and, the kinds of business, the usual reasons
  closed,  ///< the deal has ended
  won,
  lost,
  signature,  ///< won in some companies, the step before in others
  ended,      ///< an end that does not say which
  turns,      ///< not yet, no longer, perhaps
  negates     ///< no, not
};

inline constexpr std::size_t n_word_kinds = 9;

/// Kind of a plain word (see plain_words). Words of Latin and Cyrillic letters are known with their
/// endings.
[[nodiscard]] WordKind kind_of_word(std::string_view word);

}  // namespace quarterdeck::io
