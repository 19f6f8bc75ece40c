// engine/core/time_zone.cpp – see time_zone.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/time_zone.hpp"

#include <date/tz.h>
#include <fmt/core.h>

#include <algorithm>

#include "engine/core/error.hpp"

namespace quarterdeck::core {
namespace {

date::tzdb const& zones() try { return date::get_tzdb(); } catch (std::runtime_error const& error) {
  throw IoError(fmt::format("the system has no time zone data (package tzdata): {}", error.what()));
}

}  // namespace

std::optional<TimeZone> TimeZone::named(std::string const& name) {
  (void)zones();
  try {
    return TimeZone(name, date::locate_zone(name));
  } catch (std::runtime_error const&) {
    return std::nullopt;
  }
}

std::vector<std::string> TimeZone::names() {
  std::vector<std::string> result;
  for (auto const& zone : zones().zones) result.push_back(zone.name());
  std::ranges::sort(result);
  return result;
}

Date DayOfInstant::operator()(Instant instant) {
  if (zone_ && !(begin_ <= instant && instant < end_)) {
    auto const info = zone_->zone_->get_info(instant);
    begin_ = info.begin;
    end_ = info.end;
    offset_ = info.offset;
  }
  return std::chrono::floor<Days>(instant + offset_);
}

}  // namespace quarterdeck::core
