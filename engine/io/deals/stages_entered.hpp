// engine/io/deals/stages_entered.hpp – columns that tell when a deal entered each stage.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/deals/build_deals.hpp"
#include "engine/io/deals/deal_stages.hpp"

namespace quarterdeck::io {

/// Turns columns such as HubSpot's `Date entered "X (Pipeline)"` and `hs_v2_date_entered_x` into
/// events. The name in brackets at the end of a stage is its pipeline where deals name the stage
/// without it. Stages of one day are entered in the order of their times.
/// @verified tests/unit/io/preset_history_test.cpp
class StagesEntered {
 public:
  explicit StagesEntered(TableSource const& source);

  /// @param stage  as the header has it, see `stage_entered`
  /// @param text   the cell; blank where the deal was never in the stage
  void take(std::uint32_t deal, std::string_view stage, std::string_view text, core::Place place);
  [[nodiscard]] DateColumn& dates() { return dates_; }

  /// Adds the events. @return QD-210 where day and month cannot be told apart
  [[nodiscard]] core::Diagnostics finish(DealReading const& reading);

 private:
  struct Entry {
    std::uint32_t deal;
    std::string stage;
    std::string text;
    core::Place place;
  };
  [[nodiscard]] std::string stage_name(std::string const& stage,
                                       std::vector<std::string> const& known) const;

  std::vector<Entry> entries_;
  DateColumn dates_;
};

/// Headers of the columns of days on which stages were entered; of two for one stage the first.
/// @return number of the column and stage
[[nodiscard]] std::vector<std::pair<std::size_t, std::string>> columns_of_stages_entered(
    std::vector<std::string> const& header);

/// Events from such columns of the opportunities, which are no columns of the company's own then.
[[nodiscard]] core::Diagnostics read_stages_entered(DealReading const& reading,
                                                    std::string const& deal_file);

}  // namespace quarterdeck::io
