// engine/core/named.hpp – the values of an enum with their words, in one table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "engine/core/error.hpp"

namespace quarterdeck::core {

/// A value of an enum with the word that files and reports have for it.
template <class Enum>
struct Named {
  Enum value;
  std::string_view name;
};

/// Every value of an enum, or those that a file may name. Readers and writers look values up, so
/// nothing depends on the order of the table.
template <class Enum, std::size_t n>
using Names = std::array<Named<Enum>, n>;

/// The word of a value. @pre the table has it
/// @verified tests/unit/core/named_test.cpp
template <class Enum, std::size_t n>
[[nodiscard]] constexpr std::string_view name_of(Names<Enum, n> const& names, Enum value) {
  for (Named<Enum> const& one : names) {
    if (one.value == value) return one.name;
  }
  throw ContractViolation("an enum has a value without a name");
}

/// The value of a word; nothing where no value has it.
/// @verified tests/unit/core/named_test.cpp
template <class Enum, std::size_t n>
[[nodiscard]] constexpr std::optional<Enum> value_of(Names<Enum, n> const& names,
                                                     std::string_view name) {
  for (Named<Enum> const& one : names) {
    if (one.name == name) return one.value;
  }
  return std::nullopt;
}

/// Whether value i of the enum stands at place i, as is needed of arrays that are indexed by it.
/// @verified tests/unit/core/named_test.cpp
template <class Enum, std::size_t n>
[[nodiscard]] constexpr bool is_in_order(Names<Enum, n> const& names) {
  for (std::size_t i = 0; i < n; ++i) {
    if (static_cast<std::size_t>(names[i].value) != i) return false;
  }
  return true;
}

}  // namespace quarterdeck::core
