# shellcheck shell=bash
# tools/dev/setup.sh – what tools/try and tools/check share: packages, node modules, messages.
# SPDX-License-Identifier: Apache-2.0
#
# To be sourced with the root of the source tree as working directory.

exit_unavailable=69 # sysexits: a service or package that is needed is not there

say() { printf '== %s\n' "$*"; }

# packages_of KIND...: names in packages.txt whose second column is one of the kinds.
packages_of() {
  awk -v kinds=" $* " '!/^#/ && NF == 2 && index(kinds, " " $2 " ") { print $1 }' \
    tools/dev/packages.txt
}

# missing_of NAME...: those that are not installed, one a line.
missing_of() {
  local name
  for name in "$@"; do
    dpkg-query -W -f '${Status}\n' "$name" 2>/dev/null | grep -q ' installed$' || echo "$name"
  done
}

# as_root COMMAND...: runs it as root, directly or through sudo; fails when neither is possible.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    sudo "$@"
  else
    return "$exit_unavailable"
  fi
}

# install_packages KIND...: installs what packages.txt lists and is missing. Calls apt-get only then.
install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "Not a Debian system: the packages of tools/dev/packages.txt must be there already"
    return 0
  fi
  local -a wanted missing
  mapfile -t wanted < <(packages_of "$@")
  command -v npm >/dev/null || wanted+=(nodejs npm)
  mapfile -t missing < <(missing_of "${wanted[@]}")
  [ "${#missing[@]}" -gt 0 ] || return 0
  if ! as_root true; then
    printf 'These packages are missing and need root to install:\n\n  apt-get install %s\n\n' \
      "${missing[*]}" >&2
    exit "$exit_unavailable"
  fi
  say "Installing ${#missing[@]} missing packages: ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# node_modules_current: whether node_modules holds exactly what package-lock.json pins.
node_modules_current() {
  [ -f node_modules/.package-lock.json ] && node -e '
    const packages = (file) => JSON.parse(require("fs").readFileSync(file)).packages;
    const [want, have] = ["package-lock.json", "node_modules/.package-lock.json"].map(packages);
    delete want[""];
    const names = new Set([...Object.keys(want), ...Object.keys(have)]);
    const differs = (name) =>
      have[name] === undefined ? !want[name].optional : have[name].integrity !== want[name]?.integrity;
    process.exit([...names].some(differs) ? 1 : 0);'
}

# install_node_modules: the binaries and web parts that package-lock.json pins; runs none of their scripts.
install_node_modules() {
  node_modules_current && return 0
  say "Fetching the parts that package-lock.json pins"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
}
