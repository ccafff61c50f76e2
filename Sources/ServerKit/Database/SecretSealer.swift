/// Seals secrets before they are stored, and opens them again: the seam between the database and the node's key-encryption key.
///
/// Sealing MUST be a function of its arguments alone, because a write closure may run twice; a sealed secret MUST open only in the
/// context it was sealed for.
package protocol SecretSealer: Sendable {
    func seal(_ secret: [UInt8], context: String) throws -> [UInt8]
    func open(_ sealed: [UInt8], context: String) throws -> [UInt8]
}

/// The sealer of a database that was opened without a key: it stores no secret.
struct MissingSealer: SecretSealer {
    private static let problem = Problem(
        .unavailable,
        BilingualText(en: "there is no key-encryption key, so no secret can be stored", zh: "没有密钥加密密钥，无法保存机密"),
        advice: BilingualText(en: "set `secrets.keyFile` and restart", zh: "请设置 `secrets.keyFile` 并重启")
    )

    func seal(_ secret: [UInt8], context: String) throws -> [UInt8] { throw Self.problem }
    func open(_ sealed: [UInt8], context: String) throws -> [UInt8] { throw Self.problem }
}

extension ReadTransaction {
    /// A secret as a value to store; nil stays NULL.
    ///
    /// The context names table, row and column, so that a sealed secret is worth nothing in another place.
    package func sealed(_ secret: String?, for context: String) throws -> SQLValue {
        guard let secret else { return .null }
        return .blob(try sealer.seal(Array(secret.utf8), context: context))
    }

    /// The secret in a column; nil for NULL.
    package func opened(_ row: SQLRow, _ column: String, for context: String) throws -> String? {
        guard let bytes = try row.optionalBlob(column) else { return nil }
        guard let text = String(validating: try sealer.open(bytes, context: context), as: UTF8.self) else {
            throw StoredDataProblem(column: column)
        }
        return text
    }
}
