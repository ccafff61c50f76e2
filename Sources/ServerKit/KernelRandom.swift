#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Random bytes from the kernel, as many per call as it gives without being interrupted.
enum KernelRandom {
    /// Bytes of one call that are given whole or not at all (getrandom(2)); Darwin's getentropy has the same limit.
    private static let chunk = 256

    static func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count { bytes += chunk(min(chunk, count - bytes.count)) }
        return bytes
    }

    private static func chunk(_ count: Int) -> [UInt8] {
        let filled = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
            size = unsafe getentropy(buffer.baseAddress, count) == 0 ? count : 0
        }
        if !filled.isEmpty { return filled }
        // A kernel that refuses (an old sandbox): the library's generator asks in its own way, and never returns less.
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
