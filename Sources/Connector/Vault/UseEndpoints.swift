import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServerKit
import UsagePolicy

/// The use interface: what a registered application may do with data in the vault, on the private listener.
///
/// Every request for content is one use: decided, counted, and ended with the bytes that went out. A range is a use of its own.
struct UseEndpoints: Sendable {
    let vault: Vault
    private let uses: VaultUses

    init(_ vault: Vault) {
        self.vault = vault
        uses = VaultUses(vault)
    }

    private static let asked = [
        EndpointDescription.Field("file", "string", "the file of a folder; none for a single file"),
        .init("action", "string", "what is done with it, as ODRL names it; `read` when absent"),
        .init("purpose", "string", "what it is used for"),
    ]

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/use/v1/grants",
                access: .application,
                "what is in the vault and ready",
                description: EndpointDescription(query: PageRequest.fields, answer: "UsableGrantPage")
            ) { call in
                let page = try PageRequest(call)
                let found = try await vault.list(page, state: VaultGrant.State.ready.rawValue)
                return page.answer(found, cursor: { $0.id.rawValue }, json: Self.shown)
            },
            Endpoint(
                .get,
                "/use/v1/grants/{id}",
                access: .application,
                "the files of a grant, and whether this application may use the first of them now",
                description: EndpointDescription(query: Self.asked, answer: "UsableGrant")
            ) { call in
                .json(try await describe(call))
            },
            Endpoint(
                .get,
                "/use/v1/grants/{id}/content",
                access: .application,
                "read a file, whole or by `Range`; one use",
                description: EndpointDescription(query: Self.asked)
            ) { call in
                try await content(call)
            },
            Endpoint(
                .head,
                "/use/v1/grants/{id}/content",
                access: .application,
                "how large a file is; no use",
                description: EndpointDescription(query: Self.asked)
            ) { call in
                try await head(call)
            },
            Endpoint(
                .get,
                "/use/v1/grants/{id}/table",
                access: .application,
                "read a table, CSV by columns and rows or Parquet by columns, as the agreement allows; one use",
                description: EndpointDescription(
                    query: Self.asked + [
                        .init("columns", "string", "names with commas between; all allowed ones when absent")
                    ]
                )
            ) { call in
                try await table(call)
            },
        ]
    }

    private static func shown(_ grant: VaultGrant) -> JSONValue {
        [
            "id": .string(grant.id.rawValue), "dataset": .string(grant.dataset), "provider": .string(grant.peer),
            "agreement": .string(grant.agreement), "bytes": .integer(grant.bytes),
            "due": .optional(grant.due?.description),
        ]
    }

    private func ask(_ call: Call) throws -> VaultAsk {
        let action = call.query("action") ?? "read"
        let purpose = call.query("purpose")
        guard
            [action, purpose ?? "-", call.query("file") ?? "-"].allSatisfy({
                (1...Limits.identifierBytes).contains($0.utf8.count)
            })
        else {
            throw Problem.invalid(
                "`action`, `purpose` or `file` is empty or too long",
                "`action`、`purpose` 或 `file` 为空或过长"
            )
        }
        return VaultAsk(
            grant: try call.parameter("id"),
            application: try call.application(),
            file: call.query("file") ?? "",
            action: action,
            purpose: purpose,
            address: call.origin
        )
    }

    private func describe(_ call: Call) async throws -> JSONValue {
        let ask = try ask(call)
        let grant = try await vault.find(ask.grant)
        guard grant.state == .ready else { throw VaultUses.nothing }
        let files = try await vault.essentials.database.read {
            try VaultStore.files(of: grant.id, limit: PageRequest.maximumLimit, in: $0)
        }
        var first = ask
        if first.file.isEmpty { first.file = files.first?.path ?? "" }
        let decision = try await uses.judge(first)
        var object = Self.shown(grant).objectValue ?? JSONObject()
        object["files"] = .array(files.map(\.json))
        object["decision"] = decision.json(under: "use")
        return .object(object)
    }

    private func head(_ call: Call) async throws -> Response {
        let (_, file, _) = try await uses.find(try ask(call))
        return Response(status: .ok, headers: headers(file, length: file.bytes))
    }

    private func headers(_ file: VaultFile, length: Int64) -> HTTPFields {
        [
            .contentType: file.mediaType, .acceptRanges: "bytes", .cacheControl: "no-store",
            .contentLength: String(length), .eTag: file.digest.entityTag, .reprDigest: file.digest.representation,
        ]
    }

    private func content(_ call: Call) async throws -> Response {
        let ask = try ask(call)
        let field = call.request.headers[.range]
        let seen = call.request.headers[.ifRange]
        // A range that is not there is answered before anything is counted.
        let (_, file, _) = try await uses.find(ask)
        let isStale = seen.map { $0 != file.digest.entityTag } ?? false
        let asked: Range<Int64>
        switch isStale ? .whole : RangeRequest(field, size: file.bytes) {
        case .unsatisfiable:
            return Response(
                status: .rangeNotSatisfiable,
                headers: [.contentRange: "bytes */\(file.bytes)", .acceptRanges: "bytes"]
            )
        case .whole: asked = 0..<file.bytes
        case .part(let part): asked = part
        }
        let use = try await uses.open(ask, volume: { _ in Int64(asked.count) })
        cutting(call, use)
        let content = try await opened(use)
        var headers = headers(file, length: Int64(asked.count))
        let isPart = asked.count < file.bytes
        if isPart { headers[.contentRange] = "bytes \(asked.lowerBound)-\(asked.upperBound - 1)/\(file.bytes)" }
        let parts = FileParts(file: content, range: asked, disk: vault.disk)
        return Response(
            status: isPart ? .partialContent : .ok,
            headers: headers,
            body: .used(parts, length: asked.count, use)
        )
    }

    /// Closes the connection when the use is cut: a flag would never reach a reader that has stopped reading.
    private func cutting(_ call: Call, _ use: PermittedUse) {
        let channel = call.context.channel
        use.held.flow.onCut { channel.close(promise: nil) }
    }

    /// Content that cannot be opened is no use: nothing went out.
    private func opened(_ use: PermittedUse) async throws -> SealedContent {
        do {
            return try await uses.content(use)
        } catch {
            await use.settle(0)
            throw error
        }
    }

    private func table(_ call: Call) async throws -> Response {
        let ask = try ask(call)
        let (grant, file, agreement) = try await uses.find(ask)
        guard let format = file.format else { throw Self.noTable }
        let content = try await Self.open(file, try await vault.seal(of: grant), vault.disk)
        let terms = vault.terms(of: agreement)
        let asked = call.query("columns").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        switch format {
        case .csv:
            let names = try await SealedTable.header(of: content, on: vault.disk)
            let plan = try TablePlan(terms, names: names, asked: asked)
            let use = try await open(ask, plan, call, volume: file.bytes)
            let table = SealedTable(content: content, disk: vault.disk, columns: plan.columns, filter: plan.filter)
            return Self.answer("text/csv; header=present", .used(TableParts(table: table), length: nil, use))
        case .parquet:
            let footer = try await ParquetFooter.read(content, size: content.bytes, on: vault.disk)
            let plan = try TablePlan(terms, names: footer.names, asked: asked, choosesRows: false)
            let projection = try await footer.projection(plan.columns, on: vault.disk)
            let use = try await open(ask, plan, call, volume: projection.size)
            let parts = ParquetParts(content: content, projection: projection, disk: vault.disk)
            return Self.answer(TableFormat.parquet.mediaType, .used(parts, length: Int(projection.size), use))
        }
    }

    private static func answer(_ type: String, _ body: ResponseBody) -> Response {
        Response(status: .ok, headers: [.contentType: type, .cacheControl: "no-store"], body: body)
    }

    /// Begins a use of a table; a refusal says which rule the table's form does not let us keep.
    private func open(_ ask: VaultAsk, _ plan: TablePlan, _ call: Call, volume: Int64) async throws -> PermittedUse {
        do {
            let use = try await uses.open(ask, volume: { _ in volume }, facts: plan.facts)
            cutting(call, use)
            return use
        } catch let problem as Problem where problem.code == .refused {
            throw plan.explained(problem)
        }
    }

    private static func open(_ file: VaultFile, _ seal: VaultSeal, _ disk: Disk) async throws -> SealedContent {
        try await disk.run { try SealedContent(path: file.stored, bytes: file.bytes, seal: seal) }
    }

    private static let noTable = Problem(
        .invalid,
        BilingualText(en: "this file is no table: neither CSV nor Parquet", zh: "该文件不是表格（CSV 或 Parquet）"),
        advice: BilingualText(en: "read it with `content`", zh: "请用 `content` 读取")
    )
}

extension ResponseBody {
    /// A body that stops, with the connection, when its use is cut; the use is settled with what went out, however it ends.
    fileprivate static func used<Parts: AsyncSequence & Sendable>(
        _ parts: Parts,
        length: Int?,
        _ use: PermittedUse
    ) -> ResponseBody where Parts.Element == ByteBuffer {
        ResponseBody(contentLength: length) { writer in
            var sent: Int64 = 0
            do {
                for try await part in parts {
                    try use.check()
                    try await writer.write(part)
                    sent += Int64(part.readableBytes)
                }
                try await writer.finish(nil)
            } catch {
                await use.settle(sent)
                throw error
            }
            // Everything is out: an end that comes now, perhaps by this very use, must not close on the last bytes.
            use.held.flow.onCut {}
            await use.settle(sent)
        }
    }
}

extension Decision {
    /// What was decided and why, for applications and people.
    func json(under moment: String) -> JSONValue {
        [
            "moment": .string(moment), "outcome": .string(outcome.rawValue),
            "reasons": [
                "en": .strings(reasons.map { $0.text(.english) }), "zh": .strings(reasons.map { $0.text(.chinese) }),
            ],
        ]
    }
}
