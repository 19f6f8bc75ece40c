#!/usr/bin/env bash
# tests/web/check_pictures.sh – columns of the documents' pictures stand where the terminal has them.
# SPDX-License-Identifier: Apache-2.0
# usage: check_pictures.sh ROOT WORK_FOLDER; exits 77 where there is no Chromium.
#
# Every SVG under docs/ is drawn by headless Chromium, which then measures each of its texts: a text
# of n characters must be n columns wide and begin at a column. A browser that drops spaces between
# columns makes it narrower. A picture with such texts is planted and must be caught.
set -euo pipefail
root=$(cd "${1:?usage: check_pictures.sh ROOT WORK_FOLDER}" && pwd)
work=${2:?usage: check_pictures.sh ROOT WORK_FOLDER}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$browser" ] || { echo "skipped: there is no Chromium to draw the pictures with"; exit 77; }

rm -rf "$work"
mkdir -p "$work"

# measure PICTURE: a line for every text that stands elsewhere than it should, and `texts: N`.
measure() {
  {
    printf '<!doctype html><meta charset="utf-8"><body>'
    cat "$1"
    cat <<'HTML'
<pre id="faults"></pre><script>
const left = 16, pitch = 7.83, faults = [], texts = [...document.querySelectorAll('svg text')];
const origin = document.querySelector('svg').getBoundingClientRect().left;
for (const text of texts) {
  const n = [...text.textContent].length;
  if (n === 0) continue;
  const box = text.getBoundingClientRect();
  const column = (box.left - origin - left) / pitch;
  if (Math.abs(box.width - n * pitch) > 0.25 * pitch)
    faults.push(`${(box.width / pitch).toFixed(1)} columns wide, not ${n}: ${text.textContent}`);
  if (Math.abs(column - Math.round(column)) > 0.25)
    faults.push(`begins at column ${column.toFixed(2)}: ${text.textContent}`);
}
document.getElementById('faults').textContent = [...faults, `texts: ${texts.length}`].join('\n');
</script>
HTML
  } >"$work/page.html"
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$work/profile" --dump-dom "file://$work/page.html" 2>/dev/null |
    tr '\n' '\036' | sed -n 's/.*<pre id="faults">\([^<]*\)<.*/\1/p' | tr '\036' '\n'
}

bad=0
n_pictures=0
while IFS= read -r picture; do
  n_pictures=$((n_pictures + 1))
  found=$(measure "$picture")
  if ! [[ $found =~ ^texts:\ [1-9][0-9]*$ ]]; then
    printf '%s:\n%s\n' "${picture#"$root"/}" "${found:-Chromium drew nothing}"
    bad=1
  fi
done < <(find "$root/docs" -name '*.svg' | sort)
[ "$n_pictures" -gt 0 ] || { echo "there is no picture under docs/"; bad=1; }

cat >"$work/planted.svg" <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="643" height="60" viewBox="0 0 643 60">
<g xml:space="preserve" font-size="13" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace">
<text x="16" y="30">  simulation             7.64M  6.31M  7.56M  9.06M  44.8 %</text>
</g>
</svg>
SVG
[[ $(measure "$work/planted.svg") == *"columns wide, not"* ]] ||
  { echo "a picture whose columns collapse was not noticed"; bad=1; }
exit "$bad"
