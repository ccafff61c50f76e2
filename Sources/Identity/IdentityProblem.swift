/// Why a key, a token, an identifier or a sealed secret was not taken.
///
/// The detail is for the owner's log and never repeats the token, a key or anything else that the sender chose at length.
package struct IdentityProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: String, Sendable, CaseIterable {
        /// Longer than the stated limit.
        case tooLarge
        /// Not the form the specification gives.
        case malformed
        /// An algorithm outside the suites, `none`, or one that is not the key's.
        case algorithm
        /// A header member that would let the sender choose keys or processing.
        case header
        /// A key that is unusable: wrong curve, not on it, wrong use, contradictory members.
        case key
        /// The signature does not verify.
        case signature
        /// A decentralized identifier or its document that breaks the method's rules.
        case identifier
        /// A sealed secret that does not open: other key, other place, or changed bytes.
        case sealed
        /// The cryptographic library refused to work.
        case library
    }

    package let reason: Reason
    package let detail: String

    package init(_ reason: Reason, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    package var description: String { detail }
}
