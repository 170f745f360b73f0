import CatalogModels
import Synchronization

/// Passes elements from several givers to one taker. It holds nothing itself: a giver waits until its element is taken,
/// so that there is never more at hand than one element for each giver.
final class Handoff<Element: Sendable>: Sendable {
  private struct Offer {
    let id: Int
    let element: Element
    let giver: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var nextID = 0
    var offers: [Offer] = []
    var taker: CheckedContinuation<Element?, any Error>?
    var isTakerCancelled = false
    /// How it ended: without or with an error.
    var end: Result<Void, CatalogError>?
  }

  private let state = Mutex(State())

  /// Waits until the element is taken.
  ///
  /// - Throws: `CancellationError` when the task is cancelled or the handoff is over.
  func give(_ element: Element) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (giver: CheckedContinuation<Void, any Error>) in
        let taker = state.withLock { state -> (CheckedContinuation<Element?, any Error>?, isOver: Bool)? in
          if Task.isCancelled || state.end != nil { return (nil, true) }
          if let taker = state.taker.take() { return (taker, false) }
          state.offers.append(Offer(id: id, element: element, giver: giver))
          return nil
        }
        guard let (taker, isOver) = taker else { return }
        taker?.resume(returning: element)
        giver.resume(with: isOver ? .failure(CancellationError()) : .success(()))
      }
    } onCancel: {
      let offer = state.withLock { state in
        state.offers.firstIndex { $0.id == id }.map { state.offers.remove(at: $0) }
      }
      offer?.giver.resume(throwing: CancellationError())
    }
  }

  /// The next element, `nil` at the end.
  ///
  /// - Throws: The error with which it ended, and `cancelled`.
  func take() async throws(CatalogError) -> Element? {
    do {
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { (taker: CheckedContinuation<Element?, any Error>) in
          let (result, giver) = state.withLock { state -> (Result<Element?, any Error>?, Offer?) in
            if state.isTakerCancelled || Task.isCancelled { return (.failure(CancellationError()), nil) }
            switch state.end {
            case .failure(let error): return (.failure(error), nil)
            case .success: return (.success(nil), nil)
            case nil: break
            }
            if !state.offers.isEmpty {
              let offer = state.offers.removeFirst()
              return (.success(offer.element), offer)
            }
            state.taker = taker
            return (nil, nil)
          }
          giver?.giver.resume()
          if let result { taker.resume(with: result) }
        }
      } onCancel: {
        let taker = state.withLock { state in
          state.isTakerCancelled = true
          return state.taker.take()
        }
        taker?.resume(throwing: CancellationError())
      }
    } catch let error as CatalogError {
      throw error
    } catch {
      throw CatalogError(.cancelled, "the task was cancelled", underlying: error)
    }
  }

  /// Ends it. All givers are done by then, or their elements are no longer wanted.
  func finish(_ end: Result<Void, CatalogError>) {
    let (offers, taker) = state.withLock { state in
      state.end = state.end ?? end
      defer { state.offers = [] }
      return (state.offers, state.taker.take())
    }
    for offer in offers { offer.giver.resume(throwing: CancellationError()) }
    switch end {
    case .success: taker?.resume(returning: nil)
    case .failure(let error): taker?.resume(throwing: error)
    }
  }
}
