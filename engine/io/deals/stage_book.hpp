// engine/io/deals/stage_book.hpp – stages of the workspace, completed from the data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "engine/data/records.hpp"

namespace quarterdeck::io {

/// won for names such as `Won`, `Closed Won`, `closedwon`, lost likewise; nothing for others.
[[nodiscard]] std::optional<data::Outcome> outcome_of_name(std::string_view name);

/// Stages by name, letter case and signs apart. When the workspace lists stages, only names that
/// say won or lost are added to them; when it lists none, all names in the data are.
class StageBook {
 public:
  explicit StageBook(std::vector<data::Stage> listed);
  /// The stage of that name, added when it may be; no_stage for blank and for unlisted names.
  [[nodiscard]] data::StageId id_of(std::string_view name);
  /// The CRM says so of every deal in the stage; only stages taken from the data change.
  void set_outcome(data::StageId stage, data::Outcome outcome);
  [[nodiscard]] std::vector<data::Stage> const& stages() const { return stages_; }
  [[nodiscard]] bool is_listed() const { return is_listed_; }

 private:
  std::vector<data::Stage> stages_;
  bool is_listed_;
};

/// Puts stages that were taken from the data in the order of typical age (mean days since creation
/// of the events that enter them, or of the deals that stand in them), won and lost last, and
/// renumbers everything.
void order_stages_by_age(data::Records& records);

}  // namespace quarterdeck::io
