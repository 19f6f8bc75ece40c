#!/usr/bin/env bash
# tests/architecture/check_functions.sh – lengths of functions and how many parameters they have.
# SPDX-License-Identifier: Apache-2.0
# usage: check_functions.sh ROOT; prints every violation as file:line, exits 1 when there is one.
#
# A function has at most four parameters and 60 lines, and 99 of 100 functions have fewer than 40.
# Universal Ctags tells functions, their lines and their signatures; without it the check is skipped.
# shellcheck disable=SC2016  # awk programs, not shell expansions
set -euo pipefail
cd "${1:?usage: check_functions.sh ROOT}"
ctags --version 2>/dev/null | grep -q Universal || { echo "skipped: there is no Universal Ctags"; exit 77; }

folders=()
for folder in engine models scenarios tools; do [ ! -d "$folder" ] || folders+=("$folder"); done

ctags -R --languages=C++ --c++-kinds=f --fields=+neS --sort=no -f - "${folders[@]}" | awk -F '\t' '
  # Commas of a signature outside of <>, () and {}, plus one; none where it is empty.
  function parameters(signature,    i, c, depth, n) {
    sub(/^\(/, "", signature)
    sub(/\)[^)]*$/, "", signature)
    if (signature ~ /^ *(void)? *$/) return 0
    n = 1
    for (i = 1; i <= length(signature); ++i) {
      c = substr(signature, i, 1)
      if (c ~ /[<({]/) ++depth
      else if (c ~ /[>)}]/) --depth
      else if (c == "," && depth == 0) ++n
    }
    return n
  }
  {
    line = end = 0
    signature = ""
    for (i = 4; i <= NF; ++i) {
      if ($i ~ /^line:/) line = substr($i, 6)
      else if ($i ~ /^end:/) end = substr($i, 5)
      else if ($i ~ /^signature:/) signature = substr($i, 11)
    }
    place = $2 ":" line ": `" $1 "`"
    length_of[++n_functions] = end ? end - line + 1 : 1
    if (length_of[n_functions] > 60) { print place " has " length_of[n_functions] " lines, at most 60"; bad = 1 }
    if (parameters(signature) > 4) { print place " has " parameters(signature) " parameters, at most 4"; bad = 1 }
    if (length_of[n_functions] >= 40) { ++n_long; long = long "\n  " place ": " length_of[n_functions] " lines" }
  }
  END {
    if (n_functions == 0) { print "no function was found"; bad = 1 }
    if (n_long * 100 > n_functions) {
      print n_long " of " n_functions " functions have 40 lines or more, at most one in a hundred:" long
      bad = 1
    }
    exit bad
  }
'
