// tools/service/session/subject.cpp – see subject.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/subject.hpp"

namespace quarterdeck::service {

void Subject::take_from(Book const& book, core::Period const& its_period) {
  company = book.workspace.company;
  as_of = book.as_of;
  period = its_period;
  currency = book.workspace.currency;
  assumptions = book.assumptions;
}

}  // namespace quarterdeck::service
