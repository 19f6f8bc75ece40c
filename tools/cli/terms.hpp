// tools/cli/terms.hpp – words of the reports and codes of findings, with what they mean.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

namespace quarterdeck::cli {

struct Term {
  std::string_view name;
  std::string_view meaning;  ///< one to three sentences
};

/// Words of the reports, by name.
[[nodiscard]] std::span<Term const> terms();

/// Codes of findings, by name.
[[nodiscard]] std::span<Term const> finding_terms();

}  // namespace quarterdeck::cli
