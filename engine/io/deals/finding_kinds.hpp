// engine/io/deals/finding_kinds.hpp – what readers may find wrong with rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

#include "engine/data/finding.hpp"

namespace quarterdeck::io {

/// The finding of that code with severity, treatment and message, and no occurrences.
/// @pre the code is one of `finding_kinds`
[[nodiscard]] data::Finding const& finding_kind(std::string_view code);

/// All findings that the readers can raise.
[[nodiscard]] std::span<data::Finding const> finding_kinds();

}  // namespace quarterdeck::io
