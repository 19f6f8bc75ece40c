// tests/reference/rows.hpp – reads the files of this folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

namespace quarterdeck::test {

using Row = std::vector<std::string>;

/// Rows of a file in tests/reference, without its header.
[[nodiscard]] std::vector<Row> read_rows(std::string const& name);

/// A file of two columns: a name and its value.
[[nodiscard]] std::map<std::string, double> read_values(std::string const& name);

}  // namespace quarterdeck::test
