import Identity
package import Primitives
package import ServerKit

/// A person's account, without its secrets.
package struct UserAccount: Sendable, Equatable {
    package let name: String
    package let role: Person.Role
    package let isDisabled: Bool
    /// The password is one that the owner handed over: nothing else is allowed until it was changed.
    package let mustChangePassword: Bool
    package let hasSecondFactor: Bool
    package let failures: Int64
    package let lockedUntil: Instant?
    package let created: Instant

    package var json: JSONValue {
        [
            "name": .string(name), "role": .string(role.rawValue), "disabled": .bool(isDisabled),
            "mustChangePassword": .bool(mustChangePassword), "secondFactor": .bool(hasSecondFactor),
            "lockedUntil": .optional(lockedUntil?.description), "created": .string(created.description),
        ]
    }
}

/// The table of people.
package enum UserStore {
    package static let migrations = [
        Migration(
            "user-1",
            [
                """
                CREATE TABLE user (
                    name TEXT PRIMARY KEY, role TEXT NOT NULL, disabled INTEGER NOT NULL, must_change INTEGER NOT NULL,
                    salt BLOB NOT NULL, digest BLOB NOT NULL, cost TEXT NOT NULL, totp BLOB, totp_pending BLOB,
                    totp_step INTEGER NOT NULL, failures INTEGER NOT NULL, locked_until INTEGER,
                    created INTEGER NOT NULL
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    /// People of one node.
    static let limit = 10_000

    static func insert(
        _ name: String,
        _ role: Person.Role,
        _ hash: PasswordHash,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws {
        let count = try transaction.first("SELECT COUNT(*) AS n FROM user")?.integer("n") ?? 0
        guard count < limit, try find(name, in: transaction) == nil else {
            throw Problem(
                .conflict,
                BilingualText(en: "the account `\(name)` exists already", zh: "账户 `\(name)` 已存在")
            )
        }
        try transaction.execute(
            """
            INSERT INTO user (name, role, disabled, must_change, salt, digest, cost, totp_step, failures, created)
            VALUES (?, ?, 0, 1, ?, ?, ?, 0, 0, ?)
            """,
            [
                .text(name), .text(role.rawValue), .blob(hash.salt), .blob(hash.digest), .text(hash.cost.text),
                SQLValue(now),
            ]
        )
    }

    static func find(_ name: String, in transaction: ReadTransaction) throws -> UserAccount? {
        try transaction.first("SELECT * FROM user WHERE name = ?", [.text(name)]).map(account)
    }

    static func list(_ page: PageRequest, in transaction: ReadTransaction) throws -> [UserAccount] {
        try transaction.query(
            "SELECT * FROM user WHERE name > ? AND (name LIKE ? OR role LIKE ?) ORDER BY name LIMIT ?",
            [.text(page.after), .text(page.pattern), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(account)
    }

    private static func account(_ row: SQLRow) throws -> UserAccount {
        UserAccount(
            name: try row.text("name"),
            role: try row.word("role", as: Person.Role.self),
            isDisabled: try row.flag("disabled"),
            mustChangePassword: try row.flag("must_change"),
            hasSecondFactor: try row.optionalBlob("totp") != nil,
            failures: try row.integer("failures"),
            lockedUntil: try row.optionalInstant("locked_until"),
            created: try row.instant("created")
        )
    }

    static func hash(of name: String, in transaction: ReadTransaction) throws -> PasswordHash? {
        guard let row = try transaction.first("SELECT salt, digest, cost FROM user WHERE name = ?", [.text(name)])
        else {
            return nil
        }
        guard let cost = PasswordHash.Cost(try row.text("cost")) else { throw StoredDataProblem(column: "cost") }
        return PasswordHash(salt: try row.blob("salt"), digest: try row.blob("digest"), cost: cost)
    }

    /// The shared secret of one-time codes with the last step used; `pending` is the one that awaits its first code.
    static func secondFactor(
        of name: String,
        pending: Bool,
        in transaction: ReadTransaction
    ) throws -> (secret: String, step: Int64)? {
        let column = pending ? "totp_pending" : "totp"
        guard let row = try transaction.first("SELECT * FROM user WHERE name = ?", [.text(name)]),
            let secret = try transaction.opened(row, column, for: sealing(of: name))
        else { return nil }
        return (secret, try row.integer("totp_step"))
    }

    private static func sealing(of name: String) -> String { "user/\(name)/totp" }

    static func setPending(_ secret: String, of name: String, in transaction: WriteTransaction) throws {
        try change(name, "totp_pending = ?", [try transaction.sealed(secret, for: sealing(of: name))], in: transaction)
    }

    static func confirmSecondFactor(of name: String, step: Int64, in transaction: WriteTransaction) throws {
        try change(name, "totp = totp_pending, totp_pending = NULL, totp_step = ?", [.integer(step)], in: transaction)
    }

    static func removeSecondFactor(of name: String, in transaction: WriteTransaction) throws {
        try change(name, "totp = NULL, totp_pending = NULL", [], in: transaction)
    }

    static func setPassword(
        _ hash: PasswordHash,
        of name: String,
        mustChange: Bool,
        in transaction: WriteTransaction
    ) throws {
        try change(
            name,
            "salt = ?, digest = ?, cost = ?, must_change = ?, failures = 0, locked_until = NULL",
            [.blob(hash.salt), .blob(hash.digest), .text(hash.cost.text), SQLValue(mustChange)],
            in: transaction
        )
    }

    static func setRole(_ role: Person.Role, of name: String, in transaction: WriteTransaction) throws {
        try change(name, "role = ?", [.text(role.rawValue)], in: transaction)
    }

    static func setDisabled(_ isDisabled: Bool, _ name: String, in transaction: WriteTransaction) throws {
        try change(name, "disabled = ?", [SQLValue(isDisabled)], in: transaction)
    }

    static func failed(_ name: String, lockedUntil: Instant?, in transaction: WriteTransaction) throws {
        try change(name, "failures = failures + 1, locked_until = ?", [SQLValue(lockedUntil)], in: transaction)
    }

    static func succeeded(_ name: String, step: Int64?, in transaction: WriteTransaction) throws {
        try change(
            name,
            "failures = 0, locked_until = NULL, totp_step = COALESCE(?, totp_step)",
            [SQLValue(step)],
            in: transaction
        )
    }

    static func remove(_ name: String, in transaction: WriteTransaction) throws {
        guard try transaction.execute("DELETE FROM user WHERE name = ?", [.text(name)]) == 1 else {
            throw Problem.notFound("account", name)
        }
    }

    private static func change(
        _ name: String,
        _ assignments: String,
        _ values: [SQLValue],
        in transaction: WriteTransaction
    ) throws {
        let changed = try transaction.execute("UPDATE user SET \(assignments) WHERE name = ?", values + [.text(name)])
        guard changed == 1 else { throw Problem.notFound("account", name) }
    }
}
