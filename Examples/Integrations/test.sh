#!/usr/bin/env bash
# Builds the integrations and tests them against real parts: SQLite, a PostgreSQL server of its own, HTTP on the
# loopback, a client in another language, and a browser. What is missing is named, and its tests are skipped, unless
# INTEGRATIONS_INSTALL=1 says that it may be installed with apt-get (as root).
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

# What each part needs of Debian.
packages=(libsqlite3-dev libpq-dev postgresql python3 python3-venv chromium chromium-driver)
if [[ ${INTEGRATIONS_INSTALL-} == 1 ]]; then
  missing=()
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if ((${#missing[@]})); then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
  fi
fi

# PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $(id -u) == 0 ]]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

# A PostgreSQL server on a socket in a folder of its own, which goes when this script ends.
start_postgres() {
  local bin
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [[ -z $bin ]]; then
    echo "skipped: no PostgreSQL server here (Debian: postgresql); its tests are left out"
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
  if python3 -m venv "$work/python" &&
    "$work/python/bin/pip" install --quiet --disable-pip-version-check akeneo-api-client==1.2.1 selenium==4.27.1; then
    export PIM_TEST_PYTHON=$work/python/bin/python
  else
    echo "skipped: python3 or its packages are not to be had; the tests with them are left out"
  fi
}

# A sandbox, two runs, the dashboard, and a browser that clicks through it. Screenshots are kept where
# INTEGRATIONS_SCREENSHOTS says.
browse() {
  if [[ ! -x /usr/bin/chromium || ! -x /usr/bin/chromedriver || -z ${PIM_TEST_PYTHON-} ]]; then
    echo "skipped: no browser here (Debian: chromium, chromium-driver); the dashboard is not clicked through"
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
    until [[ -s sandbox.json ]]; do sleep 0.2; done
    eval "$(python3 -c 'import json; [print(f"export {k}={v!r}") for k, v in json.load(open("sandbox.json")).items()]')"
    for _ in 1 2; do "$bin/pim-sync" sync --complete --to shop.sqlite 2>/dev/null; done
    "$bin/sync-dashboard" --port 0 --to shop.sqlite >dashboard.txt &
    dashboard=$!
    until [[ -s dashboard.txt ]]; do sleep 0.2; done
    address=$(grep -oE 'http://127.0.0.1:[0-9]+' dashboard.txt)
    "$PIM_TEST_PYTHON" "$here/Tests/Browser/dashboard.py" "$address" "${INTEGRATIONS_SCREENSHOTS:-$place/screenshots}" \
      "$bin/pim-sync sync --complete --to shop.sqlite"
  ) || result=$?
  return $result
}

swift build --build-tests
start_postgres
make_python
swift test --skip-build
browse
