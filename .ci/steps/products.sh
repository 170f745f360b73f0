# Each product is whole by itself: a program that imports it alone links with the objects of just the targets that the
# manifest gives it, and, but for PIMURLSession, needs no full Foundation.
check_products() {
  local bin product closure target objects needed
  bin=$(swift build --show-bin-path)
  swiftc -swift-version 5 .ci/tools/closure.swift -o "$work/closure" || return 1
  swift package describe --type json | "$work/closure" >"$work/products" || return 1
  while read -r product closure; do
    rm -rf "$work/alone"
    mkdir -p "$work/alone/modules"
    objects=()
    for target in $closure; do
      cp "$bin/Modules/$target".swift* "$work/alone/modules"
      # Of the sources that there are: objects of those that are gone may still lie about.
      mapfile -t -O "${#objects[@]}" objects < <(
        find "Sources/$target" -name '*.swift' -printf "$bin/$target.build/%f.o\n")
    done
    echo "import $product" >"$work/alone/main.swift"
    swiftc -swift-version 6 -I "$work/alone/modules" "$work/alone/main.swift" "${objects[@]}" -o "$work/alone/program" ||
      return 1
    "$work/alone/program" || return 1
    needed=$(readelf -d "$work/alone/program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
    if [[ $product != PIMURLSession ]] && grep -qE '^libFoundation(Networking|Internationalization)?\.so' <<<"$needed"; then
      echo "$product needs full Foundation: $(tr '\n' ' ' <<<"$needed")"
      return 1
    fi
    echo "$product: $closure; $(wc -l <<<"$needed") shared libraries"
  done <"$work/products"
}
