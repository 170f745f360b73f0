#!/usr/bin/env bash
# The same page through this package and through other parsers, by turns, the best of many rounds; and a whole run over
# many products beside another client. What is not installed is left out, and said so.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${COMPARE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/swift-catalog-sync-benchmarks}

help() {
  cat <<'END'
compare.sh [--page FILE] [--rounds N] [--seconds N] [--products N] [--no-run] [--install]

  --page FILE    a body of GET /products-uuid; a generated page of 100 products unless told
  --rounds N     how often each parser has its turn (7)
  --seconds N    how long a turn lasts (0.3)
  --products N   how many products the whole run reads (100000)
  --no-run       leaves the whole run out
  --install      first installs what can be compared with: Debian's libsimdjson-dev and php-cli (as root), and orjson and
                 akeneo-api-client from PyPI into a venv outside the checkout, in $COMPARE_TOOLS
END
}

page='' rounds=7 seconds=0.3 products=100000 run=1 install=''
while (($#)); do
  case $1 in
  --page | --rounds | --seconds | --products)
    (($# > 1)) || { echo "compare.sh: $1 wants something behind it" >&2; exit 2; }
    printf -v "${1#--}" %s "$2"
    shift 2
    ;;
  --no-run) run=0; shift ;;
  --install) install=1; shift ;;
  --help | -h) help; exit ;;
  *) echo "compare.sh: $1 is no option; --help tells which there are" >&2; exit 2 ;;
  esac
done

mkdir -p "$tools"
if [[ $install ]]; then
  if ((EUID == 0)) && command -v apt-get >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends libsimdjson-dev php-cli g++ >/dev/null
  else
    echo "not root, or no apt-get: simdjson and PHP are compared with where they are there already"
  fi
  python3 -m venv "$tools/venv"
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check orjson akeneo-api-client==1.2.1
fi

work=$(mktemp -d)
server=''
trap 'rm -rf "$work"; [[ -z $server ]] || kill "$server" 2>/dev/null || true' EXIT

swift build --package-path "$here" -c release --product Benchmarks >&2
ours=$(swift build --package-path "$here" -c release --show-bin-path)/Benchmarks
if [[ -z $page ]]; then
  page=$work/page.json
  "$ours" page >"$page"
fi
figures=$("$ours" --page "$page" --rounds 1 --json | tail -n 1)

python=$tools/venv/bin/python
[[ -x $python ]] || python=python3
simdjson=$tools/simdjson
if [[ ! -x $simdjson || $here/Others/parse.cpp -nt $simdjson ]]; then
  compiler=$(command -v g++ || command -v clang++ || true)
  if [[ -z $compiler ]] ||
    ! "$compiler" -O3 -march=native -std=c++17 "$here/Others/parse.cpp" -lsimdjson -o "$simdjson" 2>/dev/null; then
    rm -f "$simdjson"
  fi
fi

# Each kind of work: a name, and the command that prints its MB/s.
names=() commands=()
offer() { # offer NAME COMMAND…: takes the work in when its command runs
  local name=$1
  shift
  if "$@" 0.01 >/dev/null 2>&1; then
    names+=("$name")
    commands+=("$(printf '%q ' "$@")")
  else
    echo "left out: $name is not installed" >&2
  fi
}
for kind in decodeAll decodeOnDemand fingerprint jsonDecoder jsonSerialization; do
  offer "$kind" "$ours" once "$kind" --page "$page" --seconds
done
offer json "$python" "$here/Others/parse.py" json "$page"
offer orjson "$python" "$here/Others/parse.py" orjson "$page"
offer php php "$here/Others/parse.php" "$page"
offer node node "$here/Others/parse.js" "$page"
offer simdjson "$simdjson" "$page"

declare -A best
for ((round = 0; round < rounds; round++)); do
  for place in "${!names[@]}"; do
    name=${names[place]}
    rate=$(bash -c "${commands[place]}$seconds")
    best[$name]=$(awk -v a="${best[$name]-0}" -v b="$rate" 'BEGIN { print (b > a) ? b : a }')
  done
done

