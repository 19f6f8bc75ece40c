#!/usr/bin/env bash
# tests/architecture/check_codes.sh – codes and keys in the source are those of docs/formats, both ways;
# the keys of the workspace are compared in tests/unit/io/source_descriptions_test.cpp.
# SPDX-License-Identifier: Apache-2.0
# usage: check_codes.sh ROOT
set -euo pipefail
cd "${1:?usage: check_codes.sh ROOT}"

folders=()
for folder in engine models scenarios tools; do [ ! -d "$folder" ] || folders+=("$folder"); done

# quoted PATTERN FOLDER...: the quoted words of the source that match.
quoted() {
  local pattern=$1
  shift
  grep -rhoE --include='*.cpp' --include='*.hpp' "\"($pattern)\"" "$@" | tr -d '"' | sort -u
}

# listed DOCUMENT: the words in backticks that begin a row of its tables.
# shellcheck disable=SC2016  # backticks are those of the document
listed() { sed -nE 's/^\| `([^`]*)` \|.*/\1/p' "$1" | sort -u; }

# compare WHAT DOCUMENT: words of the source, on standard input, against the rows of the document.
compare() {
  local what=$1 document=$2 differences
  differences=$(diff - <(listed "$document") |
    sed -n "s|^< \(.*\)|$document: the $what \1 of the source is missing|p
            s|^> \(.*\)|$document: the $what \1 is not in the source|p") || true
  [ -z "$differences" ] || { echo "$differences"; return 1; }
}

bad=0
quoted 'QD-[0-9]{3}' "${folders[@]}" | compare diagnostic docs/formats/diagnostics.md || bad=1

files='csv|tsv|yaml|yml|json|parquet|hpp|cpp|md|so|txt'
quoted '[a-z_]+\.[a-z_]+' engine/data engine/io models tools/service |
  grep -vE "\.($files)$" | compare finding docs/formats/findings.md || bad=1

sed -nE 's/.*Key\{"([a-z_]+)".*/\1/p' scenarios/schema/scenario_keys.cpp | sort -u |
  compare key docs/formats/scenario.md || bad=1

sed -nE 's/.*Key\{"([a-z_]+)".*/\1/p' scenarios/board/board_keys.cpp | sort -u |
  compare key docs/formats/board.md || bad=1
exit "$bad"
