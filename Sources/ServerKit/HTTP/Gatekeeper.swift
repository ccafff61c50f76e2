import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore
import Primitives

/// Puts endpoints on a router; the only way routes enter the server.
///
/// Every call passes the same gate: rate limit, authentication, role, then the handler; every failure leaves in one shape.
package struct Gatekeeper: Sendable {
    /// Requests per second of one authenticated caller, and how many may come at once: far above honest use.
    package static let callerRate = (perSecond: 2000.0, burst: 4000.0)
    /// Refused requests per second of one remote address: guessing tokens stays slow.
    package static let strangerRate = (perSecond: 20.0, burst: 100.0)

    private let authenticator: any Authenticator
    private let world: World
    private let metrics: Metrics
    private let logger: Logger
    private let security: SecurityLog?
    private let callers = TokenBuckets(ratePerSecond: callerRate.perSecond, burst: callerRate.burst)
    private let strangers = TokenBuckets(ratePerSecond: strangerRate.perSecond, burst: strangerRate.burst)

    package init(
        authenticator: any Authenticator,
        world: World,
        metrics: Metrics,
        logger: Logger,
        security: SecurityLog? = nil
    ) {
        self.security = security
        self.authenticator = authenticator
        self.world = world
        self.metrics = metrics
        self.logger = logger
    }

    /// A router that holds exactly these endpoints.
    package func router(_ endpoints: [Endpoint]) -> Router<ServerContext> {
        let router = Router(context: ServerContext.self)
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                await respond(to: request, context, with: endpoint)
            }
        }
        router.middlewares.add(UnknownAddress(endpoints, world: world))
        return router
    }

    private func respond(to request: Request, _ context: ServerContext, with endpoint: Endpoint) async -> Response {
        let correlation = world.correlation()
        var call = Call(request: request, context: context, caller: .anyone, correlation: correlation)
        var response: Response
        do {
            let caller = try await admit(request, context, endpoint, correlation)
            call = Call(request: request, context: context, caller: caller, correlation: correlation)
            response = try await serve(endpoint, call)
        } catch let problem as Problem {
            response = endpoint.renderProblem(problem, call)
            log(problem, of: call, endpoint)
        } catch let problem as DecodingProblem {
            response = endpoint.renderProblem(.invalid(problem), call)
        } catch {
            logger.error(
                "unexpected failure",
                metadata: [
                    "correlation": "\(correlation)", "endpoint": "\(endpoint.path)", "error": "\(error)",
                ]
            )
            response = endpoint.renderProblem(.internalError, call)
        }
        response.headers[.init("X-Correlation-Id") ?? .server] = correlation
        metrics.count(
            "sluice_http_requests_total",
            ["path": endpoint.path, "status": String(response.status.code)]
        )
        return response
    }

    /// Runs the handler; a token that it does not take counts as a stranger's.
    private func serve(_ endpoint: Endpoint, _ call: Call) async throws -> Response {
        switch endpoint.access {
        // People's secrets are judged by handlers that note themselves what they refuse.
        case .public, .role: return try await endpoint.handler(call)
        case .participant, .application, .selfIssued, .grant: break
        }
        do {
            return try await settled(endpoint, call)
        } catch let problem as Problem where problem.code == .unauthenticated {
            try refused(call.context, endpoint, call.correlation, problem.message.en)
            throw problem
        }
    }

    /// A token that is good once is used up whatever the handler says, and a replay gets no answer of it.
    private func settled(_ endpoint: Endpoint, _ call: Call) async throws -> Response {
        guard let use = call.caller.use else { return try await endpoint.handler(call) }
        let outcome: Result<Response, any Error>
        do { outcome = .success(try await endpoint.handler(call)) } catch { outcome = .failure(error) }
        try await use.settle()
        return try outcome.get()
    }

    private func log(_ problem: Problem, of call: Call, _ endpoint: Endpoint) {
        let level: Logger.Level = problem.status >= 500 ? .warning : .debug
        logger.log(
            level: level,
            "refused",
            metadata: [
                "correlation": "\(call.correlation)", "endpoint": "\(endpoint.path)",
                "code": "\(problem.code.rawValue)",
                "message": "\(problem.message.en)",
            ]
        )
    }

    private func admit(
        _ request: Request,
        _ context: ServerContext,
        _ endpoint: Endpoint,
        _ correlation: String
    ) async throws -> Caller {
        switch endpoint.access {
        case .public, .selfIssued, .grant:
            if endpoint.isRateLimited { try limit("address " + address(of: context), in: callers) }
            return .anyone
        case .participant:
            guard let header = request.headers[.authorization],
                let participant = try await proven(
                    context,
                    endpoint,
                    correlation,
                    { try await authenticator.participant(authorization: header) }
                )
            else { return try refuseStranger(context, endpoint, correlation) }
            try limit("participant " + participant.id, in: callers)
            return .participant(participant)
        case .application:
            guard let header = request.headers[.authorization],
                let application = try await proven(
                    context,
                    endpoint,
                    correlation,
                    { try await authenticator.application(authorization: header) }
                )
            else { return try refuseStranger(context, endpoint, correlation) }
            try limit("application " + application.id, in: callers)
            return .application(application)
        case .role(let role):
            guard let header = request.headers[.authorization],
                let person = try await authenticator.person(authorization: header)
            else { return try refuseStranger(context, endpoint, correlation) }
            try limit("person " + person.name, in: callers)
            guard person.role >= role else {
                note(.forbidden, person.name, context, endpoint, correlation, "role \(role.rawValue)")
                throw Problem.forbidden(needs: role)
            }
            guard person.isScoped(for: endpoint.path, reads: [.get, .head].contains(endpoint.method)) else {
                note(.forbidden, person.name, context, endpoint, correlation, "scope")
                throw Problem.outOfScope
            }
            return .person(person)
        }
    }

    /// Whoever a header proves; a refusal with a reason counts as a stranger's, so that trying stays slow.
    private func proven<Proven>(
        _ context: ServerContext,
        _ endpoint: Endpoint,
        _ correlation: String,
        _ authenticate: () async throws -> Proven?
    ) async throws -> Proven? {
        do {
            return try await authenticate()
        } catch let problem as Problem where problem.code == .unauthenticated {
            try refused(context, endpoint, correlation, problem.message.en)
            throw problem
        }
    }

    private func refused(
        _ context: ServerContext,
        _ endpoint: Endpoint,
        _ correlation: String,
        _ detail: String = ""
    ) throws {
        metrics.count("sluice_unauthenticated_total")
        note(.unauthenticated, nil, context, endpoint, correlation, detail)
        try limit("address " + address(of: context), in: strangers)
    }

    private func refuseStranger(
        _ context: ServerContext,
        _ endpoint: Endpoint,
        _ correlation: String
    ) throws -> Caller {
        try refused(context, endpoint, correlation)
        throw Problem.unauthenticated
    }

    private func note(
        _ kind: SecurityEvent.Kind,
        _ who: String?,
        _ context: ServerContext,
        _ endpoint: Endpoint,
        _ correlation: String,
        _ detail: String
    ) {
        let place = "\(endpoint.method.rawValue) \(endpoint.path)"
        security?.note(
            SecurityEvent(kind, who: who, place: place, address: address(of: context), detail: detail),
            correlation: correlation
        )
    }

    private func address(of context: ServerContext) -> String { context.remoteAddress?.origin ?? "local" }

    private func limit(_ key: String, in buckets: TokenBuckets) throws {
        guard let seconds = buckets.take(key, at: world.now()) else { return }
        throw Problem(
            .tooMany,
            BilingualText(en: "too many requests", zh: "请求过于频繁"),
            advice: BilingualText(en: "wait \(seconds) s", zh: "请等待 \(seconds) 秒"),
            retryAfterSeconds: seconds
        )
    }
}

