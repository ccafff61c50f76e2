import COpenSSL

/// The SM4 block cipher (GB/T 32907-2016) in counter mode, by the system's OpenSSL.
///
/// Counter mode alone protects nothing against change: only `SealedSecret` uses it, under HMAC-SM3.
enum SM4 {
    static let keyBytes = 16
    static let counterBytes = 16

    /// Encrypts or decrypts: in counter mode both are the same.
    static func counterMode(_ bytes: [UInt8], key: [UInt8], counter: [UInt8]) throws(IdentityProblem) -> [UInt8] {
        guard key.count == keyBytes, counter.count == counterBytes, let length = Int32(exactly: bytes.count) else {
            throw IdentityProblem(.library, "SM4 takes 16 bytes of key and of counter")
        }
        guard let context = unsafe EVP_CIPHER_CTX_new() else {
            throw IdentityProblem(.library, "OpenSSL has no memory")
        }
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: bytes.count + counterBytes)
        var written: Int32 = 0
        guard unsafe EVP_EncryptInit_ex(context, EVP_sm4_ctr(), nil, key, counter) == 1,
            unsafe EVP_EncryptUpdate(context, &output, &written, bytes, length) == 1, written == length
        else { throw IdentityProblem(.library, "OpenSSL has no SM4 in counter mode") }
        return Array(output.prefix(bytes.count))
    }
}
