#!/usr/bin/env bash
# tests/architecture/check_layers.sh – who may include whom, and where third parties live.
# SPDX-License-Identifier: Apache-2.0
# usage: check_layers.sh ROOT; prints every violation as file:line, exits 1 when there is one.
# shellcheck disable=SC2016  # awk programs, not shell expansions
set -euo pipefail
cd "${1:?usage: check_layers.sh ROOT}"

folders=()
for folder in engine models scenarios tools; do [ ! -d "$folder" ] || folders+=("$folder"); done

find "${folders[@]}" -type f \( -name '*.hpp' -o -name '*.cpp' \) -print0 | sort -z | xargs -0 awk '
  function allow(room, names) { allowed[room] = " " names " " }

  # Room of a path: engine/<room>, tools/<room>, models, scenarios; also the model family.
  function locate(path, place,    part, n) {
    n = split(path, part, "/")
    place["room"] = part[1] ~ /^(engine|tools)$/ && n > 2 ? part[1] "/" part[2] : part[1]
    place["family"] = part[1] == "models" && n > 2 && part[2] ~ families ? part[2] : ""
    place["service"] = part[1] == "tools" && part[2] == "service" && n > 3 ? part[3] : ""
    place["folder"] = path
    sub(/\/[^\/]*$/, "", place["folder"])
  }

  # Notes that a folder includes another, with the first place where it does.
  function note_edge(from, to) {
    if (from != to && !((from, to) in edge)) edge[from, to] = FILENAME ":" FNR
  }

  # Two folders that include each other are one folder that nobody can read in parts.
  function check_edges(    pair, part, back) {
    for (pair in edge) {
      split(pair, part, SUBSEP)
      back = edge[part[2], part[1]]
      if (part[1] > part[2] || back == "") continue
      print edge[pair] ": " part[1] " and " part[2] " include each other, see " back
      bad = 1
    }
  }

  function complain(why) { print FILENAME ":" FNR ": " why; bad = 1 }

  # A header or word outside its home; homes is an expression over paths.
  function home(pattern, homes, what) {
    if ($0 ~ pattern && FILENAME !~ homes) complain(what " belongs to " homes)
  }

  BEGIN {
    families = "^(win|timing|amount|creation|dependence|evaluate|baseline|revenue)$"
    engine = "engine/core engine/random engine/data engine/yaml engine/plan engine/results"
    upper = "engine/table engine/workspace engine/io engine/exact engine/simulate"
    allow("engine/core", "engine/core")
    allow("engine/random", "engine/core engine/random")
    allow("engine/data", "engine/core engine/data")
    allow("engine/yaml", "engine/core engine/yaml")
    allow("engine/plan", "engine/core engine/random engine/plan")
    allow("engine/results", "engine/core engine/results")
    allow("engine/table", "engine/core engine/table")
    allow("engine/workspace", "engine/core engine/data engine/yaml engine/table engine/workspace")
    allow("engine/io", "engine/core engine/data engine/yaml engine/table engine/workspace engine/io")
    allow("engine/exact", "engine/core engine/random engine/plan engine/results engine/exact")
    allow("engine/simulate", "engine/core engine/random engine/plan engine/results engine/simulate")
    allow("models", engine " engine/exact engine/simulate models")
    allow("scenarios", engine " models scenarios")
    allow("tools/sample", engine " tools/sample")
    allow("tools/service", engine " " upper " models scenarios tools/sample tools/service")
    allow("tools/report", engine " " upper " models scenarios tools/service tools/report")
    allow("tools/cli", engine " " upper " models scenarios tools/sample tools/service tools/report tools/cli")
    allow("tools/dashboard", engine " " upper " models scenarios tools/service tools/report tools/dashboard")
  }

  # Rooms of the use cases, lowest first.
  BEGIN {
    asks["session"] = " session "
    asks["forecast"] = " session forecast "
    asks["past"] = " session forecast past "
    asks["record"] = " session forecast past record "
    asks["init"] = " session init "
    asks["levers"] = " session forecast levers "
    asks["batch"] = " session forecast past record levers batch "
  }

  FNR == 1 { locate(FILENAME, here) }

  /^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    if (quoted[2] ~ /^generated\//) next
    locate(quoted[2], there)
    if (!(here["room"] in allowed)) complain("no layer is known for " here["room"])
    else if (index(allowed[here["room"]], " " there["room"] " ") == 0)
      complain(here["room"] " must not include " quoted[2])
    else if (here["family"] != "" && there["family"] != "" && here["family"] != there["family"])
      complain("model family " here["family"] " must not include " quoted[2])
    else if (here["service"] != "" && there["service"] != "" &&
             index(asks[here["service"]], " " there["service"] " ") == 0)
      complain("room " here["service"] " of the use cases must not include " quoted[2])
    note_edge(here["folder"], there["folder"])
  }

  /^[ \t]*#[ \t]*include[ \t]*</ {
    home("<(duckdb|libpq)", "^engine/table/", "DuckDB or libpq")
    home("<date/", "^engine/core/", "the date library")
    home("<yaml-cpp/", "^(engine/(workspace|yaml)|scenarios)/", "yaml-cpp")
    home("<nlohmann/", "^tools/(report|sample|dashboard)/", "nlohmann-json")
    home("<CLI/", "^tools/cli/", "CLI11")
    home("<iostream>", "^tools/cli/", "iostream")
    home("<omp\\.h>", "^engine/(simulate|exact)/", "omp.h")
    home("<random>", "^$", "std:: random numbers, which differ between platforms,")
  }

  /^[ \t]*\/\// { next }
  { home("std::(cout|cerr|clog|exit|quick_exit|abort)[^a-z_]|[^a-z_]f?printf *\\(",
         "^tools/cli/", "printing or exiting") }

  END {
    check_edges()
    exit bad
  }
'
