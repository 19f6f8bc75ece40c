// tools/service/record/book_facts.hpp – what of a book a recorded forecast keeps.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/io/ledger/ledger.hpp"

namespace quarterdeck::service {

/// Dates of an open deal that the plan does not hold.
struct DealDates {
  core::Date created = core::no_date;
  core::Date close_date = core::no_date;
};

/// Facts of the book that its forecast is recorded with.
struct BookFacts {
  std::filesystem::path ledger;  ///< as the workspace says
  std::string workspace_sha256;
  std::unordered_map<std::string, DealDates> open;  ///< by id
  core::Date closed_since = core::no_date;
  std::vector<io::LedgerClosed> closed;  ///< in the order of their ids
};

}  // namespace quarterdeck::service
