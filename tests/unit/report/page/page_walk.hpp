// tests/unit/report/page/page_walk.hpp – every value and every bare number of a page.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string_view>

#include "tools/report/page/page.hpp"

namespace quarterdeck::test {

/// What is asked about while a page is walked.
struct PageVisitor {
  std::function<void(report::Value const&)> value;  ///< also of the arguments of messages
  std::function<void(double)> number;               ///< of charts, outside of values
  std::function<void(std::string_view)> term;       ///< that a block says is explained elsewhere
};

/// Walks all blocks in their order.
void walk(report::Page const& page, PageVisitor const& visitor);

}  // namespace quarterdeck::test
