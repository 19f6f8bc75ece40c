#!/usr/bin/env bash
# tests/architecture/check_verified.sh – every path after @verified, and every docs/ path in a header, exists.
# SPDX-License-Identifier: Apache-2.0
# usage: check_verified.sh ROOT
# shellcheck disable=SC2016  # awk programs, not shell expansions
set -euo pipefail
cd "${1:?usage: check_verified.sh ROOT}"

folders=()
for folder in engine models scenarios tools; do [ ! -d "$folder" ] || folders+=("$folder"); done

# A claim may go on over the following comment lines, until the next tag or the end of the comment.
find "${folders[@]}" -type f -name '*.hpp' -print0 | sort -z | xargs -0 awk '
  function emit(text,    word, n, i) {
    n = split(text, word, /[ ,;()]+/)
    for (i = 1; i <= n; ++i) {
      sub(/[.:]$/, "", word[i])
      if (word[i] ~ /^(tests|docs)\//) print FILENAME ":" FNR " " word[i]
    }
  }
  /@verified/ { claim = 1; n = 0; sub(/.*@verified/, ""); emit($0); next }
  claim && /^[ \t]*\/\/\// && !/@[a-z]/ { emit($0); next }
  { claim = 0 }
  /docs\/[a-z]/ { emit($0) }
' | {
  bad=0
  while read -r place path; do
    [ -e "$path" ] || { echo "$place: $path does not exist"; bad=1; }
  done
  exit "$bad"
}
