import Primitives
import ServerKit

/// What a command's exit code says; documented in `docs/operate/command-line.md`.
enum ExitStatus: Int32, Sendable, CaseIterable {
    case done = 0
    /// Something that should not happen; also what `doctor` ends with when it found something.
    case unexpected = 1
    /// Wrong usage or invalid input; repeating does not help.
    case invalid = 2
    case notFound = 3
    /// Refused, forbidden, or no valid token.
    case refused = 4
    case conflict = 5
    /// A peer, a source or a sink failed.
    case otherSide = 6
    /// Our own connector is not there or cannot serve.
    case ourSide = 7
    case timedOut = 8
    /// Ctrl-C or SIGTERM, by the shells' own convention.
    case interrupted = 130

    init(_ code: Problem.Code) {
        switch code {
        case .invalid, .tooLarge, .unsupported: self = .invalid
        case .notFound: self = .notFound
        case .unauthenticated, .forbidden, .refused: self = .refused
        case .conflict: self = .conflict
        case .peer, .source, .sink, .changed: self = .otherSide
        case .tooMany, .unavailable, .storage: self = .ourSide
        case .timedOut: self = .timedOut
        case .notAllowed, .internalError: self = .unexpected
        }
    }
}
