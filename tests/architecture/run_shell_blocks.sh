#!/usr/bin/env bash
# tests/architecture/run_shell_blocks.sh – runs the ```sh blocks of a document as a reader would.
# SPDX-License-Identifier: Apache-2.0
# usage: run_shell_blocks.sh ROOT EXECUTABLE WORK_FOLDER DOCUMENT
#
# All blocks of the document run one after the other in one empty folder that shows the source tree
# by links; `quarterdeck` is the executable given. Commands that set the machine up or build
# (tools/try, tools/check, cmake, ctest) are only looked up, because this very build has done them.
set -euo pipefail
root=$(cd "${1:?}" && pwd)
executable=$(realpath "${2:?}")
work=${3:?}
document=$root/${4:?}

rm -rf "$work"
mkdir -p "$work/bin"
ln -s "$executable" "$work/bin/quarterdeck"
for entry in "$root"/*; do
  case "${entry##*/}" in
    build | node_modules) ;;
    *) ln -s "$entry" "$work/${entry##*/}" ;;
  esac
done

awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$document" >"$work/blocks.sh"
[ -s "$work/blocks.sh" ] || { echo "$4 has no shell block"; exit 1; }

cd "$work"
while read -r command _; do
  case "$command" in tools/*) [ -x "$command" ] || { echo "$4: no executable $command"; exit 1; } ;; esac
done <blocks.sh
grep -vE '^(tools/[a-z]+|cmake|ctest)( |$)' blocks.sh >run.sh || true
PATH=$work/bin:$PATH bash -euo pipefail -x run.sh
