# Every Swift program in the README and in Docs compiles against the modules just built.
check_readme() {
  local page block wrong=0 modules
  modules=$(swift build --show-bin-path)/Modules
  for page in README.md Docs/*.md; do
    [[ -e $page ]] || continue
    rm -f "$work"/block-*.swift
    # A block that starts with an import is a program of its own.
    awk -v out="$work/block-" '
      /^```swift$/ { inside = 1; text = ""; next }
      /^```$/ && inside { inside = 0; if (text ~ /^(public |internal )?import /) { n++; printf "%s", text > (out n ".swift") } next }
      inside { text = text $0 "\n" }
    ' "$page"
    for block in "$work"/block-*.swift; do
      [[ -e $block ]] || continue
      mkdir -p "$work/program"
      cp "$block" "$work/program/main.swift"
      if swiftc -swift-version 6 -typecheck -I "$modules" "$work/program/main.swift"; then
        echo "$page: $(basename "$block") compiles"
      else
        echo "$page: $(basename "$block") does not compile"
        wrong=1
      fi
    done
  done
  return $wrong
}
