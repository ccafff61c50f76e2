import ServerKit

/// What a password must be (OWASP ASVS 5.0, 6.2): long, any characters, and not one that is guessed first.
enum PasswordRules {
    /// Characters: long enough that no mix of kinds need be demanded (6.2.1 and 6.2.5).
    static let characters = 12...256

    /// Words that a guesser tries first here (6.2.11), and passwords of that length that every list begins with (6.2.4).
    private static let guessed = [
        "password", "passw0rd", "sluice", "数闸", "administrator", "welcome", "qwertyuiop", "letmein", "iloveyou",
        "1234567890", "0123456789", "abcdefghij", "changeme", "correcthorsebatterystaple",
    ]

    static func check(_ password: String, of name: String) throws {
        guard characters.contains(password.count), password.utf8.count <= 1_024 else {
            throw Problem.invalid(
                "a password has \(characters.lowerBound) to \(characters.upperBound) characters",
                "密码须为 \(characters.lowerBound)–\(characters.upperBound) 个字符"
            )
        }
        let lower = password.lowercased()
        let isGuessed =
            Set(password).count < 6 || lower.contains(name.lowercased())
            || guessed.contains { rest(of: lower, without: $0) <= 6 }
        guard !isGuessed else {
            throw Problem.invalid(
                "this password would be guessed early: it is a known word, your name, or a few repeated characters",
                "该密码容易被猜中：为常见词、账户名或少量重复字符"
            )
        }
    }

    /// Characters that remain when a word that everybody guesses is taken out; all of them when it is not in.
    private static func rest(of password: String, without word: String) -> Int {
        password.contains(word) ? password.replacing(word, with: "").count : password.count
    }
}
