import EvidenceLog
import Primitives
import Testing

struct WitnessTests {
    private let log: Ed25519NoteKey
    private let naive = NaiveTree(NaiveTree.entries(20))

    init() throws { log = try #require(Ed25519NoteKey(name: "log", seed: Array(repeating: 1, count: 32))) }

    private func root(_ size: Int) -> Digest { naive.root(naive.leaves[..<size]) }

    private func request(_ old: Int, _ new: Int, root: Digest? = nil, proof: [Digest]? = nil) throws -> AddCheckpoint {
        let checkpoint = Checkpoint(origin: "log", size: new, root: root ?? self.root(new))
        let consistency = old > 0 && old < new ? naive.subproof(old, naive.leaves[..<new], true) : []
        let signed = try SignedCheckpoint(checkpoint, signers: [log])
        return AddCheckpoint(oldSize: old, proof: proof ?? consistency, checkpoint: signed)
    }

    private func judge(_ request: AddCheckpoint, latest: Int?) -> WitnessVerdict {
        Witness.judge(request, keys: [log.key], latest: latest.map { ($0, root($0)) })
    }

    @Test func `requests are written and read again`() throws {
        for (old, new) in [(0, 0), (0, 5), (3, 17), (8, 9)] {
            let request = try request(old, new)
            #expect(try AddCheckpoint(reading: request.bytes) == request)
        }
    }

    @Test func `every honest step is cosigned`() throws {
        for old in 0...20 {
            for new in old...20 { #expect(judge(try request(old, new), latest: old) == .cosign, "\(old) to \(new)") }
        }
        #expect(judge(try request(0, 5), latest: nil) == .cosign)
    }

    @Test func `the codes are those of the specification`() throws {
        #expect(judge(try request(3, 9), latest: 5) == .conflict(size: 5))
        #expect(judge(try request(0, 9), latest: 5) == .conflict(size: 5))
        #expect(judge(try request(3, 9), latest: nil) == .conflict(size: 0))
        #expect(judge(try request(9, 5), latest: 9) == .malformed)
        #expect(Witness.judge(try request(0, 5), keys: [], latest: nil) == .unknownOrigin)
        let stranger = try #require(Ed25519NoteKey(name: "log", seed: Array(repeating: 2, count: 32)))
        #expect(Witness.judge(try request(0, 5), keys: [stranger.key], latest: nil) == .unsigned)
        var forged = try request(0, 5)
        let line = forged.checkpoint.note.signatures[0]
        var broken = forged.checkpoint
        broken.note.signatures = [NoteSignature(name: line.name, keyID: line.keyID, bytes: line.bytes.reversed())]
        forged = AddCheckpoint(oldSize: 0, proof: [], checkpoint: broken)
        #expect(judge(forged, latest: nil) == .unsigned)
        #expect(judge(try request(0, 0, root: MerkleHash.leaf([])), latest: nil) == .inconsistent)
        #expect(judge(try request(0, 5, proof: [root(5)]), latest: nil) == .inconsistent)
        #expect(judge(try request(5, 5, root: MerkleHash.leaf([])), latest: 5) == .inconsistent)
        let codes: [(WitnessVerdict, Int)] = [
            (.cosign, 200), (.malformed, 400), (.unsigned, 403), (.unknownOrigin, 404), (.conflict(size: 1), 409),
            (.inconsistent, 422),
        ]
        for (verdict, status) in codes { #expect(verdict.status == status) }
    }

    @Test func `a split view is caught: a tree that does not begin with the one that was cosigned`() throws {
        let other = NaiveTree((0..<20).map { Array("other \($0)".utf8) })
        for old in 1...19 {
            for new in old...20 {
                let proof = old < new ? other.subproof(old, other.leaves[..<new], true) : []
                let forked = try request(old, new, root: other.root(other.leaves[..<new]), proof: proof)
                #expect(judge(forked, latest: old) == .inconsistent, "\(old) to \(new)")
            }
        }
    }

    @Test(arguments: [
        "", "old", "old 1", "old 1\n", "old 01\n\n", "old -1\n\n", "old 1\nAAAA\n\n", "old  1\n\n", "new 1\n\n",
        "old 1\n\nx",
        "old 99999999999999999999\n\n",
    ]) func `other bodies are refused`(_ head: String) throws {
        #expect(throws: LogProblem.self) { try AddCheckpoint(reading: Array(head.utf8)) }
        let good = try request(3, 9)
        if !head.contains("\n\n") {
            #expect(throws: LogProblem.self) { try AddCheckpoint(reading: Array(head.utf8) + good.checkpoint.bytes) }
        }
    }

    @Test func `at most 63 hashes are read`() throws {
        let signed = try request(1, 9).checkpoint
        let most = AddCheckpoint(oldSize: 1, proof: Array(repeating: root(1), count: 63), checkpoint: signed)
        #expect(try AddCheckpoint(reading: most.bytes) == most)
        let more = AddCheckpoint(oldSize: 1, proof: Array(repeating: root(1), count: 64), checkpoint: signed)
        #expect(throws: LogProblem.self) { try AddCheckpoint(reading: more.bytes) }
    }
}

struct TrustPolicyTests {
    private func key(_ name: String, _ seed: UInt8, _ algorithm: VerifierKey.Algorithm = .cosignature) throws -> String
    {
        try #require(Ed25519NoteKey(name: name, seed: Array(repeating: seed, count: 32), algorithm: algorithm)).key.text
    }

    private func example() throws -> String {
        var lines = [
            "# the example of the specification", "log \(try key("log", 1, .ed25519)) https://log.example", "",
        ]
        for (index, name) in ["X1", "X2", "X3", "Y1", "Y2", "Y3"].enumerated() {
            lines.append("witness \(name) \t\(try key(name, UInt8(index + 10)))  ")
        }
        lines += ["group X 2 X1 X2 X3", "group Y any Y1 Y2 Y3", "group both all X Y", "quorum both"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func names(_ words: String, _ policy: TrustPolicy) -> Set<TrustPolicy.Name> {
        let wanted = words.split(separator: " ").map(String.init)
        return Set(policy.witnesses.map(\.name).filter { wanted.contains($0.description) })
    }

    @Test func `the quorum of the specification's example`() throws {
        let policy = try TrustPolicy(reading: Array(try example().utf8))
        #expect(policy.logs.count == 1)
        #expect(policy.witnesses.count == 6)
        for (cosigned, isEnough) in [
            ("", false), ("X1 X2", false), ("X1 X2 Y1", true), ("X1 Y1 Y2 Y3", false), ("X1 X2 X3 Y3", true),
            ("X2 X3 Y2", true), ("Y1", false),
        ] { #expect(policy.isWitnessed(by: names(cosigned, policy)) == isEnough, "\(cosigned)") }
    }

    @Test func `a policy without witnesses asks for none`() throws {
        let policy = try TrustPolicy(reading: Array("quorum none\n".utf8))
        #expect(policy.isWitnessed(by: []))
        #expect(!policy.asksForWitnesses)
    }

    @Test func `broken policies are refused`() throws {
        let witness = "witness A \(try key("A", 1))\n"
        let broken = [
            "", "quorum none", "quorum A\n", "quorum none\nquorum none\n", witness, witness + witness + "quorum A\n",
            witness + "witness B \(try key("other", 1))\nquorum A\n", witness + "group A any A\nquorum A\n",
            witness + "group G 2 A\nquorum G\n", witness + "group G 0 A\nquorum G\n",
            witness + "group G any A A\nquorum G\n",
            witness + "group G any A\ngroup H any A\nquorum G\n", witness + "group G any G\nquorum G\n",
            witness + "group none any A\nquorum A\n", "quorum G\n" + witness, "something else\nquorum none\n",
            "log x\nquorum none\n", "\u{1}quorum none\n", "quorum none\r\n", "group G any\nquorum none\n",
        ]
        for text in broken {
            #expect(throws: LogProblem.self, "\(text)") { try TrustPolicy(reading: Array(text.utf8)) }
        }
    }

    @Test func `names are octets: what looks the same is not the same`() throws {
        let text = "witness K \(try key("A", 1))\nwitness \u{212A} \(try key("B", 2))\nquorum K\n"
        let policy = try TrustPolicy(reading: Array(text.utf8))
        #expect(policy.isWitnessed(by: [policy.witnesses[0].name]))
        #expect(!policy.isWitnessed(by: [policy.witnesses[1].name]))
    }
}

struct TlogProofTests {
    private func proof(_ index: Int, of size: Int, extra: [UInt8]?) throws -> (TlogProof, Ed25519NoteKey) {
        let log = try #require(Ed25519NoteKey(name: "log", seed: Array(repeating: 1, count: 32)))
        let naive = NaiveTree(NaiveTree.entries(size))
        let signed = try SignedCheckpoint(Checkpoint(origin: "log", size: size, root: naive.root), signers: [log])
        let path = naive.path(index, naive.leaves[...])
        return (TlogProof(extra: extra, index: index, path: path, checkpoint: signed), log)
    }

    @Test func `proofs are written, read and verified`() throws {
        for (index, size) in [(0, 1), (0, 2), (6, 7), (17, 40)] {
            let (proof, log) = try proof(index, of: size, extra: index == 0 ? nil : [1, 2, 3])
            let read = try TlogProof(reading: proof.bytes)
            #expect(read == proof)
            try read.verify(entry: NaiveTree.entry(index), log: [log.key])
            #expect(throws: LogProblem.self) { try read.verify(entry: NaiveTree.entry(index + 1), log: [log.key]) }
        }
    }

    @Test func `one flipped bit anywhere is found`() throws {
        let (proof, log) = try proof(6, of: 13, extra: nil)
        for index in proof.bytes.indices {
            var bytes = proof.bytes
            bytes[index] ^= 0x01
            #expect(throws: LogProblem.self, "byte \(index)") {
                try TlogProof(reading: bytes).verify(entry: NaiveTree.entry(6), log: [log.key])
            }
        }
    }

    @Test(arguments: [
        "", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n", "c2sp.org/tlog-proof@v1\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nindex -1\n\n",
        "c2sp.org/tlog-proof@v1\nextra !\nindex 0\n\n", "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n",
    ]) func `other texts are refused`(_ text: String) {
        #expect(throws: LogProblem.self) { try TlogProof(reading: Array(text.utf8)) }
    }
}
