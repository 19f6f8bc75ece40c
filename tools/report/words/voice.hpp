// tools/report/words/voice.hpp – values of a page written in a language, for a medium.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "tools/report/page/value.hpp"
#include "tools/report/words/language.hpp"

namespace quarterdeck::report {

/// How a medium wants its texts: names from outside made safe for it, words of the language in its
/// signs. Both are asked for every piece and get UTF-8, the former not always sound.
struct Medium {
  std::function<std::string(Name const&)> name;
  std::function<std::string(std::string_view)> own;
};

/// Writes the values of a page.
class Voice {
 public:
  /// @param language        outlives the voice
  /// @param largest_amount  see Page
  Voice(Language const& language, double largest_amount, Medium medium);

  /// The value as a text; empty for nothing.
  /// @throws core::ContractViolation where a message has other arguments than its words name
  /// @verified tests/unit/report/words/voice_test.cpp
  [[nodiscard]] std::string operator()(Value const& value) const;

  /// The same values for another medium, in the same unit.
  [[nodiscard]] Voice in(Medium medium) const;

  [[nodiscard]] Language const& language() const { return *language_; }

 private:
  [[nodiscard]] std::string write(std::monostate nothing) const;
  [[nodiscard]] std::string write(Amount const& amount) const;
  [[nodiscard]] std::string write(ExactAmount const& amount) const;
  [[nodiscard]] std::string write(Share const& share) const;
  [[nodiscard]] std::string write(Points const& points) const;
  [[nodiscard]] std::string write(Number const& number) const;
  [[nodiscard]] std::string write(Count const& count) const;
  [[nodiscard]] std::string write(Ordinal const& ordinal) const;
  [[nodiscard]] std::string write(Score const& score) const;
  [[nodiscard]] std::string write(Duration const& duration) const;
  [[nodiscard]] std::string write(core::Date date) const;
  [[nodiscard]] std::string write(PeriodName const& period) const;
  [[nodiscard]] std::string write(Name const& name) const;
  [[nodiscard]] std::string write(Case const& one) const;
  [[nodiscard]] std::string write(Absent absent) const;
  [[nodiscard]] std::string write(Message const& message) const;
  [[nodiscard]] std::string write(Sequence const& sequence) const;

  [[nodiscard]] std::string fill(Pattern const& pattern, Message const& message) const;
  [[nodiscard]] Pattern const& branch(Choice const& choice, Message const& message) const;

  Language const* language_;
  NumberScale scale_;
  Medium medium_;
};

/// Seconds as people read them: `8 s`, `4 min`, `1 h 20 min`.
/// @verified tests/unit/report/words/voice_test.cpp
[[nodiscard]] Message duration_words(double seconds);

}  // namespace quarterdeck::report
