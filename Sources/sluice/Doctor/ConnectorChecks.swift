import Primitives
import ServerKit

/// What the running connector says of itself and of its peers.
struct ConnectorChecks {
    let common: CommonOptions

    init(_ common: CommonOptions) { self.common = common }

    func all() async -> [Finding] {
        do {
            let client = try common.client()
            let findings = await ask(client)
            await client.close()
            return findings
        } catch {
            return [notRunning(error)]
        }
    }

    private func notRunning(_ error: any Error) -> Finding {
        Finding.warning(
            "connector",
            Failure(error).problem.message,
            "start it with `sluice connector run`; peers are checked when it runs",
            "请用 `sluice connector run` 启动；启动后方可检查对方"
        )
    }

    private func ask(_ client: ManagementClient) async -> [Finding] {
        do {
            let peers = try await client.get("peers", query: [("limit", "\(PageRequest.maximumLimit)")])
            var findings = [Finding.ok("connector", "answers, and takes our token", "有应答，令牌有效")]
            for peer in peers["items"]?.arrayValue ?? [] {
                guard let id = peer["id"]?.stringValue else { continue }
                findings.append(await check(id, client))
            }
            findings.append(try await duties(client))
            return findings
        } catch let problem as Problem where problem.code == .unavailable {
            return [notRunning(problem)]
        } catch {
            return [.failed("connector", error)]
        }
    }

    /// Duties that were not done: an alarm until somebody repairs the cause.
    private func duties(_ client: ManagementClient) async throws -> Finding {
        let found = try await client.get("duties", query: [("state", "BREACHED"), ("limit", "1")])
        guard let first = found["items"]?.arrayValue?.first else {
            return .ok("duties", "none is broken", "无违约义务")
        }
        let (action, why) = (first["action"]?.stringValue ?? "-", first["failure"]?.stringValue ?? "-")
        return .failed(
            "duties",
            BilingualText(en: "broken: `\(action)`: \(why)", zh: "存在违约义务：`\(action)`：\(why)"),
            "see `sluice duty list --state breached`; repair the cause, then `sluice duty retry ID`",
            "请查看 `sluice duty list --state breached`，排除原因后执行 `sluice duty retry 编号`"
        )
    }

    private func check(_ id: String, _ client: ManagementClient) async -> Finding {
        let name = "peer \(id)"
        do {
            let checked = try await client.postOnce("peers", id, "check", body: [:])
            let failed = (checked["checks"]?.arrayValue ?? []).filter { $0["ok"]?.boolValue != true }
            guard let first = failed.first else {
                return .ok(name, "reached; version, token and callback are fine", "可达；版本、令牌与回调均正常")
            }
            let detail = first["detail"]?.stringValue ?? "-"
            let text = BilingualText(en: detail, zh: first["detailZh"]?.stringValue ?? detail)
            return .failed(name, text, "`sluice peer check \(id)` shows all", "请用 `sluice peer check \(id)` 查看详情")
        } catch {
            return .failed(name, error)
        }
    }
}
