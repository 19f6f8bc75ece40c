// tools/sample/book.hpp – the records that a company's CRM would hold on a day.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "engine/data/records.hpp"
#include "tools/sample/world.hpp"

namespace quarterdeck::sample {

/// Stages of every synthetic company with the CRM's probabilities; Closed Won and Closed Lost last.
[[nodiscard]] std::vector<data::Stage> stages();

/// The forecast category that the CRM gives to every deal in a stage, and its name there.
[[nodiscard]] data::Category category_of(data::StageId stage);
[[nodiscard]] std::string_view category_name(data::StageId stage);

/// Rates in force from the quarter in which the history begins, dated by day `until` or earlier.
[[nodiscard]] std::vector<data::Rate> dated_rates(Setting const& setting, core::Date until);

/// Everything known at the end of the world's day: deals open or closed since the history began,
/// all their events, rates so far. Rows count from 2, the first line after a header.
[[nodiscard]] data::Records records_of(World const& world);

}  // namespace quarterdeck::sample
