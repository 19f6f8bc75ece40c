// tests/unit/data/random_book.hpp – large untidy books, and the same books with another future.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/data/records.hpp"

namespace quarterdeck::test {

enum class Reopening { none, some };

/// A book of 2026 with full history in which deals lack dates, amounts, events, or closing events,
/// and, if asked for, are won or lost and opened again or changed after their closing.
[[nodiscard]] data::Records random_book(std::uint64_t seed, int n_deals,
                                        Reopening reopening = Reopening::some);

/// The same book up to the end of `on`, with everything later replaced: events, outcomes, stages,
/// amounts, close dates, activities, texts that tell the end, exchange rates, first sightings, and
/// other deals created later.
[[nodiscard]] data::Records with_other_future(data::Records const& records, core::Date on,
                                              std::uint64_t seed);

/// The same book with its rows in another order; `order[i]` is the old row of new row i.
[[nodiscard]] data::Records reordered(data::Records const& records,
                                      std::vector<std::uint32_t> const& order);

/// A random order of n rows.
[[nodiscard]] std::vector<std::uint32_t> random_order(std::size_t n, std::uint64_t seed);

}  // namespace quarterdeck::test
