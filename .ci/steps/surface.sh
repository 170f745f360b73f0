# The public surface is the one that stands in .ci/api, so that a change of it is seen in review; and what programs could miss
# since the last release is named in the changelog. Before the first release there are no such programs: what changed since
# main, or since main's last commit, is told then, and fails nothing.
check_surface() {
  local now=$work/surface before=$work/surface-before base
  .ci/surface "$now" || return 1
  diff -ru .ci/api "$now" || {
    echo "error: the public surface is not the one in .ci/api; if it is meant to change, run .ci/surface and commit what that writes"
    return 1
  }
  base=$(surface_base) && git cat-file -e "$base:.ci/api" 2>/dev/null || {
    echo "nothing to compare with: this is the first commit with .ci/api"
    return 0
  }
  mkdir -p "$before"
  git archive "$base" .ci/api | tar -x -C "$before" || return 1
  sed -n '/^## Not yet released/,/^## [0-9]/p' Docs/Changelog.md >"$work/news"
  swiftc -swift-version 6 .ci/tools/breaks.swift -o "$work/breaks" || return 1
  echo "compared with $(git log -1 --format='%h, %s' "$base")"
  "$work/breaks" "$before/.ci/api" "$now" "$work/news" || [[ -z $(last_release) ]]
}

# surface_base: the commit whose surface programs may have been written for.
surface_base() {
  local main
  last_release && return
  main=$(git merge-base HEAD origin/main 2>/dev/null)
  if [[ -n $main && $main != $(git rev-parse HEAD) ]]; then
    echo "$main"
  else
    git rev-parse --verify --quiet HEAD^
  fi
}

# last_release: the tag of the last release before this commit.
last_release() { git describe --tags --abbrev=0 --match '[0-9]*' HEAD^ 2>/dev/null; }
