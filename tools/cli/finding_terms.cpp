// tools/cli/finding_terms.cpp – codes of findings with what they mean and what to do.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "tools/cli/terms.hpp"

namespace quarterdeck::cli {
namespace {

constexpr std::array all_findings{
    Term{"amount.carries_most",
         "An open deal has a larger amount than all other open deals together. The forecast "
         "shows the total with and without it."},
    Term{"amount.missing",
         "An open deal has no amount, or zero. Its amount is drawn from past wins. "
         "Enter one where it is known."},
    Term{"amount.negative",
         "An amount below zero. Of a won deal it lowers what is booked; of an open deal it is read "
         "as unknown. Leave it if it is a credit, else mend it."},
    Term{"amount.on_event_unparsable",
         "An event of the stage history has an amount that is no number; the amount before it "
         "stands."},
    Term{"amount.out_of_scale",
         "A deal has an amount of more than ten times the largest other one ever won, as a "
         "slip of the keyboard does. Correct it in the table; the forecast shows the total "
         "with and without it."},
    Term{"amount.prior",
         "No past win tells how amounts change before the close, so a broad "
         "assumption is used."},
    Term{"amount.unparsable", "An amount that is no number was taken as unknown."},
    Term{"amount.won_blank", "Won deals without an amount; amounts were learned from the others."},
    Term{"amount.zero_on_lost",
         "Lost deals with an amount of zero: the usual sign of a system that clears amounts on "
         "losing. Taken as unknown."},
    Term{"as_of.after_data",
         "The as-of day lies after the newest date in the data. The forecast takes it that nothing "
         "happened since; if that is not so, export again."},
    Term{"category.unknown",
         "A forecast category under a name that no CRM is known to use. It is read as unknown from "
         "its day on, and the simple forecast `category` does not count the deal. Say under values "
         "what it means."},
    Term{"close_date.before_creation",
         "A deal closes before it was created, so its cycle cannot be measured."},
    Term{"close_date.future_on_closed",
         "A closed deal has a close date after the as-of day. It counts from its closing event on; "
         "without one it counts as open until its date. Give a later --as-of if the table is "
         "newer."},
    Term{"close_date.past",
         "An open deal was to close by a day that has passed. The date says nothing of when it "
         "will; such deals have win rates of their own."},
    Term{"closed.undated",
         "A won or lost deal without a close date cannot be counted in any period."},
    Term{"closed.without_date",
         "A closed deal with neither a close date nor an event belongs to no "
         "period and is left out."},
    Term{"closing.other_period",
         "Won deals have a close date in another period than the day on which they were "
         "closed. Each counts in the period of its close date; see whether close dates are set "
         "back."},
    Term{"closing.without_event",
         "A closed deal whose stage history ends in an open stage; its "
         "close date is taken for the closing."},
    Term{"covariate.unknown_column",
         "The workspace names a column as a covariate of winning that no table has. The model does "
         "without it; check its spelling, or give it a name under columns."},
    Term{"created.missing",
         "A deal without a day of creation. Its age is unknown, and at past days "
         "it counts from its first event."},
    Term{"creation.unknown",
         "No past period tells how much business comes from deals not in the pipeline yet. The "
         "forecast holds none and is too low by that much."},
    Term{"currency.unknown",
         "A deal in a currency without an exchange rate is left out. Give one under rates in the "
         "workspace."},
    Term{"date.unparsable", "A text that is no date was taken as unknown."},
    Term{"deal.merged",
         "Deals that were merged into others were left out with all their past, so that no "
         "deal counts twice."},
    Term{"deal.stale",
         "An open deal without a sign of life for longer than nearly every deal "
         "before it. It may be dead without being closed."},
    Term{"events.bulk_edit",
         "Many open deals changed on one day, as an import does. Ages and pushes "
         "around it say little."},
    Term{"flag.unknown",
         "A value of is_closed or is_won is neither yes nor no. Say under values what it "
         "means."},
    Term{"group.out_of_scale",
         "Deals of one currency or owner carry more than half of the money and are typically "
         "ten times as large as all others. Look at the exchange rate and at the unit of their "
         "amounts."},
    Term{"history.merged", "Events of deals that were merged into others were left out."},
    Term{"history.none",
         "Neither a past period nor a table of win rates to learn from. The range "
         "says little more than that anything may happen."},
    Term{"history.orphan", "An event of a deal that is not among the opportunities was left out."},
    Term{"history.short",
         "Fewer than four completed periods are on record, so windows shifted by "
         "months are learned from as well."},
    Term{"history.table_only",
         "Win rates come from a table. The time to close is assumed, and nothing tells of business "
         "that is not in the pipeline yet."},
    Term{"history.undated", "An event without a day was left out."},
    Term{"id.case",
         "Ids of Salesforce that differ by letter case alone are those of different deals. A "
         "program that does not tell cases apart mixes them up."},
    Term{"id.conflict",
         "Rows without an id, name, account and creation date cannot be told apart; they are left "
         "out."},
    Term{"id.duplicate", "Several rows have the same id; the last one is taken."},
    Term{"id.lines",
         "Several rows of one deal with different products were added up. Set grain at the "
         "source where that is not so."},
    Term{"id.missing",
         "Rows without an id are told apart by name, account and creation date, which breaks when "
         "one of them is edited."},
    Term{"id.of_line",
         "Rows without an id got one of their file and line, because name, account and day of "
         "creation do not tell them apart."},
    Term{"id.rounded",
         "A spreadsheet has rounded the ids, so each row was taken for a deal of its own. "
         "Export the table again and read it before a spreadsheet does."},
    Term{"leak.amount_blank_on_lost",
         "Lost deals have no amount while won ones have, so a final amount would give the outcome "
         "away. Past amounts are taken as unknown."},
    Term{"leak.column_known_at_close",
         "A column that is blank on every open deal is filled in at the close, so past days must "
         "not see it."},
    Term{"leak.final_amount",
         "Amounts at past days are not on record; final ones stand in. What is learned from the "
         "past may look better than it was. Weekly snapshots cure it."},
    Term{"leak.final_close_date",
         "Entered close dates at past days are not on record; the past is "
         "read without them. Weekly snapshots cure it."},
    Term{"leak.final_stage",
         "Stages at past days are not on record; the past is read without them. "
         "A stage history or weekly snapshots cure it."},
    Term{"leak.first_rate",
         "No exchange rate is dated by the day asked for; the first later one is "
         "used."},
    Term{"leak.win_rates",
         "Tables of win rates carry no dates and may count closings after the day "
         "asked for."},
    Term{"lost.none",
         "At least twenty deals are won and none is lost, as when an export leaves lost deals out. "
         "Win rates are then far too high. Export all deals that were ever closed."},
    Term{"outcome.guessed",
         "Neither status nor flags nor a listed stage says whether the deal is open. It was "
         "read as open; list its stage in the workspace."},
    Term{"override.expired",
         "An override whose last day has passed is listed and not applied. Renew or remove it."},
    Term{"override.not_open",
         "An override of a deal that is not open at the as-of day. A closed deal counts as it "
         "closed, so nothing is applied."},
    Term{"override.not_yet", "An override that begins after the as-of day is not applied yet."},
    Term{"override.replaced",
         "Several overrides set the same value of a deal. The last one is applied; the others are "
         "listed."},
    Term{"period.ended", "The period ended by the as-of day, so only what was booked counts."},
    Term{"probability.unparsable",
         "A probability that is no number was taken as unknown. It is "
         "never part of the forecast."},
    Term{"row.blank", "Rows without any value were left out."},
    Term{"row.footer", "A total or footer of an export was left out."},
    Term{"row.header", "A header row repeated among the data was left out."},
    Term{"row.lost",
         "Rows that the reader could not deliver; look at quotes and line breaks around "
         "them."},
    Term{"row.malformed",
         "A row with another number of cells than the header, or with broken quotes; it is left "
         "out."},
    Term{
        "row.swallowed",
        "Rows inside a cell whose quote is not closed where its row ends; they are left out. Close "
        "the quote in the row before the first of them."},
    Term{"row.no_stage",
         "A row with neither stage nor status, of which no history tells either, was left out: "
         "nobody knows whether it is an open deal."},
    Term{"snapshot.incomplete",
         "A snapshot lacks more than a third of the deals that were open in the one before, as an "
         "export that was cut off or filtered does. Export it anew or leave the file out."},
    Term{"snapshot.reappeared", "A deal that was missing in a snapshot came back later."},
    Term{"snapshot.vanished",
         "An open deal that is missing from later snapshots is read as lost on the day of the "
         "first that lacks it."},
    Term{"stage.backwards",
         "A deal moved back to an earlier stage. If the order is wrong, name the "
         "stages in order in the workspace."},
    Term{"stage.unknown",
         "A stage that the workspace does not list is read as unknown. Add it under stages."},
    Term{"state.disagrees",
         "A deal's row and its last event name different stages or amounts; the "
         "event is believed."},
    Term{"status.unknown",
         "A status that is none of open, won and lost; the stage decides. Map it under values in "
         "the workspace."},
    Term{"timing.assumed",
         "No closings on record, so the time to close follows the table of win "
         "rates or an assumption."},
    Term{"win_rates.stage_unmatched",
         "The win-rate table has rows for stages in which no deal is, while stages of open deals "
         "have none. Check how the stages are written in both tables."},
    Term{"won.none",
         "At least twenty deals are lost and none is won, as when an export leaves won deals out. "
         "Win rates are then far too low. Export all deals that were ever closed."},
    Term{"win.too_few_periods",
         "Too few completed periods or wins to tell which model of winning predicts best. The "
         "simplest, a table of win rates, is used."},
    Term{"won.without_amount", "A won deal without an amount; what was booked is understated."},
};

}  // namespace

std::span<Term const> finding_terms() { return all_findings; }

}  // namespace quarterdeck::cli
