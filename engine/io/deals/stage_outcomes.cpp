// engine/io/deals/stage_outcomes.cpp – see stage_outcomes.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_outcomes.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/plain_words.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/stage_names.hpp"
#include "engine/io/deals/yes_no.hpp"

namespace quarterdeck::io {
namespace {

using data::Outcome;

template <class Meaning, class Read>
std::vector<Meaning> meanings_by_code(CodeColumn const& column, Read read) {
  std::vector<Meaning> meanings;
  for (auto const& text : column.dictionary.texts()) meanings.push_back(read(text));
  return meanings;
}

/// Outcome by the closed and won flags, as far as they tell.
std::optional<Outcome> outcome_of_flags(std::optional<bool> closed, std::optional<bool> won) {
  if (won == true) return Outcome::won;
  if (closed == false) return Outcome::open;
  if (closed == true && won == false) return Outcome::lost;
  return std::nullopt;
}

/// Rows of one stage in one pipeline.
struct Tally {
  std::string name;
  std::string pipeline;
  std::int64_t open = 0, won = 0, lost = 0;  ///< by flags
  std::int64_t closed = 0;                   ///< closed, and nothing says how
  std::int64_t untold = 0;                   ///< by nothing but the stage
  std::int64_t certain_won = 0;              ///< of the untold ones with probability 100
  std::int64_t certain_lost = 0;             ///< with probability 0
  std::int64_t dated = 0;                    ///< of the untold ones with a close date
  std::int64_t past = 0;                     ///< of these passed by the newest day of the rows
};

/// What was made of a stage.
struct Verdict {
  bool both = false;  ///< won and lost deals in one closed stage
  Outcome outcome = Outcome::open;
  friend bool operator==(Verdict const&, Verdict const&) = default;
};

class Judge {
 public:
  Judge(DealRows const& rows, std::vector<Told> const& told, StageBook& stages)
      : rows_(rows), told_(told), stages_(stages), pipelines_(pipeline_column(rows)) {
    find_newest();
    read_probabilities();
  }

  void run() {
    count();
    auto const& texts = rows_.stage.dictionary.texts();
    std::vector<bool> done(texts.size(), false);
    for (std::uint32_t code = 1; code < texts.size(); ++code) {
      auto const name = name_of_code_[code];
      if (!done[name]) enter(name, rows_.mapped("stage", texts[code]));
      done[name] = true;
    }
  }

 private:
  void find_newest();
  void read_probabilities();
  void count();
  void count_row(std::size_t row, Tally& tally) const;
  void enter(std::size_t name, std::string const& text);
  [[nodiscard]] Verdict judge(Tally const& tally);
  [[nodiscard]] std::optional<Verdict> by_flags(Tally const& tally) const;
  [[nodiscard]] std::optional<Outcome> by_probability(Tally const& tally) const;

  DealRows const& rows_;
  std::vector<Told> const& told_;
  StageBook& stages_;
  CodeColumn const* pipelines_;
  core::Date newest_ = core::no_date;
  std::vector<double> probability_;  ///< of each text, 0 to 1; -1 where it is none
  bool has_middle_ = false;          ///< a probability between 0 and 1
  std::vector<std::size_t> name_of_code_;
  std::vector<std::map<std::string, Tally>> tallies_;  ///< [name][pipeline]
};

void Judge::find_newest() {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    newest_ = std::max({newest_, rows_.created[row], rows_.last_activity[row]});
    if (rows_.as_of.size() > row) newest_ = std::max(newest_, rows_.as_of[row]);
  }
}

void Judge::read_probabilities() {
  double largest = 0;
  bool percent = false;
  for (auto const& text : rows_.probability.dictionary.texts()) {
    probability_.push_back(text.empty() ? -1 : read_number(text).value_or(-1));
    largest = std::max(largest, probability_.back());
    percent = percent || text.ends_with('%');
  }
  double const whole = percent || largest > 1 ? 100 : 1;
  for (auto& value : probability_) {
    if (value > 0) value /= whole;
    has_middle_ = has_middle_ || (value > 0 && value < 1);
  }
}

void Judge::count() {
  Interner names;
  for (auto const& text : rows_.stage.dictionary.texts()) {
    name_of_code_.push_back(names.code(folded(rows_.mapped("stage", text))));
  }
  tallies_.resize(names.size());
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    auto const code = rows_.stage.codes[row];
    if (code == 0) continue;
    auto const& pipeline = pipelines_ == nullptr ? rows_.stage.dictionary[0] : (*pipelines_)[row];
    auto& tally = tallies_[name_of_code_[code]][pipeline];
    if (tally.name.empty()) {
      tally.name = rows_.mapped("stage", rows_.stage.dictionary[code]);
      tally.pipeline = pipeline;
    }
    count_row(row, tally);
  }
}

