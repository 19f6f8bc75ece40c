// tools/sample/setting.hpp – what stays fixed while a company lives: calendar, owners, rates.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/random/stream.hpp"
#include "tools/sample/company.hpp"
#include "tools/sample/parameters.hpp"

namespace quarterdeck::sample {

/// Completed quarters simulated before the history begins, so that it starts with a pipeline and
/// with renewals.
inline constexpr int n_unrecorded_quarters = 8;

struct Owner {
  std::string name;
  int region = 0;
  double skill = 0;  ///< added to the logit of the win hazard
};

struct Setting {
  CompanySpec spec;
  Parameters const* parameters = nullptr;
  std::vector<core::Period> quarters;  ///< unrecorded, recorded and the open one
  core::Date history_start{};
  core::Date as_of{};
  std::vector<Owner> owners;
  std::vector<int> first_owner;            ///< [region], one more at the end
  std::vector<std::vector<double>> rates;  ///< [quarter][currency], USD for one unit

  [[nodiscard]] core::Period const& open_quarter() const { return quarters.back(); }
};

/// @pre the ranges stated in CompanySpec hold
[[nodiscard]] Setting make_setting(CompanySpec const& spec);

/// Random numbers of the generator for a thing named in words.
[[nodiscard]] random::Stream stream_of(std::uint64_t seed, std::string_view what,
                                       std::uint64_t index);

}  // namespace quarterdeck::sample
