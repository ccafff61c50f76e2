package import Primitives
package import ServerKit

/// Messages that were accepted, with the answers they got, so that a repeat gets the same answer and has no effect.
///
/// A repeat has the same message `@id` and type, or, without an `@id`, the same canonical bytes as the last accepted message
/// with no state change since (which the key expresses by the version of the process after that message).
package enum Inbox {
    package static let migrations = [
        Migration(
            "inbox-1",
            [
                """
                CREATE TABLE inbox (
                    subject TEXT NOT NULL, message TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL,
                    PRIMARY KEY (subject, message)
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    /// What identifies a received message.
    package struct Key: Sendable {
        let subject: String
        let message: String

        /// The key of a message about `subject`; `version` is the process's version before the message.
        package init(subject: String, type: String, messageID: String?, body: JSONValue, version: Int) {
            self.subject = subject
            if let messageID {
                message = "id:\(type):\(messageID)"
            } else {
                message = "bytes:\(version):\(Digest(of: CanonicalJSON.bytes(of: body)).hex)"
            }
        }
    }

    package struct Answer: Sendable, Equatable {
        package let status: Int
        package let body: JSONValue

        package init(status: Int, body: JSONValue) {
            self.status = status
            self.body = body
        }
    }

    package static func answer(to key: Key, in transaction: ReadTransaction) throws -> Answer? {
        guard
            let row = try transaction.first(
                "SELECT status, answer FROM inbox WHERE subject = ? AND message = ?",
                [.text(key.subject), .text(key.message)]
            )
        else { return nil }
        return Answer(status: Int(try row.integer("status")), body: try row.json("answer"))
    }

    package static func keep(_ answer: Answer, for key: Key, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO inbox (subject, message, status, answer) VALUES (?, ?, ?, ?)",
            [.text(key.subject), .text(key.message), SQLValue(answer.status), SQLValue(answer.body)]
        )
    }
}
