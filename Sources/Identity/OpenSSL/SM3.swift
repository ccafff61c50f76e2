import COpenSSL

/// The SM3 hash (GB/T 32905-2016) and its HMAC, by the system's OpenSSL.
package enum SM3 {
    package static let digestBytes = 32

    /// The 32-byte digest.
    package static func hash(_ bytes: [UInt8]) throws(IdentityProblem) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: digestBytes)
        let done = unsafe EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sm3(), nil)
        guard done == 1 else { throw IdentityProblem(.library, "OpenSSL computed no SM3") }
        return digest
    }

    /// HMAC (RFC 2104) over SM3.
    package static func hmac(_ bytes: [UInt8], key: [UInt8]) throws(IdentityProblem) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: digestBytes)
        var length: UInt32 = 0
        guard let keyLength = Int32(exactly: key.count),
            unsafe HMAC(EVP_sm3(), key, keyLength, bytes, bytes.count, &tag, &length) != nil,
            length == UInt32(digestBytes)
        else { throw IdentityProblem(.library, "OpenSSL computed no HMAC-SM3") }
        return tag
    }
}
