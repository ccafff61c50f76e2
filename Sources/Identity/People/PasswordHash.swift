import COpenSSL

/// A password as it is stored: scrypt (RFC 7914) with its own salt, and the parameters it was made with.
package struct PasswordHash: Sendable, Equatable {
    /// The work of one guess; stored with each hash, so that it can grow.
    package struct Cost: Sendable, Equatable {
        package let n: UInt64
        package let r: UInt64
        package let p: UInt64

        package init(n: UInt64, r: UInt64, p: UInt64) {
            self.n = n
            self.r = r
            self.p = p
        }

        /// 32 MiB and three passes, one of the settings OWASP's Password Storage page calls equal to 128 MiB.
        package static let usual = Cost(n: 1 << 15, r: 8, p: 3)
        /// Largest cost that a stored hash may ask for: a changed row must not exhaust the memory.
        static let largest = Cost(n: 1 << 17, r: 8, p: 8)

        package var text: String { "\(n),\(r),\(p)" }

        package init?(_ text: String) {
            let parts = text.split(separator: ",").compactMap { UInt64($0) }
            guard parts.count == 3, (2...Self.largest.n).contains(parts[0]), parts[0] & (parts[0] - 1) == 0,
                (1...Self.largest.r).contains(parts[1]), (1...Self.largest.p).contains(parts[2])
            else { return nil }
            self.init(n: parts[0], r: parts[1], p: parts[2])
        }
    }

    package static let saltBytes = 16
    private static let digestBytes = 32
    /// Bytes that scrypt may take: N × r × 128, with room for p.
    private static let memoryBytes: UInt64 = 192 << 20

    package let salt: [UInt8]
    package let digest: [UInt8]
    package let cost: Cost

    package init(salt: [UInt8], digest: [UInt8], cost: Cost) {
        self.salt = salt
        self.digest = digest
        self.cost = cost
    }

    /// Works out the hash of a password; takes about a tenth of a second and the memory of its cost, on purpose.
    package init(of password: String, salt: [UInt8], cost: Cost = .usual) throws(IdentityProblem) {
        var digest = [UInt8](repeating: 0, count: Self.digestBytes)
        let secret = password.utf8.map { CChar(bitPattern: $0) }
        let done = unsafe EVP_PBE_scrypt(
            secret,
            secret.count,
            salt,
            salt.count,
            cost.n,
            cost.r,
            cost.p,
            Self.memoryBytes,
            &digest,
            digest.count
        )
        guard done == 1 else { throw IdentityProblem(.library, "OpenSSL computed no scrypt") }
        self.init(salt: salt, digest: digest, cost: cost)
    }

    /// Whether the password is this one.
    package func matches(_ password: String) throws(IdentityProblem) -> Bool {
        ConstantTime.equal(try PasswordHash(of: password, salt: salt, cost: cost).digest, digest)
    }
}
