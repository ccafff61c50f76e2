import EvidenceLog
import Hummingbird
import Node
import Primitives
package import ServerKit

extension Duties {
    /// The owner's side: what is due, what was done, and where a file came from.
    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/duties",
                access: .role(.auditor),
                "list duties that were required or done, newest first",
                description: EndpointDescription(
                    query: PageRequest.fields + [
                        .init("agreement", "string", "only those of an agreement"),
                        .init("state", "string", "DUE, RETRYING, DONE, BREACHED or RELEASED"),
                    ],
                    answer: "DutyPage"
                )
            ) { call in
                let page = try PageRequest(call)
                let found = try await list(
                    page,
                    agreement: call.query("agreement") ?? "",
                    state: call.query("state") ?? ""
                )
                return page.answer(found, cursor: \.id, json: \.json)
            },
            Endpoint(
                .get,
                "/api/v1/agreements/{id}/duties",
                access: .role(.auditor),
                "every duty of an agreement: who bears it, how it is done, and how it stands here and at the other side",
                description: EndpointDescription(answer: "AgreementDuties")
            ) { call in
                let duties = try await duties(of: try call.parameter("id"))
                return .json(["items": .array(duties), "next": .null])
            },
            Endpoint(
                .post,
                "/api/v1/agreements/{id}/duties",
                access: .role(.approver),
                "say that a duty was done by people",
                description: EndpointDescription(
                    body: [
                        .init("path", "string", "where the duty stands in the policy", required: true),
                        .init("note", "string", "how it was done, for example a reference", required: true),
                    ],
                    success: 201,
                    answer: "Duty"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["path", "note"])
                let duty = try await record(
                    agreement: try call.parameter("id"),
                    path: try fields.identifier("path"),
                    note: try fields.string("note"),
                    by: EvidenceActor(.person, try call.person().name)
                )
                return .json(duty.json, status: .created)
            },
            Endpoint(
                .get,
                "/api/v1/duties/{id}",
                access: .role(.auditor),
                "show a duty that was required or done",
                description: EndpointDescription(answer: "Duty")
            ) { call in
                .json(try await find(try call.parameter("id")).json)
            },
            Endpoint(
                .post,
                "/api/v1/duties/{id}/retry",
                access: .role(.operator),
                "have a broken duty tried again, after its cause was repaired",
                description: EndpointDescription(answer: "Duty")
            ) { call in
                let actor = EvidenceActor(.person, try call.person().name)
                return .json(try await retry(try call.parameter("id"), by: actor).json)
            },
            Endpoint(
                .post,
                "/api/v1/duties/trace",
                access: .role(.auditor),
                "find the agreements under which rows of a marked file were delivered",
                description: EndpointDescription(
                    body: [.init("text", "string", "the beginning of the file, header included", required: true)],
                    answer: "DutyTrace"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["text"])
                let text = try fields.string("text", maximumBytes: Limits.jsonBytes)
                let (rows, found) = try await trace(Array(text.utf8))
                return .json([
                    "rows": .int(rows),
                    "items": .array(
                        found.map { trace in
                            [
                                "agreement": .string(trace.agreement.id), "peer": .string(trace.agreement.peer),
                                "dataset": .string(trace.agreement.dataset),
                                "state": .string(trace.agreement.state.rawValue), "rows": .int(trace.rows),
                            ]
                        }
                    ),
                    "next": .null,
                ])
            },
        ]
    }
}
