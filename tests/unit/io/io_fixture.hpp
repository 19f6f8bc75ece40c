// tests/unit/io/io_fixture.hpp – small workspaces, and what was read of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "engine/io/deals/read_records.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"

namespace quarterdeck::test {

/// Reads the workspace text and then its tables; faults of either are the result's.
core::Checked<io::ReadResult> read(Folder const& folder, std::string_view workspace);

/// Times that a finding was raised.
std::int64_t count_of(data::Findings const& findings, std::string_view code);
/// The finding of that code; nullptr where there is none.
data::Finding const* finding_of(data::Findings const& findings, std::string_view code);
/// Line of its first occurrence, 0 without one.
std::int64_t line_of(data::Findings const& findings, std::string_view code);

/// The deal of that id. @throws std::out_of_range when there is none
data::DealRecord const& deal_of(io::ReadResult const& result, std::string_view id);

}  // namespace quarterdeck::test
