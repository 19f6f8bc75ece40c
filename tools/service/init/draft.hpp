// tools/service/init/draft.hpp – a workspace that is being drawn up, with its reasons and doubts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/records.hpp"
#include "tools/service/init/fiscal_year.hpp"
#include "tools/service/init/recognise.hpp"

namespace quarterdeck::service {

/// What only the company knows, with the lines to choose from. The file holds them as comments, so
/// that it is either right or refused as the reader refuses it.
struct Question {
  /// Of the refusal that asks it; empty: nothing is refused, and the lines only say more.
  std::string code;
  std::string text;                               ///< what is asked, and why
  std::vector<std::vector<std::string>> choices;  ///< each some lines, without indent
};

/// A table of the workspace.
struct DraftTable {
  std::string key;                           ///< of its description
  std::string row;                           ///< what one row is, a sentence
  std::string file;                          ///< as the workspace writes it; may be a pattern
  std::vector<std::filesystem::path> files;  ///< absolute
  std::int64_t n_rows = 0;                   ///< looked at
  bool whole = true;                         ///< false: there are more
  bool stands_at_top = false;                ///< its key does not stand under `sources`
  Recognised what;
  std::string date_format;  ///< empty: not written
  std::string date_why;
  std::string note;                ///< more to say of the table; empty: nothing
  std::vector<std::string> signs;  ///< beside its amounts, each the sign of several currencies
  std::vector<Question> questions;
};

struct DraftStage {
  std::string name;
  std::string pipeline;
  data::Outcome outcome = data::Outcome::open;
  std::int64_t n_deals = 0;
  std::string why;  ///< of an outcome
};

struct Draft {
  std::filesystem::path file;  ///< where it is to stand, absolute
  std::string company;
  std::string currency;
  std::string currency_why;
  bool currency_told = true;  ///< false: nothing in the files tells
  std::optional<FiscalYear> fiscal_year;
  bool has_instants = false;  ///< some day is an instant, of which the time zone makes a day
  std::vector<DraftStage> stages;
  bool lists_stages = false;  ///< whether the stages can be written as a list that reads the same
  std::vector<DraftTable> tables;
  std::vector<Question> questions;  ///< of the company as a whole
  std::vector<std::string> groups;
  std::string period;  ///< an example for targets; empty: none is known
  /// Files that are none of the tables.
  std::vector<std::filesystem::path> left_out;

  /// The table of that key; nullptr when there is none.
  [[nodiscard]] DraftTable const* table(std::string_view key) const;
  /// Those that must be answered before anything is forecast.
  [[nodiscard]] std::size_t n_questions() const;
};

/// What becomes of questions and open columns in the text.
enum class Doubts {
  open,    ///< comments
  assumed  ///< the first choice of each holds, to see what else would be asked
};

/// The draft as the text of a quarterdeck.yaml.
/// @verified tests/unit/service/init_test.cpp
[[nodiscard]] std::string yaml_text(Draft const& draft, Doubts doubts);

/// What the draft takes for granted, a sentence each, for the head of a report.
[[nodiscard]] std::vector<std::string> assumptions_of(Draft const& draft);

/// A word of the data as YAML: in quotes unless it is plain.
[[nodiscard]] std::string yaml_word(std::string_view text);

}  // namespace quarterdeck::service
