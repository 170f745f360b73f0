#!/usr/bin/env bash
# Builds the integrations and tests them against real parts: SQLite, a PostgreSQL server of its own, HTTP on the
# loopback, a client in another language, and a browser. What is missing is named, and its tests are skipped, unless
# INTEGRATIONS_INSTALL=1 says that it may be installed with apt-get (as root).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

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

swift build --build-tests "$@"
start_postgres
swift test --skip-build "$@"
