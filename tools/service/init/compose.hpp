// tools/service/init/compose.hpp – what a company's files say of its workspace, put together.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "tools/service/init/draft.hpp"
#include "tools/service/session/reading.hpp"

namespace quarterdeck::service {

/// Looks at files and draws up the workspace that would read them: which table each is, the columns
/// that only a guess finds, order of day and month, currency, fiscal year, and breakdowns. Several
/// files of one kind become a pattern; tables of deals with their days in their names, snapshots.
/// @param files   absolute
/// @param folder  where the workspace is to stand, absolute
/// @return the draft without stages; or QD-350 where no file holds deals, QD-352 where files of one
///         kind cannot be one table, and what is wrong with a file that cannot be opened
/// @throws core::IoError
/// @verified tests/unit/service/compose_test.cpp
[[nodiscard]] core::Checked<Draft> compose(std::vector<std::filesystem::path> const& files,
                                           std::filesystem::path const& folder);

/// Writes the stages of the data into the draft, with their deals and outcomes, as a list where the
/// tables read the same with it.
/// @throws core::IoError
/// @verified tests/unit/service/init_test.cpp
void describe_stages(Draft& draft, Reading const& reading);

}  // namespace quarterdeck::service
