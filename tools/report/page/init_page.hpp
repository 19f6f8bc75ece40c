// tools/report/page/init_page.hpp – what was made of a company's files.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/service/init/init.hpp"

namespace quarterdeck::report {

/// The workspace written, its tables, what the reader found in them, the questions that are left,
/// and the command to run next.
/// @param folder  of the workspace, as the user would type it
/// @verified tests/cli/init_test.cpp
[[nodiscard]] Page init_page(service::InitReport const& report, std::string const& folder);

}  // namespace quarterdeck::report
