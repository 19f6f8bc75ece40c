// tools/service/init/doubts.cpp – see doubts.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/core/currency_sign.hpp"
#include "engine/workspace/workspace.hpp"

namespace quarterdeck::service {
namespace {

constexpr std::size_t most_currencies = 6;

DraftTable* table_of(Draft& draft, std::string const& file) {
  for (auto& table : draft.tables) {
    if (std::ranges::find(table.files, std::filesystem::path(file)) != table.files.end()) {
      return &table;
    }
  }
  return nullptr;
}

std::string sentence(core::Diagnostic const& fault) {
  return fmt::format("{}; {}.", fault.problem, fault.reason);
}

/// Adds a question unless it is there: an answer that did not help is none.
bool add(std::vector<Question>& questions, Question question) {
  if (std::ranges::find(questions, question.code, &Question::code) != questions.end()) return false;
  questions.push_back(std::move(question));
  return true;
}

bool ask_of_table(Draft& draft, core::Diagnostic const& fault, std::string const& asked,
                  std::vector<std::vector<std::string>> choices) {
  auto* const table = table_of(draft, fault.where.file);
  return table != nullptr &&
         add(table->questions, {fault.code, asked + ' ' + sentence(fault), std::move(choices)});
}

/// What the signs may stand for: a line for each currency of the first, the reporting one first.
std::vector<std::vector<std::string>> sign_choices(Draft const& draft,
                                                   std::vector<std::string> const& signs) {
  std::string others;
  for (std::size_t i = 1; i < signs.size(); ++i) {
    auto const* const sign = core::find_currency_sign(signs[i]);
    others += fmt::format(", {}: {}", yaml_word(signs[i]), sign->codes.substr(0, 3));
  }
  auto const* const first = core::find_currency_sign(signs.front());
  std::vector<std::vector<std::string>> choices;
  auto const choose = [&](std::string_view code) {
    choices.push_back(
        {fmt::format("currency_signs: {{{}: {}{}}}", yaml_word(signs.front()), code, others)});
  };
  for (std::size_t at = 0; at + 3 <= first->codes.size() && choices.size() < most_currencies;
       at += 4) {
    auto const code = first->codes.substr(at, 3);
    if (code != draft.currency) choose(code);
  }
  if (first->may_mean(draft.currency)) choose(draft.currency);
  return choices;
}

bool ask_signs(Draft& draft, core::Diagnostic const& fault) {
  auto const* const table = table_of(draft, fault.where.file);
  if (table == nullptr || table->signs.empty()) return false;
  return add(draft.questions, {fault.code,
                               sentence(fault) + " What is not " + draft.currency +
                                   " needs a rate under `rates` as well.",
                               sign_choices(draft, table->signs)});
}

bool ask_stages(Draft& draft, core::Diagnostic const& fault) {
  return add(draft.questions,
             {fault.code,
              "Which stages end a deal? " + sentence(fault) +
                  " Set the outcome of every line with a `?` to open, won or lost, "
                  "and put the stages in their order:",
              {fault.lines}});
}

bool ask(Draft& draft, core::Diagnostic const& fault) {
  if (fault.code == "QD-210") {
    return ask_of_table(draft, fault, "Does the day or the month come first?",
                        {{"date_format: dmy  # 03/04/2026 is 3 April"},
                         {"date_format: mdy  # 03/04/2026 is 4 March"}});
  }
  if (fault.code == "QD-211") {
    return ask_of_table(draft, fault, "Which sign parts the decimals?",
                        {{"decimal: \",\"  # 1.234 is one thousand two hundred and thirty-four"},
                         {"decimal: \".\"  # 1,234 is one thousand two hundred and thirty-four"}});
  }
  if (fault.code == "QD-243") {
    return ask_of_table(
        draft, fault, "What are the rows of one deal?",
        {{"grain: deals  # the deal, repeated; it counts once"},
         {"grain: lines  # its products; their amounts are added up"},
         {"grain: versions  # what it was one time after another; the last counts"}});
  }
  if (fault.code == "QD-223") return ask_signs(draft, fault);
  if (fault.code == "QD-240") return ask_stages(draft, fault);
  return false;
}

}  // namespace

core::Checked<Reading> read_draft(Draft const& draft, Doubts doubts) {
  auto const text = yaml_text(draft, doubts);
  auto const workspace = io::parse_workspace(text, draft.file);
  if (!workspace) return tl::unexpected(workspace.error());
  return read_tables(*workspace, text);
}

Settled settle(Draft& draft) {
  while (true) {
    auto reading = read_draft(draft, Doubts::assumed);
    if (reading) return {std::move(*reading), {}};
    bool asked = false;
    for (auto const& fault : reading.error()) asked = ask(draft, fault) || asked;
    // Every question is asked once, so this comes to an end.
    if (!asked) return {std::nullopt, std::move(reading.error())};
  }
}

}  // namespace quarterdeck::service
