// engine/io/deals/event_scale.hpp – whether the amounts of a history are those of its deals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "engine/data/records.hpp"
#include "engine/table/source.hpp"

namespace quarterdeck::io {

/// QD-246 where the last amounts of the events are typically a hundred times those of the deals, or
/// a hundredth: one of the two tables is in another unit. Nothing where fewer than five deals have
/// both.
/// @param records  whose events are those of the source alone, sorted by deal, then date
/// @verified tests/unit/io/silent_faults_test.cpp
[[nodiscard]] std::optional<core::Diagnostic> amounts_of_another_scale(data::Records const& records,
                                                                       TableSource const& source);

}  // namespace quarterdeck::io
