// engine/io/deals/preset_dynamics.cpp – tables of Dynamics 365 Sales; see preset_lists.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "engine/io/deals/preset_lists.hpp"

namespace quarterdeck::io {
// A name of its own: these files are compiled together.
namespace dynamics {
namespace {

constexpr std::array deals{
    ColumnNames{"id", "opportunityid|(Do Not Modify) Opportunity|Opportunity"},
    ColumnNames{"name", "name|Topic"},
    ColumnNames{"account", "parentaccountid|Account|customerid|Potential Customer"},
    ColumnNames{"owner", "ownerid|Owner"},
    ColumnNames{"stage", "salesstage|Sales Stage|stepname|Pipeline Phase"},
    ColumnNames{"status", "statecode|Status"},
    ColumnNames{"amount", "estimatedvalue|Est. revenue|Estimated Revenue"},
    ColumnNames{"company_amount",
                "estimatedvalue_base|Est. Revenue (Base)|Estimated Revenue (Base)"},
    ColumnNames{"won_amount", "actualvalue|Actual Revenue"},
    ColumnNames{"currency",
                "isocurrencycode|"
                "_transactioncurrencyid_value@OData.Community.Display.V1.FormattedValue|"
                "transactioncurrencyidname|transactioncurrencyid|Currency"},
    ColumnNames{"probability", "closeprobability|Probability"},
    ColumnNames{"close_date", "estimatedclosedate|Est. close date|Estimated Close Date"},
    ColumnNames{"actual_close_date", "actualclosedate|Actual Close Date"},
    ColumnNames{"created_date", "createdon|Created On"},
    ColumnNames{"forecast_category", "msdyn_forecastcategory|Forecast category"},
    ColumnNames{"source", "campaignid|Source Campaign|originatingleadid|Originating Lead"},
    ColumnNames{"last_activity_date", "modifiedon|Modified On|(Do Not Modify) Modified On"}};

constexpr std::array values{ValueName{"status", "0", "open"},   ValueName{"status", "1", "won"},
                            ValueName{"status", "2", "lost"},   ValueName{"stage", "0", "Qualify"},
                            ValueName{"stage", "1", "Develop"}, ValueName{"stage", "2", "Propose"},
                            ValueName{"stage", "3", "Close"}};

constexpr std::array gone{LeftOutRows{"IsDelete", "yes", "row.deleted"}};

constexpr std::array history{
    ColumnNames{"id", "opportunityid|(Do Not Modify) Opportunity|Opportunity"},
    ColumnNames{"changed_at", "modifiedon|Modified On|(Do Not Modify) Modified On"},
    ColumnNames{"stage", "salesstage|Sales Stage|stepname|Pipeline Phase"},
    ColumnNames{"amount", "estimatedvalue|Est. revenue|Estimated Revenue"},
    ColumnNames{"close_date", "estimatedclosedate|Est. close date|Estimated Close Date"},
    ColumnNames{"forecast_category", "msdyn_forecastcategory|Forecast category"}};

constexpr std::array tables{
    Preset{.name = "dynamics",
           .what = "opportunities of Dynamics with their logical names",
           .table = "opportunities",
           .marks = "opportunityid|opportunity_id; estimatedvalue|estimated_value|"
                    "estimatedclosedate|estimated_close_date|statecode|actualclosedate|createdon",
           .columns = deals,
           .values = values,
           .left_out = gone},
    Preset{.name = "dynamics",
           .what = "an export of Dynamics",
           .table = "opportunities",
           .marks = "(Do Not Modify) Opportunity|Topic; "
                    "Est. revenue|Est. Revenue|Est. close date|Est. Close Date|"
                    "Estimated Revenue|Estimated Close Date",
           .columns = deals,
           .values = values},
    Preset{.name = "dynamics",
           .what = "a table of Dynamics",
           .table = "opportunities",
           .columns = deals,
           .values = values,
           .left_out = gone},
    Preset{.name = "dynamics",
           .what = "a history of Dynamics",
           .table = "stage_history",
           .columns = history}};

}  // namespace
}  // namespace dynamics

std::span<Preset const> dynamics_presets() { return dynamics::tables; }

}  // namespace quarterdeck::io
