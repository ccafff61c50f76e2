import Primitives
import ServerKit

/// Why a delivery cannot succeed, with whose side failed; repeating changes nothing.
struct DeliveryFault: Error, Sendable, Equatable {
    let code: String
    let side: Problem.Side
    let text: String

    static func digest(expected: Digest, got: Digest) -> DeliveryFault {
        DeliveryFault(
            code: "digest-mismatch",
            side: .source,
            text: "the provider announced \(expected), the bytes are \(got)"
        )
    }

    static let overLong = DeliveryFault(
        code: "over-long",
        side: .source,
        text: "the provider sent more bytes than it announced"
    )

    static func refused(_ status: Int, _ words: String) -> DeliveryFault {
        DeliveryFault(code: "refused-\(status)", side: .peer, text: "the provider answered \(status)\(words)")
    }

    /// What the peer is told: whose side failed comes first.
    var reason: (code: String, text: String) { ("\(side.rawValue).\(code)", text) }
}

/// How an attempt at a delivery failed.
enum AttemptFailure {
    /// Try again: the connection broke, or the peer is busy.
    case broken(String)
    /// Try again a few times: a message that explains the refusal may be under way.
    case refused(DeliveryFault)
    case fault(DeliveryFault)
    /// Our own folder has no room: pause until a person has made some.
    case full(String)
    case stopped

    init(_ error: any Error) {
        switch error {
        case let fault as DeliveryFault: self = fault.code.hasPrefix("refused-") ? .refused(fault) : .fault(fault)
        case is CancellationError: self = .stopped
        case let problem as EgressProblem:
            self =
                problem.isWorthRetrying
                ? .broken(problem.description)
                : .fault(DeliveryFault(code: "address", side: .peer, text: "the address cannot be used"))
        case let problem as Problem where problem.code == .sink:
            self =
                problem.retryAfterSeconds == nil
                ? .fault(DeliveryFault(code: "write", side: .sink, text: problem.message.en))
                : .full(problem.message.en)
        case let problem as Problem where problem.code == .changed:
            self = .fault(DeliveryFault(code: "changed", side: .source, text: problem.message.en))
        case let problem as Problem where problem.code == .source:
            self = .fault(DeliveryFault(code: "unreadable", side: .source, text: problem.message.en))
        case let problem as Problem where problem.code == .refused:
            self = .fault(DeliveryFault(code: "policy", side: .us, text: problem.message.en))
        case let problem as Problem: self = .broken(problem.message.en)
        default: self = .broken("\(error)")
        }
    }
}

extension AttemptFailure {
    /// What went wrong, for people; nil when nothing did.
    var text: String? {
        switch self {
        case .broken(let text), .full(let text): text
        case .refused(let fault), .fault(let fault): "\(fault.side.rawValue): \(fault.text)"
        case .stopped: nil
        }
    }
}
