import Foundation
import Primitives
import ServerKit

/// A certificate for loopback that signs itself, the same for every server of a run.
enum BenchCertificate {
    /// Nil where the `openssl` command is not installed.
    static func make(_ folder: String) throws -> ConnectorSettings.TLSFiles? {
        let program = "/usr/bin/openssl"
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        let files = ConnectorSettings.TLSFiles(certificate: folder + "/certificate.pem", key: folder + "/key.pem")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", files.key,
            "-out", files.certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Problem(.unavailable, BilingualText(en: "openssl made no certificate", zh: "openssl 未能生成证书"))
        }
        return files
    }
}
