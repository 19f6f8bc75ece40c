// engine/io/deals/preset_further.cpp – tables of Pipedrive, Zoho, monday and Odoo; see
// preset_lists.hpp. SPDX-License-Identifier: Apache-2.0
#include <array>

#include "engine/io/deals/preset_lists.hpp"

namespace quarterdeck::io {
// A name of its own: these files are compiled together.
namespace further {
namespace {

constexpr std::array pipedrive{
    ColumnNames{"id", "Deal - ID|id"},
    ColumnNames{"name", "Deal - Title|title"},
    ColumnNames{"account", "Deal - Organization|org_name|org_id"},
    ColumnNames{"owner", "Deal - Owner|owner_name|user_id|owner_id"},
    ColumnNames{"stage", "Deal - Stage|stage_name|stage_id"},
    ColumnNames{"status", "Deal - Status|status"},
    ColumnNames{"amount", "Deal - Value|value"},
    ColumnNames{"currency", "Deal - Currency of Value|Deal - Currency|currency"},
    ColumnNames{"probability", "Deal - Probability|probability"},
    ColumnNames{"close_date", "Deal - Expected close date|expected_close_date"},
    ColumnNames{"actual_close_date",
                "Deal - Deal closed on|close_time|Deal - Won time|won_time|"
                "+Deal - Lost time|+lost_time"},
    ColumnNames{"created_date", "Deal - Deal created|Deal - Created|add_time"},
    ColumnNames{"source", "Deal - Source channel|Deal - Source origin|channel"},
    ColumnNames{"last_activity_date",
                "Deal - Last activity date|Deal - Update time|"
                "last_activity_date|update_time"}};

constexpr std::array pipedrive_gone{
    LeftOutRows{"status", "deleted", "row.deleted"},
    LeftOutRows{"Deal - Status", "deleted", "row.deleted"},
    LeftOutRows{"is_deleted", "yes", "row.deleted"},
    LeftOutRows{"deleted", "yes", "row.deleted"},
    LeftOutRows{"is_archived", "yes", "row.archived"},
    LeftOutRows{"Deal - Archive status", "archived", "row.archived"}};

constexpr std::array zoho{ColumnNames{"id", "Record Id|Deal Id|id"},
                          ColumnNames{"name", "Deal Name"},
                          ColumnNames{"account", "Account Name|Account Name.name"},
                          ColumnNames{"owner", "Deal Owner|Owner|Owner.name"},
                          ColumnNames{"stage", "Stage"},
                          ColumnNames{"amount", "Amount"},
                          ColumnNames{"currency", "Currency"},
                          ColumnNames{"probability", "Probability (%)|Probability"},
                          ColumnNames{"close_date", "Closing Date"},
                          ColumnNames{"created_date", "Created Time"},
                          ColumnNames{"forecast_category", "Forecast Category"},
                          ColumnNames{"type", "Type"},
                          ColumnNames{"source", "Lead Source"},
                          ColumnNames{"last_activity_date", "Last Activity Time|Modified Time"}};

constexpr std::array zoho_stages{ColumnNames{"id", "Deal Id|Potential Id|Deal_Name.id|Record Id"},
                                 ColumnNames{"changed_at", "Modified Time|Last Modified Time"},
                                 ColumnNames{"stage", "Stage"},
                                 ColumnNames{"amount", "Amount"},
                                 ColumnNames{"close_date", "Closing Date"},
                                 ColumnNames{"forecast_category", "Forecast Category"}};

constexpr std::array zoho_gone{LeftOutRows{"deleted", "yes", "row.deleted"},
                               LeftOutRows{"is_deleted", "yes", "row.deleted"}};

constexpr std::array monday{
    ColumnNames{"id", "Item ID (auto generated)|Item ID"},
    ColumnNames{"name", "Name|Deal"},
    ColumnNames{"account", "Accounts|Account"},
    ColumnNames{"owner", "Owner|Deal owner"},
    ColumnNames{"stage", "Stage|Deal Stage|Status"},
    ColumnNames{"amount", "Deal Value|Deal size|Value"},
    ColumnNames{"currency", "Currency"},
    ColumnNames{"probability", "Close Probability"},
    ColumnNames{"close_date", "Expected Close Date"},
    ColumnNames{"actual_close_date", "Close Date|Actual Close Date"},
    ColumnNames{"created_date", "Deal creation date|Creation log|Created|Creation date"},
    ColumnNames{"last_activity_date", "Last interaction|Last updated"}};

constexpr std::array odoo{
    ColumnNames{"id", "id|External ID|ID"},
    ColumnNames{"name", "name|Opportunity"},
    ColumnNames{"account", "partner_id|Customer|Company Name"},
    ColumnNames{"owner", "user_id|Salesperson"},
    ColumnNames{"stage", "stage_id|Stage|Stage Name"},
    ColumnNames{"status", "won_status|active|Active"},
    ColumnNames{"amount", "expected_revenue|Expected Revenue"},
    ColumnNames{"currency", "company_currency|Company Currency|Currency"},
    ColumnNames{"probability", "probability|Probability"},
    ColumnNames{"close_date", "date_deadline|Expected Closing"},
    ColumnNames{"actual_close_date", "date_closed|Closed Date"},
    ColumnNames{"created_date", "create_date|Created on"},
    ColumnNames{"source", "source_id|Source"},
    ColumnNames{"last_activity_date",
                "date_last_stage_update|Last Stage Update|write_date|Last Updated on"}};

/// Odoo archives the deals that are lost, and only those count as lost.
constexpr std::array odoo_values{
    ValueName{"status", "Pending", "open"}, ValueName{"status", "Won", "won"},
    ValueName{"status", "Lost", "lost"},    ValueName{"status", "True", ""},
    ValueName{"status", "t", ""},           ValueName{"status", "1", ""},
    ValueName{"status", "False", "lost"},   ValueName{"status", "f", "lost"},
    ValueName{"status", "0", "lost"}};

constexpr std::array odoo_leads{LeftOutRows{"type", "lead", "row.lead"},
                                LeftOutRows{"Type", "lead", "row.lead"}};

constexpr std::array tables{
    Preset{.name = "pipedrive",
           .what = "an export of Pipedrive",
           .table = "opportunities",
           .marks = "Deal - ID|Deal - Title; Deal - Stage|Deal - Status|Deal - Value",
           .columns = pipedrive,
           .left_out = pipedrive_gone},
    Preset{.name = "pipedrive",
           .what = "deals of Pipedrive with the names of its interface",
           .table = "opportunities",
           .marks = "stage_id; add_time; pipeline_id|status|won_time|expected_close_date",
           .columns = pipedrive,
           .left_out = pipedrive_gone},
    Preset{.name = "pipedrive",
           .what = "a table of Pipedrive",
           .table = "opportunities",
           .columns = pipedrive,
           .left_out = pipedrive_gone},
    Preset{.name = "zoho",
           .what = "the stage history of Zoho",
           .table = "stage_history",
           .marks = "Stage Duration (Calendar Days)|Stage Duration|Duration|Duration (Days)|"
                    "Stage_Duration_Calendar_Days; "
                    "Stage; Modified Time|Modified_Time|Last_Modified_Time",
           .columns = zoho_stages},
    Preset{.name = "zoho",
           .what = "deals of Zoho",
           .table = "opportunities",
           .marks = "Closing Date|Closing_Date|closing_date; Deal Name|Deal_Name|deal_name; "
                    "Stage|stage; Record Id|Created Time|Created_Time|created_time|Deal Owner",
           .columns = zoho,
           .left_out = zoho_gone},
    Preset{.name = "zoho",
           .what = "a table of Zoho",
           .table = "opportunities",
           .columns = zoho,
           .left_out = zoho_gone},
    Preset{.name = "monday",
           .what = "a board of deals of monday",
           .table = "opportunities",
           .marks = "Deal Value|Deal size|Close Probability; Stage|Deal Stage|Status; "
                    "Item ID (auto generated)|Item ID|Subitems|Expected Close Date|"
                    "Deal creation date|Close Probability",
           .columns = monday},
    Preset{.name = "odoo",
           .what = "leads and opportunities of Odoo with their technical names",
           .table = "opportunities",
           .marks = "stage_id; expected_revenue; date_deadline|create_date|team_id|partner_id",
           .columns = odoo,
           .values = odoo_values,
           .left_out = odoo_leads},
    Preset{.name = "odoo",
           .what = "an export of Odoo",
           .table = "opportunities",
           .marks = "Expected Revenue; Expected Closing|Salesperson; Stage",
           .columns = odoo,
           .values = odoo_values,
           .left_out = odoo_leads}};

}  // namespace
}  // namespace further

std::span<Preset const> further_presets() { return further::tables; }

}  // namespace quarterdeck::io
