import Connector
import DataspaceProtocol
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// What peers ask of transfers and do not get.
struct TransferRefusalTests {
    private func request(
        _ agreement: String,
        id: String = "urn:m:1",
        pid: String = "urn:pid:1",
        format: String = TransferFormat.pull.rawValue
    ) -> JSONValue {
        TransferRequestMessage.json(
            id: id,
            consumerPid: pid,
            agreementID: agreement,
            format: format,
            callbackAddress: "http://amber/dsp/2025-1",
            dataAddress: nil
        )
    }

    @Test func `a request is idempotent by the consumer's process identifier`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        let answer = await fixture.post("/transfers/request", request(agreement.id))
        #expect(answer.status == 201)
        try await fixture.expectUnchanged(fixture.provider) {
            let again = await fixture.post("/transfers/request", request(agreement.id, id: "urn:m:2"))
            #expect(again.status == 201)
            let (one, two) = (try body(again), try body(answer))
            #expect(one["providerPid"] == two["providerPid"])
            let other = await fixture.post(
                "/transfers/request",
                request(agreement.id, id: "urn:m:3", format: TransferFormat.push.rawValue)
            )
            #expect(other.status == 400)
        }
        #expect(try await fixture.provider.transfers.list(PageRequest(), state: nil).count == 1)
    }

    @Test func `an agreement of others is an unknown agreement`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        try await fixture.expectUnchanged(fixture.provider) {
            #expect(await fixture.post("/transfers/request", request("urn:agreement:unknown")).status == 404)
            let stranger = await problem {
                _ = try await fixture.provider.transfers.receiveRequest(request(agreement.id), from: fixture.stranger)
            }
            #expect(stranger == .notFound)
        }
    }

    @Test(arguments: ["HttpData-PUSH", "Carrier-Pigeon"])
    func `what cannot be served is declined, and the refusal is in evidence`(_ format: String) async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        #expect(await fixture.post("/transfers/request", request(agreement.id, format: format)).status == 400)
        let declined = try await fixture.provider.database.read { transaction in
            try EvidenceStore.entries(after: 0, in: transaction).map(\.record)
                .filter { $0["type"] == "transfer.request.declined" }
        }
        #expect(declined.count == 1)
        #expect(declined.first?["decision"]?["outcome"] == "refuse")
        #expect(declined.first?["related"]?["agreement"] == .string(agreement.id))
        #expect(try await fixture.provider.transfers.list(PageRequest(), state: nil).isEmpty)
    }

    @Test func `a transfer against the policy is declined with the reason`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree(on: [
            "permission": [
                [
                    "action": "use",
                    "constraint": [
                        [
                            "leftOperand": "dateTime", "operator": "gteq",
                            "rightOperand": ["@value": "2026-12-01T00:00:00Z", "@type": "xsd:dateTime"],
                        ]
                    ],
                ]
            ]
        ])
        let asked = try await fixture.transfer(agreement)
        try await fixture.settle()
        let ended = try await fixture.consumer.transfers.find(asked.id)
        #expect(ended.state == .terminated)
        #expect(ended.reason?.reasons.isEmpty == false)
    }

    @Test func `illegal steps are 400 and change nothing, and strangers get 404`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.transfer(try await fixture.agree())
        try await fixture.settle()
        let pid = try #require(try await fixture.consumer.transfers.find(asked.id).peerPid)
        let start = TransferStepMessage.json(.start, id: "1", providerPid: pid, consumerPid: asked.id.rawValue)
        let foreign = TransferStepMessage.json(.suspend, id: "2", providerPid: pid, consumerPid: "urn:pid:other")
        let suspend = TransferStepMessage.json(.suspend, id: "3", providerPid: pid, consumerPid: asked.id.rawValue)
        try await fixture.expectUnchanged(fixture.provider) {
            #expect(await fixture.post("/transfers/\(pid)/start", start).status == 400)
            #expect(await fixture.post("/transfers/\(pid)/suspension", foreign).status == 400)
            #expect(await fixture.post("/transfers/urn:uuid:unknown/suspension", suspend).status == 404)
            let stranger = await problem {
                _ = try await fixture.provider.transfers.receive(.suspend, pid, suspend, from: fixture.stranger)
            }
            #expect(stranger == .notFound)
            let shown = await problem {
                _ = try await fixture.provider.transfers.show(pid, to: fixture.stranger)
            }
            #expect(shown == .notFound)
        }
        let answer = await fixture.post("/transfers/\(pid)/suspension", suspend)
        #expect(answer.status == 200)
        try await fixture.expectUnchanged(fixture.provider) {
            let again = await fixture.post("/transfers/\(pid)/suspension", suspend)
            #expect(again.status == 200)
            let (one, two) = (try body(again), try body(answer))
            #expect(one == two)
        }
    }

    @Test func `while a step of the provider is unanswered, a crossing step of the consumer is early`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.transfer(try await fixture.agree())
        try await fixture.settle()
        let served = try await fixture.servedTransfer()
        _ = try await fixture.provider.transfers.step(served.id, .suspend)
        let suspend = TransferStepMessage.json(
            .suspend,
            id: "1",
            providerPid: served.id.rawValue,
            consumerPid: asked.id.rawValue
        )
        try await fixture.expectUnchanged(fixture.provider) {
            #expect(await fixture.post("/transfers/\(served.id)/suspension", suspend).status == 503)
        }
        let end = TransferStepMessage.json(
            .terminate,
            id: "2",
            providerPid: served.id.rawValue,
            consumerPid: asked.id.rawValue
        )
        #expect(await fixture.post("/transfers/\(served.id)/termination", end).status == 200)
    }
}
