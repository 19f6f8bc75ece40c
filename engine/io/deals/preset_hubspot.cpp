// engine/io/deals/preset_hubspot.cpp – tables of HubSpot; see preset_lists.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "engine/io/deals/preset_lists.hpp"

namespace quarterdeck::io {
// A name of its own: these files are compiled together.
namespace hubspot {
namespace {

constexpr std::array deals{
    ColumnNames{"id", "hs_object_id|Record ID|deal_id|Deal ID|id"},
    ColumnNames{"name", "dealname|Deal Name|properties_dealname|property_dealname"},
    ColumnNames{"account",
                "Associated Company|Associated Company (Primary)|"
                "Primary Associated Company|associatedcompanyid"},
    ColumnNames{"owner",
                "hubspot_owner_id|Deal owner|owner_id|properties_hubspot_owner_id|"
                "property_hubspot_owner_id"},
    ColumnNames{"stage",
                "dealstage|Deal Stage|deal_pipeline_stage_id|properties_dealstage|"
                "property_dealstage"},
    ColumnNames{"amount", "amount|Amount|properties_amount|property_amount"},
    ColumnNames{"company_amount",
                "amount_in_home_currency|Amount in company currency|"
                "properties_amount_in_home_currency|property_amount_in_home_currency"},
    ColumnNames{"won_amount", "hs_closed_amount|Closed Deal Amount"},
    ColumnNames{"currency",
                "deal_currency_code|Currency|properties_deal_currency_code|"
                "property_deal_currency_code"},
    ColumnNames{"probability",
                "hs_deal_stage_probability|Deal probability|"
                "properties_hs_deal_stage_probability|property_hs_deal_stage_probability"},
    ColumnNames{"close_date", "closedate|Close Date|properties_closedate|property_closedate"},
    ColumnNames{"created_date",
                "createdate|Create Date|properties_createdate|property_createdate|createdAt"},
    ColumnNames{"is_closed",
                "hs_is_closed|Is Deal Closed?|properties_hs_is_closed|"
                "property_hs_is_closed"},
    ColumnNames{"is_won",
                "hs_is_closed_won|Is Closed Won|properties_hs_is_closed_won|"
                "property_hs_is_closed_won"},
    ColumnNames{"forecast_category",
                "hs_manual_forecast_category|Forecast category|"
                "properties_hs_manual_forecast_category|property_hs_manual_forecast_category"},
    ColumnNames{"type", "dealtype|Deal Type|properties_dealtype|property_dealtype"},
    ColumnNames{"source",
                "hs_analytics_source|Original Source|properties_hs_analytics_source|"
                "property_hs_analytics_source"},
    ColumnNames{"last_activity_date",
                "notes_last_updated|Last Activity Date|hs_lastmodifieddate|Last Modified Date|"
                "properties_hs_lastmodifieddate|property_hs_lastmodifieddate|updatedAt"}};

constexpr std::array gone{LeftOutRows{"is_deleted", "yes", "row.deleted"},
                          LeftOutRows{"isDeleted", "yes", "row.deleted"},
                          LeftOutRows{"archived", "yes", "row.archived"},
                          LeftOutRows{"hs_is_archived", "yes", "row.archived"}};

constexpr std::array stages{ColumnNames{"id", "deal_id"},
                            ColumnNames{"changed_at", "date_entered|_fivetran_start"},
                            ColumnNames{"stage", "value"}};

constexpr std::array property_history{
    ColumnNames{"id", "deal_id|dealId|hs_object_id"}, ColumnNames{"changed_at", "timestamp"},
    ColumnNames{"field", "name|property"}, ColumnNames{"value", "value"}};

constexpr std::array fields{
    ColumnNames{"stage", "dealstage|Deal Stage"}, ColumnNames{"amount", "amount"},
    ColumnNames{"close_date", "closedate|Close Date"},
    ColumnNames{"forecast_category", "hs_manual_forecast_category|Forecast category"}};

constexpr std::array merged{ColumnNames{"id", "deal_id"},
                            ColumnNames{"merged_id", "merged_deal_id"}};

/// Whatever a history with `preset: hubspot` holds.
constexpr std::array any_history{
    ColumnNames{"id", "hs_object_id|Record ID|deal_id|dealId|Deal ID"},
    ColumnNames{"changed_at", "hs_lastmodifieddate|Last Modified Date|date_entered|timestamp"},
    ColumnNames{"stage", "dealstage|Deal Stage"},
    ColumnNames{"amount", "amount|Amount"},
    ColumnNames{"close_date", "closedate|Close Date"},
    ColumnNames{"forecast_category", "hs_manual_forecast_category|Forecast category"}};

constexpr std::array tables{
    Preset{.name = "hubspot",
           .what = "merged_deal of HubSpot as Fivetran lands it",
           .table = "merged",
           .marks = "deal_id; merged_deal_id",
           .columns = merged},
    Preset{.name = "hubspot",
           .what = "deal_stage of HubSpot as Fivetran lands it",
           .table = "stage_history",
           .marks = "deal_id; value; date_entered",
           .columns = stages},
    Preset{.name = "hubspot",
           .what = "the property history of deals of HubSpot",
           .table = "stage_history",
           .marks = "deal_id|dealId|hs_object_id; name|property; value; timestamp",
           .columns = property_history,
           .left_out = gone,
           .fields = fields},
    Preset{.name = "hubspot",
           .what = "deals of HubSpot as Fivetran lands them",
           .table = "opportunities",
           .marks = "deal_id; deal_pipeline_stage_id|deal_pipeline_id|property_dealstage",
           .columns = deals,
           .left_out = gone},
    Preset{.name = "hubspot",
           .what = "deals of HubSpot with the names of its interface",
           .table = "opportunities",
           .marks = "dealstage|properties_dealstage; "
                    "hs_object_id|id|deal_id; dealname|closedate|createdate|hubspot_owner_id|"
                    "properties_dealname|properties_closedate|properties_createdate",
           .columns = deals,
           .left_out = gone},
    Preset{.name = "hubspot",
           .what = "an export of HubSpot",
           .table = "opportunities",
           .marks = "Record ID; Deal Stage|Deal stage",
           .columns = deals,
           .left_out = gone},
    Preset{.name = "hubspot",
           .what = "a table of HubSpot",
           .table = "opportunities",
           .columns = deals,
           .left_out = gone},
    Preset{.name = "hubspot",
           .what = "a history of HubSpot",
           .table = "stage_history",
           .columns = any_history}};

}  // namespace
}  // namespace hubspot

std::span<Preset const> hubspot_presets() { return hubspot::tables; }

}  // namespace quarterdeck::io
