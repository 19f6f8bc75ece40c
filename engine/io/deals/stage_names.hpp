// engine/io/deals/stage_names.hpp – what the name of a stage or status says of the end of a deal.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>

#include "engine/data/records.hpp"

namespace quarterdeck::io {

struct NameMeaning {
  bool ends = false;                     ///< it speaks of an end
  std::optional<data::Outcome> outcome;  ///< won or lost, as far as it says
  bool certain = false;  ///< it can hardly mean anything else; then `outcome` is set
};

/// What a name says, in English, German, Spanish, Finnish, French, Italian, Japanese, Dutch,
/// Polish, Portuguese, Swedish, Danish, Norwegian, Russian, Chinese and Korean. Letter case,
/// accents, numbers, signs and pictures do not matter.
///
/// Certain is a name in which every word speaks of one end or is of no weight (`Won`, `Deal lost`,
/// `Disqualified`, `6 - Won (100%)`), and one that says closed beside won or lost, whatever else it
/// says (`Closed Lost - No Decision`). In doubt are names that speak of an end among words that may
/// turn it round (`Won back`, `Verbally won`), of both ends, of a signature (`Signed`), or of an
/// end without saying which (`Closed`, `Done`).
/// @source field references of Salesforce, HubSpot, Dynamics, Pipedrive, Zoho, Bitrix24, Odoo,
/// amoCRM
/// @verified tests/unit/io/stage_names_test.cpp
[[nodiscard]] NameMeaning meaning_of_name(std::string_view name);

/// The outcome that a name says for certain; nothing for others.
[[nodiscard]] std::optional<data::Outcome> outcome_of_name(std::string_view name);

/// What a status says: the same, open words as well, and closed without saying how.
struct StatusMeaning {
  std::optional<data::Outcome> outcome;
  bool closed = false;  ///< closed, and the status does not say how
};
/// @param numbered  0, 1 and 2 are open, won and lost, as in Dynamics
[[nodiscard]] StatusMeaning meaning_of_status(std::string_view text, bool numbered);

}  // namespace quarterdeck::io
