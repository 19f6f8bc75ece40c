#!/usr/bin/env bash
# tests/golden/approve_test.sh – tools/dev/approve shows, refuses and accepts, on a small tree of its own.
# SPDX-License-Identifier: Apache-2.0
# usage: approve_test.sh ROOT GOLDEN_DIFFERENCES WORK_FOLDER
set -euo pipefail
root=${1:?usage: approve_test.sh ROOT GOLDEN_DIFFERENCES WORK_FOLDER}
differences=${2:?usage: approve_test.sh ROOT GOLDEN_DIFFERENCES WORK_FOLDER}
work=${3:?usage: approve_test.sh ROOT GOLDEN_DIFFERENCES WORK_FOLDER}
bad=0

rm -rf "$work"
mkdir -p "$work"/{tools/dev,build/dev/tests/golden,tests/golden/expected/book,received/book}
cd "$work"
cp "$root/tools/dev/approve" tools/dev/
ln -s "$differences" build/dev/tests/golden/golden_differences
echo 'keys: {deals: id}' >tests/golden/tolerance.yaml
cat >CHANGELOG.md <<'TEXT'
# Changelog

## 0.2.0

### Results that change

- An earlier reason.

### New

- A feature.

## 0.1.0

### Results that change

- Long ago.
TEXT
cp CHANGELOG.md before.md
golden=tests/golden/expected/book/forecast.json
echo '{"deals": [{"id": "D1", "p_win": 0.41}]}' >"$golden"
cp "$golden" received/book/

# says CODE TEXT ARGUMENT...: approve must end with the code and say the text.
says() {
  local code=$1 text=$2 said ended=0
  shift 2
  said=$(tools/dev/approve --received received "$@" 2>&1) || ended=$?
  if [ "$ended" -ne "$code" ] || [[ $said != *"$text"* ]]; then
    printf 'approve %s: ended with %s instead of %s, or did not say "%s":\n%s\n' \
      "$*" "$ended" "$code" "$text" "$said"
    bad=1
  fi
}

# same FILE FILE: two files must hold the same.
same() { cmp "$1" "$2" || bad=1; }

says 0 'Nothing differs.'
says 0 'Nothing differs.' --accept --why 'no reason'
same CHANGELOG.md before.md

echo '{"deals": [{"id": "D1", "p_win": 0.43}]}' >received/book/forecast.json
says 1 'deals[id=D1].p_win: 0.41 -> 0.43'
says 64 'say why' --accept
says 64 'goes with --accept' --why 'A better model.'
says 64 'usage' --nonsense
says 64 'needs a value' --accept --why
grep -q 0.41 "$golden" || { echo "a golden file changed without a reason"; bad=1; }
same CHANGELOG.md before.md

says 0 'Accepted 1 golden files.' --accept --why 'A better model.'
same "$golden" received/book/forecast.json
same CHANGELOG.md <(sed 's/^- An earlier reason\.$/&\n- A better model./' before.md)
says 0 'Nothing differs.'

# A new file needs no reason; a file that was not received lets nothing be accepted.
cp received/book/forecast.json received/book/fit.json
says 0 'Accepted 1 golden files.' --accept
same tests/golden/expected/book/fit.json received/book/fit.json
rm received/book/forecast.json
says 65 'not received' --accept --why 'A better model.'
exit "$bad"
