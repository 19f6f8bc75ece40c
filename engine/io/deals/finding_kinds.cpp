// engine/io/deals/finding_kinds.cpp – see finding_kinds.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/finding_kinds.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "engine/core/error.hpp"

namespace quarterdeck::io {
namespace {

using data::Severity;
using data::Treatment;

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;
constexpr auto kept = Treatment::kept;
constexpr auto repaired = Treatment::repaired;
constexpr auto dropped = Treatment::dropped;

/// Whether deals were read by a guess, dropped or left open, and what always belongs at the top.
enum class Weight { usual, doubtful, at_top, at_top_doubtful };

/// A finding before it has occurred.
struct Kind {
  char const* code;
  Severity severity;
  Treatment treatment;
  char const* message;
  Weight weight = Weight::usual;
};

constexpr std::array kinds{
    Kind{"row.blank", info, dropped, "Rows without any value were left out."},
    Kind{"row.footer", info, dropped,
         "Rows that are no deals were left out: totals, averages, headings and notes."},
    Kind{"row.header", info, dropped, "Header rows repeated among the data were left out."},
    Kind{"row.malformed", error, dropped,
         "Rows with another number of cells than the header, or with broken quotes, were left "
         "out, since their cells cannot be told apart.",
         Weight::doubtful},
    Kind{"row.swallowed", error, dropped,
         "Rows inside a cell whose quote is not closed where the row ends were left out; the "
         "totals lack them. Close the quote in the row before the first of them.",
         Weight::doubtful},
    Kind{"row.lost", error, dropped,
         "Rows of the file came out neither as deals nor as malformed rows; the totals may lack "
         "them.",
         Weight::doubtful},
    Kind{"id.duplicate", warning, dropped,
         "Several rows have the same id; the last one was taken."},
    Kind{"id.missing", warning, repaired,
         "Rows without an id were told apart by name, account and creation date, which breaks "
         "when one of them is edited."},
    Kind{"id.conflict", error, dropped,
         "Rows without an id, name, account and creation date cannot be told apart and were left "
         "out.",
         Weight::doubtful},
    Kind{"row.no_stage", error, dropped,
         "Rows with neither stage nor status, of which no history tells either, were left out: "
         "nobody knows whether they are open.",
         Weight::doubtful},
    Kind{"id.of_line", warning, repaired,
         "Rows without an id, which name, account and creation date do not tell apart, got one of "
         "their file and line; overrides and later tables cannot name them."},
    Kind{"id.rounded", warning, repaired,
         "Ids that a spreadsheet has rounded were replaced by file and line, one deal a row; "
         "rows that were copies of each other count twice.",
         Weight::at_top},
    Kind{"id.lines", info, repaired,
         "Rows of one deal with different products were added up; its other columns are those of "
         "the largest.",
         Weight::at_top},
    Kind{"id.case", info, kept,
         "Ids of Salesforce that differ by letter case alone are those of different deals, and "
         "were read so."},
    Kind{"deal.merged", info, dropped,
         "Deals that were merged into others were left out, with all their past."},
    Kind{"history.merged", info, dropped,
         "Events of deals that were left out themselves, as deleted or merged into others, were "
         "left out."},
    Kind{"history.other_field", info, dropped,
         "Changes of fields other than stage, amount, close date and forecast category were left "
         "out."},
    Kind{"history.stages_entered", info, repaired,
         "The stage history was read from the columns that tell when a deal entered each stage."},
    Kind{"preset.recognised", info, kept,
         "Tables of known systems were recognised by their headers and read as such; `preset` or "
         "`columns` at the source says otherwise.",
         Weight::at_top},
    Kind{"row.deleted", info, dropped, "Rows that their system marks as deleted were left out."},
    Kind{"row.archived", info, dropped, "Rows that their system marks as archived were left out."},
    Kind{"row.old_version", info, dropped,
         "Earlier versions of rows, which the warehouse keeps beside the newest, were left out."},
    Kind{"row.lead", info, dropped, "Leads that have not become opportunities were left out."},
    Kind{"outcome.guessed", warning, repaired,
         "Neither status nor flags nor a listed stage says what these deals are; they were read "
         "as open.",
         Weight::doubtful},
    Kind{"outcome.contradicted", warning, kept,
         "The status or flags of these deals say another outcome than their stage; they were "
         "believed, not the stage.",
         Weight::doubtful},
    Kind{"flag.unknown", warning, repaired,
         "Values of is_closed or is_won that are neither yes nor no were left out; the stage "
         "decided."},
    Kind{"stage.unknown", warning, repaired,
         "Stages that the workspace does not list were read as unknown, so these deals are "
         "judged without their stage."},
    Kind{"win_rates.stage_unmatched", warning, kept,
         "The win-rate table has rows for stages in which no deal is, while stages of open deals "
         "have none; check how they are written."},
    Kind{"status.unknown", warning, repaired,
         "Status values other than open, won and lost were left out; the stage decided."},
    Kind{"category.unknown", info, repaired,
         "Forecast categories under names that no CRM is known to use were read as unknown from "
         "their day on, which the simple forecast `category` lacks. Say under `values` what they "
         "mean."},
    Kind{"currency.unknown", error, dropped,
         "Deals in a currency without an exchange rate were left out, since an amount without a "
         "rate cannot be added up.",
         Weight::at_top_doubtful},
    Kind{"amount.company_currency", info, repaired,
         "Deals in currencies without an exchange rate count with the amount that their system "
         "gives in the company's currency.",
         Weight::at_top},
    Kind{"amount.unparsable", warning, repaired,
         "Amounts that are no numbers, or larger than any deal can be, were read as unknown.",
         Weight::doubtful},
    Kind{"amount.zero_on_lost", info, repaired,
         "All lost deals have the amount zero, which stands for unknown; it was read so."},
    Kind{"amount.on_event_unparsable", warning, repaired,
         "Amounts of events that are no numbers were read as unchanged."},
    Kind{"probability.unparsable", info, repaired,
         "Probabilities that are no numbers from 0 to 1 (or 0 to 100) were left out."},
    Kind{"cell.unparsable", warning, repaired,
         "Cells that hold none of the values of their column, or are blank where every row needs "
         "one, were read as unknown."},
    Kind{"date.unparsable", warning, repaired,
         "Dates that are no days of the calendar were read as unknown.", Weight::doubtful},
    Kind{"date.two_digit_year", info, repaired, "Years of two digits were read as 1970 to 2069."},
    Kind{"date.placeholder", info, repaired,
         "Days before 1980 stand for unknown in many programs, and were read so."},
    Kind{"closing.near_midnight", warning, kept,
         "Closings that the tables tell as instants lie so close to midnight at a period's end "
         "that another time zone would count them to another period. They were counted by days "
         "of UTC; say `time_zone` in the workspace."},
    Kind{"rates.turned_round", info, repaired,
         "Exchange rates under Salesforce's own names count foreign units for one unit of the "
         "corporate currency and were turned round."},
    Kind{"date.far_ahead", warning, kept,
         "Dates far beyond nearly all others are taken for slips; the data counts as ending "
         "before "
         "them.",
         Weight::doubtful},
    Kind{"column.twice", warning, dropped,
         "Several columns of a table have the same name; the first of them was read."},
    Kind{"target.unseen_value", warning, kept,
         "A target asks for a value that no deal has, so nothing can count towards it; check how "
         "the value is written."},
    Kind{"history.orphan", warning, dropped,
         "Events of deals that are not among the opportunities were left out."},
    Kind{"history.undated", warning, dropped,
         "Events without a readable date were left out, since their order is unknown."},
    Kind{"snapshot.vanished", warning, repaired,
         "Open deals that are missing from later snapshots were read as lost on the day of the "
         "first snapshot that lacks them.",
         Weight::doubtful},
    Kind{"snapshot.incomplete", error, kept,
         "A snapshot lacks more than a third of the deals that were open in the one before, as an "
         "export that was cut off or filtered does; deals that do not come back count as lost. "
         "Export it anew or leave the file out."},
    Kind{"snapshot.reappeared", info, kept,
         "Deals that were missing from a snapshot and came back were read as open all along."},
    Kind{"leak.column_known_at_close", warning, repaired,
         "Columns that are filled in when a deal closes would tell the outcome beforehand; they "
         "count as blank while a deal is open."}};

data::Finding without_occurrences(Kind const& kind) {
  data::Finding finding;
  finding.code = kind.code;
  finding.severity = kind.severity;
  finding.treatment = kind.treatment;
  finding.message = kind.message;
  bool const is_both = kind.weight == Weight::at_top_doubtful;
  finding.doubtful = is_both || kind.weight == Weight::doubtful;
  finding.top = is_both || kind.weight == Weight::at_top;
  return finding;
}

std::vector<data::Finding> const& findings() {
  static std::vector<data::Finding> const all = [] {
    std::vector<data::Finding> made;
    std::ranges::transform(kinds, std::back_inserter(made), without_occurrences);
    return made;
  }();
  return all;
}

}  // namespace

std::span<data::Finding const> finding_kinds() { return findings(); }

data::Finding const& finding_kind(std::string_view code) {
  auto const found = std::ranges::find(findings(), code, &data::Finding::code);
  QUARTERDECK_EXPECT(found != findings().end());
  return *found;
}

}  // namespace quarterdeck::io
