import Foundation
import SyncPlanner

/// What is read from files: each input is put into one, in a folder of this process's own.
enum Files {
  private static let folder = FileManager.default.temporaryDirectory
    .appending(path: "fuzzing-\(ProcessInfo.processInfo.processIdentifier)")

  /// A plan that is read is written and read again, and stays the same.
  static func readPlan(_ bytes: [UInt8]) {
    guard let file = put(bytes, "plan") else { return }
    wait {
      guard let plan = try? SyncPlan(reading: file) else { return }
      var count = 0
      do {
        for try await action in plan.actions { count += action.fields.count }
      } catch {
        return
      }
      let other = folder.appending(path: "again")
      do {
        try await plan.write(to: other)
        let again = try SyncPlan(reading: other)
        Target.require(again.digest == plan.digest, "a plan differs from its own file")
      } catch {
        Target.require(false, "a plan that was read cannot be written: \(error)")
      }
      withExtendedLifetime(count) {}
    }
  }

  /// A journal that opens reads all its rows, takes a commit, and opens again.
  static func openJournal(_ bytes: [UInt8]) {
    guard put(bytes, "sync.journal") != nil else { return }
    wait {
      guard let store = try? await FileJournalStore(in: folder) else { return }
      let table = StoreTable(rawValue: "ledger.products")
      let rows = (try? await store.rows(in: table, after: nil, limit: 1_000)) ?? []
      do {
        try await store.commit([.put("new", [1, 2, 3], in: table)])
        await store.close()
        let again = try await FileJournalStore(in: folder)
        let found = try await again.rows(in: table, keys: ["new"])
        Target.require(found.first?.value == [1, 2, 3], "a commit is gone")
        await again.close()
      } catch let error as SyncError where error.code == .fileSystem || error.code == .diskFull {
        return
      } catch {
        Target.require(false, "a journal that opened does not work: \(error)")
      }
      withExtendedLifetime(rows) {}
    }
  }

  private static func put(_ bytes: [UInt8], _ name: String) -> URL? {
    let file = folder.appending(path: name)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return (try? Data(bytes).write(to: file)) == nil ? nil : file
  }

  /// Lets asynchronous work end before libFuzzer goes on, so that what breaks is this input's doing.
  static func wait(_ work: @escaping @Sendable () async -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await work()
      done.signal()
    }
    done.wait()
  }
}
