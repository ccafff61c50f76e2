import NIOCore
import Primitives
import ServerKit
import Synchronization

/// Reads server-sent events and prints each; knows the last one.
final class EventReader: Sendable {
    private static let newline = UInt8(ascii: "\n")
    /// Bytes of one event: a record with long reasons fits.
    private static let lineBytes = 1_048_576

    private let client: ManagementClient
    private let screen: Screen
    private let limit: Int?
    /// Shows an event in another way; false where it is none of those that were asked for.
    private let show: (@Sendable (JSONValue) async throws -> Bool)?
    private let position: Mutex<(last: Int64?, count: Int)>

    init(
        _ client: ManagementClient,
        _ screen: Screen,
        after: Int64?,
        limit: Int?,
        show: (@Sendable (JSONValue) async throws -> Bool)? = nil
    ) {
        self.show = show
        self.client = client
        self.screen = screen
        self.limit = limit
        position = Mutex((after, 0))
    }

    /// The number of the last event that was printed.
    var last: Int64? { position.withLock { $0.last } }

    /// Reads one connection to its end; true when as many events were printed as were asked for.
    func read() async throws -> Bool {
        let stream = try await client.events(after: last)
        var line: [UInt8] = []
        var event = (id: Int64(0), data: "")
        for try await part in stream.body {
            for byte in part.readableBytesView {
                if byte != Self.newline {
                    guard line.count < Self.lineBytes else { throw Problem.internalError }
                    line.append(byte)
                    continue
                }
                if try await take(String(decoding: line, as: UTF8.self), &event) { return true }
                line.removeAll(keepingCapacity: true)
            }
        }
        return false
    }

    /// Takes a line of the stream; an empty one ends an event.
    private func take(_ line: String, _ event: inout (id: Int64, data: String)) async throws -> Bool {
        if line.hasPrefix("id: ") { event.id = Int64(line.dropFirst(4)) ?? 0 }
        if line.hasPrefix("data: ") { event.data = String(line.dropFirst(6)) }
        guard line.isEmpty, !event.data.isEmpty else { return false }
        let (id, record) = (event.id, try JSONReader.read(event.data))
        event.data = ""
        var isShown = true
        if let show { isShown = try await show(record) } else { try print(id, record) }
        let added = isShown ? 1 : 0
        return position.withLock { position in
            position = (id, position.count + added)
            return limit.map { position.count >= $0 } ?? false
        }
    }

    private func print(_ id: Int64, _ record: JSONValue) throws {
        if screen.isJSON {
            return try screen.data(JSONValue.object(["sequence": .integer(id), "record": record]).text)
        }
        let cells = EventColumns.record.map { $0.cell(record, screen.language) }
        try screen.data(DisplayText.clean("\(id)  " + cells.joined(separator: "  ")))
    }
}
