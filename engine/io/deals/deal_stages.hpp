// engine/io/deals/deal_stages.hpp – what a stage's name means for one deal.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>

#include "engine/data/records.hpp"
#include "engine/io/deals/stage_book.hpp"
#include "engine/table/source.hpp"

namespace quarterdeck::io {

/// Stages that events name, in the pipeline and with the outcome of their deals.
class DealStages {
 public:
  /// All must outlive the object.
  DealStages(TableSource const& source, StageBook& stages, data::Records const& records);

  /// The stage of that name, as `values` of the source maps it, added when it may be.
  [[nodiscard]] data::StageId of(std::uint32_t deal, std::string const& name);
  /// Whether the name holds won and lost deals, so that it says nothing of an open one.
  [[nodiscard]] bool ends_both_ways(std::string const& name) const;

  /// The deal's pipeline; empty where no column tells.
  [[nodiscard]] std::string_view pipeline(std::uint32_t deal) const;
  /// Its code, 0 where no column tells.
  [[nodiscard]] std::uint32_t pipeline_code(std::uint32_t deal) const {
    return pipelines_ == nullptr ? 0 : pipelines_->code(deal);
  }

 private:
  TableSource const& source_;
  StageBook& stages_;
  data::Records const& records_;
  data::TextColumn const* pipelines_ = nullptr;
};

}  // namespace quarterdeck::io
