import DataspaceProtocol
import Primitives

/// The message by which one Sluice tells another that it stopped all use under an agreement, or let it go on.
///
/// An extension like `AgreementTermination`, below the protocol's base and announced as `sluice:extensions`. It says how things stand and not
/// what to do: with a number that only rises, so that a repeat changes nothing and one that comes late is passed over.
struct FreezeSignal: Sendable {
    static let extensionName = "agreement-freeze-1"
    /// The member of the body that holds the statement, and the one beside it that holds its signature.
    static let member = "freeze"
    private static let type = "sluice:AgreementFreeze"
    /// Numbers are times in milliseconds or a little more: this one is far in the future, and whole in every JSON reader.
    private static let highestSequence: Int64 = 1 << 52

    /// The path below the protocol's base.
    static func path(of agreement: String) -> String { "/sluice/agreements/\(agreement)/freeze" }

    let id: String
    /// The first agreement of a chain.
    let agreement: String
    /// The sender's role in it.
    let role: Role
    let participant: String
    let sequence: Int64
    let isFrozen: Bool
    let reason: String
    let at: Instant

    init(_ freeze: UsageFreeze, id: String, participant: String) {
        self.id = id
        agreement = freeze.agreement
        role = freeze.role
        self.participant = participant
        sequence = freeze.sequence
        isFrozen = freeze.isFrozen
        reason = freeze.reason
        at = freeze.at
    }

    init(_ json: JSONValue) throws(DecodingProblem) {
        let fields = try JSONFields(json, path: Self.member)
        guard try fields.string("@type") == Self.type else {
            throw fields.problem("@type", "must be `\(Self.type)`")
        }
        id = try fields.identifier("@id")
        agreement = try fields.identifier("agreement")
        guard let role = Role(rawValue: try fields.string("role")) else {
            throw fields.problem("role", "must be `provider` or `consumer`")
        }
        self.role = role
        participant = try fields.identifier("participant")
        sequence = try fields.integer("sequence", in: 1...Self.highestSequence)
        guard let isFrozen = try fields.value("frozen").boolValue else {
            throw fields.problem("frozen", "must be true or false")
        }
        self.isFrozen = isFrozen
        reason = try fields.string("reason")
        guard let at = Instant(try fields.string("at")) else { throw fields.problem("at", "must be a time") }
        self.at = at
    }

    var json: JSONValue {
        [
            "@type": .string(Self.type), "@id": .string(id), "agreement": .string(agreement),
            "role": .string(role.rawValue), "participant": .string(participant), "sequence": .integer(sequence),
            "frozen": .bool(isFrozen), "reason": .string(reason), "at": .string(at.description),
        ]
    }
}
