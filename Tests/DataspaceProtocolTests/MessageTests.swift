import DataspaceProtocol
import Foundation
import Primitives
import Testing

/// Messages in our own words: what is read is written again, and each wrong field is refused by name.
struct MessageTests {
    private typealias Reading = @Sendable (JSONValue) throws(DecodingProblem) -> Void

    private static let offer: JSONValue = [
        "@type": "Offer", "@id": "urn:offer:1", "target": "urn:data:1", "permission": [["action": "use"]],
    ]
    private static let agreement: JSONValue = [
        "@type": "Agreement", "@id": "urn:agreement:1", "target": "urn:data:1", "assigner": "urn:p",
        "assignee": "urn:c",
        "timestamp": "2026-11-22T12:00:00.123456789Z", "permission": [["action": "use"]],
    ]
    private static let address = DataAddress(
        endpointType: DSP.httpEndpointType,
        endpoint: "https://p/data",
        properties: [("authorization", "x")]
    )

    /// Every message with its reader and the members that it cannot do without.
    private static let messages: [(name: String, json: JSONValue, required: [String], read: Reading)] = [
        (
            "request",
            ContractRequestMessage.json(
                id: "urn:m",
                consumerPid: "urn:c",
                providerPid: nil,
                callbackAddress: "https://c",
                offer: offer
            ),
            ["consumerPid", "callbackAddress", "offer"],
            { json throws(DecodingProblem) in _ = try ContractRequestMessage(json) }
        ),
        (
            "offer",
            ContractOfferMessage.json(
                id: "urn:m",
                providerPid: "urn:p",
                consumerPid: "urn:c",
                callbackAddress: nil,
                offer: offer
            ),
            ["providerPid", "consumerPid", "offer"],
            { json throws(DecodingProblem) in _ = try ContractOfferMessage(json) }
        ),
        (
            "agreement",
            ContractAgreementMessage.json(
                id: "urn:m",
                providerPid: "urn:p",
                consumerPid: "urn:c",
                agreement: agreement
            ),
            ["providerPid", "consumerPid", "agreement"],
            { json throws(DecodingProblem) in _ = try ContractAgreementMessage(json) }
        ),
        (
            "verification",
            NegotiationStepMessage.verificationJSON(id: "urn:m", providerPid: "urn:p", consumerPid: "urn:c"),
            ["providerPid", "consumerPid"],
            { json throws(DecodingProblem) in _ = try NegotiationStepMessage.verification(json) }
        ),
        (
            "event",
            NegotiationStepMessage.eventJSON(.accepted, id: "urn:m", providerPid: "urn:p", consumerPid: "urn:c"),
            ["providerPid", "consumerPid", "eventType"],
            { json throws(DecodingProblem) in _ = try NegotiationStepMessage.event(json) }
        ),
        (
            "termination",
            NegotiationStepMessage.terminationJSON(
                StatedReason(code: "c", reasons: ["r"]),
                id: "urn:m",
                providerPid: "urn:p",
                consumerPid: "urn:c"
            ),
            ["providerPid", "consumerPid"],
            { json throws(DecodingProblem) in _ = try NegotiationStepMessage.termination(json) }
        ),
        (
            "transfer request",
            TransferRequestMessage.json(
                id: "urn:m",
                consumerPid: "urn:c",
                agreementID: "urn:agreement:1",
                format: "HttpData-PUSH",
                callbackAddress: "https://c",
                dataAddress: address
            ),
            ["consumerPid", "agreementId", "format", "callbackAddress"],
            { json throws(DecodingProblem) in _ = try TransferRequestMessage(json) }
        ),
        (
            "start",
            TransferStepMessage.json(
                .start,
                id: "urn:m",
                providerPid: "urn:p",
                consumerPid: "urn:c",
                dataAddress: address
            ),
            ["providerPid", "consumerPid"],
            { json throws(DecodingProblem) in _ = try TransferStepMessage(.start, json) }
        ),
        (
            "suspension",
            TransferStepMessage.json(
                .suspend,
                id: "urn:m",
                providerPid: "urn:p",
                consumerPid: "urn:c",
                reason: StatedReason(code: "c")
            ),
            ["providerPid", "consumerPid"],
            { json throws(DecodingProblem) in _ = try TransferStepMessage(.suspend, json) }
        ),
        (
            "catalogue request", CatalogRequestMessage.json(id: "urn:m"), [],
            { json throws(DecodingProblem) in _ = try CatalogRequestMessage(json) }
        ),
    ]

    private func changing(_ json: JSONValue, _ key: String, to value: JSONValue?) -> JSONValue {
        var object = json.objectValue ?? JSONObject()
        object[key] = value
        return .object(object)
    }

    private func refusal(_ read: Reading, _ json: JSONValue) -> DecodingProblem? {
        do throws(DecodingProblem) {
            try read(json)
            return nil
        } catch { return error }
    }

