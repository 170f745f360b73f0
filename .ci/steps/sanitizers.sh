# The suites of what reads foreign bytes and files, under the address sanitizer: all `unsafe` of the package stands there.
# The whole suite takes too long here; how it is run by hand stands in Examples/Fuzzing/README.md.
check_addresses() {
  local build=(--sanitize address --scratch-path "$work/address")
  swift build --build-tests "${build[@]}" 2>&1 | grep -v 'Cannot export local symbol'
  ASAN_OPTIONS=detect_leaks=0 timeout 900 swift test --skip-build "${build[@]}" \
    --filter 'CatalogJSONTests|CatalogModelsTests|ValueParserTests|FileJournal|KeyIndex|SyncPlanTests|PageJSON'
}
