// engine/yaml/number_hint.hpp – how a number that was written otherwise is written here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "engine/yaml/mapping.hpp"

namespace quarterdeck::yaml {

/// What to write in place of a text that is no number of the range, a whole sentence with the value
/// rewritten where it can be told: `4.2M` → `Write 4_200_000 (an amount above 0).`, `+20%` of a
/// factor → `Write 1.2 (…).`, `2w` of days → `Write 14 (…).`; both values where there are two;
/// else only what the range asks for.
/// @verified tests/unit/workspace/workspace_test.cpp, tests/unit/scenarios/read_test.cpp
[[nodiscard]] std::string number_hint(std::string_view text, NumberRange const& range);

/// The number as it is written in a file: `4_200_000`, `1.09`.
[[nodiscard]] std::string yaml_number(double value);

}  // namespace quarterdeck::yaml
