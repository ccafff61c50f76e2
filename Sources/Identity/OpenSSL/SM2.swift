import COpenSSL

/// SM2 signatures with SM3 (GB/T 32918.2-2016), by the system's OpenSSL.
///
/// Keys cross into OpenSSL as DER, so that its own decoder checks curve and point; signatures cross as DER and are `r ‖ s` outside.
enum SM2 {
    /// The user identity that GM/T 0009-2012 (section 10) fixes where the parties agreed on no other.
    static let standardIdentity = Array("1234567812345678".utf8)

    /// SubjectPublicKeyInfo of an uncompressed point on curve SM2 (1.2.156.10197.1.301), up to the point's `x`.
    private static let publicKeyPrefix: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
        0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00, 0x04,
    ]
    /// ECPrivateKey (RFC 5915) up to the scalar, and the curve's name after it.
    private static let privateKeyPrefix: [UInt8] = [0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20]
    private static let privateKeySuffix: [UInt8] = [
        0xA0, 0x0A, 0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D,
    ]
    /// The curve's order less one: a private key lies in 1 … n − 2 (GB/T 32918.1, 6.1).
    private static let orderLessOne: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0x72, 0x03, 0xDF, 0x6B, 0x21, 0xC6, 0x05, 0x2B, 0x53, 0xBB, 0xF4, 0x09, 0x39, 0xD5, 0x41, 0x22,
    ]
    /// Bytes of the longest DER form of a signature: two 33-byte integers with their heads.
    private static let longestSignature = 80

    /// Whether 32 bytes are a usable private key.
    static func isPrivateKey(_ scalar: [UInt8]) -> Bool {
        scalar.count == KeySuite.privateKeyBytes && scalar.contains { $0 != 0 }
            && scalar.lexicographicallyPrecedes(orderLessOne)
    }

    /// Refuses what is no point on the curve.
    static func checkPublicKey(_ point: [UInt8]) throws(IdentityProblem) {
        let key = try unsafe publicKey(point)
        unsafe EVP_PKEY_free(key)
    }

    /// The point `x ‖ y` of a private key.
    static func publicPoint(of scalar: [UInt8]) throws(IdentityProblem) -> [UInt8] {
        let key = try unsafe privateKey(scalar)
        defer { unsafe EVP_PKEY_free(key) }
        let total = publicKeyPrefix.count + KeySuite.sm2.publicKeyBytes
        var encoded = [UInt8](repeating: 0, count: total)
        guard unsafe i2d_PUBKEY(key, nil) == Int32(total) else { throw noKey }
        let written = unsafe encoded.withUnsafeMutableBufferPointer { buffer in
            var place = buffer.baseAddress
            return unsafe i2d_PUBKEY(key, &place)
        }
        guard written == Int32(total), encoded.starts(with: publicKeyPrefix) else { throw noKey }
        return Array(encoded.dropFirst(publicKeyPrefix.count))
    }

    static func sign(
        _ message: [UInt8],
        with scalar: [UInt8],
        identity: [UInt8] = standardIdentity
    ) throws(IdentityProblem) -> [UInt8] {
        let key = try unsafe privateKey(scalar)
        defer { unsafe EVP_PKEY_free(key) }
        var encoded = [UInt8](repeating: 0, count: longestSignature)
        var length = encoded.count
        let done = try unsafe withContext(key, identity) { context in
            unsafe EVP_DigestSignInit(context, nil, EVP_sm3(), nil, key) == 1
                && EVP_DigestSign(context, &encoded, &length, message, message.count) == 1
        }
        guard done, let signature = SignatureDER.decode(Array(encoded.prefix(length))) else {
            throw IdentityProblem(.library, "OpenSSL made no SM2 signature")
        }
        return signature
    }

    static func isValid(
        _ signature: [UInt8],
        for message: [UInt8],
        by point: [UInt8],
        identity: [UInt8] = standardIdentity
    ) throws(IdentityProblem) -> Bool {
        guard let encoded = SignatureDER.encode(signature) else { return false }
        let key = try unsafe publicKey(point)
        defer { unsafe EVP_PKEY_free(key) }
        return try unsafe withContext(key, identity) { context in
            unsafe EVP_DigestVerifyInit(context, nil, EVP_sm3(), nil, key) == 1
                && EVP_DigestVerify(context, encoded, encoded.count, message, message.count) == 1
        }
    }

    private static var noKey: IdentityProblem { IdentityProblem(.key, "not a key on curve SM2") }

    /// The caller frees what it gets.
    private static func publicKey(_ point: [UInt8]) throws(IdentityProblem) -> OpaquePointer {
        let encoded = publicKeyPrefix + point
        let key = unsafe encoded.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return unsafe d2i_PUBKEY(nil, &place, encoded.count)
        }
        return try unsafe checked(key)
    }

    /// The caller frees what it gets.
    private static func privateKey(_ scalar: [UInt8]) throws(IdentityProblem) -> OpaquePointer {
        guard isPrivateKey(scalar) else { throw noKey }
        let encoded = privateKeyPrefix + scalar + privateKeySuffix
        let key = unsafe encoded.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return unsafe d2i_AutoPrivateKey(nil, &place, encoded.count)
        }
        return try unsafe checked(key)
    }

    private static func checked(_ key: OpaquePointer?) throws(IdentityProblem) -> OpaquePointer {
        guard let key = unsafe key else { throw noKey }
        guard unsafe EVP_PKEY_is_a(key, "SM2") == 1 else {
            unsafe EVP_PKEY_free(key)
            throw noKey
        }
        return unsafe key
    }

    /// Runs one operation in a digest context that hashes the signer's identity first (GB/T 32918.2, 5.5).
    private static func withContext(
        _ key: OpaquePointer,
        _ identity: [UInt8],
        _ work: (OpaquePointer) -> Bool
    ) throws(IdentityProblem) -> Bool {
        let digest = unsafe EVP_MD_CTX_new()
        let settings = unsafe EVP_PKEY_CTX_new(key, nil)
        defer {
            unsafe EVP_MD_CTX_free(digest)
            unsafe EVP_PKEY_CTX_free(settings)
        }
        guard let digest = unsafe digest, let settings = unsafe settings, let length = Int32(exactly: identity.count),
            unsafe EVP_PKEY_CTX_set1_id(settings, identity, length) == 1
        else { throw IdentityProblem(.library, "OpenSSL has no SM2") }
        unsafe EVP_MD_CTX_set_pkey_ctx(digest, settings)
        return unsafe work(digest)
    }
}
