// engine/table/time_of_day.cpp – see time_of_day.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/time_of_day.hpp"

#include <array>
#include <string>

#include "engine/core/text.hpp"

namespace quarterdeck::io {
namespace {

using core::is_digit;

/// Takes one or two digits off the front; -1 when there is none.
int take_number(std::string_view& text) {
  int value = -1;
  for (int n = 0; n < 2 && !text.empty() && is_digit(text.front()); ++n) {
    value = (value < 0 ? 0 : value * 10) + (text.front() - '0');
    text.remove_prefix(1);
  }
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Hours, minutes and seconds with a fraction, which is cut off; -1 when they are none.
int take_clock(std::string_view& text) {
  int const hour = take_number(text);
  if (hour < 0 || hour > 24 || !take(text, ':')) return -1;
  int const minute = take_number(text);
  if (minute < 0 || minute > 59) return -1;
  int second = 0;
  if (take(text, ':')) {
    second = take_number(text);
    if (second < 0 || second > 60) return -1;
    if (take(text, '.') || take(text, ',')) {
      while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
    }
  }
  return (hour * 60 + minute) * 60 + second;
}

/// `AM` or `PM` and what stands for them; false when the hour does not go with it.
bool take_half_day(std::string_view& text, int& second) {
  auto const word = core::lower_case(text.substr(0, 4));
  for (auto const half : {"am", "pm", "a.m.", "p.m."}) {
    if (!word.starts_with(half)) continue;
    int const hour = second / 3600;
    if (hour < 1 || hour > 12) return false;
    int const to_add = (half[0] == 'p' ? 12 : 0) - (hour == 12 ? 12 : 0);
    second += to_add * 3600;
    text.remove_prefix(std::string_view(half).size());
    return true;
  }
  return true;
}

/// The offset that is all of the text; false when it is none.
bool read_offset(std::string_view text, std::optional<int>& offset) {
  if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") {
    offset = 0;
    return true;
  }
  int const sign = text.front() == '-' ? -1 : 1;
  if (text.front() != '+' && text.front() != '-') return false;
  text.remove_prefix(1);
  int const hours = take_number(text);
  take(text, ':');
  int const minutes = text.empty() ? 0 : take_number(text);
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59 || !text.empty()) return false;
  offset = sign * (hours * 60 + minutes) * 60;
  return true;
}

}  // namespace

std::optional<TimeOfDay> read_time_of_day(std::string_view text) {
  TimeOfDay time;
  time.second = take_clock(text);
  if (time.second < 0) return std::nullopt;
  text = core::trimmed(text);
  if (!take_half_day(text, time.second)) return std::nullopt;
  text = core::trimmed(text);
  if (text.empty()) return time;
  if (!read_offset(text, time.offset)) return std::nullopt;
  return time;
}

}  // namespace quarterdeck::io
