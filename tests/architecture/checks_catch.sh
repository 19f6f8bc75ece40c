#!/usr/bin/env bash
# tests/architecture/checks_catch.sh – the checks pass on a copy of the tree and fail on every planted fault.
# SPDX-License-Identifier: Apache-2.0
# usage: checks_catch.sh ROOT WORK_FOLDER
set -euo pipefail
root=$(cd "${1:?usage: checks_catch.sh ROOT WORK_FOLDER}" && pwd)
work=${2:?usage: checks_catch.sh ROOT WORK_FOLDER}
checks=$root/tests/architecture
bad=0

fresh_copy() {
  rm -rf "$work"
  mkdir -p "$work"
  (cd "$root" && tar -cf - engine models scenarios tools tests docs) | tar -xf - -C "$work"
}

# caught CHECK FILE TEXT [NAMED]: with TEXT appended to FILE the check must fail and name FILE, or NAMED.
caught() {
  local check=$1 file=$2 text=$3 named=${4:-$2} said
  fresh_copy
  mkdir -p "$(dirname "$work/$file")"
  printf '%s\n' "$text" >>"$work/$file"
  if said=$("$checks/$check" "$work"); then
    echo "$check did not notice in $file: $text"
    bad=1
  elif [[ $said != *"$named"* ]]; then
    echo "$check failed without naming $named: $said"
    bad=1
  fi
}

fresh_copy
for check in check_layers.sh check_budgets.sh check_functions.sh check_copies.sh check_verified.sh \
  check_codes.sh check_rooms.sh; do
  "$checks/$check" "$work" || [ $? -eq 77 ] ||
    { echo "$check fails on the tree as it is"; bad=1; }
done

caught check_layers.sh engine/core/date.hpp '#include "models/fit.hpp"'
caught check_layers.sh engine/core/date.hpp '#include "engine/data/history.hpp"'
caught check_layers.sh engine/data/history.hpp '#include "engine/simulate/simulate.hpp"'
caught check_layers.sh engine/simulate/simulate.hpp '#include "engine/data/history.hpp"'
caught check_layers.sh models/fit.hpp '#include "tools/service/forecast/forecast.hpp"'
caught check_layers.sh models/amount/amount_ratio.hpp '#include "models/win/table/landmark.hpp"'
caught check_layers.sh tools/service/forecast/forecast.hpp '#include "tools/cli/anything.hpp"'
caught check_layers.sh tools/service/session/session.hpp '#include "tools/service/forecast/summary.hpp"'
caught check_layers.sh tools/service/levers/lever.hpp '#include "tools/service/record/conclude.hpp"'
caught check_layers.sh models/timing/time_to_close.hpp '#include "models/compile.hpp"' \
  'models and models/timing include each other'
caught check_layers.sh scenarios/schema/scenario.hpp '#include "scenarios/apply/apply.hpp"' \
  'scenarios/apply and scenarios/schema include each other'
caught check_layers.sh models/fit.hpp '#include <duckdb.h>'
caught check_layers.sh engine/core/date.hpp '#include <yaml-cpp/yaml.h>'
caught check_layers.sh tools/service/forecast/forecast.hpp '#include <nlohmann/json.hpp>'
caught check_layers.sh engine/plan/plan.hpp '#include <random>'
caught check_layers.sh models/fit.hpp 'inline void f() { std::cout << 1; }'
caught check_layers.sh tools/service/forecast/forecast.hpp 'inline void f() { std::exit(1); }'
caught check_budgets.sh engine/core/date.hpp "$(printf '//\n%.0s' {1..250})"
if ctags --version 2>/dev/null | grep -q Universal; then
  caught check_functions.sh engine/core/date.cpp 'void f(int a, int b, std::map<int, int> c, int d, int e) {}'
  caught check_functions.sh engine/core/date.cpp "void f() {$(printf '\n  g();%.0s' {1..60})
}"
fi
caught check_copies.sh tools/service/session/book.cpp "$(tail -n 25 "$root/tools/service/session/steps.cpp")"
caught check_verified.sh engine/core/date.hpp '/// @verified tests/unit/nowhere_test.cpp'
caught check_codes.sh engine/core/error.hpp 'inline char const* code = "QD-999";' QD-999
caught check_rooms.sh engine/cellar/barrel.hpp '#pragma once' engine/cellar
caught check_rooms.sh docs/dev/rooms.md '| `engine/attic` | boxes |' engine/attic
rm -rf "$work"
exit "$bad"
