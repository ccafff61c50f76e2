import Foundation
import Primitives
import ServerKit

/// How `get` brings the bytes home and checks them.
extension GetSession {
    private static let suffixUnverified = ".unverified"

    /// Consumer transfers of this dataset into this file, newest first.
    private func earlier(_ target: GetTarget, _ isWanted: (JSONValue) -> Bool) async throws -> JSONValue? {
        let page = try await client.get(
            "transfers",
            query: [("q", dataset), ("limit", "\(PageRequest.maximumLimit)")]
        )
        return (page["items"]?.arrayValue ?? []).first { transfer in
            transfer["role"]?.stringValue == "consumer" && transfer["dataset"]?.stringValue == dataset
                && transfer.at("sink.path")?.stringValue == target.path && isWanted(transfer)
        }
    }

    /// The transfer that already delivered exactly this into the file; a file of other origin is not replaced unasked.
    func delivered(_ peer: String, _ found: JSONValue, _ target: GetTarget) async throws -> JSONValue? {
        guard target.exists, !mayReplace else { return nil }
        let done = try await earlier(target) {
            $0["state"]?.stringValue == "COMPLETED" && $0["peer"]?.stringValue == peer
        }
        if !isNew, let id = done?["id"]?.stringValue, let expected = found["sluice:sha256"]?.stringValue,
            try target.measure()?.sha256 == expected
        {
            screen.say("it is here already, from the transfer \(id)", "文件已存在，由传输 \(id) 送达")
            return try await client.get("transfers", id)
        }
        throw Problem(
            .conflict,
            BilingualText(en: "the file `\(target.path)` exists", zh: "文件 `\(target.path)` 已存在"),
            advice: BilingualText(
                en: "replace it with --force, or choose another with --output",
                zh: "用 --force 覆盖，或用 --output 另选"
            )
        )
    }

    /// Joins the transfer that an interrupted run left, or starts one, and waits for it.
    func carry(_ agreement: String, _ target: GetTarget) async throws -> JSONValue {
        try await checkFreeze(agreement)
        let open = try await earlier(target) {
            $0["agreement"]?.stringValue == agreement
                && !["COMPLETED", "TERMINATED"].contains($0["state"]?.stringValue)
        }
        let transfer: JSONValue
        if let open { transfer = open } else { transfer = try await ask(agreement, target) }
        let id = transfer["id"]?.stringValue ?? ""
        if open != nil { screen.say("going on with the transfer \(id)", "继续传输 \(id)") }
        if transfer["state"]?.stringValue == "SUSPENDED" { _ = try await client.post("transfers", id, "start") }
        hint(
            "the connector goes on with the transfer \(id); run the same command again to follow it, or `sluice transfer terminate \(id)`",
            "连接器仍在继续传输 \(id)；再次执行同一命令即可跟踪，或用 `sluice transfer terminate \(id)` 终止"
        )
        return try await TransferOutcome.await(id, seconds: timeout, client, screen)
    }

    /// Under a frozen agreement every request waits until whoever froze it releases it: better said than waited for.
    private func checkFreeze(_ agreement: String) async throws {
        let freezes = try await client.get("agreements", agreement)["freezes"]?.arrayValue ?? []
        guard let freeze = freezes.first(where: { $0["frozen"]?.boolValue == true }) else { return }
        let (by, reason) = (freeze["by"]?.stringValue ?? "-", freeze["reason"]?.stringValue ?? "-")
        throw Problem(
            .unavailable,
            BilingualText(
                en: "the agreement `\(agreement)` is frozen by \(by): \(reason)",
                zh: "合约 `\(agreement)` 已被 \(by) 冻结：\(reason)"
            ),
            advice: BilingualText(
                en: "whoever froze it releases it (`sluice agreement release`); then run the same command again",
                zh: "由冻结方解除（`sluice agreement release`），之后再次执行同一命令"
            )
        )
    }

    private func ask(_ agreement: String, _ target: GetTarget) async throws -> JSONValue {
        try await client.post(
            "transfers",
            body: ["agreement": .string(agreement), "sink": ["type": "folder", "path": .string(target.path)]]
        )
    }

    /// Compares what is on the disk with the catalogue; a file that differs does not keep its name.
    ///
    /// Where the agreement has fields left out or changed, the catalogue's digest is of other bytes; those that came were
    /// verified by the connector with the digest that the provider sent along.
    func verify(_ transfer: JSONValue, _ target: GetTarget, _ found: JSONValue, under agreement: JSONValue?) throws {
        let isChanged = agreement?["changesContent"]?.boolValue == true
        let expected = isChanged ? nil : found["sluice:sha256"]?.stringValue
        if isChanged {
            note("changed", .bool(true))
            screen.say(
                "the agreement has fields left out or changed, so it is not the file of the catalogue",
                "合约要求略去或处理部分字段，因此与目录所列文件不同"
            )
        }
        let isSealed = transfer.at("delivery.sealed")?.boolValue == true
        let measured = isSealed ? nil : try target.measure()
        let sha256 = measured?.sha256 ?? transfer.at("delivery.sha256")?.stringValue
        if let expected, let sha256, sha256 != expected { throw try mismatch(expected, sha256, target) }
        note("file", isSealed ? .null : .string(target.path))
        if isSealed {
            note("sealed", .bool(true))
            screen.say(
                "the agreement controls its use, so the data lies in the vault: `sluice vault list`",
                "合约控制其使用，数据已进入数据保险库：`sluice vault list`"
            )
        }
        note("bytes", measured.map { .integer($0.bytes) } ?? transfer.at("delivery.bytes"))
        note("sha256", .optional(sha256))
        note("expectedSha256", .optional(expected) ?? .null)
        note("verified", .bool(expected != nil && sha256 != nil))
    }

    private func mismatch(_ expected: String, _ sha256: String, _ target: GetTarget) throws -> Problem {
        let aside = target.path + Self.suffixUnverified
        guard FileManager.default.fileExists(atPath: target.path) else { return Self.otherContent(expected, sha256) }
        if FileManager.default.fileExists(atPath: aside) { try FileManager.default.removeItem(atPath: aside) }
        try FileManager.default.moveItem(atPath: target.path, toPath: aside)
        return Self.otherContent(expected, sha256).advising(
            "it was set aside as `\(aside)`; tell the provider",
            "已另存为 `\(aside)`；请告知提供方"
        )
    }

    private static func otherContent(_ expected: String, _ sha256: String) -> Problem {
        Problem(
            .changed,
            BilingualText(
                en: "the content is not what the catalogue announced (sha256 \(sha256), announced \(expected))",
                zh: "内容与目录声明不符（sha256 为 \(sha256)，声明为 \(expected)）"
            ),
            advice: BilingualText(en: "tell the provider", zh: "请告知提供方")
        )
    }
}
