import Foundation
import HTTPTypes
import NIOCore
import Primitives
import ServerKit

/// Clients for measurements: small requests through the egress, large ones by curl.
enum BenchData {
    private static let egress = Result {
        let loopback = Network("127.0.0.0/8").map { [$0] } ?? []
        return try Egress(
            EgressSettings(policy: EgressPolicy(owner: .init(networks: loopback, allowsPlainHTTP: true)))
        )
    }

    static func post(_ url: String, token: String, _ body: JSONValue) async throws -> JSONValue {
        var request = EgressRequest(
            .post,
            try EgressURL(url),
            headers: [.authorization: "Bearer " + token],
            body: .bytes(body.encoded)
        )
        request.mayRepeat = true
        let answer = try await egress.get().send(request, for: .owner)
        guard answer.status == .ok else { throw Problem.internalError }
        return try JSONReader.read(Array(answer.body.readableBytesView))
    }

    static func token(_ address: JSONValue?) -> String? {
        let properties = address?["endpointProperties"]?.arrayValue ?? []
        return properties.first { $0["name"]?.stringValue == "authorization" }?["value"]?.stringValue
    }

    /// Fetches what a data address names.
    static func fetch(_ address: JSONValue?) async throws -> Int {
        guard let endpoint = address?["endpoint"]?.stringValue, let token = token(address) else {
            throw Problem.internalError
        }
        let request = EgressRequest(
            .get,
            try EgressURL(endpoint),
            headers: [.authorization: "Bearer " + token]
        )
        let answer = try await egress.get().send(request, for: .owner)
        guard answer.status == .ok else { throw Problem.internalError }
        return answer.body.readableBytes
    }

    /// Megabytes per second of one curl that throws the bytes away.
    static func curl(_ url: String, token: String?) throws -> Double {
        let process = try curlInBackground(url, token: token, measuring: true)
        process.waitUntilExit()
        let output = (process.standardOutput as? Pipe)?.fileHandleForReading.readDataToEndOfFile() ?? Data()
        guard process.terminationStatus == 0,
            let rate = Double(String(decoding: output, as: UTF8.self).filter { !$0.isWhitespace })
        else { throw Problem(.peer, BilingualText(en: "curl failed", zh: "curl 失败")) }
        return rate / 1_000_000
    }

    @discardableResult
    static func curlInBackground(_ url: String, token: String?, measuring: Bool = false) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        var arguments = ["-sSfk", "-o", "/dev/null"]
        if measuring { arguments += ["-w", "%{speed_download}"] }
        if let token { arguments += ["-H", "Authorization: Bearer " + token] }
        process.arguments = arguments + [url]
        process.standardOutput = Pipe()
        try process.run()
        return process
    }
}

/// nginx with the settings of a plain static server, on a free port.
struct BenchNginx {
    let url: String
    private let process: Process

    static func start(
        folder: String,
        file: String,
        tls: ConnectorSettings.TLSFiles? = nil
    ) throws -> BenchNginx? {
        let program = "/usr/sbin/nginx"
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let port = try DemoProcesses.freePort()
        let root = URL(fileURLWithPath: file).deletingLastPathComponent().path
        let files = tls.map { "ssl_certificate \($0.certificate); ssl_certificate_key \($0.key);" } ?? ""
        let configuration = """
            daemon off; worker_processes 2; pid \(folder)/pid; error_log \(folder)/error.log;
            events { worker_connections 256; }
            http { access_log off; sendfile on; tcp_nopush on; client_body_temp_path \(folder)/body;
              proxy_temp_path \(folder)/proxy; fastcgi_temp_path \(folder)/fastcgi; uwsgi_temp_path \(folder)/uwsgi;
              scgi_temp_path \(folder)/scgi; 
              server { listen 127.0.0.1:\(port)\(tls == nil ? "" : " ssl"); \(files) root \(root); } }
            user root;

            """
        try configuration.write(toFile: folder + "/nginx.conf", atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-c", folder + "/nginx.conf", "-p", folder]
        try process.run()
        Thread.sleep(forTimeInterval: 0.5)
        let name = URL(fileURLWithPath: file).lastPathComponent
        let url = "\(tls == nil ? "http" : "https")://127.0.0.1:\(port)/\(name)"
        return process.isRunning ? BenchNginx(url: url, process: process) : nil
    }

    func stop() { process.terminate() }
}
