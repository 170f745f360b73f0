# The reference builds without a warning, and every public symbol stands in it.
check_docs() {
  .ci/docs "$work/reference"
}
