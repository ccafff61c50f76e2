import EvidenceLog
import Primitives
import Testing

/// Format version 1, byte for byte: entries written today must verify in ten years.
struct EvidenceRecordTests {
    private var record: EvidenceRecord {
        EvidenceRecord(
            type: "negotiation.agree.received",
            time: Instant(milliseconds: 1_795_348_800_000),
            node: "urn:party:a",
            actor: .init(.peer, "urn:party:b"),
            counterparty: "urn:party:b",
            subjectKind: "negotiation",
            subjectID: "urn:uuid:1",
            previousState: "REQUESTED",
            newState: "AGREED",
            related: ["dataset": "urn:d", "agreement": "urn:a"],
            digests: ["message": Digest(of: "m")],
            decision: .init(outcome: "permit", reasons: ["r"]),
            amounts: ["bytes": 7]
        )
    }

    @Test func `the canonical record of version 1 does not change`() {
        let expected =
            #"{"actor":{"id":"urn:party:b","kind":"peer"},"amounts":{"bytes":7},"counterparty":"urn:party:b","#
            + #""decision":{"outcome":"permit","reasons":["r"]},"digests":{"message":"sha256:"#
            + Digest(of: "m").hex + #""},"newState":"AGREED","node":"urn:party:a","previousState":"REQUESTED","#
            + #""related":{"agreement":"urn:a","dataset":"urn:d"},"subject":{"id":"urn:uuid:1","kind":"negotiation"},"#
            + #""time":""# + record.time.description + #"","type":"negotiation.agree.received","version":1}"#
        #expect(CanonicalJSON.text(of: record.json) == expected)
    }

    @Test func `the leaf commits to salt and record, and shows type and time alone`() throws {
        let salt = [UInt8](repeating: 9, count: EvidenceLeaf.saltBytes)
        let leaf = EvidenceLeaf(record, salt: salt)
        #expect(leaf.commitment == Digest(of: salt + CanonicalJSON.bytes(of: record.json)))
        let shown = try JSONReader.read(leaf.bytes)
        #expect(shown.objectValue?.keys == ["commitment", "time", "type", "version"])
        #expect(EvidenceLeaf.commitment(to: record.json, salt: salt) == leaf.commitment)
        var other = record
        other.newState = "VERIFIED"
        #expect(EvidenceLeaf(other, salt: salt).commitment != leaf.commitment)
        #expect(EvidenceLeaf(record, salt: salt.map { $0 + 1 }).commitment != leaf.commitment)
    }

    @Test func `what is absent leaves no member`() {
        let bare = EvidenceRecord(
            type: "t",
            time: Instant(milliseconds: 0),
            node: "n",
            actor: .init(.node, "n"),
            subjectKind: "k",
            subjectID: "i"
        )
        #expect(bare.json.objectValue?.keys == ["version", "type", "time", "node", "actor", "subject"])
    }
}
