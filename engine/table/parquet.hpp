// engine/table/parquet.hpp – a table of ours as a Parquet file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace quarterdeck::io {

/// Turns a CSV file with a header line and numbers only into a Parquet file: whole numbers become
/// 64-bit integers, others doubles. The file is written in place; callers who want it whole or not
/// at all give a temporary name.
/// @throws core::IoError when either file cannot be read or written
/// @verified tests/cli/forecast_test.cpp
void csv_to_parquet(std::filesystem::path const& csv, std::filesystem::path const& parquet);

}  // namespace quarterdeck::io
