// models/win/hazard/covariate.hpp – what is known of a week at risk, as families of columns.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/data/history.hpp"
#include "models/win/hazard/logit_design.hpp"
#include "models/win/hazard/person_period.hpp"

namespace quarterdeck::models::win {

/// Where the values of a family come from.
enum class CovariateKind {
  stage,
  stage_age,    ///< weeks in the stage
  deal_age,     ///< weeks since creation
  period_end,   ///< weeks to the period's end
  close_date,   ///< weeks to the entered close date; overdue has bins of its own
  pushes,       ///< times that the close date was moved later
  last_change,  ///< weeks since anything of the deal changed, on record
  weeks_ahead,  ///< weeks since the state was read
  segment,
  text,              ///< a column, its values as levels
  number,            ///< a column, standardised; its blanks are at the mean
  number_blank,      ///< whether that column is blank
  size,              ///< log(amount / median of the segment), standardised; blank at the mean
  size_blank,        ///< whether the amount is blank
  stage_close_date,  ///< stage and close_date together
  stage_weeks_ahead  ///< stage and weeks_ahead together
};

/// A family of columns: one for each level that past rows have, or one for a number.
struct Covariate {
  CovariateKind kind = CovariateKind::stage;
  std::string name;                 ///< in plain words, or the column's name
  std::string column;               ///< of text and number
  std::vector<std::string> levels;  ///< in plain words, one for each design column
  double mean = 0;                  ///< number, size: subtracted
  double sd = 1;                    ///< number, size: divided by
  [[nodiscard]] bool is_number() const {
    return kind == CovariateKind::number || kind == CovariateKind::size;
  }
};

struct CovariateSpec {
  /// Beside the segments. Final values are known to stand for past ones only of columns that are
  /// entered at the beginning.
  std::vector<std::string> columns{"type", "source", "owner", "segment", "region", "product"};
  /// Only what a table of win rates may look at as well: stage, age, close date, weeks ahead and to
  /// the period's end, segment and amount. Without the last two money would be wrong.
  bool basics_only = false;
  bool weeks_ahead = true;      ///< false where weeks to the period's end tell the same
  std::size_t min_deals = 5;    ///< a level that fewer deals had gets the pooled effect
  std::size_t max_levels = 60;  ///< of one family; rarer ones get the pooled effect
};

/// Turns rows into entries of a design; made from past rows, then the same for all. Column 0 is the
/// intercept. A level never seen has no entry: it gets the effect zero of its family. Blank is a
/// level of its own.
///
/// Left out: a column that is absent, known only at closing or the same in all past rows; stage,
/// close date, pushes and amount where their values at past dates are not known, since the final
/// ones that stand in for them would give the outcome away. A column whose values are all numbers,
/// more than ten different ones, is a number, else its values are levels.
/// @verified tests/unit/models/covariate_test.cpp
class RowEncoder {
 public:
  RowEncoder(data::History const& history, PersonPeriods const& past, CovariateSpec const& spec);

  [[nodiscard]] std::vector<Covariate> const& covariates() const { return covariates_; }
  [[nodiscard]] std::size_t n_columns() const { return n_columns_; }
  /// First design column of each covariate.
  [[nodiscard]] std::size_t first_column(std::size_t covariate) const { return first_[covariate]; }
  /// Replaces `into` by the entries of a row, ascending.
  void encode(data::History const& history, PersonPeriods const& periods, PersonWeek const& row,
              std::vector<Entry>& into) const;
  /// Values of a row in plain words, one for each covariate; of a column of numbers the number as
  /// it was entered, of an amount its multiple of the segment's median.
  [[nodiscard]] std::vector<std::string> levels(data::History const& history,
                                                PersonPeriods const& periods,
                                                PersonWeek const& row) const;

 private:
  using LevelColumns = std::unordered_map<std::string, std::uint32_t>;
  void keep(Covariate covariate);
  std::vector<Covariate> covariates_;
  std::vector<std::size_t> first_;
  std::vector<LevelColumns> column_of_;  ///< [covariate] level → design column
  std::size_t n_columns_ = 1;
  std::map<std::string, double> median_;  ///< amount of past open deals, a segment
  double median_all_ = 0;
};

}  // namespace quarterdeck::models::win
