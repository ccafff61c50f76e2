import HTTPTypes
package import Identity
import NIOCore
package import Primitives
package import ServerKit
import Synchronization

/// Finds the document of a decentralized identifier.
package protocol DIDResolver: Sendable {
    /// The document of `did`; with `fresh`, one that is not older than the resolver's shortest interval.
    func resolve(_ did: String, fresh: Bool) async throws -> DIDDocument
}

extension DIDResolver {
    /// The issuer's keys for a token: from the document at hand, read again once when `keyID` is not in it (the issuer has rotated).
    package func keys(of issuer: String, naming keyID: String?) async throws -> [IssuerKey] {
        let keys = try await resolve(issuer, fresh: false).issuerKeys
        guard let keyID, keyID.hasPrefix(issuer + "#"), !keys.contains(where: { $0.keyID.hasSameBytes(as: keyID) })
        else {
            return keys
        }
        return try await resolve(issuer, fresh: true).issuerKeys
    }
}

/// Resolves `did:web` through the egress: checked addresses, no redirects, size and time caps; what was found is kept for minutes.
///
/// Failures are kept too, shortly: a token of a stranger must not make us ask an unwilling host at every repeat. Several callers that
/// want one document share one request.
package final class WebDIDResolver: DIDResolver {
    /// Seconds a document is used without asking again: a revoked key is honoured at most so long.
    static let keptSeconds: Int64 = 300
    /// Seconds a failure is remembered, and between two fresh reads of one document.
    static let shortestSeconds: Int64 = 10
    /// The same in trials on one machine, where parties are started anew with new keys within seconds.
    static let shortestTrialSeconds: Int64 = 1
    /// Documents kept; the longest unused goes first.
    static let keptDocuments = 4_096
    /// Documents being fetched at one time: strangers' tokens must not use up the egress.
    static let fetchesAtOnce = 32
    /// Bytes of a document: 64 keys stay below.
    static let documentBytes = 65_536
    private static let timeout = Duration.seconds(5)

    private struct Kept {
        let task: Task<DIDDocument, any Error>
        let since: Instant
        var used: Instant
        var hasFailed = false
        var isDone = false
    }

    private let fetcher: @Sendable (String) async throws -> (status: Int, body: [UInt8])
    private let allowsHTTPForLocalhost: Bool
    private let now: @Sendable () -> Instant
    private let kept = Mutex<[String: Kept]>([:])

    /// A resolver over the node's egress; `allowsHTTPForLocalhost` reads identifiers of `localhost` over HTTP, for trials.
    package convenience init(egress: Egress, world: World, allowsHTTPForLocalhost: Bool = false) {
        self.init(now: world.now, allowsHTTPForLocalhost: allowsHTTPForLocalhost) { address in
            var request = EgressRequest(
                .get,
                try EgressURL(address),
                headers: [.accept: "application/did+json, application/json"]
            )
            request.maximumBytes = Self.documentBytes
            request.timeout = Self.timeout
            let answer = try await egress.send(request, for: .peer)
            return (answer.status.code, Array(answer.body.readableBytesView))
        }
    }

    /// A resolver over another way to fetch, for tests.
    package init(
        now: @escaping @Sendable () -> Instant,
        allowsHTTPForLocalhost: Bool = false,
        fetch: @escaping @Sendable (_ address: String) async throws -> (status: Int, body: [UInt8])
    ) {
        self.now = now
        self.allowsHTTPForLocalhost = allowsHTTPForLocalhost
        fetcher = fetch
    }

    package func resolve(_ did: String, fresh: Bool) async throws -> DIDDocument {
        let identifier: DIDWeb
        do { identifier = try DIDWeb(did) } catch { throw Self.refused(did, "\(error)") }
        let moment = now()
        let task = try kept.withLock { kept throws(Problem) in
            try self.task(for: did, identifier, fresh: fresh, at: moment, in: &kept)
        }
        do {
            let document = try await task.value
            settle(did, failed: false)
            return document
        } catch {
            settle(did, failed: true)
            throw error
        }
    }

    /// The request to wait for: one under way or still good, else a new one.
    private func task(
        for did: String,
        _ identifier: DIDWeb,
        fresh: Bool,
        at moment: Instant,
        in kept: inout [String: Kept]
    ) throws(Problem) -> Task<DIDDocument, any Error> {
        if var known = kept[did] {
            let shortest = allowsHTTPForLocalhost ? Self.shortestTrialSeconds : Self.shortestSeconds
            let keeps = fresh || known.hasFailed ? shortest : Self.keptSeconds
            if !known.isDone || moment < known.since.advanced(seconds: keeps) {
                known.used = moment
                kept[did] = known
                return known.task
            }
        }
        guard kept.values.count(where: { !$0.isDone }) < Self.fetchesAtOnce else { throw Problem.overloaded }
        if kept.count >= Self.keptDocuments,
            let oldest = kept.filter(\.value.isDone).min(by: { $0.value.used < $1.value.used })
        {
            kept[oldest.key] = nil
        }
        // The request serves every caller that waits for it, so it must not end with the first of them.
        let task = Task { try await fetch(did, identifier) }
        kept[did] = Kept(task: task, since: moment, used: moment)
        return task
    }

    private func settle(_ did: String, failed: Bool) {
        kept.withLock { kept in
            guard var known = kept[did], !known.isDone else { return }
            known.isDone = true
            known.hasFailed = failed
            kept[did] = known
        }
    }

    private func fetch(_ did: String, _ identifier: DIDWeb) async throws -> DIDDocument {
        let address = identifier.documentAddress(allowsHTTPForLocalhost: allowsHTTPForLocalhost)
        let answer: (status: Int, body: [UInt8])
        do { answer = try await fetcher(address) } catch let problem as EgressProblem {
            throw Self.unreachable(did, problem.text)
        }
        guard answer.status == 200 else {
            throw Self.unreachable(
                did,
                BilingualText(en: "it answered \(answer.status)", zh: "对方返回 \(answer.status)")
            )
        }
        do {
            return try DIDDocument(try JSONReader.read(answer.body, maximumBytes: Self.documentBytes), expecting: did)
        } catch {
            throw Self.refused(did, "\(error)")
        }
    }

    private static func shown(_ did: String) -> String { String(did.prefix(200)) }

    private static func refused(_ did: String, _ why: String) -> Problem {
        Problem(
            .peer,
            BilingualText(
                en: "the identifier `\(shown(did))` does not resolve: \(why)",
                zh: "标识 `\(shown(did))` 无法解析：\(why)"
            )
        )
    }

    private static func unreachable(_ did: String, _ why: BilingualText) -> Problem {
        Problem(
            .peer,
            BilingualText(
                en: "the document of `\(shown(did))` cannot be read: \(why.en)",
                zh: "无法读取 `\(shown(did))` 的文档：\(why.zh)"
            )
        )
    }
}
