import Primitives
package import ServerKit
import UsagePolicy

/// What a consumer's connector says when it asks for data: that it keeps the data in a vault and enforces the agreement there.
///
/// One more member of the request, which other connectors pass over. A provider of ours then judges only what delivery itself
/// breaks, and leaves purpose, application, place and fields of a use to the vault. It is a statement, recorded with the message's
/// digest: whether a connector that makes it is an honest one is a question of who was admitted to the space.
package enum ControlPromise {
    private static let member = "sluice:usageControl"
    /// What else the vault answers: how long ago the delivery was.
    static let operands: Set<String> = ["elapsedTime", "timeInterval"]
    private static let version = "vault-1"

    package static let migrations = [
        Migration(
            "control-promise-1",
            ["CREATE TABLE control_promise (transfer TEXT PRIMARY KEY) WITHOUT ROWID"]
        )
    ]

    static func isIn(_ request: JSONValue) -> Bool { request[member]?.stringValue == version }

    /// The request with the promise, where this node keeps a vault and the agreement asks for control.
    static func adding(
        to request: JSONValue,
        of transfer: TransferProcess,
        _ essentials: Essentials,
        in transaction: ReadTransaction
    ) throws -> JSONValue {
        guard essentials.keepsControl, transfer.sink.isFolder, var object = request.objectValue,
            let agreement = try Agreement.consumed(transfer.agreementID, in: transaction)
        else { return request }
        let terms = essentials.evaluator.useAfterDelivery(reading: NegotiationWork.readable(agreement.document))
        guard terms?.isControlling ?? true else { return request }
        object[member] = .string(version)
        return .object(object)
    }

    static func keep(for transfer: Identifier<TransferProcess>, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT OR IGNORE INTO control_promise (transfer) VALUES (?)",
            [SQLValue(transfer)]
        )
    }

    static func isGiven(for transfer: Identifier<TransferProcess>, in transaction: ReadTransaction) throws -> Bool {
        try transaction.first("SELECT 1 AS found FROM control_promise WHERE transfer = ?", [SQLValue(transfer)]) != nil
    }
}

extension TransferSink {
    /// Whether the content goes into a folder of ours, and so into the vault where it has to.
    var isFolder: Bool {
        if case .folder = self { true } else { false }
    }
}
