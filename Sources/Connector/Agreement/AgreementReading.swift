import DataspaceProtocol
import Primitives
import ServerKit

/// Agreements as other slices read them, inside their own transactions: what is decided and what is agreed must be one view.
extension Agreement {
    /// One in which we are the consumer.
    static func consumed(_ id: String, in transaction: ReadTransaction) throws -> Agreement? {
        try AgreementStore.find(id, role: .consumer, in: transaction)
    }

    /// One with a participant, in one role of ours.
    static func find(
        _ id: String,
        _ role: Role,
        with peer: String,
        in transaction: ReadTransaction
    ) throws -> Agreement? {
        try AgreementStore.find(id, with: peer, in: transaction).first { $0.role == role }
    }

    /// One in which we are the provider.
    static func provided(_ id: String, in transaction: ReadTransaction) throws -> Agreement? {
        try AgreementStore.find(id, role: .provider, in: transaction)
    }

    /// One in a role of ours.
    static func held(_ id: String, role: Role, in transaction: ReadTransaction) throws -> Agreement? {
        try AgreementStore.find(id, role: role, in: transaction)
    }
}
