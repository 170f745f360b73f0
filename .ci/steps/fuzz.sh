# Damaged pages, plans and journals, a minute of them, guided by what they reach and watched by the address sanitizer.
check_fuzz() {
  local folder=$work/fuzz
  # SwiftPM has to know that there is no main, and the compiler takes only the last option that names sanitizers.
  local build=(
    --package-path Examples/Fuzzing -c release --scratch-path "$folder/build" --sanitize fuzzer
    -Xswiftc -sanitize=fuzzer,address
  )
  mkdir -p "$folder/found"
  swift build "${build[@]}" 2>&1 | grep -v 'Cannot export local symbol'
  local program
  program=$(swift build "${build[@]}" --show-bin-path)/Fuzzing
  export ASAN_OPTIONS=detect_leaks=0
  FUZZING_CORPUS=$folder/corpus "$program" || return 1
  "$program" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=30 -max_len=24000 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="$folder/" "$folder/found" "$folder/corpus" >"$folder/log" 2>&1 || {
    tail -n 60 "$folder/log"
    return 1
  }
  tail -n 8 "$folder/log"
  grep -q ' cov: ' "$folder/log" # without coverage nothing guides it
}
