import EvidenceLog
import HTTPTypes
import Hummingbird
import Identity
import Node
import Primitives
package import ServerKit

/// The owner's side of the vault: look, export where the agreement allows it, destroy, prove.
package struct VaultAdmin: Sendable {
    private let vault: Vault
    private let exports: VaultExports
    private let applications: Applications

    package init(_ vault: Vault, _ applications: Applications) {
        self.vault = vault
        self.applications = applications
        exports = VaultExports(vault)
    }

    /// For the private listener, beside the management endpoints: applications come with tokens of their own.
    package var useEndpoints: [Endpoint] { UseEndpoints(vault).endpoints + DerivedEndpoints(vault).endpoints }

    package var adminEndpoints: [Endpoint] { vaultEndpoints + applicationEndpoints }

    private var vaultEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/vault",
                access: .role(.auditor),
                "list what is in the vault, newest first",
                description: EndpointDescription(
                    query: PageRequest.fields + [
                        .init("state", "string", "RECEIVING, READY, ENDING, KEY_DESTROYED or DESTROYED")
                    ],
                    answer: "VaultGrantPage"
                )
            ) { call in
                let page = try PageRequest(call)
                let found = try await vault.list(page, state: call.query("state"))
                return page.answer(found, cursor: { $0.id.rawValue }, json: \.json)
            },
            Endpoint(
                .get,
                "/api/v1/vault/{id}",
                access: .role(.auditor),
                "show a grant: its rules in words, its files, who used it",
                description: EndpointDescription(answer: "VaultGrant")
            ) { call in
                .json(try await show(try call.parameter("id")))
            },
            Endpoint(
                .get,
                "/api/v1/vault/{id}/files",
                access: .role(.auditor),
                "the files of a grant, by name",
                description: EndpointDescription(query: PageRequest.fields, answer: "VaultFilePage")
            ) { call in
                let page = try PageRequest(call)
                let grant = try await vault.find(try call.parameter("id"))
                let found = try await vault.essentials.database.read {
                    try VaultStore.files(of: grant.id, page, in: $0)
                }
                // A single file has an empty name, which no page can stand behind.
                return page.answer(found, cursor: \.path, json: \.json)
            },
            Endpoint(
                .get,
                "/api/v1/vault/{id}/proof",
                access: .role(.auditor),
                "the signed proof that a grant was destroyed",
                description: EndpointDescription(answer: "ProofOfDestruction")
            ) { call in
                .json(try await vault.proof(of: try call.parameter("id")).json)
            },
            Endpoint(
                .post,
                "/api/v1/vault/{id}/destroy",
                access: .role(.operator),
                "destroy a grant's data now, key first",
                description: EndpointDescription(answer: "VaultGrant")
            ) { call in
                let grant = try await vault.find(try call.parameter("id"))
                let actor = EvidenceActor(.person, try call.person().name)
                try await vault.end(grant.id, .byOwner, by: actor)
                return .json(try await vault.find(grant.id.rawValue).json)
            },
            Endpoint(
                .post,
                "/api/v1/vault/{id}/export",
                access: .role(.operator),
                "write a file out in the clear, marked and recorded, where the agreement names copying",
                description: EndpointDescription(
                    body: [
                        .init("path", "string", "a new file, as an absolute path", required: true),
                        .init("file", "string", "the file of a folder; none for a single file"),
                        .init("purpose", "string", "what it is for"),
                    ],
                    success: 201,
                    answer: "VaultExport"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["path", "file", "purpose"])
                let exported = try await exports.export(
                    try call.parameter("id"),
                    file: try fields.optionalString("file") ?? "",
                    to: try fields.string("path"),
                    purpose: try fields.optionalString("purpose"),
                    by: EvidenceActor(.person, try call.person().name)
                )
                return .json(exported, status: .created)
            },
        ]
    }

    private func show(_ id: String) async throws -> JSONValue {
        let grant = try await vault.find(id)
        let (files, uses, lineage) = try await vault.essentials.database.read { transaction in
            (
                try VaultStore.files(of: grant.id, limit: PageRequest.usualLimit, in: transaction),
                try VaultUseStore.uses(of: grant.id, in: transaction),
                try VaultDerivations.lineage(of: grant, in: transaction)
            )
        }
        var object = grant.json.objectValue ?? JSONObject()
        object["files"] = .array(files.map(\.json))
        object["uses"] = .array(uses)
        for member in lineage.members { object[member.key] = member.value }
        return .object(object)
    }

    private var applicationEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/apps",
                access: .role(.auditor),
                "list registered applications",
                description: EndpointDescription(query: PageRequest.fields, answer: "ApplicationPage")
            ) { call in
                let page = try PageRequest(call)
                return page.answer(try await applications.list(page), cursor: \.id, json: \.json)
            },
            Endpoint(
                .get,
                "/api/v1/apps/{id}",
                access: .role(.auditor),
                "show a registered application",
                description: EndpointDescription(answer: "Application")
            ) { call in
                .json(try await applications.find(try call.parameter("id")).json)
            },
            Endpoint(
                .post,
                "/api/v1/apps",
                access: .role(.owner),
                "register an application; its token is shown this once",
                description: EndpointDescription(
                    body: [
                        .init("id", "string", "the name by which policies speak of it", required: true),
                        .init("version", "string", "which build", required: true),
                        .init("sha256", "string", "SHA-256 of the program, 64 hexadecimal digits"),
                        .init("purposes", "array", "what it may say it uses data for; open when absent"),
                        .init("key", "object", "a public JWK: it signs a token for each request and gets none"),
                    ],
                    success: 201,
                    answer: "Application"
                ),
                handler: add
            ),
            Endpoint(
                .delete,
                "/api/v1/apps/{id}",
                access: .role(.owner),
                "remove an application; what it has open is cut",
                description: EndpointDescription(success: 204)
            ) { call in
                try await applications.remove(
                    try call.parameter("id"),
                    by: EvidenceActor(.person, try call.person().name)
                )
                return Response(status: .noContent)
            },
        ]
    }

    /// Purposes that one application may be registered for.
    private static let purposeLimit = 50

    private static func key(_ fields: JSONFields) throws -> JSONWebKey? {
        guard let json = fields.optional("key") else { return nil }
        do throws(IdentityProblem) {
            return try JSONWebKey(json)
        } catch {
            throw fields.problem("key", "must be a public JWK (P-256, Ed25519 or SM2): \(error.detail)")
        }
    }

    private func add(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["id", "version", "sha256", "purposes", "key"])
        var digest: Digest?
        if let text = try fields.optionalString("sha256") {
            digest = Digest("sha256:" + text.lowercased())
            guard digest != nil else { throw fields.problem("sha256", "must be 64 hexadecimal digits") }
        }
        let purposes = try (fields.optionalArray("purposes") ?? []).map { $0.stringValue ?? "" }
        guard purposes.count <= Self.purposeLimit,
            purposes.allSatisfy({ (1...Limits.identifierBytes).contains($0.utf8.count) })
        else { throw fields.problem("purposes", "must be at most \(Self.purposeLimit) texts") }
        let id = try fields.identifier("id")
        // Two names that look the same to people are one name to them.
        guard id.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .format }) else {
            throw fields.problem("id", "must not have invisible characters")
        }
        let (application, token) = try await applications.add(
            id,
            version: try fields.identifier("version"),
            digest: digest,
            purposes: purposes,
            key: try Self.key(fields),
            by: EvidenceActor(.person, try call.person().name)
        )
        var object = application.json.objectValue ?? JSONObject()
        object["token"] = token.map { .string($0) }
        return .json(.object(object), status: .created)
    }
}
