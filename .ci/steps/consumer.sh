# The package as its users have it: the program of Docs/GettingStarted.md, built elsewhere on disk from this commit by git
# URL, with its tests. It imports every product. Before that, types of one's own for each protocol.
check_consumer() {
  local folder=$work/my-sync said program runner version
  for version in 5 6; do
    swiftc -swift-version $version -typecheck -I "$(swift build --show-bin-path)/Modules" .ci/tools/conformers.swift || return 1
  done
  extract_files Docs/GettingStarted.md "$folder"
  # A package is known by the last part of its URL.
  git clone --quiet --bare . "$work/swift-catalog-sync.git" || return 1
  sed -i "s|url: \"[^\"]*\", branch: \"main\"|url: \"file://$work/swift-catalog-sync.git\", revision: \"$(git rev-parse HEAD)\"|" \
    "$folder/Package.swift"
  grep -q 'file://' "$folder/Package.swift" || return 1
  for product in $(sed -n 's/^ *\.library(name: "\([A-Za-z]*\)".*/\1/p' Package.swift); do
    grep -qx "import $product" -r "$folder" || {
      echo "Docs/GettingStarted.md does not import $product"
      return 1
    }
  done
  # Not with this project's own strictness: those who depend on it do not have it.
  env -u CATALOG_SYNC_STRICT swift test --package-path "$folder" || return 1
  program=$(swift build --package-path "$folder" --show-bin-path)/MySync
  said=$(env -i PATH="$PATH" HOME="$HOME" "$program")
  (($? == 2)) && [[ $said == "PIM_URL is not set" ]] && echo "without settings: $said" || return 1

  # The commands of the guide, in its order, beside a PIM on the loopback.
  runner=$(swift build --show-bin-path)/SandboxRunner
  (
    cd "$folder" || exit 1
    "$runner" "$program" --plan-only && [[ ! -e shop.json ]] || exit 1
    said=$("$runner" "$program" | tail -n 1) && echo "first: $said" && [[ $said == "created "[1-9]* ]] || exit 1
    said=$("$runner" "$program" | tail -n 1) && echo "second: $said" && [[ $said == "created 0, updated 0" ]] || exit 1
    said=$("$runner" "$program" --complete | tail -n 1) && echo "complete: $said" && [[ $said == "created 0, updated 0" ]]
  )
}

# extract_files PAGE FOLDER: writes the files that a guide shows: Swift blocks that begin with a path in a comment, and the
# manifest, which begins with its tools version.
extract_files() {
  mkdir -p "$2"
  awk -v folder="$2" '
    /^```swift$/ { inside = 1; text = ""; next }
    /^```$/ && inside {
      inside = 0
      path = ""
      split(text, lines, "\n")
      if (lines[1] ~ /^\/\/ [^ ]+\.swift$/) path = substr(lines[1], 4)
      if (lines[1] ~ /^\/\/ swift-tools-version/) path = "Package.swift"
      if (path == "") next
      parent = folder "/" path
      sub(/\/[^\/]*$/, "", parent)
      system("mkdir -p \"" parent "\"")
      printf "%s", text > (folder "/" path)
      print path
      next
    }
    inside { text = text $0 "\n" }' "$1"
}
