// engine/io/deals/preset_others.cpp – tables that lie beside those of deals and are none of ours;
// see preset_lists.hpp. SPDX-License-Identifier: Apache-2.0
#include <array>

#include "engine/io/deals/preset_lists.hpp"

namespace quarterdeck::io {
// A name of its own: these files are compiled together.
namespace others {
namespace {

constexpr std::array tables{
    Preset{.what = "accounts of Salesforce",
           .marks = "AnnualRevenue; NumberOfEmployees; Ownership"},
    Preset{.what = "accounts of Salesforce",
           .marks = "_fivetran_synced; annual_revenue; number_of_employees; parent_id"},
    Preset{.what = "leads of Salesforce",
           .marks = "ConvertedOpportunityId|converted_opportunity_id; Status|status"},
    Preset{.what = "contacts of Salesforce",
           .marks = "LastName|last_name; AccountId|account_id; Email|email; "
                    "MobilePhone|mobile_phone"},
    Preset{.what = "tasks of Salesforce", .marks = "WhatId|what_id; WhoId|who_id"},
    Preset{.what = "users of Salesforce", .marks = "user_role_id|UserRoleId; username|Username"},
    Preset{.what = "roles of users of Salesforce", .marks = "parent_role_id; rollup_description"},
    Preset{.what = "orders of Salesforce", .marks = "order_number|OrderNumber; is_reduction_order"},
    Preset{.what = "lines of opportunities of Salesforce",
           .marks = "opportunity_id|OpportunityId; quantity|Quantity; unit_price|UnitPrice"},
    Preset{.what = "pipelines of deals of HubSpot",
           .marks = "pipeline_id; label; display_order; active"},
    Preset{.what = "deals of HubSpot merged into others", .marks = "deal_id; merged_deal_id"},
    Preset{.what = "links of deals of HubSpot to other records",
           .marks = "deal_id; type_id; category"},
    Preset{.what = "links of engagements of HubSpot to other records",
           .marks = "engagement_id; type_id; category"},
    Preset{.what = "engagements of HubSpot",
           .marks = "engagement_id; property_hs_timestamp|start_time"},
    Preset{.what = "labels of choices of Dynamics", .marks = "stringmapid|attributename; value"}};

}  // namespace
}  // namespace others

std::span<Preset const> other_tables() { return others::tables; }

}  // namespace quarterdeck::io
