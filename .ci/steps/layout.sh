# The package depends on nothing, and nothing stands at the top level but what belongs there.
check_layout() {
  local wrong=0 entry
  if grep -nE '^\s*\.package\(' Package.swift; then
    echo "Package.swift: the root package depends on nothing"
    wrong=1
  fi
  for entry in $(git ls-tree --name-only HEAD); do
    case $entry in
    Package.swift | Sources | Tests | Examples | Docs | README.md | LICENSE | .*) ;;
    *)
      echo "$entry does not belong at the top level"
      wrong=1
      ;;
    esac
  done
  if git ls-files | grep -E '(^|/)(\.build/|Package\.resolved$)'; then
    echo "build products are committed"
    wrong=1
  fi
  # Only the default transport needs the networking half of Foundation.
  if grep -rlE 'import (FoundationNetworking|Foundation)$' Sources --include='*.swift' |
    grep -v '^Sources/PIMURLSession/' | xargs -r grep -LE 'canImport\(FoundationEssentials\)' | grep .; then
    echo "full Foundation outside PIMURLSession"
    wrong=1
  fi
  return $wrong
}
