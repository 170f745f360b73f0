import ArgumentParser

/// How results are printed.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print the result as JSON: one object on the last line of the output.")
  var json = false
}
