import AsyncHTTPClient
import NIOCore

/// What configuration says about outgoing requests.
package struct EgressSettings: Sendable {
    package var policy: EgressPolicy
    /// PEM file with authorities that are trusted besides the system's.
    package var certificateAuthorities: String?
    package var connectTime: Duration = EgressLimits.connectTime
    package var idleTime: Duration = EgressLimits.idleTime
    /// Clients kept for reuse.
    package var maximumClients: Int = EgressLimits.clients

    package init(policy: EgressPolicy = EgressPolicy(), certificateAuthorities: String? = nil) {
        self.policy = policy
        self.certificateAuthorities = certificateAuthorities
    }
}

/// The one door out: every outgoing request of the server goes through it.
///
/// A host is resolved, every address it has is checked against the policy, and the connection goes to a checked
/// address while the name stays for TLS. Redirects are answers, not followed; bodies are not decompressed.
package final class Egress: Sendable {
    private typealias Answer = (HTTPClientResponse, PooledClient)

    private let policy: EgressPolicy
    private let names: ResolverCache
    private let clients: EgressClients

    /// - Throws: `NIOSSLError` when the file of certificate authorities cannot be read.
    package init(_ settings: EgressSettings = EgressSettings(), resolver: any HostResolver = SystemResolver()) throws {
        policy = settings.policy
        names = ResolverCache(resolver)
        clients = try EgressClients(settings)
    }

    /// Sends a request and collects the answer, whatever its status.
    ///
    /// - Throws: ``EgressProblem``; `CancellationError` when the calling task is cancelled.
    package func send(_ request: EgressRequest, for purpose: EgressPurpose) async throws -> EgressResponse {
        let deadline = NIODeadline.now() + TimeAmount(request.timeout)
        let work = Abandonable { try await self.exchange(request, for: purpose, until: deadline) }
        let timer = work.eventLoop.scheduleTask(deadline: deadline) {
            work.abandon(EgressProblem.timedOut(request.url))
        }
        defer { timer.cancel() }
        return try await work.value()
    }

    /// Sends a request and gives the answer as soon as its head is there.
    ///
    /// Silence of the peer ends it after the idle time; there is no limit for the whole.
    /// - Throws: ``EgressProblem``, also from the body; what a request body stream throws; `CancellationError`.
    package func stream(_ request: EgressRequest, for purpose: EgressPurpose) async throws -> EgressStream {
        let (response, client) = try await execute(request, for: purpose, lane: .streams, until: .distantFuture)
        return EgressStream(
            status: response.responseStatus,
            headers: response.fields,
            body: EgressBody(response.body, of: request.url, client: client)
        )
    }

    /// Checks an address without connecting, for configuration and for messages that carry addresses.
    package func check(_ url: EgressURL, for purpose: EgressPurpose) async throws {
        _ = try await openAddresses(url, for: purpose)
    }

    /// Closes all connections and ends requests that run; later ones get the problem `shutDown`.
    package func shutdown() async { await clients.shutDown() }

    /// Clients in the cache now, for metrics.
    package var cachedClients: Int { clients.count }

    private func openAddresses(_ url: EgressURL, for purpose: EgressPurpose) async throws -> [NetworkAddress] {
        let addresses = try await names.addresses(of: url.origin.host)
        try policy.check(url, at: addresses, for: purpose)
        return addresses
    }

    private func exchange(
        _ request: EgressRequest,
        for purpose: EgressPurpose,
        until deadline: NIODeadline
    ) async throws -> EgressResponse {
        let (response, client) = try await execute(request, for: purpose, lane: .messages, until: deadline)
        defer { withExtendedLifetime(client) {} }
        do {
            return EgressResponse(
                status: response.responseStatus,
                headers: response.fields,
                body: try await response.body.collect(upTo: request.maximumBytes)
            )
        } catch is NIOTooManyBytesError {
            throw EgressProblem.tooLarge(request.url, request.maximumBytes)
        } catch {
            throw EgressProblem.from(error, url: request.url)
        }
    }

    /// Tries the checked addresses in turn until one accepts a connection.
    private func execute(
        _ request: EgressRequest,
        for purpose: EgressPurpose,
        lane: EgressClientKey.Lane,
        until deadline: NIODeadline
    ) async throws -> Answer {
        let addresses = try await openAddresses(request.url, for: purpose)
        var problem = EgressProblem.notResolved(request.url.origin.host.bare, "no addresses")
        for address in addresses.prefix(EgressLimits.addressesTried) {
            let key = EgressClientKey(host: request.url.origin.host.bare, address: address, lane: lane)
            let client = try clients.client(key)
            do {
                return (try await attempt(request, with: client, until: deadline), client)
            } catch let failure as EgressProblem where failure.happenedBeforeSending {
                problem = failure
            }
        }
        throw problem
    }

    /// One exchange; a connection that was closed while idle is replaced once when repeating does no harm.
    private func attempt(
        _ request: EgressRequest,
        with pooled: PooledClient,
        until deadline: NIODeadline
    ) async throws -> HTTPClientResponse {
        let message = HTTPClientRequest(request)
        do {
            return try await pooled.client.execute(message, deadline: deadline)
        } catch {
            let problem = EgressProblem.from(error, url: request.url)
            guard case .closedEarly? = (problem as? EgressProblem)?.code, request.mayRepeat, request.body.isReplayable
            else { throw problem }
        }
        do {
            return try await pooled.client.execute(message, deadline: deadline)
        } catch {
            throw EgressProblem.from(error, url: request.url)
        }
    }
}
