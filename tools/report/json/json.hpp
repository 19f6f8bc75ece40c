// tools/report/json/json.hpp – what the JSON writers share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "engine/core/calendar.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "models/compile/overrides.hpp"
#include "tools/service/forecast/summary.hpp"

namespace quarterdeck::report {

using Json = nlohmann::ordered_json;

/// A number that JSON can hold. @throws core::NumericError when it is not finite
[[nodiscard]] double finite(double value);

/// `{"0.01": …, "0.99": …}`
[[nodiscard]] Json quantiles_json(service::Quantiles const& quantiles);

/// Adds mean, sd and quantiles to an object.
void add_spread(Json& object, service::Spread const& spread);

/// A total as its spread, with the standard errors of what is quoted most under `error`.
[[nodiscard]] Json total_json(service::TotalSpread const& total);

[[nodiscard]] Json inputs_json(std::vector<core::InputHash> const& inputs);

/// `{version, git, seed, trials, stream_version, started_at, inputs, threads}`; without start or
/// threads where they are left open, as in a batch, whose results must not tell when they were made
[[nodiscard]] Json provenance_json(core::Provenance const& provenance);

/// `{id, start, end}`
[[nodiscard]] Json period_json(core::Period const& period);

enum class Rows { counted, listed };

/// `{"score", "findings": [{code, severity, count, message}]}`, with `treatment` and the `rows`
/// concerned where they are listed.
[[nodiscard]] Json quality_json(data::DataQuality const& quality, Rows rows);

/// `[{deal, name, field, before, after, author, reason, since, expires, applied, status}]`; numbers
/// and dates as such, null for a value that is not known.
[[nodiscard]] Json overrides_json(std::vector<models::OverrideEffect> const& overrides);

[[nodiscard]] std::string to_string(data::Severity severity);
[[nodiscard]] std::string to_string(data::Treatment treatment);

/// Indented text of a document, ended by a line break; broken UTF-8 becomes the replacement sign.
[[nodiscard]] std::string dump(Json const& document);

}  // namespace quarterdeck::report
