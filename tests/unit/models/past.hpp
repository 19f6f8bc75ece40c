// tests/unit/models/past.hpp – small pasts written by hand or drawn, for tests of the models.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/data/history.hpp"
#include "models/compile.hpp"
#include "models/fit.hpp"
#include "models/past/landmarks.hpp"

namespace quarterdeck::test {

inline constexpr data::StageId qualify = 0;
inline constexpr data::StageId propose = 1;
inline constexpr data::StageId won_stage = 2;
inline constexpr data::StageId lost_stage = 3;

/// A deal of the past. `closed` is no_date while it is open.
struct PastDeal {
  std::string id;
  core::Date created{};
  core::Date closed = core::no_date;
  data::Outcome outcome = data::Outcome::open;
  core::Minor amount = 100'000;
  core::Minor final_amount = core::no_amount;  ///< no_amount: as `amount`
  core::Date entered_close = core::no_date;
  std::string segment{};
  data::StageId stage = qualify;
};

/// Records made of such deals, every one with an event of creation and one of closing.
class Past {
 public:
  Past();
  Past& add(PastDeal const& deal);
  [[nodiscard]] data::Records& records() { return records_; }
  [[nodiscard]] data::History history(core::Date as_of) const;

 private:
  data::Records records_;
};

[[nodiscard]] core::Date day(int year, unsigned month, unsigned day_of_month);
[[nodiscard]] core::Period quarter_of(core::Date date);

/// A steady company: every quarter since 2023-01-01 the same number of deals, each won with
/// probability p_win or lost, after 10 to 80 days. Deterministic in the seed.
struct SteadyCompany {
  int n_quarters = 12;
  int deals_per_quarter = 60;
  double p_win = 0.3;
  std::uint64_t seed = 1;
};
[[nodiscard]] Past steady_past(SteadyCompany const& company);

[[nodiscard]] models::Landmarks landmarks_of(data::History const& history,
                                             core::Period const& period);

[[nodiscard]] models::ForecastInputs inputs_of(data::History const& history,
                                               core::Period const& period);

[[nodiscard]] bool has_finding(data::Findings const& findings, std::string const& code);

}  // namespace quarterdeck::test
