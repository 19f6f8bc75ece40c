// engine/io/deals/yes_no.hpp – cells that say yes or no.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>

namespace quarterdeck::io {

/// `true`, `yes`, `1` and the like, letter case apart; nothing for blank and other words.
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view text);

}  // namespace quarterdeck::io
