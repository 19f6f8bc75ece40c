#!/usr/bin/env bash
# tests/architecture/check_codes.sh – the diagnostics in the source are the documented ones, and the findings.
# SPDX-License-Identifier: Apache-2.0
# usage: check_codes.sh ROOT
set -euo pipefail
cd "${1:?usage: check_codes.sh ROOT}"

folders=()
for folder in engine models scenarios tools; do [ ! -d "$folder" ] || folders+=("$folder"); done

# compare WHAT PATTERN DOCUMENT: quoted words in the source against those in backticks in the document.
compare() {
  local what=$1 pattern=$2 document=$3
  local used documented
  used=$(grep -rhoE --include='*.cpp' --include='*.hpp' "\"$pattern\"" "${folders[@]}" | tr -d '"' | sort -u)
  documented=$(grep -oE "^\| \`$pattern\`" "$document" | tr -d '|\` ' | sort -u)
  local differences
  differences=$(diff <(echo "$used") <(echo "$documented") |
    sed -n "s/^< \(..*\)/\1: $what in the source, not in ${document//\//\\/}/p
            s/^> \(..*\)/\1: in ${document//\//\\/}, no such $what in the source/p")
  [ -z "$differences" ] || { echo "$differences"; return 1; }
}

bad=0
compare diagnostic 'QD-[0-9]{3}' docs/formats/diagnostics.md || bad=1
compare finding '(id|row|table|column|amount|date|stage|status|currency|rate|deal|leak|history|model|owner|snapshot|snapshots|event|events|close_date|probability|book)\.[a-z_]+' \
  docs/formats/findings.md || bad=1
exit "$bad"
