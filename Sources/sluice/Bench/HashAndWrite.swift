import Crypto
import Foundation
import Primitives
import ServerKit

/// What this machine can do at best with bytes that are there already: hash them and write them durably, one after the other.
struct HashAndWrite: Sendable {
    /// The chunks in which a download comes.
    private static let chunkBytes = 256 * 1024

    let folder: String
    let mebibytes: Int

    func megabytesPerSecond() throws -> Double {
        let path = folder + "/limit.bin"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw Problem(.storage, BilingualText(en: "`\(path)` cannot be written", zh: "`\(path)` 不可写")) }
        let chunk = Data((0..<Self.chunkBytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
        let begin = ContinuousClock.now
        var hasher = SHA256()
        for _ in 0..<(mebibytes * (1 << 20) / Self.chunkBytes) {
            hasher.update(data: chunk)
            try file.write(contentsOf: chunk)
        }
        _ = hasher.finalize()
        try file.synchronize()
        let seconds = (ContinuousClock.now - begin).preciseMilliseconds / 1000
        try file.close()
        try FileManager.default.removeItem(atPath: path)
        return Double(mebibytes) * 1.048_576 / seconds
    }
}
