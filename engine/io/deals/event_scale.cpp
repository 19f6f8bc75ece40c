// engine/io/deals/event_scale.cpp – see event_scale.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/event_scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace quarterdeck::io {

std::optional<core::Diagnostic> amounts_of_another_scale(data::Records const& records,
                                                         TableSource const& source) {
  constexpr std::size_t least_deals = 5;
  constexpr double most_times = 100;
  std::vector<double> ratios;
  auto const& events = records.events;
  for (std::size_t i = 0; i < events.size(); ++i) {
    bool const is_last = i + 1 == events.size() || events[i + 1].deal != events[i].deal;
    auto const amount = records.deals[events[i].deal].amount;
    bool const both = events[i].amount > 0 && amount > 0;
    if (!is_last || !both) continue;
    ratios.push_back(static_cast<double>(events[i].amount) / static_cast<double>(amount));
  }
  if (ratios.size() < least_deals) return std::nullopt;
  auto const middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::ranges::nth_element(ratios, middle);
  if (*middle<most_times&& * middle> 1 / most_times) return std::nullopt;
  return core::Diagnostic{
      "QD-246",
      core::Fault::data,
      source.where,
      fmt::format("the amounts of the stage history are about {:.6g} times those of the deals",
                  *middle),
      "the two tables count in different units, and the forecast would rest on both",
      "Export both in the same unit, or leave out the amounts of one of them with `columns`."};
}

}  // namespace quarterdeck::io
