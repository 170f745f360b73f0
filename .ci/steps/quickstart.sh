# The main job, as a newcomer runs it.
check_quickstart() {
  swift run Quickstart
}

# The README's first program, beside a PIM on the loopback: the first run sends everything, the second nothing.
check_program() {
  local bin target folder=$work/program objects=() first second
  bin=$(swift build --show-bin-path)
  split_page README.md "$folder" >/dev/null
  for target in CatalogJSON CatalogModels ValueParser PIMClient PIMURLSession SyncPlanner; do
    mapfile -t -O "${#objects[@]}" objects < <(find "Sources/$target" -name '*.swift' -printf "$bin/$target.build/%f.o\n")
  done
  swiftc -swift-version 6 -I "$bin/Modules" "$folder/program-1/main.swift" "${objects[@]}" -o "$folder/program" || return 1
  first=$(cd "$folder" && "$bin/SandboxRunner" ./program) || { echo "$first"; return 1; }
  second=$(cd "$folder" && "$bin/SandboxRunner" ./program) || { echo "$second"; return 1; }
  tail -n 2 <<<"$first"
  tail -n 1 <<<"$second"
  [[ $first =~ created\ [1-9][0-9]*,\ updated\ 0$ && $second == "created 0, updated 0" ]] &&
    (($(wc -l <"$folder/shop/products.jsonl") > 10))
}

# The main job on a real catalog, where one lies beside the project: all is collected, a second run sends nothing, and
# after one edit exactly one update goes out.
check_icecat() {
  local catalog=../shared/icecat-demo
  if [[ ! -d $catalog ]]; then
    echo "skipped: $catalog is not here"
    return 0
  fi
  local copy=$work/icecat state=$work/state run first second third
  cp -r "$catalog" "$copy" && chmod -R u+w "$copy" || return 1
  run() { swift run --skip-build Quickstart --catalog "$copy" --state "$state" --out "$work/out" --json | tail -n 1; }
  first=$(run) && echo "first:  $first" || return 1
  second=$(run) && echo "second: $second" || return 1
  sed -i '1s/"enabled":true/"enabled":false/' "$copy/products.jsonl"
  third=$(run) && echo "third:  $third" || return 1
  [[ $first == *'"products":{"collected":1239,"created":1239,"updated":0,"deleted":0,"unchanged":0,"failed":0}'* ]] &&
    [[ $first == *'"productModels":{"collected":81,"created":81,'* ]] &&
    [[ $second == *'"products":{"collected":1239,"created":0,"updated":0,"deleted":0,"unchanged":1239,"failed":0}'* ]] &&
    ! grep -qE '"(created|updated|deleted|failed)":[1-9]' <<<"$second" &&
    [[ $third == *'"products":{"collected":1239,"created":0,"updated":1,"deleted":0,"unchanged":1238,"failed":0}'* ]]
}
