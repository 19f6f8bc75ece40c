// engine/table/source.cpp – see source.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/source.hpp"

namespace quarterdeck::io {

std::string const& TableSource::mapped(std::string const& column, std::string const& value) const {
  auto const of_column = values.find(column);
  if (of_column == values.end()) return value;
  auto const found = of_column->second.find(value);
  return found == of_column->second.end() ? value : found->second;
}

}  // namespace quarterdeck::io
