// engine/io/deals/deal_stages.cpp – see deal_stages.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/deal_stages.hpp"

#include "engine/io/deals/stage_outcomes.hpp"

namespace quarterdeck::io {

DealStages::DealStages(TableSource const& source, StageBook& stages, data::Records const& records)
    : source_(source), stages_(stages), records_(records) {
  for (auto const& [column, values] : records.text) {
    if (is_pipeline_column(column)) pipelines_ = &values;
  }
}

data::StageId DealStages::of(std::uint32_t deal, std::string const& name) {
  auto const& mapped = source_.mapped("stage", name);
  if (!stages_.is_split()) return stages_.id_of(mapped);
  return stages_.id_of({mapped, pipeline(deal), records_.deals[deal].outcome});
}

bool DealStages::ends_both_ways(std::string const& name) const {
  return stages_.has_one_end(source_.mapped("stage", name));
}

std::string_view DealStages::pipeline(std::uint32_t deal) const {
  return pipelines_ == nullptr ? std::string_view() : std::string_view((*pipelines_)[deal]);
}

}  // namespace quarterdeck::io
