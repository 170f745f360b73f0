# Two clients in another language, for the tests that let them read the sandbox. Where they cannot be had, those tests
# are skipped and say so.
install_clients() {
  if python3 -m venv "$work/clients" &&
    "$work/clients/bin/pip" install --quiet --disable-pip-version-check akeneo-api-client==1.2.1 pyakeneo==1.1.0; then
    export PIM_TEST_PYTHON=$work/clients/bin/python
  else
    echo "skipped: python3 or the packages are not to be had; the tests with other clients will be skipped"
  fi
}
