// tools/report/page/explain_page.hpp – what terms and findings mean.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tools/report/page/page.hpp"

namespace quarterdeck::report {

/// A term, or the code of a finding, and the key of the words that explain it.
struct ExplainedTerm {
  std::string name;
  std::string_view key;  ///< outlives the page
};

/// All terms, then all findings.
/// @verified tests/unit/report/page/pages_test.cpp
[[nodiscard]] Page explain_page(std::vector<ExplainedTerm> const& terms,
                                std::vector<ExplainedTerm> const& findings);

}  // namespace quarterdeck::report
