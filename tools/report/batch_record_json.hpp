// tools/report/batch_record_json.hpp – parts of a run's record that several files hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/json.hpp"
#include "tools/service/batch/batch.hpp"

namespace quarterdeck::report {

[[nodiscard]] std::string failure_name(service::Failure failure);
[[nodiscard]] Json basis_json(std::vector<service::Basis> const& basis);
[[nodiscard]] Json outputs_json(std::vector<service::BatchFile> const& outputs);
[[nodiscard]] Json batch_row_json(service::BatchRow const& row);

}  // namespace quarterdeck::report
