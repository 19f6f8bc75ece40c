// tools/report/histogram_section.cpp – the distribution of the total as bars, with its marks.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "tools/report/sections.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

constexpr int n_rows = 8;
constexpr int indent = 2;

/// The company's first target, the one that the picture is coloured by.
service::TargetOutlook const* company_target(service::Forecast const& forecast) {
  auto const& plan = forecast.compiled.plan;
  for (std::size_t i = 0; i < plan.targets.size(); ++i) {
    if (plan.targets[i].grouping < 0) return &forecast.summary.targets[i];
  }
  return nullptr;
}

/// The bar chart's scale: one column a bin.
struct Scale {
  double low = 0;
  double high = 0;
  int n_columns = 0;
  /// Column of an amount, or nothing where it lies outside.
  [[nodiscard]] std::optional<int> column(double amount) const {
    if (amount < low || amount > high) return std::nullopt;
    auto const at = static_cast<int>((amount - low) / (high - low) * n_columns);
    return std::min(at, n_columns - 1);
  }
  [[nodiscard]] double middle(int column) const {
    return low + (high - low) * (column + 0.5) / n_columns;
  }
};

/// A mark under the axis.
struct Mark {
  int column = 0;
  std::string label;
};

std::string bars(std::vector<std::int64_t> const& counts, Scale const& scale, double goal,
                 Style const& style) {
  auto const tallest = static_cast<double>(*std::max_element(counts.begin(), counts.end()));
  auto const& bar = signs(style).bar;
  std::string out;
  for (int row = n_rows - 1; row >= 0; --row) {
    std::string below;
    std::string above;
    for (int c = 0; c < scale.n_columns; ++c) {
      auto const count = static_cast<double>(counts[static_cast<std::size_t>(c)]);
      int const eighths = static_cast<int>(std::lround(count / tallest * n_rows * 8)) - row * 8;
      auto const cell = bar[static_cast<std::size_t>(std::clamp(eighths, 0, 8))];
      (scale.middle(c) < goal ? below : above) += cell;
    }
    above.erase(above.find_last_not_of(' ') + 1);
    if (above.empty()) below.erase(below.find_last_not_of(' ') + 1);
    out += std::string(indent, ' ') + paint(below, Tone::quiet, style) +
           paint(above, Tone::good, style) + '\n';
  }
  return out;
}

/// Labels centred under their columns, pushed right where they would touch.
std::string labels(std::vector<Mark> const& marks, int n_columns) {
  std::string line;
  int used = 0;
  int room = 0;
  for (auto const& mark : marks) room += columns_of(mark.label) + 2;
  for (auto const& mark : marks) {
    int const width = columns_of(mark.label);
    room -= width + 2;
    int at = std::max(mark.column - width / 2, used == 0 ? 0 : used + 2);
    at = std::max(used == 0 ? 0 : used + 2, std::min(at, n_columns - width - room));
    line += std::string(static_cast<std::size_t>(at - used), ' ') + mark.label;
    used = at + width;
  }
  return std::string(indent, ' ') + line + '\n';
}

std::vector<Mark> quantile_marks(service::Forecast const& forecast, Scale const& scale) {
  struct Named {
    std::size_t index;
    char const* name;
  };
  std::vector<Mark> marks;
  for (auto const& named :
       {Named{service::p10, "P10"}, Named{service::p50, "P50"}, Named{service::p90, "P90"}}) {
    double const amount = forecast.summary.total.spread.quantiles[named.index];
    auto const column = scale.column(amount);
    if (!column) continue;
    marks.push_back({*column, fmt::format("{} {}", named.name, amount_text(forecast, amount))});
  }
  return marks;
}

std::string axis(std::vector<Mark> const& marks, Scale const& scale, Style const& style) {
  auto const& sign = signs(style);
  std::string line;
  for (int c = 0; c < scale.n_columns; ++c) {
    bool const marked =
        std::any_of(marks.begin(), marks.end(), [c](Mark const& mark) { return mark.column == c; });
    line += marked ? sign.tick : sign.rule;
  }
  return std::string(indent, ' ') + paint(line, Tone::quiet, style) + '\n';
}

std::string goal_line(service::Forecast const& forecast, service::TargetOutlook const& target,
                      Scale const& scale, Style const& style) {
  auto const name = cut(clean(target.name, style), 24, style);
  auto const text = fmt::format("target {} {}", name, amount_text(forecast, target.amount));
  auto const column = scale.column(target.amount);
  if (!column) {
    bool const beyond = target.amount > scale.high;
    return std::string(indent, ' ') +
           fmt::format("{} lies to the {} of the picture\n", text, beyond ? "right" : "left");
  }
  auto const pointer = signs(style).pointer;
  int const width = columns_of(text);
  bool const right = *column + 2 + width <= scale.n_columns;
  int const blanks = right ? *column : std::max(0, *column - width - 1);
  std::string const line =
      right ? fmt::format("{} {}", pointer, text) : fmt::format("{} {}", text, pointer);
  return std::string(static_cast<std::size_t>(indent + blanks), ' ') +
         paint(line, Tone::strong, style) + '\n';
}

}  // namespace

std::string histogram_section(service::Forecast const& forecast, Style const& style) {
  auto const histogram = service::histogram_of_total(forecast.results, style.width - 2 * indent,
                                                     service::Tails::left_out);
  std::string out = heading("HOW THE TOTAL MAY FALL", style);
  if (histogram.counts.size() == 1) {
    return out + paragraph(fmt::format("The total is certain: {}.",
                                       amount_with_unit(forecast, histogram.edges.front())),
                           indent, style);
  }
  Scale const scale{histogram.edges.front(), histogram.edges.back(),
                    static_cast<int>(histogram.counts.size())};
  auto const* const target = company_target(forecast);
  out += bars(histogram.counts, scale, target != nullptr ? target->amount : scale.low, style);
  auto const marks = quantile_marks(forecast, scale);
  out += axis(marks, scale, style);
  out += labels(marks, scale.n_columns);
  if (target != nullptr) out += goal_line(forecast, *target, scale, style);
  return out;
}

}  // namespace quarterdeck::report
