// tools/service/init/assumptions.cpp – what a draft takes for granted, for the head of a report;
// see draft.hpp. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "tools/service/init/draft.hpp"

namespace quarterdeck::service {
namespace {

std::string sentence_of(DraftTable const& table) {
  std::string guesses;
  for (auto const& one : table.what.guessed) {
    guesses += fmt::format("{}{} is \"{}\"", guesses.empty() ? "" : ", ", one.ours, one.theirs);
  }
  auto const files = table.files.size() > 1
                         ? fmt::format("{} files {}", table.files.size(), table.file)
                         : table.file;
  auto const verb = table.files.size() > 1 ? "are" : "is";
  auto text = fmt::format("{} {} read as {}", files, verb, table.key);
  if (!table.what.system.empty()) text += fmt::format(", being {}", table.what.system);
  if (!guesses.empty()) text += fmt::format(", where {}", guesses);
  return text + '.';
}

/// Stages of one outcome, a few of them by name.
std::string stages_of(Draft const& draft, data::Outcome outcome) {
  constexpr std::size_t most = 6;
  std::string names;
  std::size_t n = 0;
  for (auto const& stage : draft.stages) {
    if (stage.outcome != outcome) continue;
    if (n < most) names += (names.empty() ? "" : ", ") + stage.name;
    ++n;
  }
  if (n > most) names += fmt::format(" and {} more", n - most);
  return names.empty() ? "none" : names;
}

}  // namespace

std::vector<std::string> assumptions_of(Draft const& draft) {
  std::vector<std::string> said;
  for (auto const& table : draft.tables) said.push_back(sentence_of(table));
  if (!draft.stages.empty()) {
    said.push_back(fmt::format("Stages that end a deal as won: {}; as lost: {}; open: {}.",
                               stages_of(draft, data::Outcome::won),
                               stages_of(draft, data::Outcome::lost),
                               stages_of(draft, data::Outcome::open)));
  }
  said.push_back(
      draft.currency_told
          ? fmt::format("The currency is {}: {}.", draft.currency, draft.currency_why)
          : fmt::format("Nothing tells the currency; amounts are called {}.", draft.currency));
  for (auto const& table : draft.tables) {
    if (table.date_format.empty()) continue;
    said.push_back(fmt::format("The {} comes first in the days of {}: {}.",
                               table.date_format == "dmy" ? "day" : "month", table.file,
                               table.date_why));
  }
  if (draft.fiscal_year) {
    auto const& year = *draft.fiscal_year;
    said.push_back(fmt::format("The year starts in month {}, as `{}` says.",
                               year.calendar.start_month, year.column));
  } else {
    said.emplace_back("Quarters are those of the calendar year.");
  }
  if (draft.has_instants) said.emplace_back("Instants are days of UTC; no time zone is told.");
  for (auto const& file : draft.left_out) {
    said.push_back(fmt::format("{} is not used.", file.filename().string()));
  }
  return said;
}

}  // namespace quarterdeck::service
