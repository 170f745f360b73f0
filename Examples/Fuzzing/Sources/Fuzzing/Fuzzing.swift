import Foundation

// Feeds damaged pages, plans and journals to the package, with the address sanitizer watching. These are the names by
// which libFuzzer calls.

/// One input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  // Safe: libFuzzer's input lives through the call, and a copy of exactly its bytes is what is read.
  Target.run(unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

/// Before the first input. With `FUZZING_CORPUS=FOLDER` the inputs to begin with are written there, and that is all.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  if let folder = ProcessInfo.processInfo.environment["FUZZING_CORPUS"] {
    Files.wait {
      do {
        try await Corpus.write(to: URL(filePath: folder))
        exit(0)
      } catch {
        print("the inputs could not be written: \(error)")
        exit(1)
      }
    }
  }
  return 0
}
