# The benchmarks build, and a short run of each shows that it does what it says.
check_benchmarks() {
  swift build --package-path Examples/Benchmarks -c release &&
    swift run --package-path Examples/Benchmarks -c release --skip-build Benchmarks collect --products 2000
}
