// engine/core/error.cpp – see error.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/error.hpp"

#include <fmt/core.h>

namespace quarterdeck::core {

Error::Error(std::string const& message, std::source_location where)
    : std::runtime_error(message), where_(where) {}

void fail_contract(char const* kind, char const* condition, std::source_location where) {
  throw ContractViolation(fmt::format("{}:{}: {} broken in {}: {}", where.file_name(), where.line(),
                                      kind, where.function_name(), condition),
                          where);
}

}  // namespace quarterdeck::core
