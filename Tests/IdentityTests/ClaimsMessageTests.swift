import Identity
import Primitives
import Testing

@Suite struct ClaimsMessageTests {
    private func read(_ members: String) throws -> JSONValue {
        try JSONReader.read(#"{"@context":["https://w3id.org/dspace-dcp/v1.0/dcp.jsonld"],\#(members)}"#)
    }

    @Test func `scopes read types and identifiers, and nothing else`() {
        let scope = CredentialScope("org.eclipse.dspace.dcp.vc.type:MembershipCredential:read")
        #expect(scope == .type("MembershipCredential"))
        #expect(scope?.text == "org.eclipse.dspace.dcp.vc.type:MembershipCredential:read")
        #expect(CredentialScope("org.eclipse.dspace.dcp.vc.type:Member") == .type("Member"))
        #expect(CredentialScope("org.eclipse.dspace.dcp.vc.id:urn:uuid:1")?.value == "urn:uuid:1")
        for text in [
            "", "org.eclipse.dspace.dcp.vc.type:", "org.eclipse.dspace.dcp.vc.type::read", "other:Member:read",
            "org.eclipse.dspace.dcp.vc.type:Member:write", "org.eclipse.dspace.dcp.vc.type:*:all",
            "org.eclipse.dspace.dcp.vc.type:a b",
        ] { #expect(CredentialScope(text) == nil, "\(text)") }
    }

    @Test func `a query asks by scopes or by definition, not by both and not by neither`() throws {
        let query = try PresentationQueryMessage(try read(#""type":"PresentationQueryMessage","scope":["a","b"]"#))
        #expect(query.wish == .scopes(["a", "b"]))
        let definition = try PresentationQueryMessage(
            try read(#""type":"PresentationQueryMessage","presentationDefinition":{"id":"1"}"#)
        )
        #expect(definition.wish == .definition)
        for members in [
            #""type":"PresentationQueryMessage""#,
            #""type":"PresentationQueryMessage","scope":[]"#,
            #""type":"PresentationQueryMessage","scope":[7]"#,
            #""type":"PresentationQueryMessage","scope":["a"],"presentationDefinition":{"id":"1"}"#,
            #""type":"PresentationQueryMessage","presentationDefinition":{}"#,
            #""type":"PresentationQueryMessage","presentationDefinition":null"#,
            #""type":"Other","scope":["a"]"#,
        ] { #expect(throws: DecodingProblem.self, "\(members)") { try PresentationQueryMessage(read(members)) } }
        #expect(throws: DecodingProblem.self) {
            try PresentationQueryMessage(["type": "PresentationQueryMessage", "scope": ["a"]])
        }
    }

    @Test func `every message is read as it is written`() throws {
        let query = PresentationQueryMessage(scopes: [.type("A")])
        #expect(try PresentationQueryMessage(query.json) == query)
        let answer = PresentationResponseMessage(presentations: ["a.b.c"])
        #expect(try PresentationResponseMessage(answer.json) == answer)
        let request = CredentialRequestMessage(holderPid: "urn:1", credentials: ["x", "y"])
        #expect(try CredentialRequestMessage(request.json) == request)
        let container = CredentialMessage.Container(credentialType: "A", format: "vc20-bssl/jwt", payload: "a.b.c")
        let delivery = CredentialMessage(issuerPid: "i", holderPid: "h", status: .issued, credentials: [container])
        #expect(try CredentialMessage(delivery.json) == delivery)
        let refusal = CredentialMessage(issuerPid: "i", holderPid: "h", status: .rejected, rejectionReason: "no")
        #expect(try CredentialMessage(refusal.json) == refusal)
        let object = CredentialObject(
            id: "urn:uuid:1",
            credentialType: "A",
            profile: "vc20-bssl/jwt",
            bindingMethods: ["did:web"],
            credentialSchema: "https://issuer.example/schema",
            offerReason: "reissue"
        )
        let offer = CredentialOfferMessage(issuer: "did:web:issuer.example", credentials: [object])
        #expect(try CredentialOfferMessage(offer.json) == offer)
        let metadata = IssuerMetadata(issuer: "did:web:issuer.example", credentialsSupported: [object])
        #expect(try IssuerMetadata(metadata.json) == metadata)
        let status = CredentialRequestStatus(issuerPid: "i", holderPid: "h", status: .received)
        #expect(try CredentialRequestStatus(status.json) == status)
    }

    @Test func `deliveries without what they must have are refused`() {
        let credential = #"{"credentialType":"A","format":"f","payload":"a.b.c"}"#
        for members in [
            #""type":"CredentialMessage","issuerPid":"i","status":"ISSUED","credentials":[\#(credential)]"#,
            #""type":"CredentialMessage","holderPid":"h","status":"ISSUED","credentials":[\#(credential)]"#,
            #""type":"CredentialMessage","issuerPid":"i","holderPid":"h","status":"DONE","credentials":[\#(credential)]"#,
            #""type":"CredentialMessage","issuerPid":"i","holderPid":"h","status":"ISSUED","credentials":[]"#,
            #""type":"CredentialMessage","issuerPid":"i","holderPid":"h","status":"ISSUED""#,
            #""type":"CredentialMessage","issuerPid":"i","holderPid":"h","status":"ISSUED","credentials":[{"credentialType":"A","format":"f","payload":{}}]"#,
        ] { #expect(throws: DecodingProblem.self, "\(members)") { try CredentialMessage(read(members)) } }
    }

    @Test func `offers may hold identifiers only, and must name their issuer`() throws {
        let offer = try CredentialOfferMessage(
            try read(#""type":"CredentialOfferMessage","issuer":"did:web:i","credentials":[{"id":"1"},{"id":"2"}]"#)
        )
        #expect(offer.credentials.map(\.id) == ["1", "2"])
        #expect(throws: DecodingProblem.self) {
            try CredentialOfferMessage(
                read(#""type":"CredentialOfferMessage","issuer":null,"credentials":[{"id":"1"}]"#)
            )
        }
    }

    @Test func `a request names itself and at least one credential`() {
        for members in [
            #""type":"CredentialRequestMessage","credentials":[{"id":"1"}]"#,
            #""type":"CredentialRequestMessage","holderPid":"h""#,
            #""type":"CredentialRequestMessage","holderPid":"h","credentials":[]"#,
            #""type":"CredentialRequestMessage","holderPid":"h","credentials":["1"]"#,
        ] { #expect(throws: DecodingProblem.self, "\(members)") { try CredentialRequestMessage(read(members)) } }
    }
}
