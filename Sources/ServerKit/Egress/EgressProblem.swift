/// Why an outgoing request did not bring an answer.
///
/// The text is for the operator's log and console: it names addresses, so it never goes to a peer.
package struct EgressProblem: Error, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// The text is not an address that we use.
        case badAddress(AddressFault)
        /// Policy refuses the place; nothing was connected.
        case addressRefused(Refusal)
        /// The name has no address.
        case notResolved
        /// No connection to any of the checked addresses.
        case notReachable
        /// The TLS handshake or the certificate check failed.
        case tlsFailed
        /// The answer, or the next part of it, did not come in time.
        case timedOut
        /// The answer is larger than the caller accepts.
        case tooLarge
        /// The connection closed before the answer was complete; the peer may have acted.
        case closedEarly
        /// The bytes of the answer are not HTTP.
        case badAnswer
        /// This server is shutting down.
        case shutDown
    }

    /// The rule that an address breaks.
    package enum AddressFault: String, Sendable {
        case tooLong, strangeCharacter, scheme, userInfo, fragment, host, addressSpelling, port, escape
        case ambiguous, notAnOrigin, baseWithQuery
    }

    package enum Refusal: Hashable, Sendable {
        /// The host is, or resolves to, a place of this class.
        case place(AddressClass, NetworkAddress)
        /// Unencrypted http to a host that configuration does not list.
        case plainHTTP
    }

    package let code: Code
    /// What happened, whose side it is on, what to do next.
    package let text: BilingualText

    init(_ code: Code, _ text: BilingualText) {
        self.code = code
        self.text = text
    }

    package var description: String { text.en }

    /// Whether the same request may succeed later without anybody changing configuration or message.
    package var isWorthRetrying: Bool {
        switch code {
        case .notResolved, .notReachable, .timedOut, .closedEarly, .tlsFailed, .badAnswer, .shutDown: true
        case .badAddress, .addressRefused, .tooLarge: false
        }
    }

    /// Whether nothing of the request can have reached the peer.
    package var happenedBeforeSending: Bool {
        switch code {
        case .badAddress, .addressRefused, .notResolved, .notReachable, .tlsFailed: true
        case .timedOut, .tooLarge, .closedEarly, .badAnswer, .shutDown: false
        }
    }
}
