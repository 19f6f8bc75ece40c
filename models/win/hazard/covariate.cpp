// models/win/hazard/covariate.cpp – see covariate.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/covariate.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <span>
#include <unordered_set>

namespace quarterdeck::models::win {
namespace {

/// Names of ranges of a number: the first whose upper end is not below it.
struct Bin {
  int upper = 0;
  char const* name = "";
};
constexpr int no_end = std::numeric_limits<int>::max();

constexpr std::array age_bins{Bin{1, "0 to 1 weeks"},    Bin{3, "2 to 3 weeks"},
                              Bin{6, "4 to 6 weeks"},    Bin{10, "7 to 10 weeks"},
                              Bin{16, "11 to 16 weeks"}, Bin{26, "17 to 26 weeks"},
                              Bin{52, "27 to 52 weeks"}, Bin{no_end, "over a year"}};
constexpr std::array period_end_bins{Bin{0, "last week"},       Bin{1, "2nd last week"},
                                     Bin{2, "3rd last week"},   Bin{3, "4th last week"},
                                     Bin{6, "5th to 7th last"}, Bin{9, "8th to 10th last"},
                                     Bin{no_end, "earlier"}};
constexpr std::array close_date_bins{
    Bin{-56, "overdue 8 weeks and more"}, Bin{-28, "overdue 4 to 8 weeks"},
    Bin{-7, "overdue 1 to 4 weeks"},      Bin{0, "overdue up to a week"},
    Bin{7, "due within a week"},          Bin{14, "due in 1 to 2 weeks"},
    Bin{28, "due in 2 to 4 weeks"},       Bin{56, "due in 4 to 8 weeks"},
    Bin{91, "due in 8 to 13 weeks"},      Bin{no_end, "due in 13 weeks or more"}};
constexpr std::array wide_close_date_bins{Bin{0, "overdue"}, Bin{14, "due within 2 weeks"},
                                          Bin{56, "due in 2 to 8 weeks"}, Bin{no_end, "due later"}};
constexpr std::array push_bins{Bin{0, "never"}, Bin{1, "once"}, Bin{2, "twice"},
                               Bin{3, "three times"}, Bin{no_end, "four times or more"}};
constexpr std::array last_change_bins{Bin{0, "within a week"},      Bin{1, "1 week ago"},
                                      Bin{3, "2 to 3 weeks ago"},   Bin{7, "4 to 7 weeks ago"},
                                      Bin{15, "8 to 15 weeks ago"}, Bin{no_end, "earlier"}};
constexpr std::array weeks_ahead_bins{Bin{0, "next week"},       Bin{1, "in 1 week"},
                                      Bin{3, "in 2 to 3 weeks"}, Bin{6, "in 4 to 6 weeks"},
                                      Bin{9, "in 7 to 9 weeks"}, Bin{13, "in 10 to 13 weeks"},
                                      Bin{no_end, "later"}};

std::span<Bin const> bins_of(CovariateKind kind) {
  switch (kind) {
    case CovariateKind::stage_age:
    case CovariateKind::deal_age:
      return age_bins;
    case CovariateKind::period_end:
      return period_end_bins;
    case CovariateKind::close_date:
      return close_date_bins;
    case CovariateKind::pushes:
      return push_bins;
    case CovariateKind::last_change:
      return last_change_bins;
    case CovariateKind::weeks_ahead:
      return weeks_ahead_bins;
    default:
      return {};
  }
}

std::string bin_name(std::span<Bin const> bins, int value) {
  for (Bin const& bin : bins) {
    if (value <= bin.upper) return bin.name;
  }
  return bins.back().name;
}

/// A row with all that belongs to it.
struct Row {
  data::History const* history;
  KnownState const* state;
  PersonWeek const* week;
  [[nodiscard]] int days_ahead() const { return core::days_between(state->on, week->after); }
  [[nodiscard]] std::string_view text(std::string const& column) const {
    return data::text_at(*history, week->history_row, column, state->on);
  }
};

std::string weeks_since(CovariateKind kind, int days, Row const& row) {
  if (days == KnownState::unknown) return "unknown";
  return bin_name(bins_of(kind), (days + row.days_ahead()) / 7);
}

std::string stage_of(Row const& row) {
  auto const i = static_cast<std::size_t>(row.state->stage);
  bool const known = row.state->stage >= 0 && i < row.history->stages.size();
  return known ? row.history->stages[i].name : "unknown";
}

std::string close_date_of(Row const& row, std::span<Bin const> bins) {
  if (row.state->days_to_close == KnownState::unknown) return "none";
  return bin_name(bins, row.state->days_to_close - row.days_ahead());
}

std::string blank_or(std::string_view text) { return text.empty() ? "(blank)" : std::string(text); }

/// Level of a row in plain words. @pre not a number
std::string level_of(Covariate const& covariate, Row const& row) {
  KnownState const& state = *row.state;
  switch (covariate.kind) {
    case CovariateKind::stage:
      return stage_of(row);
    case CovariateKind::stage_age:
      return weeks_since(covariate.kind, state.stage_days, row);
    case CovariateKind::deal_age:
      return weeks_since(covariate.kind, state.age_days, row);
    case CovariateKind::period_end:
      return bin_name(period_end_bins, row.week->weeks_before_end);
    case CovariateKind::close_date:
      return close_date_of(row, close_date_bins);
    case CovariateKind::pushes:
      return bin_name(push_bins, state.n_pushes);
    case CovariateKind::last_change:
      return weeks_since(covariate.kind, state.idle_days, row);
    case CovariateKind::weeks_ahead:
      return bin_name(weeks_ahead_bins, row.days_ahead() / 7);
    case CovariateKind::segment:
      return state.segment;
    case CovariateKind::size_blank:
      return state.amount == core::no_amount ? "blank" : "entered";
    case CovariateKind::number_blank:
      return row.text(covariate.column).empty() ? "blank" : "entered";
    case CovariateKind::stage_close_date:
      return stage_of(row) + " / " + close_date_of(row, wide_close_date_bins);
    case CovariateKind::stage_weeks_ahead:
      return stage_of(row) + " / " + bin_name(weeks_ahead_bins, row.days_ahead() / 7);
    default:
      return blank_or(row.text(covariate.column));
  }
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Columns whose values are names, however they are written.
bool is_name_column(std::string_view column) {
  constexpr std::array<std::string_view, 9> names{
      "account", "owner",  "segment",           "region",  "product",
      "type",    "source", "forecast_category", "currency"};
  return std::find(names.begin(), names.end(), column) != names.end();
}

bool holds_numbers(std::string const& column, data::History const& history,
                   PersonPeriods const& past) {
  if (is_name_column(column)) return false;
  std::set<double> values;
  for (PersonWeek const& week : past.rows) {
    std::string_view const text = Row{&history, &past.states[week.state], &week}.text(column);
    if (text.empty()) continue;
    std::optional<double> const value = parse_number(text);
    if (!value) return false;
    if (values.size() <= 10) values.insert(*value);
  }
  return values.size() > 10;
}

/// What may be looked at, given what the sources tell of the past.
std::vector<Covariate> wanted(data::History const& history, PersonPeriods const& past,
                              CovariateSpec const& spec) {
  using enum CovariateKind;
  std::vector<Covariate> all;
  auto const want = [&](CovariateKind kind, std::string name, std::string column = {}) {
    all.push_back({kind, std::move(name), std::move(column), {}, 0, 1});
  };
  data::RecordFacts const& facts = history.facts;
  if (facts.has_stage_history) {
    want(stage, "stage");
    want(stage_age, "weeks in stage");
  }
  want(deal_age, "age");
  want(period_end, "weeks to period end");
  if (facts.has_close_date_history) want(close_date, "close date");
  if (facts.has_close_date_history && !spec.basics_only) want(pushes, "pushed");
  bool const sees_changes =
      facts.has_stage_history || facts.has_amount_history || facts.has_close_date_history;
  if (sees_changes && !spec.basics_only) want(last_change, "last change");
  if (spec.weeks_ahead) want(weeks_ahead, "weeks ahead");
  if (facts.has_past_sizes) {
    want(size, "amount for its segment");
    want(size_blank, "amount");
  }
  want(segment, "segment");
  for (std::string const& column : spec.columns) {
    if (spec.basics_only) break;
    bool const known =
        std::any_of(all.begin(), all.end(), [&](Covariate const& c) { return c.column == column; });
    if (known || !history.text.contains(column)) continue;
    bool const numbers = holds_numbers(column, history, past);
    want(numbers ? number : text, column, column);
    if (numbers) want(number_blank, column + " entered", column);
  }
  if (facts.has_stage_history && facts.has_close_date_history) {
    want(stage_close_date, "stage and close date");
  }
  bool const looks_ahead =
      std::any_of(past.rows.begin(), past.rows.end(), [&](PersonWeek const& week) {
        return core::days_between(past.states[week.state].on, week.after) >= 7;
      });
  if (facts.has_stage_history && looks_ahead) want(stage_weeks_ahead, "stage and weeks ahead");
  return all;
}

/// Levels that enough deals had, the most frequent ones, bins in their order, others by name.
std::vector<std::string> learn_levels(Covariate const& covariate, data::History const& history,
                                      PersonPeriods const& past, CovariateSpec const& spec) {
  std::map<std::string, std::unordered_set<std::uint32_t>> deals;
  for (PersonWeek const& week : past.rows) {
    deals[level_of(covariate, {&history, &past.states[week.state], &week})].insert(
        week.history_row);
  }
  std::vector<std::string> levels;
  for (auto const& [level, rows] : deals) {
    if (rows.size() >= spec.min_deals) levels.push_back(level);
  }
  auto const more = [&](std::string const& a, std::string const& b) {
    return deals[a].size() > deals[b].size();
  };
  std::stable_sort(levels.begin(), levels.end(), more);
  levels.resize(std::min(levels.size(), spec.max_levels));
  std::sort(levels.begin(), levels.end());
  std::span<Bin const> const bins = bins_of(covariate.kind);
  auto const place = [&](std::string const& level) {
    return std::find_if(bins.begin(), bins.end(),
                        [&](Bin const& bin) { return bin.name == level; });
  };
  std::stable_sort(levels.begin(), levels.end(),
                   [&](std::string const& a, std::string const& b) { return place(a) < place(b); });
  return levels;
}

double middle_of(std::vector<double>& values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

constexpr double largest_log_size = 3;

/// log(amount / median of the segment), clipped to ±3.
std::optional<double> size_of(KnownState const& state, std::map<std::string, double> const& median,
                              double median_all) {
  if (state.amount == core::no_amount || median_all <= 0) return std::nullopt;
  auto const found = median.find(state.segment);
  double const middle = found == median.end() ? median_all : found->second;
  double const ratio = static_cast<double>(state.amount) / middle;
  return std::clamp(std::log(ratio), -largest_log_size, largest_log_size);
}

/// `0.4 times the median`
std::string times_median(double ratio) {
  std::array<char, 32> text{};
  auto const end =
      std::to_chars(text.data(), text.data() + text.size(), ratio, std::chars_format::fixed, 1).ptr;
  return std::string(text.data(), end) + " times the median";
}

std::optional<double> number_of(Covariate const& covariate, Row const& row,
                                std::map<std::string, double> const& median, double median_all) {
  if (covariate.kind == CovariateKind::size) return size_of(*row.state, median, median_all);
  return parse_number(row.text(covariate.column));
}

}  // namespace

RowEncoder::RowEncoder(data::History const& history, PersonPeriods const& past,
                       CovariateSpec const& spec) {
  std::map<std::string, std::vector<double>> amounts;
  std::vector<double> all;
  std::uint32_t last_state = std::numeric_limits<std::uint32_t>::max();
  for (PersonWeek const& week : past.rows) {
    KnownState const& state = past.states[week.state];
    if (state.amount == core::no_amount || week.state == last_state) continue;
    last_state = week.state;
    amounts[state.segment].push_back(static_cast<double>(state.amount));
    all.push_back(static_cast<double>(state.amount));
  }
  std::size_t const enough = 20;
  for (auto& [segment, values] : amounts) {
    if (values.size() >= enough) median_[segment] = middle_of(values);
  }
  if (!all.empty()) median_all_ = middle_of(all);
  for (Covariate covariate : wanted(history, past, spec)) {
    if (!covariate.is_number()) {
      covariate.levels = learn_levels(covariate, history, past, spec);
      if (covariate.levels.size() >= 2) keep(std::move(covariate));
      continue;
    }
    double n = 0, sum = 0, squares = 0;
    for (PersonWeek const& week : past.rows) {
      auto const value =
          number_of(covariate, {&history, &past.states[week.state], &week}, median_, median_all_);
      if (!value) continue;
      n += 1;
      double const off = *value - sum;
      sum += off / n;  // running mean
      squares += off * (*value - sum);
    }
    covariate.mean = sum;
    covariate.sd = n > 0 ? std::sqrt(squares / n) : 0;
    covariate.levels = {"one standard deviation more"};
    if (covariate.sd > 1e-9 * (1 + std::abs(sum))) keep(std::move(covariate));
  }
}

void RowEncoder::keep(Covariate covariate) {
  first_.push_back(n_columns_);
  LevelColumns& columns = column_of_.emplace_back();
  for (std::string const& level : covariate.levels) {
    columns[level] = static_cast<std::uint32_t>(n_columns_++);
  }
  covariates_.push_back(std::move(covariate));
}

void RowEncoder::encode(data::History const& history, PersonPeriods const& periods,
                        PersonWeek const& week, std::vector<Entry>& into) const {
  Row const row{&history, &periods.states[week.state], &week};
  into.assign(1, Entry{0, 1});
  for (std::size_t c = 0; c < covariates_.size(); ++c) {
    Covariate const& covariate = covariates_[c];
    if (covariate.is_number()) {
      double const value = number_of(covariate, row, median_, median_all_).value_or(covariate.mean);
      // Extrapolation ends at four standard deviations.
      double const scaled = std::clamp((value - covariate.mean) / covariate.sd, -4.0, 4.0);
      into.push_back({static_cast<std::uint32_t>(first_[c]), scaled});
      continue;
    }
    auto const found = column_of_[c].find(level_of(covariate, row));
    if (found != column_of_[c].end()) into.push_back({found->second, 1});
  }
}

std::vector<std::string> RowEncoder::levels(data::History const& history,
                                            PersonPeriods const& periods,
                                            PersonWeek const& week) const {
  Row const row{&history, &periods.states[week.state], &week};
  std::vector<std::string> levels;
  for (Covariate const& covariate : covariates_) {
    if (covariate.kind == CovariateKind::number) {
      levels.push_back(blank_or(row.text(covariate.column)));
    } else if (covariate.kind == CovariateKind::size) {
      auto const size = size_of(*row.state, median_, median_all_);
      levels.push_back(size ? times_median(std::exp(*size)) : "(blank)");
    } else {
      levels.push_back(level_of(covariate, row));
    }
  }
  return levels;
}

}  // namespace quarterdeck::models::win
