// engine/io/deals/stage_questions.cpp – see stage_questions.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/stage_names.hpp"

namespace quarterdeck::io {
namespace {

using data::Outcome;

constexpr int silence = 90;  ///< days
constexpr std::int64_t enough_deals = 5;

/// Deals of one stage and how many of them stopped moving.
struct Movement {
  std::int64_t n_deals = 0;
  std::int64_t n_dated = 0;  ///< with a close date or an activity, so that silence means something
  std::int64_t n_stopped = 0;  ///< of these
};

class Doubts {
 public:
  Doubts(Workspace const& workspace, StageBook const& stages, data::Records const& records)
      : workspace_(workspace),
        stages_(stages),
        records_(records),
        questions_(stages.questions()),
        movement_(records.stages.size() + 1) {
    watch();
  }

  std::optional<core::Diagnostic> ask() {
    add_stopped_stages();
    bool const none_closed = questions_.empty() && nothing_is_closed();
    if (questions_.empty() && !none_closed) return std::nullopt;
    return diagnostic(none_closed);
  }

 private:
  void watch();
  void add_stopped_stages();
  [[nodiscard]] bool nothing_is_closed() const;
  [[nodiscard]] core::Diagnostic diagnostic(bool none_closed) const;
  [[nodiscard]] std::vector<std::string> lines() const;
  [[nodiscard]] StageQuestion const* question_of(data::Stage const& stage) const;

