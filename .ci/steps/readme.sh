# Every Swift block of the README, of Docs and of the reference's pages compiles against the modules just built.
#
# - A block that begins with an import is a program of its own, compiled alone: its imports must be enough.
# - A block that begins with a path in a comment (`// Sources/App/main.swift`), or with the tools version, is a file of a
#   guide's own package, which check_consumer builds and tests. One that begins with a dot is a part of a manifest.
# - The other blocks of a page are one text: each sees what the blocks above it declare, all modules, and the names in
#   .ci/tools/page.swift. What needs file scope (extensions, attributes such as @Test) has it.
# - `<!-- swift` … `-->` holds lines that the blocks after it need and a reader does not.
check_readme() {
  local page modules list=$work/pages/list
  modules=$(swift build --show-bin-path)/Modules
  mkdir -p "$work/pages"
  : >"$list"
  for page in README.md Docs/*.md Sources/*/*.docc/*.md; do
    split_page "$page" "$work/pages/${page//\//-}" >>"$list"
  done
  # typecheck NAME FILE…: says on failure what is wrong, with the page's own line.
  typecheck() {
    local name=$1 log
    shift
    if log=$(swiftc -swift-version 6 -suppress-warnings -typecheck -I "$MODULES" "$@" 2>&1); then
      echo "$name: compiles"
    else
      printf '%s\n%s: does not compile\n' "$log" "$name"
      return 1
    fi
  }
  export -f typecheck
  MODULES=$modules xargs -P 2 -L 1 bash -c 'typecheck "$@"' typecheck <"$list"
}

# split_page PAGE FOLDER: writes the page's blocks as files, and a line "NAME FILE…" for each that has to compile.
split_page() {
  local page=$1 folder=$2
  mkdir -p "$folder"
  awk -v page="$page" -v folder="$folder" -v frame=.ci/tools/page.swift '
    function place(line) { return "#sourceLocation(file: \"" page "\", line: " line ")\n" }
    /^```swift$/ || /^<!-- swift$/ { inside = 1; text = ""; first = NR + 1; next }
    /^```$/ || /^-->$/ {
      if (!inside) next
      inside = 0
      if (text ~ /^(\/\/ [^ \n]+\.swift\n|\/\/ swift-tools-version|\.)/) next
      if (text ~ /^(public |internal |@testable )*import /) {
        file = folder "/program-" ++programs "/main.swift"
        system("mkdir -p " folder "/program-" programs)
        printf "%s%s", place(first), text > file
        print page ":" first, file
      } else if (("\n" text) ~ /\n(extension|@[A-Z]|public |protocol )/) {
        scoped = scoped place(first) text
      } else {
        body = body place(first) "do {\n" place(first) text
        blocks++
      }
      next
    }
    inside { text = text $0 "\n" }
    END {
      if (!blocks && scoped == "") exit
      file = folder "/Page.swift"
      while ((getline line < frame) > 0) {
        if (line ~ /^ *\/\/ the blocks/) {
          printf "%s", body > file
          for (i = 0; i < blocks; i++) print "}" > file
          print "#sourceLocation()" > file
        } else print line > file
      }
      printf "%s", scoped > file
      print page, file
    }' "$page"
}

# Every page that README or Docs links to is there.
check_links() {
  local page link wrong=0
  for page in README.md Docs/*.md; do
    while read -r link; do
      [[ -e $(dirname "$page")/$link ]] || {
        echo "$page links to $link, which is not there"
        wrong=1
      }
    done < <(grep -oE '\]\([^):#]+(#[^)]*)?\)' "$page" | sed -E 's/^\]\(([^)#]*).*\)$/\1/')
  done
  return $wrong
}
