// engine/io/deals/row_meanings.cpp – ids, stages and outcomes of rows; see build_deals.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/io/deals/build_deals.hpp"
#include "engine/io/deals/category_names.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/yes_no.hpp"

namespace quarterdeck::io {
namespace {

using data::Outcome;

std::optional<Outcome> outcome_of_status(std::string_view text) {
  auto const word = folded(text);
  static constexpr std::array<std::string_view, 4> open_words{"open", "inprogress", "active", "0"};
  if (std::ranges::find(open_words, word) != open_words.end()) return Outcome::open;
  if (word == "1") return Outcome::won;
  if (word == "2") return Outcome::lost;
  return outcome_of_name(text);
}

/// Outcome by the closed and won flags, as far as they tell.
std::optional<Outcome> outcome_of_flags(std::optional<bool> closed, std::optional<bool> won) {
  if (won == true) return Outcome::won;
  if (closed == false) return Outcome::open;
  if (closed == true && won == false) return Outcome::lost;
  return std::nullopt;
}

template <class Meaning, class Read>
std::vector<Meaning> meaning_of_each(CodeColumn const& column, Read read) {
  std::vector<Meaning> meanings;
  for (auto const& text : column.dictionary.texts()) meanings.push_back(read(text));
  return meanings;
}

std::vector<std::string> row_ids(DealRows const& rows, data::Findings& findings) {
  std::vector<std::string> ids = rows.id;
  auto const account = rows.text.find("account");
  for (std::size_t row = 0; row < ids.size(); ++row) {
    if (!ids[row].empty()) continue;
    auto const& of = account == rows.text.end() ? rows.id[row] : account->second[row];
    auto const created = core::to_iso(rows.created[row]);
    auto const* code = "id.conflict";
    if (!rows.name[row].empty() || !of.empty()) {
      ids[row] = fmt::format("{} | {} | {}", rows.name[row], of, created);
      code = "id.missing";
    }
    data::add_finding(findings, finding_kind(code), rows.places.place(row), ids[row]);
  }
  return ids;
}

std::vector<data::StageId> row_stages(DealRows const& rows, StageBook& stages,
                                      data::Findings& findings) {
  auto const by_code = meaning_of_each<data::StageId>(rows.stage, [&](std::string const& text) {
    return stages.id_of(rows.mapped("stage", text));
  });
  std::vector<data::StageId> result(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    result[row] = by_code[rows.stage.codes[row]];
    if (result[row] != data::no_stage || rows.stage.codes[row] == 0) continue;
    data::add_finding(findings, finding_kind("stage.unknown"), rows.places.place(row),
                      rows.stage[row]);
  }
  return result;
}

std::vector<Outcome> row_outcomes(DealRows const& rows,
                                  std::vector<data::StageId> const& stage_of_row, StageBook& stages,
                                  data::Findings& findings) {
  using MaybeOutcome = std::optional<Outcome>;
  auto const status = meaning_of_each<MaybeOutcome>(rows.status, [&](std::string const& text) {
    return outcome_of_status(rows.mapped("status", text));
  });
  auto const flag = [](CodeColumn const& column) {
    return meaning_of_each<std::optional<bool>>(column, yes_or_no);
  };
  auto const closed = flag(rows.is_closed);
  auto const won = flag(rows.is_won);
  std::vector<Outcome> result(rows.size(), Outcome::open);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto const stage = stage_of_row[row];
    auto outcome = status[rows.status.codes[row]];
    if (!outcome && rows.status.codes[row] != 0) {
      data::add_finding(findings, finding_kind("status.unknown"), rows.places.place(row),
                        rows.status[row]);
    }
    if (!outcome) {
      outcome = outcome_of_flags(closed[rows.is_closed.codes[row]], won[rows.is_won.codes[row]]);
      if (outcome && *outcome != Outcome::open) stages.set_outcome(stage, *outcome);
    }
    if (!outcome && stage != data::no_stage) {
      outcome = stages.stages()[static_cast<std::size_t>(stage)].outcome;
    }
    result[row] = outcome.value_or(Outcome::open);
  }
  return result;
}

}  // namespace

RowMeanings row_meanings(DealRows const& rows, StageBook& stages, data::Findings& findings) {
  RowMeanings meanings;
  meanings.ids = row_ids(rows, findings);
  meanings.stages = row_stages(rows, stages, findings);
  meanings.outcomes = row_outcomes(rows, meanings.stages, stages, findings);
  return meanings;
}

std::vector<std::optional<data::Category>> row_categories(DealRows const& rows,
                                                          data::Findings& findings) {
  std::vector<std::optional<data::Category>> result(rows.size());
  auto const column = rows.text.find("forecast_category");
  if (column == rows.text.end()) return result;
  auto const by_code =
      meaning_of_each<std::optional<data::Category>>(column->second, [&](std::string const& text) {
        return category_of_name(rows.mapped("forecast_category", text));
      });
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto const code = column->second.codes[row];
    if (code == 0) continue;
    result[row] = by_code[code].value_or(data::Category::untold);
    if (by_code[code]) continue;
    data::add_finding(findings, finding_kind("category.unknown"), rows.places.place(row),
                      column->second[row]);
  }
  return result;
}

std::vector<std::uint32_t> last_row_of_each(DealRows const& rows,
                                            std::vector<std::string> const& ids,
                                            data::Findings& findings) {
  std::vector<std::uint32_t> chosen;
  std::unordered_map<std::string_view, std::size_t> position;
  position.reserve(ids.size());
  for (std::uint32_t row = 0; row < ids.size(); ++row) {
    if (ids[row].empty()) continue;
    auto const key = join_key(ids[row], rows.source().preset);
    auto const [at, is_new] = position.try_emplace(key, chosen.size());
    if (is_new) {
      chosen.push_back(row);
      continue;
    }
    auto& earlier = chosen[at->second];
    data::add_finding(findings, finding_kind("id.duplicate"), rows.places.place(earlier),
                      ids[earlier]);
    earlier = row;
  }
  return chosen;
}

core::Minor row_amount(DealRows const& rows, std::size_t row, Outcome outcome) {
  bool const has_won_amount = outcome == Outcome::won && rows.won_amount[row] != core::no_amount;
  return has_won_amount ? rows.won_amount[row] : rows.amount[row];
}

core::Date row_close_date(DealRows const& rows, std::size_t row, Outcome outcome) {
  bool const has_actual = outcome != Outcome::open && rows.actual_close[row] != core::no_date;
  return has_actual ? rows.actual_close[row] : rows.close[row];
}

}  // namespace quarterdeck::io
