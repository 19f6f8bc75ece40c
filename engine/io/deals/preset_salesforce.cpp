// engine/io/deals/preset_salesforce.cpp – tables of Salesforce; see preset_lists.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "engine/io/deals/preset_lists.hpp"

namespace quarterdeck::io {
// A name of its own: these files are compiled together.
namespace salesforce {
namespace {

constexpr std::array deals{
    ColumnNames{"id", "Id|Opportunity ID|OpportunityId"},
    ColumnNames{"name", "Name|Opportunity Name"},
    ColumnNames{"account", "Account Name|AccountName|AccountId"},
    ColumnNames{"owner", "Opportunity Owner|Owner|OwnerId"},
    ColumnNames{"stage", "StageName|Stage|To Stage"},
    ColumnNames{"amount", "Amount|Total Amount"},
    ColumnNames{"company_amount", "Amount (converted)"},
    ColumnNames{"currency", "CurrencyIsoCode|Opportunity Currency|Amount Currency"},
    ColumnNames{"probability", "Probability|Probability (%)"},
    ColumnNames{"close_date", "CloseDate|Close Date"},
    ColumnNames{"created_date", "CreatedDate|Created Date"},
    ColumnNames{"is_closed", "IsClosed|Closed"},
    ColumnNames{"is_won", "IsWon|Won"},
    ColumnNames{"forecast_category", "ForecastCategoryName|Forecast Category|ForecastCategory"},
    ColumnNames{"type", "Type|Opportunity Type"},
    ColumnNames{"source", "LeadSource|Lead Source"},
    ColumnNames{"last_activity_date",
                "LastActivityDate|Last Activity|LastModifiedDate|Last Modified Date"}};

constexpr std::array deleted{LeftOutRows{"IsDeleted", "yes", "row.deleted"},
                             LeftOutRows{"Deleted", "yes", "row.deleted"}};

constexpr std::array history_object{
    ColumnNames{"id", "OpportunityId"},
    ColumnNames{"changed_at", "CreatedDate"},
    ColumnNames{"stage", "StageName"},
    ColumnNames{"amount", "Amount"},
    ColumnNames{"close_date", "CloseDate"},
    ColumnNames{"forecast_category", "ForecastCategoryName|ForecastCategory"}};

constexpr std::array field_history{
    ColumnNames{"id", "OpportunityId|Opportunity ID"},
    ColumnNames{"changed_at", "CreatedDate|Edit Date"}, ColumnNames{"field", "Field|Field / Event"},
    ColumnNames{"value_before", "OldValue|Old Value"}, ColumnNames{"value", "NewValue|New Value"}};

constexpr std::array fields{
    ColumnNames{"stage", "StageName|Stage"}, ColumnNames{"amount", "Amount"},
    ColumnNames{"close_date", "CloseDate|Close Date"},
    ColumnNames{"forecast_category", "ForecastCategoryName|Forecast Category"}};

constexpr std::array history_report{
    ColumnNames{"id", "Opportunity ID"},
    ColumnNames{"changed_at", "Last Modified|Last Modified Date|Edit Date"},
    ColumnNames{"stage_before", "From Stage"},
    ColumnNames{"stage", "To Stage"},
    ColumnNames{"amount", "Amount"},
    ColumnNames{"close_date", "Close Date"},
    ColumnNames{"forecast_category", "Forecast Category"}};

constexpr std::array history_mode{
    ColumnNames{"id", "id"},
    ColumnNames{"changed_at", "_fivetran_start"},
    ColumnNames{"stage", "stage_name|StageName"},
    ColumnNames{"amount", "amount"},
    ColumnNames{"close_date", "close_date|CloseDate"},
    ColumnNames{"forecast_category", "forecast_category_name|forecast_category"}};

/// Whatever a source with `preset: salesforce` holds.
constexpr std::array any_history{
    ColumnNames{"id", "OpportunityId|Opportunity ID|Id"},
    ColumnNames{"changed_at", "CreatedDate|Edit Date|Last Modified|Last Modified Date"},
    ColumnNames{"stage_before", "From Stage"},
    ColumnNames{"stage", "StageName|To Stage|Stage"},
    ColumnNames{"amount", "Amount"},
    ColumnNames{"close_date", "CloseDate|Close Date"},
    ColumnNames{"forecast_category", "ForecastCategoryName|Forecast Category|ForecastCategory"}};

constexpr std::array rates{ColumnNames{"from", "IsoCode"}, ColumnNames{"on", "StartDate"},
                           ColumnNames{"rate", "ConversionRate"}};

constexpr std::array tables{
    Preset{.name = "salesforce",
           .what = "OpportunityFieldHistory of Salesforce",
           .table = "stage_history",
           .marks = "OpportunityId|opportunity_id; Field|field; NewValue|new_value",
           .columns = field_history,
           .left_out = deleted,
           .fields = fields},
    Preset{.name = "salesforce",
           .what = "a report of field history of Salesforce",
           .table = "stage_history",
           .marks = "Field / Event; New Value; Edit Date",
           .columns = field_history,
           .fields = fields},
    Preset{.name = "salesforce",
           .what = "a report of opportunity history of Salesforce",
           .table = "stage_history",
           .marks = "From Stage; To Stage",
           .columns = history_report},
    Preset{.name = "salesforce",
           .what = "OpportunityHistory of Salesforce",
           .table = "stage_history",
           .marks = "OpportunityId|opportunity_id; StageName|stage_name; CreatedDate|created_date; "
                    "Id|id|SystemModstamp|CreatedById|PrevAmount|OpportunityHistoryKey",
           .columns = history_object,
           .left_out = deleted},
    Preset{.name = "salesforce",
           .what = "opportunities of Salesforce in Fivetran's history mode",
           .table = "stage_history",
           .marks = "_fivetran_start; _fivetran_active; stage_name|StageName; id|Id",
           .columns = history_mode,
           .left_out = deleted},
    Preset{.name = "salesforce",
           .what = "opportunities of Salesforce with the names of its interface",
           .table = "opportunities",
           .marks = "Id; StageName; IsClosed|IsWon|AccountId|OwnerId|LeadSource|Name|"
                    "ForecastCategoryName|LastModifiedDate",
           .lacks = "OpportunityId",
           .columns = deals,
           .left_out = deleted},
    Preset{.name = "salesforce",
           .what = "opportunities of Salesforce as Fivetran lands them",
           .table = "opportunities",
           .marks = "id; stage_name; _fivetran_synced|_fivetran_active|_fivetran_deleted|"
                    "forecast_category_name|has_overdue_task|fiscal_quarter|system_modstamp",
           .lacks = "opportunity_id|OpportunityId",
           .columns = deals,
           .left_out = deleted},
    Preset{.name = "salesforce",
           .what = "a report of Salesforce",
           .table = "opportunities",
           .marks = "Opportunity Name|Opportunity ID; Stage; Opportunity Owner|Opportunity ID|"
                    "Amount Currency|Opportunity Currency|Fiscal Period|Probability (%); "
                    "Close Date|Created Date",
           .columns = deals,
           .left_out = deleted},
    Preset{.name = "salesforce",
           .what = "DatedConversionRate of Salesforce",
           .table = "rates",
           .marks = "IsoCode; ConversionRate",
           .columns = rates},
    Preset{.name = "salesforce",
           .what = "a table of Salesforce",
           .table = "opportunities",
           .columns = deals,
           .left_out = deleted},
    Preset{.name = "salesforce",
           .what = "a history of Salesforce",
           .table = "stage_history",
           .columns = any_history,
           .left_out = deleted}};

}  // namespace
}  // namespace salesforce

std::span<Preset const> salesforce_presets() { return salesforce::tables; }

}  // namespace quarterdeck::io
