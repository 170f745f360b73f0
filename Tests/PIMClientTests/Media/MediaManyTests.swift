import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct MediaManyTests {
  private static func requests(_ count: Int) -> [MediaRequest] {
    (0..<count).map { MediaRequest(.link(MediaAddress(value: "https://cdn.example.com/\($0).png"))) }
  }

  @Test("Many files come a few at a time, each once, and a second run asks for none of the PIM's again")
  func boundedAndOnce() async throws {
    let temporary = try TemporaryFolder()
    let transport = ScriptedTransport { request, _ in
      for _ in 0..<10 { await Task.yield() }
      return HTTPResponse(status: 200, body: HTTPBody(request.path))
    }
    let folder = try MediaFolder(temporary.url, from: ClientUnderTest.make(transport).media)
    let requests = (0..<30).map { MediaRequest(.file(Code("a/\($0 % 20).png"), .asset)) }
    var state = MediaState()
    var keys: [String] = []
    try await folder.save(requests, state: &state, atOnce: 3) { keys.append($0.request.source.key) }
    #expect(transport.requests.count == 20)
    #expect(transport.mostAtOnce <= 3)
    #expect(Set(keys).count == 20 && keys.count == 20)
    #expect(temporary.names.count == 20)

    var again = try JSONDecoder().decode(MediaState.self, from: JSONEncoder().encode(state))
    #expect(again == state)
    var ways: Set<SavedMedia.Way> = []
    try await folder.save(
      AsyncStream { stream in
        requests.forEach { stream.yield($0) }; stream.finish()
      }, state: &again
    ) {
      if case .success(let saved) = $0.result { ways.insert(saved.way) }
    }
    #expect(ways == [.unchanged])
    #expect(transport.requests.count == 20)
  }

  @Test("A file that fails is reported and does not keep the others from coming")
  func oneFails() async throws {
    let temporary = try TemporaryFolder()
    let transport = ScriptedTransport { request, _ in
      request.path == "/3.png" ? HTTPResponse(status: 404) : HTTPResponse(status: 200, body: HTTPBody("x"))
    }
    let folder = try MediaFolder(temporary.url, from: ClientUnderTest.make(transport).media)
    var state = MediaState()
    var failures: [CatalogError.Code] = []
    try await folder.save(Self.requests(8), state: &state) {
      if case .failure(let error) = $0.result { failures.append(error.code) }
    }
    #expect(failures == [.notFound])
    #expect(state.entries.count == 7)
    #expect(temporary.names.count == 7)
  }

  @Test("Cancelling ends all downloads at once, and what is not whole is not there")
  func cancelled() async throws {
    let temporary = try TemporaryFolder()
    let gate = Gate()
    let transport = ScriptedTransport { _, number in
      if number > 0 { try await gate.wait() }
      return HTTPResponse(status: 200, body: HTTPBody("x"))
    }
    let folder = try MediaFolder(temporary.url, from: ClientUnderTest.make(transport).media)
    let task = Task {
      var state = MediaState()
      try await folder.save(Self.requests(20), state: &state)
    }
    try await until { transport.requests.count >= 4 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(temporary.names.filter { !$0.hasSuffix(".part") }.count <= 1)
    #expect(transport.requests.count <= 5)
  }
}