  Workspace const& workspace_;
  StageBook const& stages_;
  data::Records const& records_;
  std::vector<StageQuestion> questions_;
  std::vector<Movement> movement_;  ///< one a stage, the last for deals of none
  Movement all_;
};

void Doubts::watch() {
  std::vector<core::Date> last(records_.deals.size(), core::no_date);
  std::vector<int> n_events(records_.deals.size(), 0);
  for (auto const& event : records_.events) {
    last[event.deal] = std::max(last[event.deal], event.changed_at);
    ++n_events[event.deal];
  }
  for (std::size_t i = 0; i < records_.deals.size(); ++i) {
    auto const& deal = records_.deals[i];
    if (deal.outcome != Outcome::open) continue;
    auto const at = deal.stage == data::no_stage ? records_.stages.size()
                                                 : static_cast<std::size_t>(deal.stage);
    bool const dated =
        deal.close_date != core::no_date || deal.last_activity != core::no_date || n_events[i] > 1;
    auto const sign = std::max({last[i], deal.created, deal.last_activity, deal.close_date});
    bool const stopped = dated && core::days_between(sign, records_.facts.newest) > silence;
    for (auto* movement : {&movement_[at], &all_}) {
      ++movement->n_deals;
      movement->n_dated += dated ? 1 : 0;
      movement->n_stopped += stopped ? 1 : 0;
    }
  }
}

void Doubts::add_stopped_stages() {
  for (std::size_t i = 0; i < records_.stages.size(); ++i) {
    auto const id = static_cast<data::StageId>(i);
    auto const& stage = records_.stages[i];
    bool const is_said = stages_.is_listed(id) || !stages_.is_depended_on(id) ||
                         stage.outcome != Outcome::open || question_of(stage) != nullptr;
    auto const& movement = movement_[i];
    bool const stopped =
        movement.n_dated >= enough_deals && 4 * movement.n_stopped >= 3 * movement.n_dated;
    if (is_said || !stopped) continue;
    questions_.push_back(
        {stage.name, "", meaning_of_name(stage.name).outcome,
         fmt::format("{} of its deals stopped moving long ago", movement.n_stopped),
         movement.n_deals});
  }
}

bool Doubts::nothing_is_closed() const {
  auto const is_closed = [](auto const& one) { return one.outcome != Outcome::open; };
  bool const answered =
      workspace_.source("win_rates") != nullptr || std::ranges::any_of(records_.stages, is_closed);
  if (answered || std::ranges::any_of(records_.deals, is_closed)) return false;
  bool depends = false;
  for (std::size_t i = 0; i < records_.stages.size(); ++i) {
    depends = depends || stages_.is_depended_on(static_cast<data::StageId>(i));
  }
  return depends && (all_.n_stopped >= enough_deals ||
                     (all_.n_stopped > 0 && 2 * all_.n_stopped >= all_.n_deals));
}

StageQuestion const* Doubts::question_of(data::Stage const& stage) const {
  auto const asks = [&](StageQuestion const& question) {
    bool const is_full = stage.name == fmt::format("{} ({})", question.name, question.pipeline);
    return question.name == stage.name || is_full;
  };
  auto const found = std::ranges::find_if(questions_, asks);
  return found == questions_.end() ? nullptr : &*found;
}

std::string in_quotes(std::string const& text) {
  std::string result = "\"";
  for (char const c : text) result += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return result + '"';
}

std::string outcome_text(Outcome outcome) {
  return outcome == Outcome::open ? "open" : outcome == Outcome::won ? "won" : "lost";
}

std::string stage_line(StageQuestion const& question) {
  auto const pipeline = question.pipeline.empty()
                            ? std::string()
                            : fmt::format(", pipeline: {}", in_quotes(question.pipeline));
  return fmt::format("  - {{name: {}{}, outcome: {}}}  # ? {} deals; {}", in_quotes(question.name),
                     pipeline, question.looks_like ? outcome_text(*question.looks_like) : "lost",
                     question.n_deals, question.why);
}

std::vector<std::string> Doubts::lines() const {
  data::Records ordered;
  ordered.stages = records_.stages;
  ordered.deals = records_.deals;
  ordered.events = records_.events;
  ordered.facts = records_.facts;
  if (!stages_.is_listed()) order_stages_by_age(ordered);
  std::vector<std::string> lines{"stages:"};
  std::vector<StageQuestion const*> asked;
  for (auto const& stage : ordered.stages) {
    if (auto const* const question = question_of(stage)) {
      if (std::ranges::find(asked, question) == asked.end()) lines.push_back(stage_line(*question));
      asked.push_back(question);
      continue;
    }
    auto name = stage.name;
    auto const bracketed = fmt::format(" ({})", stage.pipeline);
    if (!stage.pipeline.empty() && name.ends_with(bracketed)) {
      name.resize(name.size() - bracketed.size());
    }
    auto line = fmt::format("  - {{name: {}", in_quotes(name));
    if (!stage.pipeline.empty()) line += fmt::format(", pipeline: {}", in_quotes(stage.pipeline));
    if (stage.outcome != Outcome::open) line += ", outcome: " + outcome_text(stage.outcome);
    lines.push_back(line + '}');
  }
  for (auto const& question : questions_) {
    if (std::ranges::find(asked, &question) == asked.end()) lines.push_back(stage_line(question));
  }
  return lines;
}

core::Diagnostic Doubts::diagnostic(bool none_closed) const {
  auto const* const opportunities = workspace_.source("opportunities");
  auto const* const source =
      opportunities != nullptr ? opportunities : workspace_.source("snapshots");
  core::Diagnostic diagnostic;
  diagnostic.code = "QD-240";
  diagnostic.fault = core::Fault::data;
  diagnostic.where = source->where;
  if (none_closed) {
    diagnostic.problem = fmt::format(
        "no deal is closed, while {} of {} showed their last sign of life more than {} days before "
        "{}",
        all_.n_stopped, all_.n_deals, silence, core::to_iso(records_.facts.newest));
  } else {
    std::string names;
    for (auto const& question : questions_) {
      names += fmt::format("{}`{}` ({} deals; {})", names.empty() ? "" : ", ", question.name,
                           question.n_deals, question.why);
    }
    diagnostic.problem =
        fmt::format("it is not clear whether {} a deal: {}",
                    questions_.size() == 1 ? "this stage ends" : "these stages end", names);
  }
  diagnostic.reason =
      "a closed deal that is read as open is forecast once more, and a won one is "
      "missing from what is booked";
  diagnostic.suggestion =
      none_closed ? "Say in the workspace which stages end a deal, with `outcome: won` and "
                    "`outcome: lost`:"
                  : "Set the outcome of every line with a `?` to open, won or lost, put the stages "
                    "in their order and add to the workspace:";
  diagnostic.lines = lines();
  return diagnostic;
}

}  // namespace

void drop_stageless(ReadResult& result) {
  auto& records = result.records;
  if (result.stageless.empty()) return;
  std::vector<bool> has_stage(records.deals.size(), false);
  for (auto const& event : records.events) {
    if (event.stage != data::no_stage) has_stage[event.deal] = true;
  }
  std::vector<bool> gone(records.deals.size(), false);
  for (auto const& [deal, place] : result.stageless) {
    if (has_stage[deal]) continue;
    gone[deal] = true;
    data::add_finding(result.findings, finding_kind("row.no_stage"),
                      {place, records.deals[deal].id, data::extent_of(records, deal)});
  }
  data::remove_deals(records, gone);
  result.stageless.clear();
}

std::optional<core::Diagnostic> stages_in_doubt(Workspace const& workspace, StageBook const& stages,
                                                data::Records const& records) {
  return Doubts(workspace, stages, records).ask();
}

}  // namespace quarterdeck::io
