# The suites of what reads foreign bytes and files, under the address sanitizer: all `unsafe` of the package stands there.
# The whole suite takes too long here; how it is run by hand stands in Examples/Fuzzing/README.md.
check_addresses() {
  local build=(--sanitize address --scratch-path "$work/address")
  swift build --build-tests "${build[@]}" 2>&1 | grep -v 'Cannot export local symbol'
  ASAN_OPTIONS=detect_leaks=0 timeout 900 swift test --skip-build "${build[@]}" \
    --filter 'CatalogJSONTests|CatalogModelsTests|ValueParserTests|FileJournal|KeyIndex|SyncPlanTests|PageJSON'
}

# The suites of what several tasks do at once, under the thread sanitizer: the client with its limits, tokens and lists, and
# the planner with its stores and claims. Those of PIMURLSession are run by hand: in the sanitizer's timing it happens that
# FoundationNetworking traps (TaskRegistry, Swift 6.3) when a call is cancelled just as it ends.
check_threads() {
  local build=(--sanitize thread --scratch-path "$work/thread")
  clang -shared -fPIC -O1 .ci/tools/mutex.c -o "$work/mutex.so" || return 1
  swift build --build-tests "${build[@]}" || return 1
  # The tests' own program, and not `swift test`: only what is watched is to have the library. One module after the other:
  # all at once are so slow that connections time out.
  local program suites
  program=$(swift build "${build[@]}" --show-bin-path)/swift-catalog-syncPackageTests.xctest
  local planner='Claims|Fenced|Machines|ApplierTests|ApplierFault|Accepted|Retry|FileJournalStoreTests|MemorySyncStore|SyncStatus|Parts'
  for suites in PIMClientTests "SyncPlannerTests.*($planner)"; do
    LD_PRELOAD=$work/mutex.so timeout 600 "$program" --testing-library swift-testing --filter "$suites" || return 1
  done
}
