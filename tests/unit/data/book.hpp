// tests/unit/data/book.hpp – small books of deals, and histories as text to compare.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "engine/data/history.hpp"

namespace quarterdeck::test {

inline constexpr data::StageId prospecting = 0;
inline constexpr data::StageId proposal = 1;
inline constexpr data::StageId negotiation = 2;
inline constexpr data::StageId won_stage = 3;
inline constexpr data::StageId lost_stage = 4;

/// Short for a day of 2026.
[[nodiscard]] core::Date day(unsigned month, unsigned day_of_month);

/// What an event may say; what is left out it does not say.
struct Said {
  data::StageId stage = data::no_stage;
  core::Minor amount = core::no_amount;
  core::Date close_date = core::no_date;
};

/// Builds records deal by deal: five stages, dollars with euros at 1.10 and 1.20 from July, a full
/// history, data up to the end of 2026.
class Book {
 public:
  Book();
  /// A deal created on a day, or on no known day; events are added to it until the next deal.
  data::DealRecord& deal(std::string const& id, core::Date created);
  Book& event(core::Date on, Said said);
  /// Text of the newest deal.
  Book& text(std::string const& column, std::string const& value);
  /// The records with every column filled up with blanks.
  [[nodiscard]] data::Records records() const;
  data::RecordFacts& facts() { return records_.facts; }

 private:
  data::Records records_;
  std::map<std::string, std::map<std::size_t, std::string>> texts_;
};

/// Everything that a history holds, one line each; equal histories give equal texts.
[[nodiscard]] std::string describe(data::History const& history);
[[nodiscard]] std::string describe(data::Pipeline const& pipeline);

/// The first line in which two descriptions differ, empty when they are equal.
[[nodiscard]] std::string difference(std::string const& a, std::string const& b);

/// The deal of an id. @throws std::out_of_range when it is absent
[[nodiscard]] data::HistoryDeal const& deal_of(data::History const& history, std::string const& id);
[[nodiscard]] data::OpenDeal const& deal_of(data::Pipeline const& pipeline, std::string const& id);
[[nodiscard]] bool has(data::History const& history, std::string const& id);
[[nodiscard]] bool has(data::Pipeline const& pipeline, std::string const& id);

/// Count of a finding; 0 when there is none of that code.
[[nodiscard]] std::int64_t count_of(data::Findings const& findings, std::string const& code);

}  // namespace quarterdeck::test
