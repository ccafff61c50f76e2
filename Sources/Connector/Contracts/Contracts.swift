import DataspaceProtocol
package import EvidenceLog
import Hummingbird
import Node
import Primitives
package import ServerKit

/// The contracts of this connector: agreements with several parties that belong together.
package struct Contracts: Sendable {
    private let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    /// Makes a contract of active agreements; each provider, consumer and target stands in it once.
    package func create(
        name: String,
        agreements names: [String],
        by actor: EvidenceRecord.Actor? = nil
    ) async throws -> Contract {
        guard (1...Contract.agreementLimit).contains(names.count) else {
            throw Problem.invalid(
                "a contract has between 1 and \(Contract.agreementLimit) agreements",
                "一份合约须包含 1 至 \(Contract.agreementLimit) 个协议"
            )
        }
        return try await essentials.commit { [essentials] evidence in
            let transaction = evidence.transaction
            let us = essentials.identity.participant
            let parts = try names.sorted().map { try Self.part($0, us: us, in: transaction) }
            for (index, part) in parts.enumerated() {
                let isRepeated = parts[..<index].contains { other in
                    other.provider.hasSameBytes(as: part.provider) && other.consumer.hasSameBytes(as: part.consumer)
                        && other.target.hasSameBytes(as: part.target)
                }
                if isRepeated { throw Self.repeated(part) }
            }
            let contract = Contract(
                id: try evidence.identifier(),
                name: name,
                parts: parts,
                created: evidence.moment.now
            )
            try ContractStore.insert(contract, in: transaction)
            var draft = EvidenceDraft(type: "contract.created", subjectKind: "contract", subjectID: contract.id)
            draft.actor = actor
            draft.digests["contract"] = contract.digest
            try evidence.record(draft)
            return contract
        }
    }

    private static func part(
        _ id: String,
        us: String,
        in transaction: ReadTransaction
    ) throws -> Contract.Part {
        let provided = try Agreements.inForce(id, role: .provider, in: transaction)
        guard let agreement = try provided ?? Agreements.inForce(id, role: .consumer, in: transaction) else {
            throw Problem.notFound("agreement", id)
        }
        guard agreement.id.hasSameBytes(as: id), agreement.state == .active else {
            throw Problem(
                .conflict,
                BilingualText(
                    en: "the agreement `\(id)` is not active; `\(agreement.id)` is \(agreement.state.rawValue)",
                    zh: "合约 `\(id)` 未生效；`\(agreement.id)` 状态为 \(agreement.state.rawValue)"
                ),
                advice: BilingualText(en: "name agreements in force", zh: "请使用生效的合约")
            )
        }
        let isProvider = agreement.role == .provider
        return Contract.Part(
            agreement: id,
            role: agreement.role,
            provider: isProvider ? us : agreement.peer,
            consumer: isProvider ? agreement.peer : us,
            target: agreement.dataset,
            digest: agreement.digest
        )
    }

    private static func repeated(_ part: Contract.Part) -> Problem {
        Problem.invalid(
            "two agreements are about `\(part.target)` from `\(part.provider)` to `\(part.consumer)`",
            "有两个协议的提供方、使用方与数据集相同：`\(part.target)`"
        )
    }

    private func shown(_ contract: Contract) async throws -> JSONValue {
        let standing = try await essentials.database.read { transaction in
            try contract.parts.map { try Agreements.inForce($0.agreement, role: $0.role, in: transaction) }
        }
        return contract.json(standing)
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/contracts",
                access: .role(.auditor),
                "list contracts, newest first",
                description: EndpointDescription(query: PageRequest.fields, answer: "ContractPage")
            ) { call in
                let page = try PageRequest(call)
                let found = try await essentials.database.read { try ContractStore.list(page, in: $0) }
                var shown: [String: JSONValue] = [:]
                for contract in found.prefix(page.limit) { shown[contract.id] = try await self.shown(contract) }
                return page.answer(found, cursor: \.id) { shown[$0.id] ?? .null }
            },
            Endpoint(
                .post,
                "/api/v1/contracts",
                access: .role(.operator),
                "make a contract of agreements that belong together",
                description: EndpointDescription(
                    body: [
                        .init("name", "string", "a name for people", required: true),
                        .init("agreements", "array", "identifiers of active agreements", required: true),
                    ],
                    success: 201,
                    answer: "Contract"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["name", "agreements"])
                let contract = try await create(
                    name: try fields.string("name", maximumBytes: Limits.identifierBytes),
                    agreements: try fields.array("agreements").map { value in
                        guard let name = value.stringValue else {
                            throw fields.problem("agreements", "must hold identifiers")
                        }
                        return name
                    },
                    by: EvidenceActor(.person, try call.person().name)
                )
                return .json(try await shown(contract), status: .created)
            },
            Endpoint(
                .get,
                "/api/v1/contracts/{id}",
                access: .role(.auditor),
                "show a contract: its parties, its agreements and what is in force of each",
                description: EndpointDescription(answer: "Contract")
            ) { call in
                let id = try call.parameter("id")
                guard let found = try await essentials.database.read({ try ContractStore.find(id, in: $0) }) else {
                    throw Problem.notFound("contract", id)
                }
                return .json(try await shown(found))
            },
        ]
    }
}
