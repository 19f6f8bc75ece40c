// tools/report/page/explain_page.cpp – see explain_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/explain_page.hpp"

#include <utility>

namespace quarterdeck::report {
namespace {

void add_part(Page& page, Message heading, std::vector<ExplainedTerm> const& terms) {
  page.blocks.emplace_back(Heading{std::move(heading)});
  for (auto const& term : terms) {
    page.blocks.emplace_back(Definition{Name{term.name}, say(term.key)});
  }
}

}  // namespace

Page explain_page(std::vector<ExplainedTerm> const& terms,
                  std::vector<ExplainedTerm> const& findings) {
  Page page;
  add_part(page, say("explain.terms"), terms);
  add_part(page, say("explain.findings"), findings);
  page.blocks.emplace_back(Break{});
  return page;
}

}  // namespace quarterdeck::report