extension Problem {
    static let outOfScope = Problem(
        .forbidden,
        BilingualText(en: "the scopes of this token or session do not cover this", zh: "该令牌或会话的范围不包含此操作"),
        advice: BilingualText(
            en: "use a token with that scope; a new account changes its password first",
            zh: "请使用具有该范围的令牌；新账户须先修改密码"
        )
    )

    static func forbidden(needs role: Person.Role) -> Problem {
        Problem(
            .forbidden,
            BilingualText(en: "this needs the role `\(role.rawValue)`", zh: "此操作需要角色 `\(role.rawValue)`"),
            advice: BilingualText(en: "use a token with that role", zh: "请使用具有该角色的令牌")
        )
    }
}

/// Answers addresses that no endpoint has, and methods that an address does not take, in the common shape.
struct UnknownAddress: RouterMiddleware {
    private struct Route: Sendable {
        let method: HTTPRequest.Method
        let segments: [Substring]

        /// Whether the route serves this path; `{name}` stands for any segment, `**` for all that follow.
        func serves(_ path: [Substring]) -> Bool {
            if let rest = segments.firstIndex(of: "**") {
                return path.count > rest && matches(segments[..<rest], path[..<rest])
            }
            return segments.count == path.count && matches(segments[...], path[...])
        }

        private func matches(_ segments: ArraySlice<Substring>, _ path: ArraySlice<Substring>) -> Bool {
            zip(segments, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
    }

    private let routes: [Route]
    private let world: World

    init(_ endpoints: [Endpoint], world: World) {
        routes = endpoints.map { Route(method: $0.method, segments: $0.path.split(separator: "/")) }
        self.world = world
    }

    @concurrent func handle(
        _ request: Request,
        context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is HTTPError {
            let path = request.uri.path.split(separator: "/")
            let methods = Set(routes.filter { $0.serves(path) }.map(\.method.rawValue)).sorted()
            let correlation = world.correlation()
            let call = Call(request: request, context: context, caller: .anyone, correlation: correlation)
            var response = Response.problem(methods.isEmpty ? Self.nothing : Self.otherMethod(methods), call)
            response.headers[.init("X-Correlation-Id") ?? .server] = correlation
            if !methods.isEmpty { response.headers[.allow] = methods.joined(separator: ", ") }
            return response
        }
    }

    private static let nothing = Problem(
        .notFound,
        BilingualText(en: "nothing is served here", zh: "此地址无服务")
    )

    private static func otherMethod(_ methods: [String]) -> Problem {
        let words = methods.joined(separator: ", ")
        return Problem(
            .notAllowed,
            BilingualText(en: "this address takes \(words)", zh: "此地址只接受 \(words)")
        )
    }
}
