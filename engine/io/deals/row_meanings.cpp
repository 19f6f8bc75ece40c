// engine/io/deals/row_meanings.cpp – stages, outcomes and amounts of rows; see build_deals.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "engine/io/deals/build_deals.hpp"
#include "engine/io/deals/category_names.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/stage_names.hpp"
#include "engine/io/deals/stage_outcomes.hpp"

namespace quarterdeck::io {
namespace {

using data::Outcome;

template <class Meaning, class Read>
std::vector<Meaning> meaning_of_each(CodeColumn const& column, Read read) {
  std::vector<Meaning> meanings;
  for (auto const& text : column.dictionary.texts()) meanings.push_back(read(text));
  return meanings;
}

/// Stage of every row; unlisted ones are findings.
std::vector<data::StageId> row_stages(DealRows const& rows, std::vector<Told> const& told,
                                      StageBook& stages, data::Findings& findings) {
  auto const* pipelines = stages.is_split() ? pipeline_column(rows) : nullptr;
  std::map<std::array<std::uint32_t, 3>, data::StageId> known;
  std::vector<data::StageId> by_name;
  for (auto const& text : rows.stage.dictionary.texts()) {
    by_name.push_back(stages.id_of(rows.mapped("stage", text)));
  }
  auto const in_split_book = [&](std::size_t row) {
    auto const outcome = told[row].outcome.value_or(Outcome::open);
    std::array<std::uint32_t, 3> const key{rows.stage.codes[row],
                                           pipelines == nullptr ? 0 : pipelines->codes[row],
                                           static_cast<std::uint32_t>(outcome)};
    auto const [at, is_new] = known.try_emplace(key, data::no_stage);
    if (is_new) {
      auto const& name = rows.mapped("stage", rows.stage[row]);
      auto const& pipeline = pipelines == nullptr ? rows.stage.dictionary[0] : (*pipelines)[row];
      at->second = stages.id_of({name, pipeline, outcome});
    }
    return at->second;
  };
  bool const is_split = stages.is_split();
  std::vector<data::StageId> result(rows.size(), data::no_stage);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto const code = rows.stage.codes[row];
    if (code == 0) continue;
    result[row] = is_split ? in_split_book(row) : by_name[code];
    if (result[row] != data::no_stage || stages.has_one_end(rows.mapped("stage", rows.stage[row])))
      continue;
    data::add_finding(findings, finding_kind("stage.unknown"), rows.places.place(row),
                      rows.stage[row]);
  }
  return result;
}

/// How a stage ends deals by the workspace; nothing for open stages.
std::optional<Outcome> listed_end(StageBook const& stages, data::StageId stage) {
  if (stage == data::no_stage) return std::nullopt;
  auto const outcome = stages.stages()[static_cast<std::size_t>(stage)].outcome;
  return outcome == Outcome::open ? std::nullopt : std::optional(outcome);
}

/// Outcome of every row; what rows hang on and which were guessed goes to `meanings` and the book.
void read_outcomes(DealRows const& rows, std::vector<Told> const& told, StageBook& stages,
                   RowMeanings& meanings) {
  auto const by_name = meaning_of_each<std::optional<Outcome>>(
      rows.stage,
      [&](std::string const& text) { return outcome_of_name(rows.mapped("stage", text)); });
  meanings.outcomes.assign(rows.size(), Outcome::open);
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    auto const stage = meanings.stages[row];
    auto& outcome = meanings.outcomes[row];
    if (told[row].outcome) {
      outcome = *told[row].outcome;
      auto const by_stage =
          stages.is_listed() ? listed_end(stages, stage) : by_name[rows.stage.codes[row]];
      if (by_stage && *by_stage != outcome) meanings.contradicted.push_back(row);
      continue;
    }
    if (stage != data::no_stage) {
      outcome = stages.stages()[static_cast<std::size_t>(stage)].outcome;
      stages.depend_on(stage);
    }
    if (told[row].closed && outcome == Outcome::open) {
      auto const meaning = meaning_of_name(rows.mapped("stage", rows.stage[row]));
      outcome = meaning.outcome.value_or(Outcome::open);
    }
    bool const by_stage = stage != data::no_stage && !told[row].unread && !told[row].closed;
    bool const is_said = outcome != Outcome::open || by_stage;
    if (told[row].blank) {
      meanings.stageless.push_back(row);
    } else if (!is_said) {
      meanings.guessed.push_back(row);
      if (told[row].closed && stage == data::no_stage) meanings.ended.push_back(row);
    }
  }
}

}  // namespace

RowMeanings row_meanings(DealRows const& rows, StageBook& stages, data::Findings& findings) {
  RowMeanings meanings;
  auto const told = told_by_rows(rows, findings);
  enter_stages(rows, told, stages);
  meanings.stages = row_stages(rows, told, stages, findings);
  read_outcomes(rows, told, stages, meanings);
  return meanings;
}

core::Diagnostics ends_untold(DealRows const& rows, RowMeanings const& meanings) {
  auto const is_deal = [&](std::uint32_t row) { return !meanings.ids[row].empty(); };
  auto const n_ended = std::ranges::count_if(meanings.ended, is_deal);
  auto const n_rows =
      std::ranges::count_if(meanings.ids, [](std::string const& id) { return !id.empty(); });
  if (100 * n_ended <= n_rows) return {};
  auto const first = *std::ranges::find_if(meanings.ended, is_deal);
  return {{"QD-247", core::Fault::data, rows.places.place(first),
           fmt::format("{} of {} deals are closed, for example `{}`, and nothing says whether they "
                       "were won or lost",
                       n_ended, n_rows, meanings.ids[first]),
           "as open deals they would be forecast once more, and the won ones are missing from what "
           "is booked",
           "Add a column that tells it, `is_won` or a status of won and lost, or say under "
           "`values` what the values of the one here mean."}};
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

core::Minor row_amount(DealRows const& rows, RowMeanings const& meanings, std::uint32_t row) {
  auto const total = meanings.line_totals.find(row);
  if (total != meanings.line_totals.end()) return total->second;
  auto const company = meanings.company_amounts.find(row);
  if (company != meanings.company_amounts.end()) return company->second;
  bool const is_won = meanings.outcomes[row] == Outcome::won;
  return is_won && rows.won_amount[row] != core::no_amount ? rows.won_amount[row]
                                                           : rows.amount[row];
}

core::Date row_close_date(DealRows const& rows, RowMeanings const& meanings, std::uint32_t row) {
  bool const has_actual =
      meanings.outcomes[row] != Outcome::open && rows.actual_close[row] != core::no_date;
  return has_actual ? rows.actual_close[row] : rows.close[row];
}

}  // namespace quarterdeck::io
