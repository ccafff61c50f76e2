import Foundation
import NIOCore
import Primitives
import ServerKit

/// The second half of the story: data under control after its delivery, one misuse that is blocked, and its end.
struct DemoVault: Sendable {
    /// Seconds that the data may live at least; a slow machine gives it more.
    private static let shortest: Duration = .milliseconds(2500)
    private static let robot = "urn:app:delay-report"
    private static let dataset = "weather-controlled"

    let narrator: DemoNarrator
    let story: DemoStory
    let examples: String
    let began: ContinuousClock.Instant

    func run(_ consumer: DemoParty, _ provider: DemoParty) async throws -> JSONValue {
        let (grant, until) = try await deliver(consumer, provider)
        let token = try await register(consumer)
        let bytes = try await use(consumer, grant, token)
        let misuse = try await misuse(consumer, grant, token)
        let report = try await report(provider, grant)
        let proof = try await expire(consumer, provider, grant, until)
        return [
            "grant": .string(grant), "used": .int(bytes), "misuse": .string(misuse), "report": report,
            "destroyed": proof["document"]?["destroyed"] ?? .null, "cause": proof["document"]?["cause"] ?? .null,
            "proof": proof["digest"] ?? .null,
        ]
    }

    /// Reading only, by one application, three columns, twice, and for a few seconds.
    private func policy(until: Instant) -> JSONValue {
        let national = "urn:tc609:6-2025-14"
        func rule(_ left: String, _ relation: String, _ right: JSONValue) -> JSONValue {
            ["leftOperand": .string(left), "operator": .string(relation), "rightOperand": right]
        }
        return [
            "profile": .string(national),
            "permission": [
                [
                    "action": "read",
                    "constraint": [
                        rule("count", "lteq", "2"), rule(national + ":application", "eq", .string(Self.robot)),
                        rule(national + ":dataField", "isAnyOf", ["origin", "visib", "time_hour"]),
                        rule("dateTime", "lt", ["@value": .string(until.description), "@type": "xsd:dateTime"]),
                    ],
                ]
            ],
        ]
    }

    private func deliver(_ consumer: DemoParty, _ provider: DemoParty) async throws -> (String, Instant) {
        try await narrator.step(
            "control",
            "weather under control lands in the vault, encrypted",
            "受控数据加密进入数据保险库"
        ) {
            // What has taken so long takes about as long again.
            let life = max(Self.shortest, (ContinuousClock.now - began) * 2)
            let seconds = Int64(life.preciseMilliseconds)
            let until = World.real.now().advanced(milliseconds: seconds)
            _ = try await story.offer(
                provider,
                examples + "/weather-january.csv",
                id: Self.dataset,
                title: "Weather for delay reports only · 仅限延误报告使用的天气数据",
                policy: policy(until: until)
            )
            let page = try await consumer.client.get("peers", provider.id, "catalog")
            let offer = try DemoStory.offer(of: Self.dataset, in: page["catalog"]?["dataset"]?.arrayValue ?? [])
            let agreement = try await story.agree(consumer, provider, Self.dataset, offer)
            let started = try await consumer.client.post(
                "transfers",
                body: ["agreement": .string(agreement), "format": "HttpData-PULL"]
            )
            let id = started["id"]?.stringValue ?? ""
            let ended = try await consumer.wait("transfers", id, for: ["COMPLETED", "TERMINATED"])
            guard ended["state"]?.stringValue == "COMPLETED" else {
                throw Problem(.peer, .same(ended["reason"]?.text ?? ""))
            }
            let found = try await consumer.client.get("vault", query: [("q", agreement)])["items"]?.arrayValue?.first
            guard let found, let grant = found["id"]?.stringValue else { throw Problem.notFound("grant", agreement) }
            let scheme = found["sealedWith"]?.stringValue ?? ""
            return ((grant, until), .same("\(scheme)  \(grant)"))
        }
    }

    private func register(_ consumer: DemoParty) async throws -> String {
        let made = try await consumer.client.postOnce(
            "apps",
            body: ["id": .string(Self.robot), "version": "1.0", "purposes": ["urn:purpose:delay-report"]]
        )
        return made["token"]?.stringValue ?? ""
    }

