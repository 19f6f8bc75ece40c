// engine/core/time_zone.hpp – the day on which an instant falls somewhere.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/date.hpp"

namespace date {
class time_zone;
}

namespace quarterdeck::core {

/// A moment, in seconds since 1970 in UTC.
using Instant = std::chrono::sys_seconds;

/// A zone of the IANA database that the system keeps. The zone of the machine itself is never
/// asked.
class TimeZone {
 public:
  /// The zone of that name, such as `Europe/Berlin`; nothing when there is none.
  /// @throws IoError when the system has no zone data
  /// @verified tests/unit/core/time_zone_test.cpp
  [[nodiscard]] static std::optional<TimeZone> named(std::string const& name);
  /// All names, in the order of the alphabet, for suggestions.
  /// @throws IoError when the system has no zone data
  [[nodiscard]] static std::vector<std::string> names();

  [[nodiscard]] std::string const& name() const { return name_; }

 private:
  friend class DayOfInstant;
  TimeZone(std::string name, date::time_zone const* zone) : name_(std::move(name)), zone_(zone) {}
  std::string name_;
  date::time_zone const* zone_;  ///< lives as long as the program
};

/// Gives the day of one instant after another; instants near each other share one look-up.
/// @verified tests/unit/core/time_zone_test.cpp
class DayOfInstant {
 public:
  /// @param zone  nothing: UTC
  explicit DayOfInstant(std::optional<TimeZone> zone) : zone_(std::move(zone)) {}
  [[nodiscard]] Date operator()(Instant instant);

 private:
  std::optional<TimeZone> zone_;
  Instant begin_{};  ///< the offset holds from here
  Instant end_{};    ///< to before this
  std::chrono::seconds offset_{0};
};

}  // namespace quarterdeck::core
