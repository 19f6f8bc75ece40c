// engine/table/parquet.cpp – see parquet.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/parquet.hpp"

#include <fmt/core.h>

#include "engine/core/error.hpp"
#include "engine/table/duck.hpp"

namespace quarterdeck::io {

void csv_to_parquet(std::filesystem::path const& csv, std::filesystem::path const& parquet) {
  auto const from = std::filesystem::absolute(csv);
  auto const to = std::filesystem::absolute(parquet);
  try {
    Duck duck(from.parent_path());
    duck.run(fmt::format(
        "COPY (SELECT * FROM read_csv({}, header = true, delim = ',', "
        "auto_type_candidates = ['BIGINT', 'DOUBLE'], sample_size = -1)) TO {} (FORMAT parquet)",
        sql_literal(from.string()), sql_literal(to.string())));
  } catch (DuckError const& error) {
    throw core::IoError(fmt::format("cannot write {}: {}", parquet.string(), error.message));
  }
}

}  // namespace quarterdeck::io
