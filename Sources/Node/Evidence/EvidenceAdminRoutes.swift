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
                        .init("actor", "string", "only what this participant or person did"),
                        .init("type", "string", "only events of this type, or that begin with it up to a dot"),
                        .init("outcome", "string", "only decisions with this outcome"),
                        .init("from", "string", "only from this moment on (RFC 3339)"),
                        .init("until", "string", "only before this moment (RFC 3339)"),
                    ],
                    answer: "EvidencePage"
                )
            ) { call in
                let after = try number(call, "after", in: 0...Int64.max) ?? 0
                let limit = Int(try number(call, "limit", in: 1...Int64(EvidenceStore.pageLimit)) ?? 50)
                let search = try search(call)
                let entries = try await database.read {
                    try EvidenceStore.entries(matching: search, after: after, limit: limit, in: $0)
                }
                let isMasked = EvidenceMask.applies(to: try call.person())
                let next: JSONValue =
                    entries.count == limit ? entries.last.map { .integer($0.sequence) } ?? .null : .null
                return .json(["items": .array(entries.map { Self.json($0, isMasked: isMasked) }), "next": next])
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

    private func search(_ call: Call) throws -> EvidenceSearch {
        var search = EvidenceSearch()
        search.agreement = call.query("agreement")
        search.subject = call.query("subject")
        search.actor = call.query("actor")
        search.type = call.query("type")
        search.outcome = call.query("outcome")
        search.from = try instant(call, "from")
        search.until = try instant(call, "until")
        return search
    }

    private func instant(_ call: Call, _ name: String) throws -> Instant? {
        guard let text = call.query(name) else { return nil }
        guard let instant = Instant(text) else {
            throw Problem.invalid(
                "`\(name)` must be a moment such as 2026-11-22T08:00:00Z",
                "`\(name)` 须为时刻，如 2026-11-22T08:00:00Z"
            )
        }
        return instant
    }

    static func json(_ entry: EvidenceStore.Entry, isMasked: Bool) -> JSONValue {
        let hidesSalt = isMasked || entry.record == .null
        return [
            "sequence": .integer(entry.sequence), "epoch": .integer(entry.epoch), "index": .integer(entry.index),
            "record": isMasked ? EvidenceMask.masked(entry.record) : entry.record,
            "salt": hidesSalt ? .null : .string(Hex.encode(entry.salt)),
            "leaf": .string(String(decoding: entry.leaf, as: UTF8.self)),
            "keepUntil": .string(entry.keepUntil.description),
        ]
    }

    private func stream(_ call: Call) async throws -> Response {
        let resume = call.request.headers[.init("Last-Event-ID") ?? .accept].flatMap { Int64($0) }
        let asked = try resume ?? number(call, "after", in: 0...Int64.max)
        let newest = try await database.read { try EvidenceStore.lastSequence(in: $0) }
        let start = asked ?? newest
        let isMasked = EvidenceMask.applies(to: try call.person())
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
                            try await writer.write(ByteBuffer(string: Self.event(entry, isMasked: isMasked)))
                            last = entry.sequence
                        }
                        if entries.isEmpty { break }
                    }
                }
                try await writer.finish(nil)
            }
        )
    }

    private static func event(_ entry: EvidenceStore.Entry, isMasked: Bool) -> String {
        let record = isMasked ? EvidenceMask.masked(entry.record) : entry.record
        let type = record["type"]?.stringValue ?? "event"
        return "id: \(entry.sequence)\nevent: \(type)\ndata: \(record.text)\n\n"
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
