import Foundation
import Glibc
import Primitives
import ServerKit
import Synchronization

/// The demo's two connectors, each a process of its own.
final class DemoProcesses: Sendable {
    private let running = Mutex<[Int32]>([])

    /// Starts `connector run` of this same program.
    func start(config: String, log: String) throws {
        let process = Process()
        process.executableURL = URL(
            fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        )
        process.arguments = ["connector", "run", "--config", config]
        guard FileManager.default.createFile(atPath: log, contents: nil), let output = FileHandle(forWritingAtPath: log)
        else {
            throw Problem(.storage, BilingualText(en: "`\(log)` cannot be written", zh: "`\(log)` 不可写"))
        }
        process.standardOutput = output
        process.standardError = output
        try process.run()
        running.withLock { $0.append(process.processIdentifier) }
    }

    /// Whether all that were started still run.
    var areAlive: Bool { running.withLock { $0 }.allSatisfy { kill($0, 0) == 0 } }

    /// Resident memory of the first process, in MiB.
    func residentMebibytes() throws -> Double {
        guard let first = running.withLock({ $0.first }) else { return 0 }
        let text = try String(contentsOfFile: "/proc/\(first)/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (Double(line.filter(\.isNumber)) ?? 0) / 1024
    }

    /// Asks both to end; they close their databases first.
    func stop() {
        for identifier in running.withLock({ $0 }) { kill(identifier, SIGTERM) }
        running.withLock { $0.removeAll() }
    }

    /// A port that nobody listens on at this moment.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // SAFETY: the pointers live for the length of each call and have the size that is passed.
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                let bound = unsafe bind(descriptor, generic, length)
                return unsafe bound == 0 ? getsockname(descriptor, generic, &length) : bound
            }
        }
        guard bound == 0 else {
            throw Problem(.unavailable, BilingualText(en: "no free port on loopback", zh: "本机回环地址无空闲端口"))
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Whether a loopback port accepts a connection.
    static func isOpen(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: port)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // SAFETY: the pointer lives for the length of the call and has the size that is passed.
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe connect(descriptor, generic, length) == 0
            }
        }
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        return address
    }
}
