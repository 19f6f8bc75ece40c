// tools/service/session/book.hpp – a company's book as of a day: what every use case begins with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/diagnostic.hpp"
#include "engine/data/history.hpp"
#include "engine/workspace/workspace.hpp"
#include "models/baseline/baselines.hpp"
#include "models/compile/overrides.hpp"
#include "models/fit.hpp"
#include "tools/service/session/reading.hpp"

namespace quarterdeck::service {

/// A workspace with its tables, cut at the end of `as_of`.
struct Book {
  io::Workspace workspace;
  std::string workspace_sha256;  ///< of its file; empty where the records come from memory
  core::Date as_of{};
  std::vector<core::InputHash> inputs;
  std::int64_t n_rows = 0;   ///< rows read, all tables
  std::int64_t n_deals = 0;  ///< deals in the tables, whenever they began
  data::Extent extent;       ///< of the tables
  data::History history;
  data::Pipeline pipeline;
  std::vector<models::OverrideEffect> overrides;  ///< what they do as of the day; not applied here
  data::Findings findings;                        ///< of reading, cutting and inspecting
  std::vector<std::string> assumptions;           ///< of the reading
};

/// The day at whose end a book is looked at.
struct AsOf {
  std::string day;  ///< ISO date; empty: the newest day on which something was learned, but none
                    ///< after today
  core::Date today = core::no_date;  ///< by the clock, UTC; changes nothing where `day` is given
};

/// Cuts what was read at a day.
/// @return  the book, with the finding `as_of.after_data` where the day lies after the newest date,
///          or `as_of.after_today` where it was not given and the newest date is still to come; or
///          QD-217 for every override in force of a deal that no table holds, QD-301 for a day that
///          is none, QD-302 for one before the first deal was created, QD-303 where the tables hold
///          no date
/// @verified tests/unit/service/book_test.cpp
[[nodiscard]] core::Checked<Book> book_at(Reading const& reading, AsOf const& as_of);

/// The period to forecast.
/// @param name  as users write it; empty: the one of the workspace's unit that contains the day
///              after the book's as_of
/// @return  the period, or what is wrong with its name, or QD-304 where it had ended by as_of
/// @verified tests/unit/service/book_test.cpp
[[nodiscard]] core::Checked<core::Period> choose_period(Book const& book, std::string const& name);

/// A period by its name, whatever day it is looked at from.
/// @return  nothing for an empty name; what is wrong with the name, as a fault of usage
[[nodiscard]] core::Checked<std::optional<core::Period>> named_period(
    io::Workspace const& workspace, std::string const& name);

/// What `fit` is asked for a workspace and a period.
[[nodiscard]] models::ModelSpec model_spec(io::Workspace const& workspace,
                                           core::Period const& period);

/// What a history teaches of a period, asked as the workspace says. Every use case that fits does
/// so here, whatever day it looks from.
[[nodiscard]] models::FittedModels fit_models(io::Workspace const& workspace,
                                              data::History const& history,
                                              core::Period const& period);

/// Every baseline of the book's day for a period.
[[nodiscard]] std::vector<models::baseline::Baseline> baselines_of(Book const& book,
                                                                   core::Period const& period);

}  // namespace quarterdeck::service
