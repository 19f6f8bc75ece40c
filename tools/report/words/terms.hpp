// tools/report/words/terms.hpp – terms and codes of findings that a language explains.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

#include "tools/report/page/explain_page.hpp"
#include "tools/report/words/language.hpp"

namespace quarterdeck::report {

/// Words of the reports, in the order of the language's file.
/// @verified tests/unit/report/words/terms_test.cpp
[[nodiscard]] std::vector<ExplainedTerm> explained_terms(Language const& language);

/// Codes of findings, in the order of the language's file.
/// @verified tests/unit/report/words/terms_test.cpp
[[nodiscard]] std::vector<ExplainedTerm> explained_findings(Language const& language);

/// The term or finding of a name, or of the name that a page's blocks give as their term. Capitals
/// do not matter, nor whether words are joined by blanks, underscores or hyphens.
/// @return nullptr where there is none
/// @verified tests/unit/report/words/terms_test.cpp
[[nodiscard]] ExplainedTerm const* find_term(std::vector<ExplainedTerm> const& terms,
                                             std::string_view name);

}  // namespace quarterdeck::report
