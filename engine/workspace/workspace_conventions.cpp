// engine/workspace/workspace_conventions.cpp – what signs and instants mean in the tables.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/core/currency_sign.hpp"
#include "engine/workspace/workspace_sections.hpp"

namespace quarterdeck::io {
namespace {

void read_time_zone(Faults& faults, Mapping const& top, Conventions& conventions) {
  auto const name = top.text("time_zone");
  if (!name) return;
  conventions.time_zone = core::TimeZone::named(*name);
  if (conventions.time_zone) return;
  auto const nearest = core::nearest_word(*name, core::TimeZone::names());
  faults.add(*top.find("time_zone"), "QD-108", fmt::format("`time_zone` is `{}`", *name),
             nearest.empty() ? "Write an IANA name of a zone, for example Europe/Berlin or "
                               "America/New_York; letters such as CET or PST say it less well."
                             : fmt::format("Did you mean `{}`?", nearest));
}

void read_signs(Faults& faults, Mapping const& top, Conventions& conventions) {
  auto const* signs = top.find("currency_signs");
  if (signs == nullptr) return;
  for (auto const& [written, value] : free_entries(faults, *signs)) {
    // A dot ends the abbreviation, not the sign: `Rs.` is `Rs`.
    auto const sign = written.size() > 1 && written.ends_with('.')
                          ? written.substr(0, written.size() - 1)
                          : written;
    auto const code = scalar_text(faults, value, fmt::format("`{}`", sign));
    if (!code) continue;
    if (core::is_currency_code(*code)) {
      conventions.currency_signs.emplace(sign, *code);
      continue;
    }
    faults.add(value, "QD-108", fmt::format("`{}` stands for `{}`", sign, *code),
               "Write the three capital letters of ISO 4217, for example USD.");
  }
}

}  // namespace

void read_conventions(Faults& faults, Mapping const& top, Workspace& workspace) {
  workspace.conventions.currency = workspace.currency;
  read_time_zone(faults, top, workspace.conventions);
  read_signs(faults, top, workspace.conventions);
}

}  // namespace quarterdeck::io
