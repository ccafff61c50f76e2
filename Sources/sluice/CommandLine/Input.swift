import Foundation
import Primitives
import ServerKit

/// Files and texts that a command reads.
enum Input {
    /// Bytes of a policy or another JSON file: what the management API takes.
    private static let fileBytes = Limits.jsonBytes

    /// An absolute path without `..`, made from the caller's working folder.
    static func absolute(_ path: String) -> String {
        // Joined as text first: standardizing a relative URL loses leading `..` segments.
        let joined = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        return URL(filePath: joined).standardized.path
    }

    /// Whether a folder is there, also behind a link.
    static func isFolder(_ path: String) -> Bool {
        do {
            return try URL(filePath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey])
                .isDirectory == true
        } catch {
            return false
        }
    }

    /// The bytes of a file, or of standard input for `-`.
    static func bytes(_ path: String) throws -> [UInt8] {
        let data: Data?
        if path == "-" {
            data = try FileHandle.standardInput.readToEnd() ?? Data()
        } else {
            data = FileManager.default.contents(atPath: path)
        }
        guard let data else {
            throw Problem(
                .invalid,
                BilingualText(en: "the file `\(path)` cannot be read", zh: "文件 `\(path)` 无法读取"),
                advice: BilingualText(en: "check the path and who may read it", zh: "请检查路径与读取权限")
            )
        }
        guard data.count <= fileBytes else {
            throw Problem.invalid("`\(path)` is larger than \(fileBytes) bytes", "`\(path)` 超过 \(fileBytes) 字节")
        }
        return Array(data)
    }

    /// A JSON object from a file or from standard input.
    static func object(_ path: String) throws -> JSONValue {
        let name = path == "-" ? "standard input" : path
        do {
            let value = try JSONReader.read(try bytes(path))
            guard value.objectValue != nil else {
                throw Problem.invalid("`\(name)` must hold a JSON object", "`\(name)` 须为一个 JSON 对象")
            }
            return value
        } catch let problem as JSONProblem {
            throw Problem.invalid("`\(name)` is not acceptable JSON: \(problem)", "`\(name)` 不是可接受的 JSON：\(problem)")
        }
    }

    /// A secret: the text of a file or of standard input, without the line end.
    static func secret(_ path: String) throws -> String {
        guard let text = String(validating: try bytes(path), as: UTF8.self) else {
            throw Problem.invalid("`\(path)` is not text", "`\(path)` 不是文本")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
