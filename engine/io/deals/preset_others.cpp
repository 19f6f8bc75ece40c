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
    Preset{.what = "users of Salesforce", .marks = "user_role_id|UserRoleId; username|Username"},
    Preset{.what = "contacts of Salesforce",
           .marks = "LastName|last_name; AccountId|account_id; Email|email; "
                    "MobilePhone|mobile_phone"},
    Preset{.what = "activities of Salesforce", .marks = "WhatId|what_id; WhoId|who_id"},
    Preset{.what = "roles of users of Salesforce", .marks = "parent_role_id; rollup_description"},
    Preset{.what = "orders of Salesforce", .marks = "order_number|OrderNumber; is_reduction_order"},
    Preset{.what = "lines of opportunities of Salesforce",
           .marks = "opportunity_id|OpportunityId; quantity|Quantity; unit_price|UnitPrice"},
    Preset{.what = "companies of HubSpot",
           .marks = "property_annualrevenue; property_industry|property_name"},
    Preset{.what = "contacts of HubSpot", .marks = "property_email; property_firstname"},
    Preset{.what = "tickets of HubSpot",
           .marks = "ticket_id|property_hs_ticket_priority; "
                    "category|property_hs_pipeline_stage|value|company_id|property_subject"},
    Preset{.what = "properties of HubSpot", .marks = "hubspot_object; name"},
    Preset{.what = "owners of HubSpot", .marks = "owner_id; email|team_id|is_team_primary"},
    Preset{.what = "pipelines of HubSpot", .marks = "pipeline_id; label; display_order; active"},
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
