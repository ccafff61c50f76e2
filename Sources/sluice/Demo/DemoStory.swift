import Crypto
import Foundation
import Primitives
import ServerKit

/// The demo's story: publish, discover, negotiate, transfer, verify, and one transfer refused with its reason.
struct DemoStory: Sendable {
    let folder: DemoFolder
    let narrator: DemoNarrator
    let processes: DemoProcesses

    struct Published: Sendable {
        let sha256: String
        let bytes: Int64
    }

    private struct Delivered: Sendable {
        let path: String
        let bytes: Int64
        let sha256: String
    }

    func run() async throws -> JSONValue {
        let began = ContinuousClock.now
        let examples = try DemoFolder.examples()
        let space = try DemoSpace(
            folder: folder.path,
            operator: "New York Data Space",
            provider: "New York Airports",
            consumer: "Weather Institute"
        )
        let (provider, consumer) = (space.provider, space.consumer)
        narrator.say(
            "\nTwo organisations that do not trust each other, two connectors, one contract.\n",
            "\n两家互不信任的机构，两个连接器，一份合约。\n"
        )
        try await start(space)
        try await join(space)
        let published = try await publish(provider, examples)
        let offer = try await discover(consumer, provider, published)
        let agreement = try await negotiate(consumer, provider, "flights-january", offer)
        let delivered = try await transfer(consumer, agreement, published)
        let refusal = try await beRefused(consumer, provider)
        let vault = try await DemoVault(narrator: narrator, story: self, examples: examples, began: began)
            .run(consumer, provider)
        let evidence = try await countEvidence(provider, consumer)
        let logs = try await self.logs(of: space)
        await space.shutdown()
        narrator.say(
            "\n  \(delivered.path)\n  sha256 \(delivered.sha256)\n",
            "\n  \(delivered.path)\n  sha256 \(delivered.sha256)\n"
        )
        return [
            "steps": narrator.json, "agreement": .string(agreement), "bytes": .integer(delivered.bytes),
            "sha256": .string(delivered.sha256), "file": .string(delivered.path), "refusal": .string(refusal),
            "vault": vault,
            "evidence": evidence, "parties": space.json, "logs": logs, "data": .string(folder.path),
        ]
    }

    private func start(_ space: DemoSpace) async throws {
        try await narrator.step("start", "an operator and two connectors start", "启动运营方与两个连接器") {
            try await space.start(processes)
            return ((), .same("\(space.provider.id)  \(space.consumer.id)"))
        }
    }

    /// No shared password: the operator issues credentials, and the two members show them to each other.
    private func join(_ space: DemoSpace) async throws {
        try await narrator.step(
            "join",
            "\(space.operator.name) issues membership credentials",
            "\(space.operator.name) 签发成员凭证"
        ) {
            try await space.join()
            return ((), .same("2 × \(DemoSpace.credential)"))
        }
    }

    /// Flights are offered freely; the weather only from 2099 on, so that one transfer can be seen refused.
    private func publish(_ provider: DemoParty, _ examples: String) async throws -> Published {
        try await narrator.step("publish", "\(provider.name) publishes", "\(provider.name) 发布数据产品") {
            let flights = try await offer(
                provider,
                examples + "/flights-january.csv",
                id: "flights-january",
                title: "Flights from New York, January 2013 · 纽约航班",
                policy: ["permission": [["action": "use"]]]
            )
            let embargo: JSONValue = [
                "permission": [
                    [
                        "action": "use",
                        "constraint": [
                            [
                                "leftOperand": "dateTime", "operator": "gteq",
                                "rightOperand": ["@value": "2099-01-01T00:00:00Z", "@type": "xsd:dateTime"],
                            ]
                        ],
                    ]
                ]
            ]
            _ = try await offer(
                provider,
                examples + "/weather-january.csv",
                id: "weather-january",
                title: "Weather of New York, January 2013 · 纽约天气",
                policy: embargo
            )
            let detail = BilingualText(
                en: "flights-january (\(flights.bytes) bytes), weather-january",
                zh: "flights-january（\(flights.bytes) 字节）、weather-january"
            )
            return (flights, detail)
        }
    }

