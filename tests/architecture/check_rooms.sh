#!/usr/bin/env bash
# tests/architecture/check_rooms.sh – docs/dev/rooms.md lists every folder with C++ files, and no other.
# SPDX-License-Identifier: Apache-2.0
# usage: check_rooms.sh ROOT; prints every difference, exits 1 when there is one.
set -euo pipefail
cd "${1:?usage: check_rooms.sh ROOT}"
map=docs/dev/rooms.md

folders=()
for folder in engine models scenarios tools tests; do [ ! -d "$folder" ] || folders+=("$folder"); done

in_tree() {
  find "${folders[@]}" -type f \( -name '*.hpp' -o -name '*.cpp' \) -printf '%h\n' | sort -u
}

# Rows of the map; a folder that stands there twice is a difference as well, so it is not made unique.
# shellcheck disable=SC2016  # backticks are those of the document
on_map() { sed -nE 's/^\| `([^`]*)` \| .+ \|$/\1/p' "$map" | sort; }

differences=$(diff <(in_tree) <(on_map) |
  sed -n "s|^< \(.*\)|$map: the folder \1 is missing|p
          s|^> \(.*\)|$map: \1 is no folder with C++ files, or stands there twice|p") || true
[ -z "$differences" ] || { echo "$differences"; exit 1; }
