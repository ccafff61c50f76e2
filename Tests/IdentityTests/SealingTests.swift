import Identity
import Primitives
import Testing

struct SealingTests {
    private func masterKey(_ seed: UInt64) throws -> KeyEncryptionKey {
        var bytes = SeededBytes(seed)
        return try KeyEncryptionKey(bytes.take(KeyEncryptionKey.bytes))
    }

    private func seal(
        _ secret: [UInt8],
        _ context: String,
        _ key: KeyEncryptionKey,
        _ scheme: SealingScheme
    ) throws
        -> SealedSecret
    {
        try SealedSecret.seal(secret, context: context, under: key, scheme: scheme)
    }

    @Test(arguments: SealingScheme.allCases)
    func `a secret opens in its place under its key and nowhere else`(scheme: SealingScheme) throws {
        let key = try masterKey(31)
        let secret = Array("a peer's token".utf8)
        let sealed = try seal(secret, "peers/one", key, scheme)
        #expect(sealed.scheme == scheme && sealed.keyName == key.name)
        #expect(try SealedSecret(bytes: sealed.bytes).open(context: "peers/one", under: key) == secret)
        #expect(throws: IdentityProblem.self) { try sealed.open(context: "peers/two", under: key) }
        #expect(throws: IdentityProblem.self) { try sealed.open(context: "peers/one", under: masterKey(32)) }
        #expect(try seal([], "peers/one", key, scheme).open(context: "peers/one", under: key) == [])
    }

    @Test(arguments: SealingScheme.allCases)
    func `sealing is a function of key, place and secret`(scheme: SealingScheme) throws {
        let key = try masterKey(30)
        let secret = Array("token".utf8)
        let sealed = try seal(secret, "a", key, scheme)
        #expect(try sealed == seal(secret, "a", key, scheme))
        let nonce = sealed.bytes.dropFirst(13).prefix(scheme.nonceBytes)
        for other in [
            try seal(secret, "b", key, scheme), try seal(secret + [0], "a", key, scheme),
            try seal(secret, "a", masterKey(29), scheme),
        ] {
            #expect(other.bytes.dropFirst(13).prefix(scheme.nonceBytes) != nonce)
        }
    }

    @Test(arguments: SealingScheme.allCases)
    func `the largest message can be sealed, and no more than twice its size`(scheme: SealingScheme) throws {
        let key = try masterKey(35)
        let message = [UInt8](repeating: 65, count: Limits.jsonBytes + 1_000)
        #expect(try seal(message, "outbox", key, scheme).open(context: "outbox", under: key) == message)
        let larger = [UInt8](repeating: 65, count: 2 * Limits.jsonBytes + 1)
        #expect(throws: IdentityProblem.self) { try seal(larger, "outbox", key, scheme) }
    }

    @Test(arguments: SealingScheme.allCases)
    func `each changed or missing byte is found`(scheme: SealingScheme) throws {
        let key = try masterKey(33)
        let sealed = try seal(Array("secret".utf8), "c", key, scheme)
        for index in sealed.bytes.indices {
            var changed = sealed.bytes
            changed[index] ^= 0x40
            #expect(throws: IdentityProblem.self) { try SealedSecret(bytes: changed).open(context: "c", under: key) }
            let cut = Array(sealed.bytes.prefix(index))
            #expect(throws: IdentityProblem.self) { try SealedSecret(bytes: cut).open(context: "c", under: key) }
        }
    }

    @Test func `a key file holds 64 digits or 32 bytes of a random draw`() throws {
        var bytes = SeededBytes(34)
        let secret = bytes.take(32)
        let digits = Array((Hex.encode(secret) + "\n").utf8)
        #expect(try KeyEncryptionKey(file: digits).name == KeyEncryptionKey(file: secret).name)
        let weak = [UInt8](repeating: 7, count: 32)
        for file in [[], Array(secret.dropLast()), Array(digits.dropFirst()), weak, digits + digits] {
            #expect(throws: IdentityProblem.self) { try KeyEncryptionKey(file: file) }
        }
        let key = try KeyEncryptionKey(secret)
        #expect(!"\(key) \(String(reflecting: key))".contains(Hex.encode(secret)))
    }
}
