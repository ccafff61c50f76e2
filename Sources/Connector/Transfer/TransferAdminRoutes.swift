import DataspaceProtocol
import EvidenceLog
import Hummingbird
import Node
package import Primitives
package import ServerKit

/// What the data plane knows of a running or finished delivery; null where it knows nothing.
package protocol DeliveryReport: Sendable {
    func report(on id: Identifier<TransferProcess>) async throws -> JSONValue
    /// Refuses a sink into which the data of an agreement must not go.
    func check(_ sink: TransferSink, under agreement: String) async throws
}

extension TransferProcess {
    /// What the management API shows; the token of a data address is shown only on request.
    package func json(withAddress: Bool = false) -> JSONValue {
        [
            "id": .string(id.rawValue), "role": .string(role.rawValue), "peer": .string(peer),
            "state": state.map { .string($0.rawValue) } ?? .null,
            "pending": process.pending.map { .string($0.event.rawValue) } ?? .null,
            "providerPid": .optional(providerPid) ?? .null, "consumerPid": .optional(consumerPid) ?? .null,
            "agreement": .string(agreementID), "dataset": .string(dataset), "format": .string(format),
            "sink": role == .consumer ? sink.shownJSON : nil, "reason": reason?.json,
            "dataAddress": withAddress ? startAddress?.json : nil, "created": .string(created.description),
            "updated": .string(updated.description),
        ]
    }
}

/// The owner's side of transfers: ask, steer, look.
package struct TransferAdmin: Sendable {
    let transfers: Transfers
    let report: (any DeliveryReport)?
    /// The folder for received files when no path is given.
    let downloads: String

    package init(_ transfers: Transfers, report: (any DeliveryReport)?, downloads: String) {
        self.transfers = transfers
        self.report = report
        self.downloads = downloads
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/transfers",
                access: .role(.auditor),
                "list transfers, newest first",
                description: EndpointDescription(
                    query: PageRequest.fields + [.init("state", "string", "a protocol state")],
                    answer: "TransferPage"
                )
            ) { call in
                let page = try PageRequest(call)
                let found = try await transfers.list(page, state: call.query("state"))
                return page.answer(found, cursor: { $0.id.rawValue }, json: { $0.json() })
            },
            Endpoint(
                .post,
                "/api/v1/transfers",
                access: .role(.operator),
                "ask for the data of an agreement",
                description: EndpointDescription(
                    body: [
                        .init(
                            "agreement",
                            "string",
                            "an active agreement in which we are the consumer",
                            required: true
                        ),
                        .init("format", "string", "`HttpData-PULL` (default) or `HttpData-PUSH`"),
                        .init(
                            "sink",
                            "object",
                            "`{type: folder, path}`, `{type: http, url}` or `{type: application}`; the download folder when absent"
                        ),
                        .init("dataAddress", "object", "with PUSH: where to push to; our own inbox when absent"),
                    ],
                    success: 201,
                    answer: "Transfer"
                ),
                handler: start
            ),
            Endpoint(
                .get,
                "/api/v1/transfers/{id}",
                access: .role(.auditor),
                "show a transfer with its progress",
                description: EndpointDescription(answer: "Transfer")
            ) { call in
                .json(try await show(Identifier(try call.parameter("id")), withAddress: false))
            },
            Endpoint(
                .get,
                "/api/v1/transfers/{id}/address",
                access: .role(.operator),
                "the data address with its token, for an application that fetches by itself",
                description: EndpointDescription(answer: "Transfer")
            ) { call in
                .json(try await show(Identifier(try call.parameter("id")), withAddress: true))
            },
        ] + [TransferTable.Event.start, .suspend, .complete, .terminate].map(stepEndpoint)
    }

    private func show(_ id: Identifier<TransferProcess>, withAddress: Bool) async throws -> JSONValue {
        let transfer = try await transfers.find(id)
        var object = transfer.json(withAddress: withAddress).objectValue ?? JSONObject()
        object["waiting"] = try await transfers.essentials.waiting(transfer.process.pending?.messageID)
        object["delivery"] = try await report?.report(on: id) ?? .null
        return .object(object)
    }

    private func start(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["agreement", "format", "sink", "dataAddress"])
        let format = try fields.optionalString("format") ?? TransferFormat.pull.rawValue
        var address: DataAddress?
        if let given = try fields.optionalFields("dataAddress") { address = try DataAddress(given) }
        let sink: TransferSink =
            if let given = try fields.optionalFields("sink") { try TransferSink(given) } else {
                .folder(path: downloads)
            }
        // A push into a folder gets an inbox of ours by itself.
        if format == TransferFormat.push.rawValue, address == nil {
            guard case .folder = sink else { throw fields.problem("dataAddress", "is needed for a push") }
        }
        if case .folder(let path) = sink { try transfers.essentials.protected.check(path) }
        let agreement = try fields.identifier("agreement")
        try await report?.check(sink, under: agreement)
        let transfer = try await transfers.request(
            agreement: agreement,
            format: format,
            dataAddress: address,
            sink: sink,
            by: EvidenceActor(.person, try call.person().name)
        )
        return .json(transfer.json(), status: .created)
    }

    private func stepEndpoint(_ event: TransferTable.Event) -> Endpoint {
        Endpoint(
            .post,
            "/api/v1/transfers/{id}/\(event.rawValue)",
            access: .role(.operator),
            "take the step `\(event.rawValue)`",
            description: EndpointDescription(
                body: [.init("reason", "string", "why, for the other side")],
                answer: "Transfer"
            )
        ) { call in
            let fields = try JSONFields(try await call.optionalJSON())
            try fields.allowOnly(["reason"])
            let reason = try fields.optionalString("reason").map { StatedReason(code: "operator", reasons: [$0]) }
            let transfer = try await transfers.step(
                Identifier(try call.parameter("id")),
                event,
                reason: reason,
                by: EvidenceActor(.person, try call.person().name)
            )
            return .json(transfer.json())
        }
    }
}