field() { sed -E "s/.*\"$1\":([0-9.]+).*/\1/" <<<"$figures"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "-" }'; }

missed=0
declare -A words=(
  [decodeAll]='this package: every value typed, every string made'
  [decodeOnDemand]='this package: values typed on demand, codes read'
  [fingerprint]='this package: a fingerprint of each product'
  [jsonDecoder]='Foundation JSONDecoder, Codable models'
  [jsonSerialization]='Foundation JSONSerialization' [json]='Python json' [orjson]='Python orjson'
  [php]='PHP json_decode' [node]='Node JSON.parse' [simdjson]='simdjson on demand, every value'
)
printf '\n%s bytes, %s products, %s values, best of %d rounds of %s s by turns\n\n' \
  "$(field bytes)" "$(field products)" "$(field values)" "$rounds" "$seconds"
printf '%-52s %9s %9s %13s\n' 'from the same bytes, one core, by CPU time' MB/s '× orjson' '× JSONDecoder'
for name in "${names[@]}"; do
  printf '%-52s %9s %9s %13s\n' "${words[$name]}" "${best[$name]}" \
    "$(ratio "${best[$name]}" "${best[orjson]-0}")" "$(ratio "${best[$name]}" "${best[jsonDecoder]-0}")"
done

printf '\n%-62s %9s %9s\n' target is met
target() { # target WORDS FIGURE BOUND atLeast|atMost
  local met
  if [[ $2 == - ]]; then
    met='?'
  else
    met=$(awk -v a="$2" -v b="$3" -v kind="$4" 'BEGIN { print (kind == "atLeast" ? a >= b : a <= b) ? "yes" : "NO" }')
  fi
  [[ $met != NO ]] || missed=1
  printf '%-62s %9s %9s\n' "$1" "$2" "$met"
}
times() { ratio "${best[$1]-0}" "${best[$2]-0}"; }
target 'decodeAll ≥ 2 × orjson' "$(times decodeAll orjson)" 2 atLeast
target 'decodeAll ≥ 20 × JSONDecoder' "$(times decodeAll jsonDecoder)" 20 atLeast
target 'decodeOnDemand ≥ 3 × orjson' "$(times decodeOnDemand orjson)" 3 atLeast
target 'decodeOnDemand ≥ 0.4 × simdjson' "$(times decodeOnDemand simdjson)" 0.4 atLeast
target 'fingerprint ≥ 2.5 × orjson' "$(times fingerprint orjson)" 2.5 atLeast
target 'held on demand ≤ 1.5 × the bytes of the page' "$(ratio "$(field heldBytes)" "$(field bytes)")" 1.5 atMost
target 'allocations for a product on demand ≤ 10' "$(field allocationsPerProduct)" 10 atMost

if ((run)) && ! "$python" -c 'import akeneo_api_client' 2>/dev/null; then
  printf '\nleft out: the whole run, since akeneo-api-client is not installed\n'
elif ((run)); then
  "$python" "$here/Others/serve.py" "$page" "$products" >"$work/address" &
  server=$!
  until [[ -s $work/address ]] || ! kill -0 "$server" 2>/dev/null; do sleep 0.1; done
  read -r address served <"$work/address" || { echo "the local server did not start" >&2; exit 1; }
  cpu() { "$python" "$here/Others/cpu.py" "$@"; }
  read -r typed count <<<"$(cpu "$ours" list --pim "$address" --typed)"
  read -r plain _ <<<"$(cpu "$ours" list --pim "$address")"
  read -r other others <<<"$(cpu "$python" "$here/Others/list.py" "$address")"
  printf '\n%-62s %9s\n' "whole run over $served products from local pages" 'CPU s'
  printf '%-62s %9s\n' 'this package, every value typed' "$typed" 'this package, values typed on demand' "$plain" \
    'akeneo-api-client 1.2.1 (Python)' "$other"
  [[ $count == "$others" ]] || { echo "not the same was read: $count and $others products and values"; missed=1; }
  target 'whole run ≥ 3 × fewer CPU seconds than akeneo-api-client' "$(ratio "$other" "$typed")" 3 atLeast
fi
exit "$missed"