void Judge::count_row(std::size_t row, Tally& tally) const {
  auto const& told = told_[row];
  if (told.closed) ++tally.closed;
  if (told.outcome && told.by_flags) {
    ++(*told.outcome == Outcome::open  ? tally.open
       : *told.outcome == Outcome::won ? tally.won
                                       : tally.lost);
  }
  if (told.outcome || told.closed) return;
  ++tally.untold;
  auto const probability = probability_[rows_.probability.codes[row]];
  tally.certain_won += probability == 1 ? 1 : 0;
  tally.certain_lost += probability == 0 ? 1 : 0;
  if (rows_.close[row] == core::no_date) return;
  ++tally.dated;
  tally.past += rows_.close[row] <= newest_ ? 1 : 0;
}

std::optional<Verdict> Judge::by_flags(Tally const& tally) const {
  constexpr std::int64_t enough = 20;
  auto const closed = tally.won + tally.lost;
  auto const certain = outcome_of_name(tally.name);
  if (closed == 0) {
    bool const said_open = tally.open >= 3 || (tally.open > 0 && !certain);
    return said_open ? std::optional(Verdict{}) : std::nullopt;
  }
  if (certain) return Verdict{false, *certain};
  bool const is_closed = tally.open == 0 || (closed >= enough && closed >= enough * tally.open);
  if (!is_closed) return Verdict{};
  if (tally.won > 0 && tally.lost > 0) return Verdict{true, Outcome::lost};
  return Verdict{false, tally.won > 0 ? Outcome::won : Outcome::lost};
}

std::optional<Outcome> Judge::by_probability(Tally const& tally) const {
  bool const is_old = tally.dated > 0 && 10 * tally.past >= 9 * tally.dated;
  if (tally.untold < 3 || !has_middle_ || !is_old) return std::nullopt;
  if (tally.certain_won == tally.untold) return Outcome::won;
  if (tally.certain_lost == tally.untold) return Outcome::lost;
  return std::nullopt;
}

Verdict Judge::judge(Tally const& tally) {
  auto const meaning = meaning_of_name(tally.name);
  if (tally.closed > 0) {
    auto const end = meaning.outcome ? meaning.outcome : by_probability(tally);
    if (end && tally.open == 0) return {false, *end};
    if (!end && tally.won + tally.lost == 0) {
      stages_.ask({tally.name, tally.pipeline, std::nullopt,
                   "deals in it are closed and nothing says how", tally.closed});
      return {};
    }
  }
  if (auto const told = by_flags(tally)) return *told;
  if (meaning.certain) return {false, *meaning.outcome};
  auto const likely = by_probability(tally);
  bool const agrees = !meaning.outcome || meaning.outcome == likely;
  if (likely && agrees) return {false, *likely};
  if (meaning.ends && tally.untold > 0) {
    stages_.ask({tally.name, tally.pipeline, meaning.outcome ? meaning.outcome : likely,
                 "its name speaks of an end, and not for certain", tally.untold});
  }
  return {};
}

