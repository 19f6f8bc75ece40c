// tools/service/session/subject.hpp – whose period an answer is about.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/date.hpp"
#include "engine/core/provenance.hpp"
#include "tools/service/session/book.hpp"

namespace quarterdeck::service {

/// What every answer about a period begins with; pages print it as their title.
struct Subject {
  bool complete = true;  ///< false when the hook stopped the work; show nothing else then
  std::string company;
  core::Date as_of{};
  core::Period period;
  std::string currency;  ///< of the workspace, ISO 4217
  /// What was taken for granted because no workspace says it, a sentence each.
  std::vector<std::string> assumptions;

  /// Company, day and currency of a book, and a period of it.
  void take_from(Book const& book, core::Period const& its_period);
};

/// An answer that was computed, and can be computed again.
struct ComputedSubject : Subject {
  core::Provenance provenance;
};

}  // namespace quarterdeck::service
