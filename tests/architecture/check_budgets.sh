#!/usr/bin/env bash
# tests/architecture/check_budgets.sh – sizes of files, and the two lines that each begins with.
# SPDX-License-Identifier: Apache-2.0
# usage: check_budgets.sh ROOT; a header has at most 250 lines, a .cpp at most 400.
# shellcheck disable=SC2016  # awk programs, not shell expansions
set -euo pipefail
cd "${1:?usage: check_budgets.sh ROOT}"

folders=()
for folder in engine models scenarios tools tests; do [ ! -d "$folder" ] || folders+=("$folder"); done

find "${folders[@]}" -type f \( -name '*.hpp' -o -name '*.cpp' \) -print0 | sort -z | xargs -0 awk '
  function check_length(file, lines) {
    limit = file ~ /\.hpp$/ ? 250 : 400
    if (lines > limit) { print file ": " lines " lines, at most " limit; bad = 1 }
    if (!licensed) { print file ": no SPDX-License-Identifier in its first lines"; bad = 1 }
  }
  FNR == 1 {
    if (NR > 1) check_length(last, lines)
    last = FILENAME
    licensed = 0
    if (index($0, "// " FILENAME) != 1) {
      print FILENAME ":1: the first line says `// " FILENAME " – purpose`"
      bad = 1
    }
  }
  FNR <= 3 && /SPDX-License-Identifier: Apache-2\.0/ { licensed = 1 }
  { lines = FNR }
  END { check_length(last, lines); exit bad }
'
