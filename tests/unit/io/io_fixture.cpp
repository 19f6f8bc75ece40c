// tests/unit/io/io_fixture.cpp – see io_fixture.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/io/io_fixture.hpp"

#include <stdexcept>

namespace quarterdeck::test {

core::Checked<io::ReadResult> read(Folder const& folder, std::string_view workspace) {
  folder.write("quarterdeck.yaml", workspace);
  auto const read_in = io::read_workspace(folder.path());
  if (!read_in) return tl::unexpected(read_in.error());
  return io::read_records(*read_in);
}

std::int64_t count_of(data::Findings const& findings, std::string_view code) {
  for (auto const& finding : findings) {
    if (finding.code == code) return finding.count;
  }
  return 0;
}

data::Finding const* finding_of(data::Findings const& findings, std::string_view code) {
  for (auto const& finding : findings) {
    if (finding.code == code) return &finding;
  }
  return nullptr;
}

std::int64_t line_of(data::Findings const& findings, std::string_view code) {
  for (auto const& finding : findings) {
    if (finding.code == code && !finding.places.empty()) return finding.places.front().line;
  }
  return 0;
}

data::DealRecord const& deal_of(io::ReadResult const& result, std::string_view id) {
  for (auto const& deal : result.records.deals) {
    if (deal.id == id) return deal;
  }
  throw std::out_of_range("no deal " + std::string(id));
}

}  // namespace quarterdeck::test