void Judge::enter(std::size_t name, std::string const& text) {
  if (stages_.is_listed()) {
    auto const& by_pipeline = tallies_[name];
    for (auto const& [pipeline, tally] : by_pipeline) {
      if (stages_.id_of({text, pipeline}) == data::no_stage) (void)judge(tally);
    }
    return;
  }
  std::vector<std::pair<Tally const*, Verdict>> verdicts;
  for (auto const& [pipeline, tally] : tallies_[name]) verdicts.emplace_back(&tally, judge(tally));
  if (verdicts.empty()) return;
  auto const first = verdicts.front().second;
  bool const agree =
      std::ranges::all_of(verdicts, [&](auto const& entry) { return entry.second == first; });
  if (agree && !first.both) {
    stages_.set_outcome(stages_.id_of(text), first.outcome);
    return;
  }
  for (auto const& [tally, verdict] : verdicts) {
    StageName const stage{text, agree ? std::string_view() : tally->pipeline, verdict.outcome};
    if (verdict.both) {
      stages_.add_for_both_ends(stage);
    } else {
      stages_.add_for_pipeline(stage);
    }
    if (agree) return;
  }
}

}  // namespace

std::span<std::string_view const> pipeline_names() {
  static constexpr std::array<std::string_view, 5> names{"pipeline", "dealpipeline", "pipelinename",
                                                         "hspipeline", "pipelineid"};
  return names;
}

bool is_pipeline_column(std::string_view column) {
  return std::ranges::find(pipeline_names(), folded(column)) != pipeline_names().end();
}

CodeColumn const* pipeline_column(DealRows const& rows) {
  CodeColumn const* found = nullptr;
  for (auto const& [column, codes] : rows.text) {
    if (is_pipeline_column(column)) found = &codes;
  }
  return found;
}

std::vector<Told> told_by_rows(DealRows const& rows, data::Findings& findings) {
  bool const numbered = rows.source().preset == "dynamics";
  auto const status = meanings_by_code<StatusMeaning>(rows.status, [&](std::string const& text) {
    return meaning_of_status(rows.mapped("status", text), numbered);
  });
  auto const flag = [&](CodeColumn const& column, std::string const& name) {
    return meanings_by_code<std::optional<bool>>(
        column, [&](std::string const& text) { return yes_or_no(rows.mapped(name, text)); });
  };
  auto const closed = flag(rows.is_closed, "is_closed");
  auto const won = flag(rows.is_won, "is_won");
  std::vector<Told> result(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto& told = result[row];
    auto const code = rows.status.codes[row];
    auto const is_closed = closed[rows.is_closed.codes[row]];
    auto const is_won = won[rows.is_won.codes[row]];
    told.outcome = status[code].outcome;
    bool const status_says = code == 0 || told.outcome || status[code].closed;
    bool const status_unread = !status_says && says_something(rows.status[row]);
    if (status_unread) {
      data::add_finding(findings, finding_kind("status.unknown"), rows.places.place(row),
                        rows.status[row]);
    }
    auto const unread = [&](CodeColumn const& column, std::optional<bool> const& meaning) {
      if (column.codes[row] == 0 || meaning || !says_something(column[row])) return false;
      data::add_finding(findings, finding_kind("flag.unknown"), rows.places.place(row),
                        column[row]);
      return true;
    };
    bool const closed_unread = unread(rows.is_closed, is_closed);
    bool const flags_unread = unread(rows.is_won, is_won) || closed_unread;
    if (!told.outcome) {
      told.outcome = outcome_of_flags(is_closed, is_won);
      told.by_flags = told.outcome.has_value();
    }
    told.closed = !told.outcome && (status[code].closed || is_closed == true);
    told.unread = !told.outcome && !told.closed && (status_unread || flags_unread);
    bool const tells = told.outcome || told.closed || told.unread;
    told.blank = !tells && !says_something(rows.stage[row]);
  }
  return result;
}

void enter_stages(DealRows const& rows, std::vector<Told> const& told, StageBook& stages) {
  Judge(rows, told, stages).run();
}

}  // namespace quarterdeck::io
