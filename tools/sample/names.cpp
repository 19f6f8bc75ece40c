// tools/sample/names.cpp – see names.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/names.hpp"

#include <fmt/core.h>

#include <array>
#include <string_view>

namespace quarterdeck::sample {
namespace {

using namespace std::string_view_literals;

constexpr std::array first{"Alder"sv,   "Birch"sv,  "Cedar"sv,  "Dover"sv,    "Elm"sv,
                           "Falcon"sv,  "Garnet"sv, "Harlow"sv, "Iris"sv,     "Juniper"sv,
                           "Kestrel"sv, "Linden"sv, "Marlow"sv, "Norwood"sv,  "Osprey"sv,
                           "Pike"sv,    "Quarry"sv, "Ridge"sv,  "Sterling"sv, "Thorn"sv,
                           "Umber"sv,   "Vale"sv,   "Willow"sv, "Yarrow"sv,   "Zephyr"sv};
constexpr std::array middle{"bridge"sv, "brook"sv, "combe"sv, "dale"sv,  "field"sv, "ford"sv,
                            "gate"sv,   "ham"sv,   "hurst"sv, "ley"sv,   "mere"sv,  "mont"sv,
                            "port"sv,   "shore"sv, "side"sv,  "stead"sv, "stone"sv, "stow"sv,
                            "ton"sv,    "view"sv,  "wall"sv,  "water"sv, "way"sv,   "wick"sv};
constexpr std::array line{"Analytics"sv, "Biotech"sv,   "Chemicals"sv, "Diagnostics"sv, "Energy"sv,
                          "Foods"sv,     "Institute"sv, "Labs"sv,      "Materials"sv,   "Optics"sv};
constexpr std::array form{"Ltd"sv,     "Inc"sv,      "Group"sv, "GmbH"sv, "& Sons"sv,
                          "Co, Inc"sv, "Partners"sv, "AG"sv,    "Corp"sv, "LLC"sv};

}  // namespace

std::string account_name(std::uint32_t account) {
  std::uint32_t rest = account;
  auto const next = [&rest](auto const& words) {
    auto const word = words[rest % words.size()];
    rest /= static_cast<std::uint32_t>(words.size());
    return word;
  };
  auto const place = next(first);
  auto const ending = next(middle);
  auto const trade = next(line);
  auto const kind = next(form);
  if (account % 97 == 0) return fmt::format("{}{} \"{}\" {}", place, ending, trade, kind);
  return fmt::format("{}{} {} {}", place, ending, trade, kind);
}

}  // namespace quarterdeck::sample
