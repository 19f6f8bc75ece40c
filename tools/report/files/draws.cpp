// tools/report/files/draws.cpp – see draws.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/draws.hpp"

#include <fmt/format.h>

#include <iterator>

#include "engine/core/error.hpp"
#include "engine/core/money.hpp"

namespace quarterdeck::report {
namespace {

/// Minor units as a decimal number of units, exact: -12345 is `-123.45`.
void append_units(fmt::memory_buffer& buffer, core::Minor minor) {
  auto const size = minor < 0 ? -minor : minor;
  fmt::format_to(std::back_inserter(buffer), ",{}{}.{:02}", minor < 0 ? "-" : "",
                 size / core::minor_per_unit, size % core::minor_per_unit);
}

}  // namespace

void write_draws_csv(service::Forecast const& forecast, std::ostream& out) {
  auto const& run = forecast.results;
  QUARTERDECK_EXPECT(run.new_business.size() == run.total.size());
  core::Minor const booked = forecast.compiled.plan.booked;
  out << "trial,booked,open,new,total\n";
  fmt::memory_buffer row;
  for (std::size_t t = 0; t < run.total.size(); ++t) {
    row.clear();
    fmt::format_to(std::back_inserter(row), "{}", t);
    append_units(row, booked);
    append_units(row, run.total[t] - booked - run.new_business[t]);
    append_units(row, run.new_business[t]);
    append_units(row, run.total[t]);
    row.push_back('\n');
    out.write(row.data(), static_cast<std::streamsize>(row.size()));
  }
}

}  // namespace quarterdeck::report
