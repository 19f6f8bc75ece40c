// tools/report/page/value.hpp – what a page may say: typed, unrounded numbers, names and messages.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/money.hpp"

namespace quarterdeck::report {

/// Whether a number above zero carries a plus sign, as changes do.
enum class Sign { minus_only, both };

/// How an amount is rounded where it is written: in the unit of the page's largest amount, to three
/// digits, to the unit, or to two decimals.
enum class Rounding { page, three_digits, whole, two_decimals };

/// Whether an amount names its unit.
enum class Unit { implied, written };

/// Money in units of a currency; a number of deals where the currency is empty.
struct Amount {
  double units = 0;
  std::string currency;  ///< ISO 4217, or empty: deals
  Rounding rounding = Rounding::page;
  Sign sign = Sign::minus_only;
  Unit unit = Unit::implied;
};

/// Money that is told to the cent.
struct ExactAmount {
  core::Minor minor = 0;
  Sign sign = Sign::minus_only;
};

/// A probability, or a part of a whole, written as a percentage. Without a sign, what is close to
/// 0 or 1 but not quite is never rounded to it.
struct Share {
  double value = 0;
  int decimals = 1;
  Sign sign = Sign::minus_only;
};

/// A share in points of 100, without the percent sign.
struct Points {
  double share = 0;
  int decimals = 1;
  Sign sign = Sign::minus_only;
};

/// How a plain number is written: with so many decimals, with so many significant digits, with
/// decimals and no zero before the point (`.074`), or with three digits and a magnitude (`4.26M`).
enum class Notation { fixed, significant, bare, magnitude };

struct Number {
  double value = 0;
  int digits = 2;
  Notation notation = Notation::fixed;
  Sign sign = Sign::minus_only;
};

/// How many; not rounded.
struct Count {
  std::int64_t n = 0;
};

/// A whole number that names a thing, such as a line or a seed.
struct Ordinal {
  std::uint64_t number = 0;
};

/// From 0 to 100, rounded down, so that 100 is said only of what is perfect.
struct Score {
  double value = 0;
};

struct Duration {
  double seconds = 0;
};

/// Name of a period: `2026-Q4`.
struct PeriodName {
  std::string id;
};

/// What a name is: of a thing as somebody spelled it; of a kind of things, which a heading may set
/// in capitals; of a file or folder, whose end tells more than its start.
enum class NameKind { proper, common, path };

/// A text from outside, shown as it is: of a company, deal, file, or a reason that a model gives.
struct Name {
  std::string text;
  NameKind kind = NameKind::proper;
};

/// One of a few cases that a message tells apart by itself.
struct Case {
  std::string_view name;
};

/// The case `yes` or `no`.
[[nodiscard]] constexpr Case yes_if(bool holds) { return {holds ? "yes" : "no"}; }

/// A number that is not known, or does not exist.
struct Absent {};

struct Argument;

/// A sentence, heading or title of a column by its key in the words of a language.
struct Message {
  std::string_view key;  ///< of static storage
  std::vector<Argument> arguments;
};

struct Value;

/// What stands between the items of a sequence: nothing but a blank, a comma or a semicolon.
enum class Join { blank, comma, semicolon };

struct Sequence {
  std::vector<Value> items;
  Join join = Join::blank;
};

/// Anything that stands in a page; nothing at all by default.
struct Value {
  using Held =
      std::variant<std::monostate, Amount, ExactAmount, Share, Points, Number, Count, Ordinal,
                   Score, Duration, core::Date, PeriodName, Name, Case, Absent, Message, Sequence>;
  Value() = default;
  template <typename T>
  requires(!std::same_as<std::remove_cvref_t<T>, Value> && std::constructible_from<Held, T&&>)
      Value(T&& value)
      : held(std::forward<T>(value)) {}  // NOLINT: every alternative is a value

  /// Whether there is nothing to write.
  [[nodiscard]] bool empty() const;

  Held held;
};

/// An argument of a message by its name there.
struct Argument {
  std::string_view name;  ///< of static storage
  Value value;
};

/// The message of a key, whose arguments are exactly those that its words name.
[[nodiscard]] Message say(std::string_view key, std::initializer_list<Argument> arguments = {});

/// A number as such: units of an amount, a share, a count, days since 1970.
/// @return nothing for a text
/// @verified tests/unit/report/page/value_test.cpp
[[nodiscard]] std::optional<double> number_of(Value const& value);

/// The number of a value. @pre it is one
[[nodiscard]] double as_number(Value const& value);

/// Sentences one after another; those that are nothing are left out.
/// @verified tests/unit/report/page/value_test.cpp
[[nodiscard]] Sequence sentences(std::initializer_list<Value> list);

/// The value, or nothing that can be written where there is none.
template <typename T, typename Make>
[[nodiscard]] Value or_absent(std::optional<T> const& value, Make const& make) {
  return value ? Value(make(*value)) : Value(Absent{});
}

/// The value, or a blank where there is none.
template <typename T, typename Make>
[[nodiscard]] Value or_blank(std::optional<T> const& value, Make const& make) {
  return value ? Value(make(*value)) : Value();
}

/// How many of a container's size.
[[nodiscard]] inline Count count_of(std::size_t n) { return {static_cast<std::int64_t>(n)}; }

}  // namespace quarterdeck::report
