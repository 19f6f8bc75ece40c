// engine/io/deals/yes_no.hpp – cells that say yes or no.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>

namespace quarterdeck::io {

/// `true`, `yes`, `1`, `x`, a tick and the like in the languages of stage_names.hpp, letter case
/// apart; nothing for blank and other words.
/// @verified tests/unit/io/stage_names_test.cpp
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view text);

}  // namespace quarterdeck::io
