import Foundation
import Primitives
import ServerKit

/// What control costs those who handle much: fields masked on their way, data sealed as they land, and their use from the vault.
struct ControlBench: Sendable {
    /// MiB of the table: long enough for a rate, and its rows are looked into byte by byte.
    private static let mebibytes = 128
    private static let rounds = 3
    private static let national = "urn:tc609:6-2025-14"
    private static let robot = "urn:bench:robot"

    let folder: String

    func run() async throws -> [BenchRow] {
        let file = folder + "/table.csv"
        try makeTable(file)
        let pair = try await BenchPair.start(in: folder + "/control")
        do {
            let rows = [try await mask(pair, file)] + (try await useOfVault(pair, file))
            await pair.stop()
            return rows
        } catch {
            await pair.stop()
            throw error
        }
    }

    private func makeTable(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Problem(.storage, BilingualText(en: "`\(path)` cannot be written", zh: "`\(path)` 不可写")) }
        try handle.write(contentsOf: Data("id,name,phone,city,note\n".utf8))
        let rows = (0..<10_000).map { "\($0),Li Lei \($0),1380000\($0),Nanjing,\"left, then right\"\n" }.joined()
        let block = Data(rows.utf8)
        for _ in 0..<(Self.mebibytes * (1 << 20) / block.count) { try handle.write(contentsOf: block) }
        try handle.close()
    }

    /// Two fields masked, one left out, a mark on each row; against the same table as it is.
    private func mask(_ pair: BenchPair, _ file: String) async throws -> BenchRow {
        func demand(_ action: String, _ fields: [JSONValue]) -> JSONValue {
            [
                "action": .string(action),
                "constraint": [
                    [
                        "leftOperand": .string(Self.national + ":dataField"), "operator": "isAnyOf",
                        "rightOperand": .array(fields),
                    ]
                ],
            ]
        }
        let offer = try await pair.publish(
            file,
            id: "masked",
            permission: ["action": "use", "duty": [demand("desensitize", ["name", "phone"])]],
            profile: Self.national
        )
        let masked = try await address(pair, offer, "masked")
        let plain = try await address(pair, try await pair.publish(file, id: "plain"), "plain")
        return BenchRow(
            name: "pull of \(Self.mebibytes) MiB of CSV with two fields masked",
            value: try rate(masked),
            unit: "MB/s",
            peer: "as it is",
            peerValue: try rate(plain)
        )
    }

    private func address(
        _ pair: BenchPair,
        _ offer: JSONValue,
        _ id: String
    ) async throws -> (url: String, token: String) {
        let address = try await pair.address(try await pair.agree(id, offer))
        guard let url = address?["endpoint"]?.stringValue, let token = BenchData.token(address) else {
            throw Problem.internalError
        }
        return (url, token)
    }

    private func rate(_ place: (url: String, token: String)) throws -> Double {
        try (0..<Self.rounds).map { _ in try BenchData.curl(place.url, token: place.token) }.percentile(0.5)
    }

    private func useOfVault(_ pair: BenchPair, _ file: String) async throws -> [BenchRow] {
        let offer = try await pair.publish(file, id: "read", permission: ["action": "read"])
        let agreement = try await pair.agree("read", offer)
        let bytes = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int64 ?? 0
        let begin = ContinuousClock.now
        let transfer = try await pair.consumer.client.postOnce("transfers", body: ["agreement": .string(agreement)])
        let ended = try await pair.consumer.wait(
            "transfers",
            transfer["id"]?.stringValue ?? "",
            for: ["COMPLETED", "TERMINATED"]
        )
        guard ended["state"]?.stringValue == "COMPLETED" else { throw Problem.internalError }
        let landing = Double(bytes) / 1000 / (ContinuousClock.now - begin).preciseMilliseconds
        let found = try await pair.consumer.client.get("vault", query: [("q", agreement)])["items"]?.arrayValue?.first
        guard let grant = found?["id"]?.stringValue else { throw Problem.notFound("grant", agreement) }
        let made = try await pair.consumer.client.postOnce("apps", body: ["id": .string(Self.robot), "version": "1"])
        let token = made["token"]?.stringValue ?? ""
        let base = "http://127.0.0.1:\(pair.consumer.managementPort)/use/v1/grants/\(grant)/"
        let limit = try HashAndWrite(folder: folder, mebibytes: Self.mebibytes).megabytesPerSecond()
        let whole = try rate((base + "content", token))
        return [
            BenchRow(
                name: "delivery into the vault, verified and sealed",
                value: landing,
                unit: "MB/s",
                peer: "hash and write",
                peerValue: limit
            ),
            BenchRow(name: "use from the vault, whole file", value: whole, unit: "MB/s"),
            BenchRow(
                name: "use from the vault, one column of five",
                value: try columns(base + "table?columns=city", token, bytes),
                unit: "MB/s of the table"
            ),
        ]
    }

    /// By what is read, not by what goes out.
    private func columns(_ url: String, _ token: String, _ bytes: Int64) throws -> Double {
        let times = try (0..<Self.rounds).map { _ in
            let begin = ContinuousClock.now
            _ = try BenchData.curl(url, token: token)
            return (ContinuousClock.now - begin).preciseMilliseconds
        }
        return Double(bytes) / 1000 / times.percentile(0.5)
    }
}
