// tools/report/page/page.cpp – see page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/page.hpp"

#include <iterator>
#include <utility>

namespace quarterdeck::report {

void append(Page& page, std::vector<Block>&& blocks) {
  page.blocks.insert(page.blocks.end(), std::make_move_iterator(blocks.begin()),
                     std::make_move_iterator(blocks.end()));
}

Column numbers_column(std::string_view title, std::string_view term) {
  Column column;
  column.title = say(title);
  column.term = term;
  return column;
}

Column minor_column(std::string_view title, std::string_view term) {
  auto column = numbers_column(title, term);
  column.is_minor = true;
  return column;
}

Column words_column(std::string_view title, Room room) {
  Column column;
  column.title = say(title);
  column.cells = Cells::words;
  column.room = room;
  return column;
}

Column label_column() {
  Column column;
  column.cells = Cells::words;
  return column;
}

}  // namespace quarterdeck::report