    @Test func `each message is read, and each required member is missed by name`() {
        for message in Self.messages {
            #expect(refusal(message.read, message.json) == nil, "\(message.name)")
            for key in message.required + ["@context", "@type"] {
                for wrong in [nil, 7, "", [:]] as [JSONValue?] {
                    let problem = refusal(message.read, changing(message.json, key, to: wrong))
                    #expect(problem != nil, "\(message.name) with \(key) = \(wrong?.text ?? "nothing")")
                }
            }
            let missing = message.required.compactMap {
                refusal(message.read, changing(message.json, $0, to: nil))?.path
            }
            #expect(missing.allSatisfy { !$0.isEmpty }, "\(message.name)")
        }
    }

    @Test func `the context is an array of strings that holds the protocol's own, and others do no harm`() {
        for message in Self.messages {
            let contexts: [(JSONValue, Bool)] = [
                ([.string(DSP.context), "https://example.org/more"], true), (["https://example.org/more"], false),
                (.string(DSP.context), false), ([[:]], false), ([.string(DSP.context), [:]], false), ([], false),
            ]
            for (context, isFine) in contexts {
                let problem = refusal(message.read, changing(message.json, "@context", to: context))
                #expect((problem == nil) == isFine, "\(message.name) \(context.text)")
            }
        }
    }

    @Test func `unknown members and the order of members mean nothing`() {
        for message in Self.messages {
            var turned = JSONObject()
            for member in (message.json.objectValue?.members ?? []).reversed() { turned[member.key] = member.value }
            turned["x:unknown"] = ["a": 1]
            #expect(refusal(message.read, .object(turned)) == nil, "\(message.name)")
        }
    }

    @Test func `identifiers are bounded and hold no control characters`() {
        for message in Self.messages {
            for key in message.required where message.json[key]?.stringValue != nil && key != "eventType" {
                for wrong in [String(repeating: "x", count: 3_000), "a\nb", "a\u{0}"] {
                    let problem = refusal(message.read, changing(message.json, key, to: .string(wrong)))
                    #expect(problem != nil, "\(message.name) \(key)")
                }
            }
        }
    }

    @Test func `a first message carries a callback, a later one the other's pid, and none carries both`() {
        let base = ContractRequestMessage.json(
            id: "urn:m",
            consumerPid: "urn:c",
            providerPid: "urn:p",
            callbackAddress: nil,
            offer: Self.offer
        )
        let read: Reading = { json throws(DecodingProblem) in _ = try ContractRequestMessage(json) }
        #expect(refusal(read, base) == nil)
        #expect(refusal(read, changing(base, "callbackAddress", to: "https://c")) != nil)
        #expect(refusal(read, changing(base, "providerPid", to: nil)) != nil)
    }

    @Test func `an offer holds a rule, and an agreement names both parties`() {
        let read: Reading = { json throws(DecodingProblem) in _ = try ContractAgreementMessage(json) }
        let whole = ContractAgreementMessage.json(
            id: "urn:m",
            providerPid: "urn:p",
            consumerPid: "urn:c",
            agreement: Self.agreement
        )
        for key in ["@id", "@type", "target", "assigner", "assignee", "permission"] {
            let broken = changing(Self.agreement, key, to: nil)
            #expect(refusal(read, changing(whole, "agreement", to: broken)) != nil, "\(key)")
        }
        let kept = try? ContractAgreementMessage(whole).agreement.json
        #expect(kept == Self.agreement)
    }

    @Test func `a data address is read and written as it was`() throws {
        #expect(try DataAddress(try JSONFields(Self.address.json)) == Self.address)
        for key in ["@type", "endpointType"] {
            let fields = try JSONFields(changing(Self.address.json, key, to: nil))
            #expect(throws: DecodingProblem.self) { try DataAddress(fields) }
        }
        let many = JSONValue.array(
            Array(repeating: ["@type": "EndpointProperty", "name": "n", "value": "v"], count: 51)
        )
        let fields = try JSONFields(changing(Self.address.json, "endpointProperties", to: many))
        #expect(throws: DecodingProblem.self) { try DataAddress(fields) }
    }

    @Test func `what a party shows is read again, and anything else shows nothing`() {
        let shown = NegotiationDocument.json(id: "1", providerPid: "p", consumerPid: "c", state: "AGREED")
        #expect(NegotiationDocument.read(shown)?.state == "AGREED")
        #expect(NegotiationDocument.read(.null) == nil)
        #expect(TransferDocument.read(shown) == nil)
        let error = NegotiationDocument.error(providerPid: "p", consumerPid: "c", code: "x", reasons: ["r"])
        #expect(error["@type"] == "ContractNegotiationError")
        #expect(error["reason"] == ["r"])
    }
}
