// engine/workspace/source_descriptions.cpp – see source_descriptions.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/workspace/source_descriptions.hpp"

#include <algorithm>
#include <array>

#include "engine/core/error.hpp"

namespace quarterdeck::io {
namespace {

using enum ColumnType;
using Column = ColumnDescription;

constexpr std::array opportunities{
    Column{.name = "id",
           .type = identity,
           .meaning = "Identity of the deal; its random numbers hang on it, so keep it stable."},
    Column{.name = "name", .type = text, .meaning = "What people call the deal."},
    Column{.name = "account", .type = category, .meaning = "The customer."},
    Column{.name = "owner", .type = category, .meaning = "Who sells."},
    Column{.name = "segment", .type = category, .meaning = "Segment of the market."},
    Column{.name = "region", .type = category, .meaning = "Where it is sold."},
    Column{.name = "product", .type = category, .meaning = "What is sold."},
    Column{.name = "type", .type = category, .meaning = "Usually new, expansion or renewal."},
    Column{.name = "source", .type = category, .meaning = "Where the deal came from."},
    Column{.name = "amount",
           .type = amount,
           .meaning = "What a win brings; needed unless the workspace says `measure: count`.",
           .unit = "`currency`, else the reporting currency",
           .need = Need::column,
           .reason = "without amounts there is nothing to add up; for books without amounts set "
                     "`measure: count`"},
    Column{.name = "won_amount",
           .type = amount,
           .meaning = "What the win brought; goes before `amount` once the deal is won.",
           .unit = "`currency`, else the reporting currency"},
    Column{
        .name = "company_amount",
        .type = amount,
        .meaning = "The amount in the currency of the company; used where `currency` has no rate.",
        .unit = "reporting currency"},
    Column{.name = "currency", .type = currency, .meaning = "Currency of the amounts."},
    Column{.name = "probability",
           .type = share,
           .meaning = "The CRM's own; a point of comparison.",
           .unit = "0 to 1, or per cent"},
    Column{.name = "forecast_category",
           .type = category,
           .meaning = "What its owner says of the deal; see forecast categories."},
    Column{.name = "created_date",
           .type = date,
           .meaning = "First day of the deal.",
           .need = Need::column,
           .reason = "a deal counts from its creation on"},
    Column{.name = "close_date",
           .type = date,
           .meaning = "Entered close date while open, actual one once closed."},
    Column{.name = "actual_close_date",
           .type = date,
           .meaning = "Day of the closing; goes before `close_date` once the deal is closed."},
    Column{
        .name = "stage",
        .type = category,
        .meaning = "One of the stages of the workspace; `status` or `is_closed` will do instead.",
        .need = Need::column,
        .reason = "without stage or status nobody knows which deals are open",
        .instead = "status|is_closed"},
    Column{
        .name = "status", .type = category, .meaning = "Open, won or lost; goes before the stage."},
    Column{.name = "is_closed",
           .type = yes_no,
           .meaning = "Whether the deal is closed; read where there is no status."},
    Column{.name = "is_won",
           .type = yes_no,
           .meaning = "Whether the deal is won; read where there is no status."},
    Column{.name = "last_activity_date", .type = date, .meaning = "Last sign of life."}};

/// Snapshots are the opportunities of several days.
constexpr auto snapshots = [] {
  std::array<Column, opportunities.size() + 1> columns;
  std::ranges::copy(opportunities, columns.begin());
  columns.back() = {.name = "as_of",
                    .type = date,
                    .meaning = "Day whose end the row shows; the name of the file may tell it.",
                    .need = Need::column,
                    .reason = "a snapshot needs its day, in a column or in the file's name"};
  return columns;
}();

constexpr std::array stage_history{
    Column{.name = "id",
           .type = identity,
           .meaning = "The deal.",
           .need = Need::column,
           .reason = "an event needs the deal's id and its day"},
    Column{.name = "changed_at",
           .type = date,
           .meaning = "The day; events of one day keep their order in the file.",
           .need = Need::column,
           .reason = "an event needs the deal's id and its day"},
    Column{.name = "stage",
           .type = category,
           .meaning = "From then on; blank when the event does not say."},
    Column{.name = "amount",
           .type = amount,
           .meaning = "From then on; blank when the event does not say.",
           .unit = "currency of the deal"},
    Column{.name = "close_date",
           .type = date,
           .meaning = "Entered close date from then on; blank when the event does not say."},
    Column{.name = "forecast_category",
           .type = category,
           .meaning = "From then on; blank when the event does not say."},
    Column{.name = "stage_before",
           .type = category,
           .meaning = "Up to then; the first one of a deal holds from its creation on."},
    Column{.name = "field",
           .type = category,
           .meaning = "In tables of one change a row: which of these columns changed."},
    Column{.name = "value", .type = text, .meaning = "With `field`: the column from then on."},
    Column{.name = "value_before",
           .type = text,
           .meaning = "With `field`: the column up to then; the first one of a deal holds from its "
                      "creation on."}};

constexpr std::string_view useless = "the table is of no use without it";
constexpr std::string_view counts =
    "Write a count of deals, 0 or more; a share does not tell how many deals it rests on.";

constexpr std::array win_rates{
    Column{.name = "stage",
           .type = category,
           .meaning = "Stage in which the deals were.",
           .need = Need::column,
           .reason = useless},
    Column{.name = "won",
           .type = count,
           .meaning = "How many were won in the end.",
           .unit = "deals",
           .need = Need::cell,
           .reason = useless,
           .advice = counts},
    Column{.name = "lost",
           .type = count,
           .meaning = "How many were lost in the end.",
           .unit = "deals",
           .need = Need::cell,
           .reason = useless,
           .advice = counts},
    Column{.name = "median_days_to_close",
           .type = number,
           .meaning = "Half of the wins took no longer from the creation.",
           .unit = "days"}};

constexpr std::array merged{
    Column{.name = "id",
           .type = identity,
           .meaning = "The deal that stays.",
           .need = Need::cell,
           .reason = useless},
    Column{.name = "merged_id",
           .type = identity,
           .meaning = "The deal that was merged into it, and is left out with all its past.",
           .need = Need::cell,
           .reason = useless}};

constexpr std::array rates{
    Column{.name = "from",
           .type = currency,
           .meaning = "Currency that the rate converts from.",
           .need = Need::cell,
           .reason = useless},
    Column{.name = "on",
           .type = date,
           .meaning = "First day on which the rate holds.",
           .need = Need::cell,
           .reason = useless},
    Column{.name = "rate",
           .type = number,
           .meaning = "Reporting currency units for one unit of the other currency.",
           .need = Need::cell,
           .reason = useless,
           .range = Range::above_zero,
           .advice = "Write reporting units for one foreign unit."},
    Column{.name = "per",
           .type = category,
           .meaning = "The currency of which one unit is meant: foreign, unless told otherwise, or "
                      "reporting, which turns the rate round.",
           .choices = "foreign|reporting"}};

constexpr std::array overrides{
    Column{.name = "deal",
           .type = identity,
           .meaning = "Id of the open deal.",
           .need = Need::cell,
           .reason = useless},
    Column{.name = "probability",
           .type = share,
           .meaning = "Chance that it is won in the forecast period.",
           .advice = "Write a probability from 0 to 1, for example 0.8 for 80 %."},
    Column{.name = "amount",
           .type = amount,
           .meaning = "In place of the entered amount, reporting currency units.",
           .unit = "reporting currency",
           .range = Range::above_zero},
    Column{.name = "close_date", .type = date, .meaning = "In place of the entered close date."},
    Column{.name = "outcome",
           .type = category,
           .meaning = "Won or lost for certain in the forecast period.",
           .choices = "won|lost"},
    Column{.name = "author",
           .type = text,
           .meaning = "Who says so.",
           .need = Need::cell,
           .reason = useless},
    Column{
        .name = "reason", .type = text, .meaning = "Why.", .need = Need::cell, .reason = useless},
    Column{.name = "expires",
           .type = date,
           .meaning = "Last as-of day on which it holds.",
           .need = Need::cell,
           .reason = useless},
    Column{.name = "since",
           .type = date,
           .meaning = "First as-of day on which it holds; always when absent."}};

constexpr std::array sources{
    SourceDescription{.name = "opportunities",
                      .row = "One row a deal in its newest state.",
                      .columns = opportunities,
                      .key = "id",
                      .happened_on = "created_date"},
    SourceDescription{.name = "stage_history",
                      .row = "One row a change of a deal.",
                      .columns = stage_history,
                      .key = "id",
                      .happened_on = "changed_at"},
    SourceDescription{.name = "snapshots",
                      .row = "The opportunities as they stood on several days.",
                      .columns = snapshots,
                      .key = "id|as_of",
                      .happened_on = "as_of"},
    SourceDescription{.name = "win_rates",
                      .row = "Won and lost deals by stage, when there is no history.",
                      .columns = win_rates,
                      .key = "stage",
                      .bad_cells = BadCells::faults},
    SourceDescription{.name = "merged",
                      .row = "A deal that was merged into another.",
                      .columns = merged,
                      .key = "merged_id",
                      .bad_cells = BadCells::faults},
    SourceDescription{.name = "rates",
                      .row = "An exchange rate into the reporting currency.",
                      .columns = rates,
                      .key = "from|on",
                      .happened_on = "on",
                      .bad_cells = BadCells::faults,
                      .list_entry = "rate"},
    SourceDescription{.name = "overrides",
                      .row = "What people know of an open deal better.",
                      .columns = overrides,
                      .key = "deal",
                      .happened_on = "since",
                      .bad_cells = BadCells::faults,
                      .list_entry = "override"}};

}  // namespace

std::span<SourceDescription const> source_descriptions() { return sources; }

SourceDescription const& source_description(std::string_view name) {
  auto const* const found = find_source(sources, name);
  QUARTERDECK_EXPECT(found != nullptr);
  return *found;
}

}  // namespace quarterdeck::io
