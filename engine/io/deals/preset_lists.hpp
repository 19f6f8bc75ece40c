// engine/io/deals/preset_lists.hpp – the known tables, vendor by vendor; see preset.hpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "engine/io/deals/preset.hpp"

namespace quarterdeck::io {

// Within a list, tables that demand more come before those that demand less. A table of one kind
// that every source of this `preset:` may be read by comes last among those of its kind.

[[nodiscard]] std::span<Preset const> salesforce_presets();
[[nodiscard]] std::span<Preset const> hubspot_presets();
/// Exports of HubSpot in the ten languages other than English.
[[nodiscard]] std::span<Preset const> hubspot_language_presets();
[[nodiscard]] std::span<Preset const> dynamics_presets();
/// Pipedrive, Zoho, monday and Odoo.
[[nodiscard]] std::span<Preset const> further_presets();
/// Tables of these systems that are none of ours, so that the refusal can call them by their names.
[[nodiscard]] std::span<Preset const> other_tables();

}  // namespace quarterdeck::io
