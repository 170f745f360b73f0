# The benchmarks build, and a short run of each shows that it does what it says.
check_benchmarks() {
  local build=(--package-path Examples/Benchmarks -c release) program page=$work/page.json
  swift build "${build[@]}" || return 1
  program=$(swift build "${build[@]}" --show-bin-path)/Benchmarks
  "$program" collect --products 2000 || return 1
  "$program" planning --keys 20000 || return 1
  "$program" journal --keys 20000 --rounds 1 || return 1
  "$program" typing --rounds 1 --seconds 0.05 && "$program" writing --rounds 1 || return 1

  "$program" page >"$page"
  "$program" --page "$page" --rounds 2 --json | tail -n 1 | tee "$work/figures" || return 1
  grep -qE '^\{"bytes":[0-9]+,"products":100,"values":[0-9]+,("[a-zA-Z]+_MBps":[0-9.]+,){4}"heldBytes":[0-9]+,"allocationsPerProduct":[0-9.]+\}$' \
    "$work/figures" || return 1
  # What cannot be measured is one line and status 2.
  local bad=$work/bad.json status
  for content in '' '[]' '{"_embedded":{"items":[]}}' $'{"uuid":"a"}\n{"uuid":"b"}\n' '{"cut'; do
    printf '%s' "$content" >"$bad"
    "$program" --page "$bad" --json 2>"$work/said"
    status=$?
    ((status == 2)) && (($(wc -l <"$work/said") == 1)) || { echo "status $status: $content"; return 1; }
  done
}
