# Sourced by run, test and t, from the project's root: what they need, installed only when it is missing.

say() { printf -- '-- %s\n' "$*"; }

# need_packages FILE...: Debian packages, by name.
need_packages() {
  local wanted missing as_root=
  wanted=$(cat "$@")
  missing=$(for name in $wanted; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
  done)
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || as_root=sudo
  say "installing with apt:" $missing
  local log; log=$(mktemp "${TMPDIR:-/tmp}/apt.XXXXXX")
  $as_root apt-get -qq -o DPkg::Lock::Timeout=600 update
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends $missing >"$log" 2>&1 \
    || { tail -n 30 "$log"; rm -f "$log"; return 1; }
  rm -f "$log"
}

# The web build wants Node ^20.19 or >= 22.12. Debian 12 has 18, whose npm can fetch a newer one.
node_is_new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null \
    && npm --version >/dev/null 2>&1
}

need_node() {
  local own=$PWD/tools/node/node_modules machine
  # Node brings its own list of certificate authorities; a company's proxy is only in the system's.
  [ -n "${NODE_EXTRA_CA_CERTS:-}" ] || [ ! -f /etc/ssl/certs/ca-certificates.crt ] || export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
  if [ "${TANDEM_NODE:-}" != bootstrap ] && node_is_new_enough; then return 0; fi
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) say "no Node package for $(uname -m): install Node 22.12 or newer"; return 1 ;;
  esac
  # Debian's npm 9 makes no .bin/node for an optional dependency, so its folder is named outright.
  local bin=$own/node-linux-$machine/bin
  if ! [ -x "$bin/node" ] || ! [ "$own/.package-lock.json" -nt tools/node/package-lock.json ]; then
    command -v npm >/dev/null || need_packages <(echo nodejs npm)
    say "fetching Node"
    npm ci --prefix tools/node --loglevel=error
    touch "$own/.package-lock.json"
  fi
  PATH=$bin:$own/.bin:$PATH
  node_is_new_enough || { say "Node $(node --version) is too old"; return 1; }
}

# build FOLDER TARGET...
build() {
  local folder=$1; shift
  mkdir -p "$folder"
  cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo ${TANDEM_CMAKE:-} >"$folder/configure.log" 2>&1 || { tail -n 40 "$folder/configure.log"; return 1; }
  NINJA_STATUS='[%f/%t %es] ' cmake --build "$folder" -j "${JOBS:-$(nproc)}" --target "$@"
}
