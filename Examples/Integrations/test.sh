#!/usr/bin/env bash
# Builds the integrations and tests them against real parts: SQLite, a PostgreSQL server of its own, HTTP on the
# loopback, a client in another language, and a browser.
#
# What is missing on the machine is named by a line that begins with "skipped:", and its tests are left out.
#   INTEGRATIONS_INSTALL=1            it may be installed with apt-get (as root)
#   INTEGRATIONS_SCREENSHOTS=FOLDER   where the browser's pictures are kept
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD

work=$(mktemp -d)
postgres=
cleanup() {
  if [[ -n $postgres ]]; then as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

skipped() { echo "skipped: $*"; }

# need PACKAGE…: installs what is missing of some Debian packages, where that is allowed. Downloads may hang, so they
# have a time; what is installed half is worse than what is slow, so that is given much more.
need() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if ((!${#missing[@]})) || [[ ${INTEGRATIONS_INSTALL-} != 1 ]]; then return 0; fi
  local apt=(apt-get -qq -y -o DPkg::Lock::Timeout=60 -o Acquire::Retries=1 -o Acquire::http::Timeout=20)
  export DEBIAN_FRONTEND=noninteractive
  [[ -e $work/updated ]] || timeout 90 "${apt[@]}" update || true
  touch "$work/updated"
  timeout 180 "${apt[@]}" install --download-only "${missing[@]}" >/dev/null &&
    timeout 600 "${apt[@]}" install "${missing[@]}" >/dev/null ||
    skipped "apt-get could not install ${missing[*]}"
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $(id -u) == 0 ]]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

# A PostgreSQL server on a socket in a folder of its own, which goes when this script ends.
start_postgres() {
  local bin
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [[ -z $bin ]]; then
    skipped "no PostgreSQL server here (Debian: postgresql); its tests are left out"
    return 0
  fi
  chmod 711 "$work"
  mkdir "$work/pg"
  if [[ $(id -u) == 0 ]]; then chown postgres "$work/pg"; fi
  as_postgres "$bin/initdb" -D "$work/pg/data" -U tester --auth=trust -E UTF8 --locale=C >"$work/pg.log"
  as_postgres "$bin/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" \
    -o "-c listen_addresses= -c unix_socket_directories=$work/pg -c max_connections=200" start >>"$work/pg.log"
  postgres=$bin
  export PIM_TEST_POSTGRES="host=$work/pg user=tester dbname=postgres"
}

# Another language's client, and what drives the browser.
make_python() {
  if python3 -m venv "$work/python" >/dev/null &&
    timeout 120 "$work/python/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 20 \
      akeneo-api-client==1.2.1 selenium==4.27.1; then
    export PIM_TEST_PYTHON=$work/python/bin/python
  else
    skipped "no Python packages here (Debian: python3, python3-venv); the tests with them are left out"
  fi
}

# A sandbox, two runs, the dashboard, and a browser that clicks through it.
browse() {
  if [[ ! -x /usr/bin/chromium || ! -x /usr/bin/chromedriver || -z ${PIM_TEST_PYTHON-} ]]; then
    skipped "no browser here (Debian: chromium, chromium-driver); the dashboard is not clicked through"
    return 0
  fi
  local bin place=$work/browser sandbox= dashboard= result=0
  bin=$(swift build --show-bin-path)
  mkdir "$place"
  (
    cd "$place"
    "$bin/pim-sandbox" --port 0 --json --latency 40 >sandbox.json &
    sandbox=$!
    trap 'kill $sandbox $dashboard 2>/dev/null || true' EXIT
    first_line sandbox.json $sandbox
    eval "$(python3 -c 'import json; [print(f"export {k}={v!r}") for k, v in json.load(open("sandbox.json")).items()]')"
    for _ in 1 2; do "$bin/pim-sync" sync --complete --to shop.sqlite >/dev/null 2>&1; done
    "$bin/sync-dashboard" --port 0 --to shop.sqlite >dashboard.txt &
    dashboard=$!
    first_line dashboard.txt $dashboard
    address=$(grep -oE 'http://127.0.0.1:[0-9]+' dashboard.txt)
    timeout -k 10 240 "$PIM_TEST_PYTHON" "$here/Tests/Browser/dashboard.py" "$address" \
      "${INTEGRATIONS_SCREENSHOTS:-$place/screenshots}" "$bin/pim-sync sync --complete --to shop.sqlite"
  ) || result=$?
  return $result
}

# first_line FILE PROCESS: waits until a program has said where it is.
first_line() {
  until [[ -s $1 ]]; do
    kill -0 "$2" || return 1
    sleep 0.2
  done
}

need libsqlite3-dev libpq-dev pkg-config
if ! pkg-config --exists sqlite3 libpq; then
  skipped "libsqlite3-dev, libpq-dev or pkg-config is not here; nothing is built"
  exit 0
fi
need postgresql
need python3 python3-venv
need chromium chromium-driver

if ! timeout 300 swift package resolve; then
  skipped "the packages that Package.swift names cannot be fetched; nothing is built"
  exit 0
fi
swift build --build-tests
start_postgres
make_python
timeout -k 10 600 swift test --skip-build
browse
