// tests/install/consumer/consumer.cpp – a program of ten lines that uses an installed Quarterdeck.
// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "engine/core/calendar.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/forecast.hpp"

int main() {
  using namespace quarterdeck;
  auto const quarter = core::FiscalCalendar().parse("2026-Q4").value();
  std::cout << quarter.id << " ends on " << core::to_iso(quarter.end) << '\n';
  service::Session const session({.workspace = "no-such-workspace"});
  auto const outcome = service::answer(session, service::ForecastQuestion{});
  std::cout << (outcome ? 0 : outcome.error().size()) << " diagnostics without a workspace\n";
}
