import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
package import ServerKit

/// The owner's view of evidence: pages, and an event stream that resumes where a listener stopped.
package struct EvidenceAdmin: Sendable {
    /// Seconds between comment lines that keep a quiet stream open through proxies.
    private static let heartbeatSeconds = 15

    let database: Database
    let feed: EventFeed

    package init(database: Database, feed: EventFeed) {
        self.database = database
        self.feed = feed
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/evidence",
                access: .role(.auditor),
                "evidence entries, oldest first",
                description: EndpointDescription(
                    query: [
                        .init("after", "integer", "sequence number to read on from"),
                        .init("limit", "integer", "entries, at most \(EvidenceStore.pageLimit)"),
                        .init("agreement", "string", "only entries of this agreement"),
                        .init("subject", "string", "only entries about this object"),
                    ],
                    answer: "EvidencePage"
                )
            ) { call in
                let after = try number(call, "after", in: 0...Int64.max) ?? 0
                let limit = Int(try number(call, "limit", in: 1...Int64(EvidenceStore.pageLimit)) ?? 50)
                let (agreement, subject) = (call.query("agreement"), call.query("subject"))
                let entries = try await database.read {
                    try EvidenceStore.entries(
                        ofAgreement: agreement,
                        subject: subject,
                        after: after,
                        limit: limit,
                        in: $0
                    )
                }
                let next: JSONValue =
                    entries.count == limit ? entries.last.map { .integer($0.sequence) } ?? .null : .null
                return .json(["items": .array(entries.map(Self.json)), "next": next])
            },
            Endpoint(
                .get,
                "/api/v1/events",
                access: .role(.auditor),
                "server-sent events: every evidence record as it happens; `Last-Event-ID` resumes",
                description: EndpointDescription(query: [
                    .init("after", "integer", "sequence number to read on from; the newest when absent")
                ]),
                handler: stream
            ),
        ]
    }

    private func number(_ call: Call, _ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
        guard let text = call.query(name) else { return nil }
        guard let value = Int64(text), range.contains(value) else {
            throw Problem.invalid("`\(name)` must be a whole number", "`\(name)` 须为整数")
        }
        return value
    }

    private static func json(_ entry: EvidenceStore.Entry) -> JSONValue {
        [
            "sequence": .integer(entry.sequence), "record": entry.record, "salt": .string(Hex.encode(entry.salt)),
            "leaf": .string(String(decoding: entry.leaf, as: UTF8.self)),
        ]
    }

    private func stream(_ call: Call) async throws -> Response {
        let resume = call.request.headers[.init("Last-Event-ID") ?? .accept].flatMap { Int64($0) }
        let asked = try resume ?? number(call, "after", in: 0...Int64.max)
        let newest = try await database.read { try EvidenceStore.lastSequence(in: $0) }
        let start = asked ?? newest
        guard let rings = feed.listen() else { throw Problem.overloaded }
        let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        let database = self.database
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                var last = start
                for await beat in Self.beats(rings) {
                    if beat == .heartbeat { try await writer.write(ByteBuffer(string: ": still here\n\n")) }
                    while true {
                        let after = last
                        let entries = try await database.read { try EvidenceStore.entries(after: after, in: $0) }
                        for entry in entries {
                            try await writer.write(ByteBuffer(string: Self.event(entry)))
                            last = entry.sequence
                        }
                        if entries.isEmpty { break }
                    }
                }
                try await writer.finish(nil)
            }
        )
    }

    private static func event(_ entry: EvidenceStore.Entry) -> String {
        let type = entry.record["type"]?.stringValue ?? "event"
        return "id: \(entry.sequence)\nevent: \(type)\ndata: \(entry.record.text)\n\n"
    }

    private enum Beat { case ring, heartbeat }

    /// Rings, and heartbeats while it is quiet.
    private static func beats(_ rings: AsyncStream<Void>) -> AsyncStream<Beat> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let ringing = Task {
                for await _ in rings { continuation.yield(.ring) }
                continuation.finish()
            }
            let beating = Task {
                while (try? await Task.sleep(for: .seconds(heartbeatSeconds))) != nil { continuation.yield(.heartbeat) }
            }
            continuation.onTermination = { _ in
                ringing.cancel()
                beating.cancel()
            }
        }
    }
}
