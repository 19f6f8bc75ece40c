// engine/core/error.cpp – see error.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/error.hpp"

#include <fmt/core.h>

namespace quarterdeck::core {

Error::Error(std::string const& message, SourcePlace where)
    : std::runtime_error(message), where_(where) {}

void fail_contract(char const* kind, char const* condition, SourcePlace where) {
  throw ContractViolation(fmt::format("{}:{}: {} broken in {}: {}", where.file, where.line, kind,
                                      where.function, condition),
                          where);
}

}  // namespace quarterdeck::core
