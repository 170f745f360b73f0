# The library among the real parts people use: SQLite, PostgreSQL, SwiftNIO, another language's client and a browser. What
# the machine lacks and cannot be installed within its time is named by a line that begins with "skipped:", and its tests
# are left out; whatever can be tested must pass.
check_integrations() {
  local install=0
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then install=1; fi
  INTEGRATIONS_INSTALL=$install timeout -k 20 1500 Examples/Integrations/test.sh </dev/null
}
