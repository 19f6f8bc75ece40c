// tools/service/record/conclude.cpp – see conclude.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/conclude.hpp"

#include <mutex>
#include <utility>

#include "tools/service/forecast/answer.hpp"
#include "tools/service/past/answer.hpp"
#include "tools/service/past/hold.hpp"
#include "tools/service/record/recording.hpp"

namespace quarterdeck::service {
namespace {

std::vector<io::LedgerEntry> entries_of(Forecast const& forecast, BookFacts const& facts) {
  return ledger_entries(forecast, facts);
}

std::vector<io::LedgerEntry> entries_of(SimpleForecast const& forecast, BookFacts const& facts) {
  return {ledger_entry(forecast, facts)};
}

std::vector<NotRecorded> record(std::vector<io::LedgerEntry> entries,
                                std::filesystem::path const& ledger, LedgerUse const& use) {
  static std::mutex one_at_a_time;
  std::vector<NotRecorded> troubled;
  for (auto& entry : entries) {
    if (use.run_id) entry.run_id = use.run_id(entry);
    std::lock_guard const hold(one_at_a_time);
    auto how = io::record(ledger, entry);
    if (!how.trouble.empty()) troubled.push_back({ledger, std::move(how)});
  }
  return troubled;
}

/// Hands an answer over. @return whether it stands and was taken
template <class Answer>
bool hand_over(Concluded<Answer>& concluded, Handling<Answer> const& handling) {
  concluded.disagreements = disagreements_of(concluded.answer);
  auto const delivered = handling.deliver
                             ? handling.deliver(concluded.answer, concluded.disagreements)
                             : Delivered::yes;
  return delivered == Delivered::yes && concluded.disagreements.empty();
}

/// Hands over and records what the answer was before that.
template <class Answer>
Concluded<Answer> finish(Answer&& answer, Session const& session,
                         Handling<Answer> const& handling) {
  Concluded<Answer> concluded{std::move(answer), {}, {}};
  Book const& book = **session.book();
  std::vector<io::LedgerEntry> entries;
  if (handling.ledger.recording == Recording::on) {
    entries = entries_of(concluded.answer, book_facts(book, concluded.answer.period));
  }
  if (!hand_over(concluded, handling)) return concluded;
  auto const& named = handling.ledger.file;
  concluded.not_recorded =
      record(std::move(entries), named.empty() ? book.workspace.ledger : named, handling.ledger);
  return concluded;
}

}  // namespace

std::vector<Disagreement> disagreements_of(Forecast const& forecast) {
  if (forecast.check.agrees) return {};
  return {{"", forecast.check}};
}

std::vector<Disagreement> disagreements_of(Comparison const& comparison) {
  std::vector<Disagreement> list;
  for (auto const& scenario : comparison.scenarios) {
    if (!scenario.check.agrees) list.push_back({scenario.asked, scenario.check});
  }
  return list;
}

std::vector<Disagreement> disagreements_of(SimpleForecast const& forecast) {
  if (!forecast.check || forecast.check->agrees) return {};
  return {{"", *forecast.check}};
}

void decide_headline(Forecast& forecast) {
  forecast.headline = Headline::simulation;
  if (!forecast.backing) return;
  auto& decision = forecast.backing->combination.decision;
  if (!forecast.scenarios.empty()) {
    decision.use_pool = false;
    decision.reason = "baselines know nothing of scenarios, so the simulation alone speaks";
  }
  if (decision.use_pool) forecast.headline = Headline::combination;
}

core::Checked<Concluded<Forecast>> conclude(Session const& session,
                                            ForecastQuestion const& question,
                                            Handling<Forecast> const& handling,
                                            Hooks const& hooks) {
  auto asked = question;
  // The combination is drawn trial by trial, beside the simulation's own.
  if (handling.past != nullptr) asked.keep_draws = simulate::KeepDraws::yes;
  auto forecast = answer(session, asked, hooks);
  if (!forecast) return tl::unexpected(std::move(forecast.error()));
  if (!forecast->complete) return Concluded<Forecast>{std::move(*forecast), {}, {}};
  hold_against_past(*forecast, **session.fitted(), handling.past);
  decide_headline(*forecast);
  return finish(std::move(*forecast), session, handling);
}

core::Checked<Concluded<Comparison>> conclude(Session const& session,
                                              CompareQuestion const& question,
                                              Handling<Comparison> const& handling,
                                              Hooks const& hooks) {
  auto comparison = answer(session, question, hooks);
  if (!comparison) return tl::unexpected(std::move(comparison.error()));
  Concluded<Comparison> concluded{std::move(*comparison), {}, {}};
  if (!concluded.answer.complete) return concluded;
  hold_against_past(concluded.answer, **session.fitted(), handling.past);
  // A comparison is about what might be, so there is nothing to record that could come true.
  static_cast<void>(hand_over(concluded, handling));
  return concluded;
}

core::Checked<Concluded<SimpleForecast>> conclude(Session const& session,
                                                  SimpleQuestion const& question,
                                                  Handling<SimpleForecast> const& handling,
                                                  Hooks const& hooks) {
  auto asked = question;
  asked.past = handling.past;
  auto forecast = answer(session, asked, hooks);
  if (!forecast) return tl::unexpected(std::move(forecast.error()));
  if (!forecast->complete) return Concluded<SimpleForecast>{std::move(*forecast), {}, {}};
  return finish(std::move(*forecast), session, handling);
}

}  // namespace quarterdeck::service