    /// A table as the agreement allows it: the application asks for nothing in particular and gets three columns.
    private func use(_ consumer: DemoParty, _ grant: String, _ token: String) async throws -> Int {
        try await narrator.step("use", "an application reads three columns", "应用读取约定的三列") {
            let text = try await read(consumer, grant, "table", token)
            guard text.hasPrefix("origin,visib,time_hour\r\n") else {
                throw Problem(.changed, .same(String(text.prefix(60))))
            }
            let rows = text.utf8.count(where: { $0 == 10 }) - 1
            return (text.utf8.count, BilingualText(en: "\(rows) rows", zh: "\(rows) 行"))
        }
    }

    private func read(_ consumer: DemoParty, _ grant: String, _ what: String, _ token: String) async throws -> String {
        let application = try ManagementClient(
            address: "http://127.0.0.1:\(consumer.managementPort)",
            token: token,
            tokenSource: Self.robot
        )
        do {
            let stream = try await application.use(["grants", grant, what], query: [], range: nil)
            var text = ""
            for try await part in stream.body { text += String(decoding: part.readableBytesView, as: UTF8.self) }
            await application.close()
            return text
        } catch {
            await application.close()
            throw error
        }
    }

    /// The whole file, with all its columns, is more than was agreed.
    private func misuse(_ consumer: DemoParty, _ grant: String, _ token: String) async throws -> String {
        try await narrator.step("misuse", "the same application wants the whole file: refused", "同一应用索取整个文件：被拒绝") {
            do {
                _ = try await read(consumer, grant, "content", token)
            } catch let problem as Problem where problem.code == .refused {
                return (problem.message.en, problem.message)
            }
            throw Problem(.refused, BilingualText(en: "the misuse was not blocked", zh: "违规使用未被阻止"))
        }
    }

    /// What the provider sees: signed by the consumer's connector.
    private func report(_ provider: DemoParty, _ grant: String) async throws -> JSONValue {
        try await narrator.step("report", "the provider sees who used what, signed", "提供方看到带签名的使用报告") {
            let report = try await wait(provider, grant) {
                $0["uses"]?.integerValue ?? 0 > 0 && $0["refused"]?.integerValue ?? 0 > 0
            }
            let uses = report["uses"]?.integerValue ?? 0
            let refused = report["refused"]?.integerValue ?? 0
            return (
                report,
                BilingualText(en: "\(uses) used, \(refused) refused", zh: "使用 \(uses) 次，拒绝 \(refused) 次")
            )
        }
    }

    private func wait(
        _ provider: DemoParty,
        _ grant: String,
        _ isThere: (JSONValue) -> Bool
    ) async throws -> JSONValue {
        for _ in 0..<1500 {
            let items = try await provider.client.get("usage-reports", query: [("q", grant)])["items"]?.arrayValue ?? []
            if let found = items.first(where: isThere) { return found }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Problem(.timedOut, BilingualText(en: "no report about `\(grant)` came", zh: "未收到 `\(grant)` 的使用报告"))
    }

    private func expire(
        _ consumer: DemoParty,
        _ provider: DemoParty,
        _ grant: String,
        _ until: Instant
    ) async throws -> JSONValue {
        try await narrator.step("expire", "the time is over: the key dies first, a proof stays", "到期：先销毁密钥，留下销毁证明") {
            while World.real.now() < until { try await Task.sleep(for: .milliseconds(20)) }
            _ = try await consumer.wait("vault", grant, for: ["DESTROYED"])
            let proof = try await consumer.client.get("vault", grant, "proof")
            _ = try await wait(provider, grant) { $0["destroyed"]?.stringValue != nil }
            let digest = proof["digest"]?.stringValue ?? ""
            return (
                proof,
                BilingualText(
                    en: "signed, the provider has it: \(digest.prefix(23))…",
                    zh: "已签名并送达提供方：\(digest.prefix(23))…"
                )
            )
        }
    }
}
