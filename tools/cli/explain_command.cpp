// tools/cli/explain_command.cpp – `quarterdeck explain`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/cli/terms.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* explain_examples = R"(Examples:
  quarterdeck explain                 all terms and findings
  quarterdeck explain p_hit
  quarterdeck explain leak.final_amount)";

std::string section(std::string_view title, std::span<Term const> terms,
                    report::Style const& style) {
  std::string out = report::heading(title, style);
  for (auto const& term : terms) {
    out += "  " + report::paint(term.name, report::Tone::strong, style) + '\n' +
           report::paragraph(term.meaning, 4, style);
  }
  return out;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  for (auto const list : {terms(), finding_terms()}) {
    for (auto const& term : list) names.emplace_back(term.name);
  }
  return names;
}

/// Lower case, with blanks for the underscores and hyphens that JSON keys and words are joined by.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (char const c : name) {
    bool const is_upper = c >= 'A' && c <= 'Z';
    plain += c == '_' || c == '-' ? ' ' : is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}

Term const* find_term(std::string const& name) {
  for (auto const list : {terms(), finding_terms()}) {
    auto const found = std::find_if(list.begin(), list.end(), [&](Term const& term) {
      return plain_name(term.name) == plain_name(name);
    });
    if (found != list.end()) return &*found;
  }
  return nullptr;
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
  if (options.term.empty()) {
    write_result(section("TERMS", terms(), style) + section("FINDINGS", finding_terms(), style) +
                 '\n');
    return exit_success;
  }
  auto const* const term = find_term(options.term);
  if (term == nullptr) {
    auto const nearest = core::nearest_word(options.term, all_names());
    return fail_usage(fmt::format("no term '{}'{}", options.term,
                                  nearest.empty() ? "" : fmt::format("; did you mean {}", nearest)),
                      "explain");
  }
  write_result(report::paragraph(term->meaning, 0, style));
  return exit_success;
}

}  // namespace quarterdeck::cli
