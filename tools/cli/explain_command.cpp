// tools/cli/explain_command.cpp – `quarterdeck explain`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/page/explain_page.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/report/words/terms.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* explain_examples = R"(Examples:
  quarterdeck explain                 all terms and findings
  quarterdeck explain p_hit
  quarterdeck explain leak.final_amount)";

/// Names of all terms and findings, for those who misspell one.
std::vector<std::string> names_of(std::vector<report::ExplainedTerm> const& terms,
                                  std::vector<report::ExplainedTerm> const& findings) {
  std::vector<std::string> names;
  for (auto const* const list : {&terms, &findings}) {
    for (auto const& term : *list) names.push_back(term.name);
  }
  return names;
}

}  // namespace

CLI::App& add_explain(CLI::App& app, ExplainOptions& options) {
  auto& command = *app.add_subcommand("explain", "What a term or the code of a finding means");
  command.add_option("term", options.term, "a term or a code; left out: all")->type_name("");
  command.footer(explain_examples);
  return command;
}

int run_explain(ExplainOptions const& options) {
  auto const style = style_of_output({});
  auto const terms = report::explained_terms(report::english());
  auto const findings = report::explained_findings(report::english());
  if (options.term.empty()) {
    write_result(report::terminal_text(report::explain_page(terms, findings), style));
    return exit_success;
  }
  auto const* term = report::find_term(terms, options.term);
  if (term == nullptr) term = report::find_term(findings, options.term);
  if (term == nullptr) {
    auto const nearest = core::nearest_word(options.term, names_of(terms, findings));
    return fail_usage(fmt::format("no term '{}'{}", options.term,
                                  nearest.empty() ? "" : fmt::format("; did you mean {}", nearest)),
                      "explain");
  }
  write_result(report::terminal_lines(report::say(term->key), style));
  return exit_success;
}

}  // namespace quarterdeck::cli
