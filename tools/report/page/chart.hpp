// tools/report/page/chart.hpp – pictures as data: what is drawn, never how wide or in which colour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tools/report/page/value.hpp"

namespace quarterdeck::report {

/// A place on the axis of a chart, with what is written there.
struct Mark {
  double at = 0;
  Value label;
};

/// How an amount may fall: bins of equal width, quantile dots, marks under the axis and the target
/// that outcomes are held against.
struct Distribution {
  std::vector<double> edges;         ///< one more than counts, ascending
  std::vector<std::int64_t> counts;  ///< trials in a bin; those beyond the edges are left out
  std::vector<double> dots;          ///< quantiles at (i + 1/2) / n, ascending
  std::vector<Mark> marks;
  std::optional<Mark> target;
};

/// A part of the outcomes: between low and high lies the rest of what the tails leave.
struct Range {
  Value low;
  Value high;
};

/// A row of an interval chart. Amounts of all rows share an axis.
struct IntervalRow {
  Value label;
  Range outer;                 ///< P10 to P90
  std::optional<Range> inner;  ///< P25 to P75
  Value median;
  Value change = {};  ///< of the median against the row before; nothing in the first
};

/// What the rows of an interval chart follow each other along.
enum class Along { groups, time };

/// Intervals one under another: a fan by week, forecasts by day, groups.
struct Intervals {
  Along along = Along::groups;
  Value label_title;
  std::vector<IntervalRow> rows;
  std::optional<Mark> target;
  bool with_change = false;  ///< rows tell their change
};

/// What a number becomes at both ends of a lever's range.
struct Bar {
  Value label;
  Value range;  ///< of the lever
  Value low;    ///< the number at the range's lower end
  Value high;   ///< at its upper end
};

/// Bars from a base value, largest swing first.
struct TornadoPanel {
  Value title;
  Value base;
  std::vector<Bar> bars;
};

/// One panel a number that levers move.
struct Tornado {
  std::vector<TornadoPanel> panels;
  Value note;
};

/// A step of a bridge; the first and the last are levels, those between are changes.
struct BridgeStep {
  Value label;
  Value amount;
};

/// The way from one amount to another: waterfall.
struct Bridge {
  std::vector<BridgeStep> steps;
};

struct ShareRow {
  Share share;
  Value label;
};

/// Parts of a whole.
struct Shares {
  std::vector<ShareRow> rows;
};

/// A skill with its interval, by weeks left.
struct SkillRow {
  Count weeks_left;
  Count week;
  Share skill;
  Range interval;  ///< Points
};

/// Bars to either side of no skill.
struct Skill {
  Range reach;  ///< Share at the ends of the axis
  std::vector<SkillRow> rows;
  Value note;
};

/// Places of outcomes in their forecasts: shares of equal bins from 0 to 1.
struct PitHistogram {
  std::vector<double> shares;
  Value note;
};

/// Deals of nearly the same chance, and how many of them were won.
struct ReliabilityRow {
  Count deals;
  Share predicted;
  Share observed;
  Range interval;  ///< Share, of the observed one
};

struct Reliability {
  std::vector<ReliabilityRow> rows;
  Value note;
};

/// An axis of a grid.
struct GridAxis {
  Name name;
  Name about;  ///< what is changed along it
  std::vector<Value> values;
};

/// A number for each pair of values of two axes, rows first.
struct HeatGrid {
  GridAxis down;
  GridAxis across;
  std::vector<std::vector<Value>> cells;  ///< [down][across], all of one kind
};

using Chart = std::variant<Distribution, Intervals, Tornado, Bridge, Shares, Skill, PitHistogram,
                           Reliability, HeatGrid>;

}  // namespace quarterdeck::report
