import Testing

@testable import PIMClient

struct PartitionSizesTests {
  @Test("Shares make up the whole, large ones first, none below two pages", arguments: [1, 2, 3, 4, 7, 64])
  func shares(_ width: Int) {
    for pages in [2 * width, 8 * width, 1_000, 100_000] where pages >= 2 * width {
      let shares = PartitionSizes.shares(pages: pages, width: width)
      #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
      #expect(shares == shares.sorted(by: >))
      #expect(shares.count >= width)
      #expect(shares.allSatisfy { $0 * Double(pages) >= 2 })
    }
  }

  @Test("A part that others would wait for is cut again")
  func tooLarge() {
    #expect(PartitionSizes.isTooLarge(170, of: 1_000, width: 4))
    #expect(!PartitionSizes.isTooLarge(160, of: 1_000, width: 4))
    #expect(PartitionSizes.shares(cutting: 500, of: 1_000, width: 4).count == 8)
    #expect(PartitionSizes.shares(cutting: 10, of: 1_000, width: 4).count == 2)
  }
}
