// tools/sample/names.hpp – invented customers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>

namespace quarterdeck::sample {

/// Name of an account; some carry a comma or quotation marks, as real ones do. Different numbers
/// may share a name beyond the 60,000 that the lists can make.
[[nodiscard]] std::string account_name(std::uint32_t account);

}  // namespace quarterdeck::sample
