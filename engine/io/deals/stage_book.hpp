// engine/io/deals/stage_book.hpp – stages of the workspace, completed from the data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/data/records.hpp"

namespace quarterdeck::io {

/// A stage as a row names it.
struct StageName {
  std::string_view name{};
  std::string_view pipeline{};  ///< of the deal; empty where the table has none
  /// Of the deal, which tells apart what a single closed stage holds.
  data::Outcome outcome = data::Outcome::open;
};

/// A stage of which nobody says for sure whether it ends a deal.
struct StageQuestion {
  std::string name;
  std::string pipeline;                       ///< empty: any
  std::optional<data::Outcome> looks_like{};  ///< closed, without saying how, where empty
  std::string why;
  std::int64_t n_deals = 0;
};

/// Stages by name, letter case and signs apart. When the workspace lists stages, only names that
/// say won or lost for certain are added to them; when it lists none, all names in the data are. A
/// stage belongs to one pipeline where it ends deals in one and not in another, and to one outcome
/// where a single closed stage holds won and lost deals.
/// @verified tests/unit/io/stage_outcomes_test.cpp
class StageBook {
 public:
  explicit StageBook(std::vector<data::Stage> listed);

  /// The stage of that name, added when it may be; no_stage for blank and for unlisted names, and
  /// for an open deal in a stage that holds closed ones of both kinds.
  [[nodiscard]] data::StageId id_of(StageName const& stage);
  [[nodiscard]] data::StageId id_of(std::string_view name) { return id_of(StageName{name}); }
  /// Adds a stage for the deals of one pipeline only. @pre the workspace lists no stages
  void add_for_pipeline(StageName const& stage);
  /// Adds two stages for the won and the lost deals of one name. @pre as before
  void add_for_both_ends(StageName const& stage);
  /// The CRM says so of every deal in the stage; only stages taken from the data change.
  void set_outcome(data::StageId stage, data::Outcome outcome);
  /// Notes that deals are open or closed by what their stage is, because nothing else tells.
  void depend_on(data::StageId stage) { ++n_untold_[static_cast<std::size_t>(stage)]; }
  void ask(StageQuestion question) { questions_.push_back(std::move(question)); }

  [[nodiscard]] std::vector<data::Stage> const& stages() const { return stages_; }
  /// Whether the id of a stage hangs on more than its name.
  [[nodiscard]] bool is_split() const;
  [[nodiscard]] bool is_listed() const { return n_listed_ > 0; }
  /// Whether the workspace itself names the stage.
  [[nodiscard]] bool is_listed(data::StageId stage) const {
    return static_cast<std::size_t>(stage) < n_listed_;
  }
  /// Whether deals depend on it, see `depend_on`.
  [[nodiscard]] bool is_depended_on(data::StageId stage) const {
    return n_untold_[static_cast<std::size_t>(stage)] > 0;
  }
  /// Whether the name is that of a closed stage that holds won and lost deals.
  [[nodiscard]] bool has_one_end(std::string_view name) const;
  [[nodiscard]] std::vector<StageQuestion> const& questions() const { return questions_; }

 private:
  struct Key {
    std::string name;      ///< as in the data
    std::string folded;    ///< of the name
    std::string pipeline;  ///< folded; empty: any
    bool one_end = false;  ///< only deals of its outcome
  };
  [[nodiscard]] std::optional<data::StageId> find(StageName const& stage, bool exactly) const;
  [[nodiscard]] bool has_pipelines(std::string_view name) const;
  [[nodiscard]] bool is_full() const;
  void add(StageName const& stage, Key key);

  std::vector<data::Stage> stages_;
  std::vector<Key> keys_;               ///< one a stage
  std::vector<std::int64_t> n_untold_;  ///< one a stage
  std::size_t n_listed_;
  std::vector<StageQuestion> questions_;
};

/// Puts stages that were taken from the data in the order of typical age (mean days since creation
/// of the events that enter them, or of the deals that stand in them), won and lost last, and
/// renumbers everything.
void order_stages_by_age(data::Records& records);

}  // namespace quarterdeck::io