    func offer(
        _ provider: DemoParty,
        _ path: String,
        id: String,
        title: String,
        policy: JSONValue
    ) async throws -> Published {
        let resource = try await provider.client.post(
            "resources",
            body: ["name": .string(id), "source": ["type": "file", "path": .string(path)]]
        )
        let product = try await provider.client.post(
            "products",
            body: [
                "resource": resource["id"], "id": .string(id), "title": .string(title), "mediaType": "text/csv",
                "keywords": ["flights", "New York"],
            ]
        )
        _ = try await provider.client.post(
            "offers",
            body: ["product": .string(id), "mode": "automatic", "policy": policy]
        )
        return Published(
            sha256: product["version"]?["sha256"]?.stringValue ?? "",
            bytes: product["version"]?["bytes"]?.integerValue ?? 0
        )
    }

    private func discover(
        _ consumer: DemoParty,
        _ provider: DemoParty,
        _ published: Published
    ) async throws -> JSONValue {
        try await narrator.step("discover", "\(consumer.name) reads the catalogue", "\(consumer.name) 查询目录") {
            let page = try await consumer.client.get("peers", provider.id, "catalog")
            let datasets = page["catalog"]?["dataset"]?.arrayValue ?? []
            let offer = try Self.offer(of: "flights-january", in: datasets)
            return (offer, BilingualText(en: "\(datasets.count) datasets", zh: "\(datasets.count) 个数据集"))
        }
    }

    static func offer(of dataset: String, in datasets: [JSONValue]) throws -> JSONValue {
        guard let found = datasets.first(where: { $0["@id"]?.stringValue == dataset }),
            let offer = found["hasPolicy"]?.oneOrMany.first
        else { throw Problem.notFound("dataset", dataset) }
        return offer
    }

    private func negotiate(
        _ consumer: DemoParty,
        _ provider: DemoParty,
        _ dataset: String,
        _ offer: JSONValue
    ) async throws -> String {
        try await narrator.step("negotiate", "the machines negotiate \(dataset)", "机器协商 \(dataset)") {
            let agreement = try await agree(consumer, provider, dataset, offer)
            let detail = BilingualText(
                en: "REQUESTED → AGREED → VERIFIED → FINALIZED  \(agreement)",
                zh: "已请求 → 已同意 → 已确认 → 已生效  \(agreement)"
            )
            return (agreement, detail)
        }
    }

    func agree(
        _ consumer: DemoParty,
        _ provider: DemoParty,
        _ dataset: String,
        _ offer: JSONValue
    ) async throws -> String {
        let started = try await consumer.client.post(
            "negotiations",
            body: ["peer": .string(provider.id), "dataset": .string(dataset), "offer": offer]
        )
        let id = started["id"]?.stringValue ?? ""
        let ended = try await consumer.wait("negotiations", id, for: ["FINALIZED", "TERMINATED"])
        guard let agreement = ended["agreement"]?.stringValue, ended["state"]?.stringValue == "FINALIZED" else {
            throw Problem(
                .refused,
                BilingualText(
                    en: "no agreement: \(ended["reason"]?.text ?? "")",
                    zh: "未达成合约：\(ended["reason"]?.text ?? "")"
                )
            )
        }
        return agreement
    }

