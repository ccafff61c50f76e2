import Foundation
import Primitives
import ServerKit

/// What can be seen on this machine without the connector's help.
struct LocalChecks {
    /// Below the first, soon nothing can be written; below the second it is time to think of more.
    private static let leastBytes: Int64 = 100_000_000
    private static let comfortableBytes: Int64 = 1_000_000_000
    /// Days before its end at which a certificate is mentioned.
    private static let certificateDays: Int64 = 21
    /// A clock before this was never set: the first version is younger.
    private static let earliest = Instant("2026-01-01T00:00:00Z") ?? Instant(milliseconds: 0)

    let settings: ConnectorSettings
    let isRunning: Bool
    private var now: Instant { World.real.now() }

    init(settings: ConnectorSettings, isRunning: Bool) {
        self.settings = settings
        self.isRunning = isRunning
    }

    func all() -> [Finding] {
        guard FileManager.default.fileExists(atPath: settings.dataFolder) else {
            let detail = BilingualText(
                en: "no data folder yet: \(settings.dataFolder)",
                zh: "数据目录尚不存在：\(settings.dataFolder)"
            )
            let missing = Finding.warning(
                "data folder",
                detail,
                "the first `sluice connector run` makes it",
                "首次 `sluice connector run` 时创建"
            )
            return [missing, clock()] + ports() + certificate()
        }
        return [folder(), database(), disk(), clock(), tokenFile()] + ports() + certificate()
    }

    private func folder() -> Finding {
        let path = settings.dataFolder
        guard FileManager.default.isWritableFile(atPath: path) else {
            let detail = BilingualText(en: "`\(path)` cannot be written", zh: "`\(path)` 不可写")
            return .failed("data folder", detail, "run as its owner, or correct its mode", "请以其属主运行，或修正权限")
        }
        let use = isRunning ? ("in use by a running connector", "由运行中的连接器使用") : ("not in use", "未被使用")
        return .ok("data folder", "writable, \(use.0): \(path)", "可写，\(use.1)：\(path)")
    }

    private func database() -> Finding {
        let path = settings.dataFolder + "/sluice.db"
        guard FileManager.default.fileExists(atPath: path) else {
            return .ok("database", "not made yet", "尚未创建")
        }
        do {
            let faults = try DatabaseFile.faults(in: path)
            guard let first = faults.first else { return .ok("database", "sound", "完好") }
            let detail = BilingualText(en: "damaged: \(first)", zh: "已损坏：\(first)")
            return .failed(
                "database",
                detail,
                "stop the connector, keep the file, and `sluice restore` a backup",
                "请停止连接器、保留原文件，并用 `sluice restore` 恢复备份"
            )
        } catch {
            return .failed("database", error)
        }
    }

    private func disk() -> Finding {
        do {
            let facts = try FileManager.default.attributesOfFileSystem(forPath: settings.dataFolder)
            let free = (facts[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
            let text = BilingualText(en: "\(Amount.bytes(free)) free", zh: "剩余 \(Amount.bytes(free))")
            if free >= Self.comfortableBytes { return .ok("disk", text.en, text.zh) }
            let advice = (en: "free space where the data folder is", zh: "请清理数据目录所在磁盘")
            return free < Self.leastBytes
                ? .failed("disk", text, advice.en, advice.zh) : .warning("disk", text, advice.en, advice.zh)
        } catch {
            return .failed("disk", error)
        }
    }

    /// The clock must be set, and not behind what the data folder has seen.
    private func clock() -> Finding {
        let path = settings.dataFolder + "/sluice.db"
        let written = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
        let seen = written.map { Instant(milliseconds: Int64($0.timeIntervalSince1970 * 1000)) } ?? Self.earliest
        guard now >= max(seen.advanced(seconds: -2), Self.earliest) else {
            let detail = BilingualText(en: "\(now) is before \(seen)", zh: "\(now) 早于 \(seen)")
            return .failed("clock", detail, "set the clock; keep it with NTP", "请校准时钟，并启用 NTP")
        }
        return .ok("clock", "\(now)", "\(now)")
    }

    private func tokenFile() -> Finding {
        let path = settings.ownerTokenFile
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (facts[.posixPermissions] as? NSNumber)?.intValue
        else {
            let detail = BilingualText(en: "no token file `\(path)`", zh: "没有令牌文件 `\(path)`")
            return .warning(
                "token file",
                detail,
                "fine when the token is kept elsewhere; else name it with --token-file",
                "若令牌另存他处则无妨；否则请用 --token-file 指定"
            )
        }
        guard mode & 0o077 == 0 else {
            let detail = BilingualText(
                en: "others can read `\(path)` (mode \(String(mode, radix: 8)))",
                zh: "他人可读 `\(path)`（权限 \(String(mode, radix: 8))）"
            )
            return .failed("token file", detail, "chmod 600 \(path)", "chmod 600 \(path)")
        }
        return .ok("token file", "only its owner reads \(path)", "仅属主可读：\(path)")
    }

    private func ports() -> [Finding] {
        [("public port", settings.publicBind), ("management port", settings.managementBind)].map { name, bind in
            let place = "\(bind.host):\(bind.port)"
            if isRunning { return .ok(name, "\(place), the connector's", "\(place)，由连接器使用") }
            guard PortProbe.isFree(bind) else {
                let detail = BilingualText(en: "\(place) cannot be bound", zh: "无法监听 \(place)")
                return .failed(
                    name,
                    detail,
                    "stop what listens there (`ss -ltnp`), or change the configuration",
                    "请停止占用该端口的程序（`ss -ltnp`），或修改配置"
                )
            }
            return .ok(name, "\(place) is free", "\(place) 可用")
        }
    }

    private func certificate() -> [Finding] {
        guard let tls = settings.tls else {
            return [.ok("TLS", "none: the public listener speaks http", "未启用：对外监听为 http")]
        }
        do {
            _ = try ServerTLS(certificatePath: tls.certificate, keyPath: tls.key)
            return [dates(try CertificateDates(path: tls.certificate))]
        } catch {
            let detail = BilingualText(en: "certificate or key cannot be used: \(error)", zh: "证书或私钥不可用：\(error)")
            return [.failed("TLS", detail, "check `public.tls`", "请检查 `public.tls`")]
        }
    }

    private func dates(_ dates: CertificateDates) -> Finding {
        let text = BilingualText(
            en: "valid from \(dates.from) until \(dates.until)",
            zh: "有效期 \(dates.from) 至 \(dates.until)"
        )
        let advice = (en: "renew it, then send SIGHUP to the connector", zh: "请续期，然后向连接器发送 SIGHUP")
        guard dates.from <= now, now < dates.until else { return .failed("TLS", text, advice.en, advice.zh) }
        let isSoon = now.advanced(seconds: Self.certificateDays * 86_400) >= dates.until
        return isSoon ? .warning("TLS", text, advice.en, advice.zh) : .ok("TLS", text.en, text.zh)
    }
}
