// scenarios/board/board_keys.cpp – the table of keys; add one here and read it in its section.
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/board/board_keys.hpp"

#include <algorithm>
#include <array>

#include "engine/core/error.hpp"

namespace quarterdeck::scenarios {
namespace {

using yaml::Key;
using yaml::KeySection;

constexpr std::string_view text = R"("type": "string")";
constexpr std::string_view texts =
    R"("type": "array", "minItems": 1, "uniqueItems": true, "items": {"type": "string"})";
constexpr std::string_view periods_type = R"("type": "array", "minItems": 1, "uniqueItems": true, )"
                                          R"("items": {"type": ["string", "integer"]})";
constexpr std::string_view day = R"("type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")";
constexpr std::string_view kinds_type = R"("type": "array", "minItems": 1, "uniqueItems": true, )"
                                        R"("items": {"enum": ["forecast", "compare"]})";
constexpr std::string_view trials_type =
    R"("type": "integer", "minimum": 1, "maximum": 1000000000)";
constexpr std::string_view seed_type = R"("type": "integer", "minimum": 0)";

constexpr auto scenarios =
    Key{"scenarios", texts, "base, or scenario files, several joined by +; default base."};
constexpr auto periods =
    Key{"periods", periods_type, "Months, quarters, years, ranges, or next; default next."};
constexpr auto as_of =
    Key{"as_of", day, "Day whose end is looked from; default the newest in the data."};
constexpr auto trials = Key{"trials", trials_type, "Trials; default as the workspace says."};
constexpr auto seed =
    Key{"seed", seed_type, "Same seed, same numbers; default as the workspace says."};
constexpr auto kinds =
    Key{"kinds", kinds_type,
        "A forecast of every scenario, a comparison of all; default both where there "
        "is something to compare."};
constexpr auto ledger =
    Key{"ledger", R"("type": "boolean", "default": true)", "Whether forecasts are recorded."};

constexpr std::array board{
    Key{"name", text, "Title of the board; default the name of the file."},
    Key{"out", text, "Folder of the results; relative to this file; default results."},
    Key{"threads", R"("type": "integer", "minimum": 0, "maximum": 1024, "default": 0)",
        "Threads of all runs together; 0 is all cores; never changes a number."},
    Key{"defaults", R"("$ref": "#/$defs/defaults")", "What holds for every job that says nothing."},
    Key{"jobs", R"("type": "array", "minItems": 1, "items": {"$ref": "#/$defs/job"})",
        "Workspaces, and what is asked of each."}};

constexpr std::array defaults{scenarios, periods, as_of, trials, seed, kinds, ledger};

constexpr std::array job{
    Key{"name", text, "Folder of the results; default the name of the workspace's folder."},
    Key{"workspace", text, "Workspace file or its folder; relative to this file."},
    scenarios,
    periods,
    as_of,
    trials,
    seed,
    kinds,
    ledger};

constexpr std::array sections{KeySection{"board", board, R"(["jobs"])"},
                              KeySection{"defaults", defaults, "[]"},
                              KeySection{"job", job, R"(["workspace"])"}};

}  // namespace

std::span<KeySection const> board_key_sections() { return sections; }

KeySection const& board_key_section(std::string_view name) {
  auto const found = std::ranges::find(sections, name, &KeySection::name);
  QUARTERDECK_EXPECT(found != sections.end());
  return *found;
}

}  // namespace quarterdeck::scenarios
