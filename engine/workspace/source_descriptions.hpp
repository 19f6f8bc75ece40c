// engine/workspace/source_descriptions.hpp – the one list of the tables that a workspace may name.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

#include "engine/table/description.hpp"

namespace quarterdeck::io {

/// Every table that a workspace may name. Add one here and it has its key in quarterdeck.yaml and
/// in the schema, its fingerprint in the provenance and the typed columns of `DescribedRows`.
/// @verified tests/unit/io/source_descriptions_test.cpp
[[nodiscard]] std::span<SourceDescription const> source_descriptions();

/// The one of that name.
/// @pre it exists
[[nodiscard]] SourceDescription const& source_description(std::string_view name);

}  // namespace quarterdeck::io
