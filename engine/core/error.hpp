// engine/core/error.hpp – what the world can do to us, and the contracts among ourselves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdexcept>
#include <string>

namespace quarterdeck::core {

/// A place in our own code. std::source_location in miniature, which Clang before 16 lacks.
struct SourcePlace {
  char const* file = "";
  char const* function = "";
  int line = 0;

  /// As a default argument: the place of the call.
  static constexpr SourcePlace current(char const* file = __builtin_FILE(),
                                       char const* function = __builtin_FUNCTION(),
                                       int line = __builtin_LINE()) noexcept {
    return {file, function, line};
  }
};

/// Base of everything thrown on purpose; carries the place in our code that raised it.
class Error : public std::runtime_error {
 public:
  explicit Error(std::string const& message, SourcePlace where = SourcePlace::current());
  [[nodiscard]] SourcePlace const& where() const noexcept { return where_; }

 private:
  SourcePlace where_;
};

/// A file, disk, database or network did not do its part. Exit code 74.
class IoError : public Error {
  using Error::Error;
};

/// A computation has no finite answer (a matrix stays singular, a result is not a number). Exit 70.
class NumericError : public Error {
  using Error::Error;
};

/// A contract between our own functions was broken: a bug of ours, never the user's. Exit code 70.
class ContractViolation : public Error {
  using Error::Error;
};

/// Throws ContractViolation with a message that names kind, condition and place.
/// @verified tests/unit/core/error_test.cpp
[[noreturn]] void fail_contract(char const* kind, char const* condition,
                                SourcePlace where = SourcePlace::current());

}  // namespace quarterdeck::core

/// Precondition, postcondition and invariant. Active unless the build says
/// QUARTERDECK_CONTRACTS_OFF; never reachable from user input, which has diagnostics instead.
#ifdef QUARTERDECK_CONTRACTS_OFF
#define QUARTERDECK_EXPECT(condition) static_cast<void>(0)
#define QUARTERDECK_ENSURE(condition) static_cast<void>(0)
#else
#define QUARTERDECK_EXPECT(condition) \
  ((condition) ? static_cast<void>(0) \
               : ::quarterdeck::core::fail_contract("precondition", #condition))
#define QUARTERDECK_ENSURE(condition) \
  ((condition) ? static_cast<void>(0) \
               : ::quarterdeck::core::fail_contract("postcondition", #condition))
#endif