    private func transfer(_ consumer: DemoParty, _ agreement: String, _ published: Published) async throws -> Delivered
    {
        let delivered = try await narrator.step("transfer", "the data flows", "数据流通") {
            let file = folder.path + "/consumer/flights-january.csv"
            let started = try await consumer.client.post(
                "transfers",
                body: [
                    "agreement": .string(agreement), "format": "HttpData-PULL",
                    "sink": ["type": "folder", "path": .string(file)],
                ]
            )
            let id = started["id"]?.stringValue ?? ""
            let ended = try await consumer.wait("transfers", id, for: ["COMPLETED", "TERMINATED"]) { json in
                narrator.progress(bytes: json["delivery"]?["bytes"]?.integerValue ?? 0, total: published.bytes)
            }
            guard ended["state"]?.stringValue == "COMPLETED" else {
                throw Problem(
                    .peer,
                    BilingualText(
                        en: "the transfer ended: \(ended["reason"]?.text ?? "")",
                        zh: "传输终止：\(ended["reason"]?.text ?? "")"
                    )
                )
            }
            return (file, BilingualText(en: "\(published.bytes) bytes", zh: "\(published.bytes) 字节"))
        }
        return try await narrator.step("verify", "the digest is verified", "校验摘要") {
            guard let data = FileManager.default.contents(atPath: delivered) else {
                throw Problem.notFound("file", delivered)
            }
            let digest = Digest(SHA256.hash(data: data))
            guard digest.hex == published.sha256 else {
                throw Problem(.changed, BilingualText(en: "the digest differs", zh: "摘要不一致"))
            }
            return (
                Delivered(path: delivered, bytes: Int64(data.count), sha256: digest.hex),
                BilingualText(
                    en: "sha256 \(digest.hex.prefix(16))… = catalogue",
                    zh: "sha256 \(digest.hex.prefix(16))… 与目录一致"
                )
            )
        }
    }

    /// The weather may be agreed on now and used from 2099 on: asking for it today is refused, and says why.
    private func beRefused(_ consumer: DemoParty, _ provider: DemoParty) async throws -> String {
        try await narrator.step("refuse", "a transfer too early is refused", "过早的传输被拒绝") {
            let page = try await consumer.client.get("peers", provider.id, "catalog")
            let offer = try Self.offer(of: "weather-january", in: page["catalog"]?["dataset"]?.arrayValue ?? [])
            let agreement = try await agree(consumer, provider, "weather-january", offer)
            let started = try await consumer.client.post(
                "transfers",
                body: ["agreement": .string(agreement), "format": "HttpData-PULL"]
            )
            let id = started["id"]?.stringValue ?? ""
            let ended = try await consumer.wait("transfers", id, for: ["COMPLETED", "TERMINATED"])
            guard ended["state"]?.stringValue == "TERMINATED" else {
                throw Problem(.refused, BilingualText(en: "the transfer was not refused", zh: "传输未被拒绝"))
            }
            let reasons = (ended["reason"]?["reasons"]?.arrayValue ?? []).compactMap(\.stringValue)
            // A connector of ours says it in both languages.
            let en = reasons.first { $0.contains("agreement") } ?? reasons.joined(separator: "; ")
            return (en, BilingualText(en: en, zh: reasons.first { $0.contains("合约") } ?? en))
        }
    }

    /// Where each party's log is published, and the key that verifies it: what a stranger needs for `sluice evidence verify`.
    private func logs(of space: DemoSpace) async throws -> JSONValue {
        var logs = JSONObject()
        for (role, party) in [
            ("operator", space.operator), ("provider", space.provider), ("consumer", space.consumer),
        ] {
            let log = try await party.client.get("evidence", "log")["current"] ?? .null
            logs[role] = [
                "directory": log["directory"] ?? .null, "verifierKey": log["verifierKey"] ?? .null,
                "origin": log["origin"] ?? .null,
            ]
        }
        return .object(logs)
    }

    private func countEvidence(_ provider: DemoParty, _ consumer: DemoParty) async throws -> JSONValue {
        try await narrator.step("evidence", "every step left evidence on both sides", "双方每一步均已存证") {
            let first =
                try await provider.client.get("evidence", query: [("limit", "500")])["items"]?.arrayValue?.count ?? 0
            let second =
                try await consumer.client.get("evidence", query: [("limit", "500")])["items"]?.arrayValue?.count ?? 0
            return (
                ["provider": .int(first), "consumer": .int(second)] as JSONValue,
                BilingualText(en: "\(first) + \(second) records", zh: "\(first) + \(second) 条记录")
            )
        }
    }
}
