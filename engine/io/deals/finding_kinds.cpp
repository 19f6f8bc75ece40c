// engine/io/deals/finding_kinds.cpp – see finding_kinds.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/finding_kinds.hpp"

#include <algorithm>
#include <vector>

#include "engine/core/error.hpp"

namespace quarterdeck::io {
namespace {

using data::Severity;
using data::Treatment;

data::Finding kind(char const* code, Severity severity, Treatment treatment, char const* message) {
  data::Finding finding;
  finding.code = code;
  finding.severity = severity;
  finding.treatment = treatment;
  finding.message = message;
  return finding;
}

std::vector<data::Finding> make_kinds() {
  auto const error = Severity::error;
  auto const warning = Severity::warning;
  auto const info = Severity::info;
  auto const kept = Treatment::kept;
  auto const repaired = Treatment::repaired;
  auto const dropped = Treatment::dropped;
  return {
      kind("row.blank", info, dropped, "Rows without any value were left out."),
      kind("row.footer", info, dropped,
           "Total, confidentiality and copyright lines at the end of exports were left out."),
      kind("row.header", info, dropped, "Header rows repeated among the data were left out."),
      kind("row.malformed", error, dropped,
           "Rows with another number of cells than the header, or with broken quotes, were left "
           "out, since their cells cannot be told apart."),
      kind("row.swallowed", error, dropped,
           "Rows inside a cell whose quote is not closed where the row ends were left out; the "
           "totals lack them. Close the quote in the row before the first of them."),
      kind("row.lost", error, dropped,
           "Rows of the file came out neither as deals nor as malformed rows; the totals may lack "
           "them."),
      kind("id.duplicate", warning, dropped,
           "Several rows have the same id; the last one was taken."),
      kind("id.missing", warning, repaired,
           "Rows without an id were told apart by name, account and creation date, which breaks "
           "when one of them is edited."),
      kind("id.conflict", error, dropped,
           "Rows without an id, name, account and creation date cannot be told apart and were left "
           "out."),
      kind("stage.unknown", warning, repaired,
           "Stages that the workspace does not list were read as unknown, so these deals are "
           "judged without their stage."),
      kind("win_rates.stage_unmatched", warning, kept,
           "The win-rate table has rows for stages in which no deal is, while stages of open deals "
           "have none; check how they are written."),
      kind("status.unknown", warning, repaired,
           "Status values other than open, won and lost were left out; the stage decided."),
      kind("category.unknown", info, repaired,
           "Forecast categories under names that no CRM is known to use were read as unknown from "
           "their day on, which the simple forecast `category` lacks. Say under `values` what they "
           "mean."),
      kind("currency.unknown", error, dropped,
           "Deals in a currency without an exchange rate were left out, since an amount without a "
           "rate cannot be added up."),
      kind("amount.unparsable", warning, repaired,
           "Amounts that are no numbers, or larger than any deal can be, were read as unknown."),
      kind("amount.zero_on_lost", info, repaired,
           "All lost deals have the amount zero, which stands for unknown; it was read so."),
      kind("amount.on_event_unparsable", warning, repaired,
           "Amounts of events that are no numbers were read as unchanged."),
      kind("probability.unparsable", info, repaired,
           "Probabilities that are no numbers from 0 to 1 (or 0 to 100) were left out."),
      kind("date.unparsable", warning, repaired,
           "Dates that are no days of the calendar were read as unknown."),
      kind("date.two_digit_year", info, repaired, "Years of two digits were read as 1970 to 2069."),
      kind("closing.near_midnight", warning, kept,
           "Closings that the tables tell as instants lie so close to midnight at a period's end "
           "that another time zone would count them to another period. They were counted by days "
           "of UTC; say `time_zone` in the workspace."),
      kind("rates.turned_round", info, repaired,
           "Exchange rates under Salesforce's own names count foreign units for one unit of the "
           "corporate currency and were turned round."),
      kind("date.far_ahead", warning, kept,
           "Dates far beyond nearly all others are taken for slips; the data counts as ending "
           "before "
           "them."),
      kind("column.twice", warning, dropped,
           "Several columns of a table have the same name; the first of them was read."),
      kind("target.unseen_value", warning, kept,
           "A target asks for a value that no deal has, so nothing can count towards it; check how "
           "the value is written."),
      kind("history.orphan", warning, dropped,
           "Events of deals that are not among the opportunities were left out."),
      kind("history.undated", warning, dropped,
           "Events without a readable date were left out, since their order is unknown."),
      kind("snapshot.vanished", warning, repaired,
           "Open deals that are missing from later snapshots were read as lost on the day of the "
           "first snapshot that lacks them."),
      kind(
          "snapshot.incomplete", error, kept,
          "A snapshot lacks more than a third of the deals that were open in the one before, as an "
          "export that was cut off or filtered does; deals that do not come back count as lost. "
          "Export it anew or leave the file out."),
      kind("snapshot.reappeared", info, kept,
           "Deals that were missing from a snapshot and came back were read as open all along."),
      kind("leak.column_known_at_close", warning, repaired,
           "Columns that are filled in when a deal closes would tell the outcome beforehand; they "
           "count as blank while a deal is open.")};
}

std::vector<data::Finding> const& kinds() {
  static std::vector<data::Finding> const all = make_kinds();
  return all;
}

}  // namespace

std::span<data::Finding const> finding_kinds() { return kinds(); }

data::Finding const& finding_kind(std::string_view code) {
  auto const found = std::ranges::find(kinds(), code, &data::Finding::code);
  QUARTERDECK_EXPECT(found != kinds().end());
  return *found;
}

}  // namespace quarterdeck::io
