import Foundation
import Identity
import Primitives
import Testing

/// Seeded bytes for keys and nonces: tests repeat.
struct SeededBytes {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func take(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }
}

extension SigningKey {
    /// A key of a suite, the same one for the same seed.
    static func seeded(_ suite: KeySuite, _ seed: UInt64) throws -> SigningKey {
        var bytes = SeededBytes(seed)
        return try generate(suite) { bytes.take($0) }
    }
}

/// The published Wycheproof vectors, where a copy lies in `shared/data/wycheproof` beside the project; the suites do without otherwise.
enum Wycheproof {
    static let folder: URL? = {
        var root = URL(filePath: #filePath).deletingLastPathComponent()
        while root.path != "/", !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path) {
            root = root.deletingLastPathComponent()
        }
        let folder = root.deletingLastPathComponent().appending(path: "shared/data/wycheproof")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static func groups(_ file: String) throws -> [JSONValue] {
        let folder = try #require(folder)
        let bytes = try Array(Data(contentsOf: folder.appending(path: file)))
        let document = try JSONReader.read(bytes, maximumBytes: 64 << 20)
        return try #require(document["testGroups"]?.arrayValue)
    }
}

extension JSONValue {
    func text(_ key: String) throws -> String { try #require(self[key]?.stringValue) }
    func hex(_ key: String) throws -> [UInt8] { try #require(Hex.decode(try text(key))) }
    var tests: [JSONValue] { self["tests"]?.arrayValue ?? [] }
}
