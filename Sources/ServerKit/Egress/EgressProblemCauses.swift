import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension EgressProblem {
    /// What an error of the HTTP client means; an error that is not the network's stays as it is.
    static func from(_ error: any Error, url: EgressURL) -> any Error {
        switch error {
        case is EgressProblem, is CancellationError: error
        case let error as HTTPClientError: from(error, url: url)
        case let error as IOError: from(error, url: url)
        case is NIOConnectionError: notReachable(url, "\(error)")
        case ChannelError.connectTimeout: notReachable(url, "no answer to the connection request")
        case is ChannelError: closedEarly(url, "\(error)")
        case NIOSSLError.uncleanShutdown: closedEarly(url, "\(error)")
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: tlsFailed(url, "\(error)")
        case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection: closedEarly(url, "\(error)")
        case is HTTPParserError: badAnswer(url, "\(error)")
        default: error
        }
    }

    private static func from(_ error: HTTPClientError, url: EgressURL) -> any Error {
        switch error {
        case .cancelled: CancellationError()
        case .alreadyShutdown: shutDown
        case .deadlineExceeded, .readTimeout, .writeTimeout: timedOut(url)
        case .connectTimeout: notReachable(url, "no answer to the connection request")
        case .getConnectionFromPoolTimeout: notReachable(url, "all our connections to it are busy")
        case .tlsHandshakeTimeout: tlsFailed(url, "the handshake took too long")
        case .remoteConnectionClosed, .requestStreamCancelled, .uncleanShutdown:
            closedEarly(url, error.shortDescription)
        default: error
        }
    }

    /// Errors of a socket that was connected end an answer; all others mean that it never was.
    private static func from(_ error: IOError, url: EgressURL) -> EgressProblem {
        switch error.errnoCode {
        case ECONNRESET, EPIPE, ENOTCONN, ESHUTDOWN: closedEarly(url, "\(error)")
        default: notReachable(url, "\(error)")
        }
    }
}
