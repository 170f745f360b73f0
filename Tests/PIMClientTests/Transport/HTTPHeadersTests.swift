import PIMClient
import Testing

struct HTTPHeadersTests {
  @Test("Headers are equal when their fields are, in order, whatever the case of their names")
  func equality() {
    let headers: HTTPHeaders = ["Accept": "a", "X-One": "1"]
    #expect(headers == ["accept": "a", "x-one": "1"])
    #expect(headers.hashValue == (["ACCEPT": "a", "x-ONE": "1"] as HTTPHeaders).hashValue)
    #expect(headers != ["X-One": "1", "Accept": "a"] && headers != ["Accept": "A", "X-One": "1"])
    #expect(headers != ["Accept": "a"] && headers != [:])
  }
}
