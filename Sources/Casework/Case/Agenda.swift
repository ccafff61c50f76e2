import Primitives

/// When clocks end, the earliest first: a heap, so that one of ten thousand cases does not look at all others.
///
/// Entries are never taken back. A clock that was stopped or moved leaves a stale entry, which its reader skips.
struct Agenda: Sendable {
    struct Entry: Sendable, Comparable {
        let due: Instant
        /// The case's place in its file, which settles ties.
        let place: Int

        static func < (one: Self, other: Self) -> Bool {
            one.due == other.due ? one.place < other.place : one.due < other.due
        }
    }

    private var heap: [Entry] = []

    var first: Entry? { heap.first }

    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while let child = [2 * parent + 1, 2 * parent + 2].filter({ $0 < heap.count }).min(by: { heap[$0] < heap[$1] }),
            heap[child] < heap[parent]
        {
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
