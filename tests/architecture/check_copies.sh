#!/usr/bin/env bash
# tests/architecture/check_copies.sh – no two places of the use cases and their pages are the same.
# SPDX-License-Identifier: Apache-2.0
# usage: check_copies.sh ROOT; prints every pair of places that share six lines of code.
#
# Lines count without their spaces; blank lines, comments, includes and lines of punctuation do not
# count at all, for they are alike wherever they stand.
# shellcheck disable=SC2016  # awk programs, not shell expansions
set -euo pipefail
cd "${1:?usage: check_copies.sh ROOT}"

find tools/service tools/report -type f \( -name '*.hpp' -o -name '*.cpp' \) -print0 | sort -z | xargs -0 awk '
  FNR == 1 { n = 0 }
  {
    text = $0
    gsub(/[ \t]/, "", text)
    if (text == "" || text ~ /^(\/\/|#|[][(){};,<>]+$)/) next
    ++n
    code[n % 6] = text
    first_line[n % 6] = FNR
    if (n < 6) next
    run = ""
    for (i = 1; i <= 6; ++i) run = run "\n" code[(n + i) % 6]
    place = FILENAME ":" first_line[(n + 1) % 6]
    if (!(run in seen)) { seen[run] = place; next }
    # Only the first of the windows that one long copy gives.
    if (FILENAME == last_file && n == last_n + 1) { last_n = n; next }
    last_file = FILENAME
    last_n = n
    print place ": the same six lines as at " seen[run]
    bad = 1
  }
  END { exit bad }
'
