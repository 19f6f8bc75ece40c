// engine/table/number_column.cpp – see number_column.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/number_column.hpp"

namespace quarterdeck::io {

void NumberColumn::push_back(std::string_view text) {
  auto reading = core::read_number_text(text);
  if (!reading.mark.empty() || reading.percent) reading = {};
  // A sign that is told leaves one reading, and no evidence for other rows.
  if (numeric_ || declared_ == '.') {
    reading.if_comma = reading.if_point;
  } else if (declared_ == ',') {
    reading.if_point = reading.if_comma;
  }
  texts_.emplace_back(text);
  readings_.push_back(std::move(reading));
}

void NumberColumn::finish() {
  bool point = false;
  bool comma = false;
  for (auto const& reading : readings_) {
    point = point || (reading.if_point && !reading.if_comma);
    comma = comma || (reading.if_comma && !reading.if_point);
  }
  values_.assign(readings_.size(), std::nullopt);
  for (std::size_t row = 0; row < readings_.size(); ++row) {
    if (texts_[row].empty()) continue;
    auto const& reading = readings_[row];
    if (reading.either() && point == comma) {
      undecided_.emplace_back(row, texts_[row]);
      continue;
    }
    auto const number =
        reading.either() ? (comma ? reading.if_comma : reading.if_point) : reading.only();
    if (number) {
      values_[row] = core::to_double(*number);
    } else {
      unparsable_.emplace_back(row, texts_[row]);
    }
  }
}

}  // namespace quarterdeck::io
