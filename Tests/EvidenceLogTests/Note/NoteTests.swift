import EvidenceLog
import Foundation
import Primitives
import Testing

struct NoteTests {
    /// The example of C2SP signed-note.
    private static let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    private static let example = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """

    @Test func `the specification's example verifies, and is written again byte for byte`() throws {
        let note = try SignedNote(reading: Array(Self.example.utf8))
        let key = try VerifierKey(reading: Self.key)
        #expect(try note.verifiedKeys(among: [key]).count == 1)
        #expect(note.bytes == Array(Self.example.utf8))
        #expect(key.text == Self.key)
    }

    @Test func `one changed byte of text or signature is found, or the note no longer parses`() throws {
        let key = try VerifierKey(reading: Self.key)
        let bytes = Array(Self.example.utf8)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x01
            let verified = try? SignedNote(reading: changed).verifiedKeys(among: [key])
            #expect(verified?.isEmpty ?? true, "byte \(index)")
        }
    }

    @Test func `what is signed here verifies, and only with its own key, name and text`() throws {
        let signer = try #require(Ed25519NoteKey(name: "example.com/log", seed: Array(repeating: 7, count: 32)))
        let text = Array("a\n\nb\n".utf8)
        let note = try SignedNote(reading: SignedNote(text: text, signatures: [signer.sign(text)]).bytes)
        #expect(note.text == text)
        #expect(try note.verifiedKeys(among: [signer.key]).count == 1)
        let other = try #require(Ed25519NoteKey(name: "example.com/log", seed: Array(repeating: 8, count: 32)))
        #expect(try note.verifiedKeys(among: [other.key]).isEmpty)
        let renamed = try #require(Ed25519NoteKey(name: "example.com/other", seed: Array(repeating: 7, count: 32)))
        #expect(try note.verifiedKeys(among: [renamed.key]).isEmpty)
        #expect(try VerifierKey(reading: signer.key.text) == signer.key)
    }

    @Test func `a line that names a known key and does not verify makes the note unacceptable`() throws {
        let signer = try #require(Ed25519NoteKey(name: "log", seed: Array(repeating: 7, count: 32)))
        let text = Array("a\n".utf8)
        let good = try signer.sign(text)
        let bad = NoteSignature(name: "log", keyID: good.keyID, bytes: Array(repeating: 0, count: 64))
        for signatures in [[bad], [good, bad], [bad, good]] {
            let note = SignedNote(text: text, signatures: signatures)
            #expect(throws: LogProblem.self) { try note.verifiedKeys(among: [signer.key]) }
        }
        let foreign = NoteSignature(name: "log", keyID: good.keyID &+ 1, bytes: bad.bytes)
        let note = SignedNote(text: text, signatures: [foreign, good])
        #expect(try note.verifiedKeys(among: [signer.key]).count == 1)
    }

    @Test(arguments: [
        "", "\n", "a", "a\n", "a\n\n", "\n— k AAAAAAA=\n", "a\n\n— k AAAAAAA=", "a\n\n- k AAAAAAA=\n",
        "a\n\n—k AAAAAAA=\n",
        "a\n\n— k\n", "a\n\n— k AAAA\n", "a\n\n— k AAAAAA==\n", "a\n\n— k  AAAAAAA=\n", "a\n\n— k+ AAAAAAA=\n",
        "a\n\n— k AAAAAAA= \n", "a\n\n— k AAAAAAA=\n\n", "a\r\n\n— k AAAAAAA=\n", "a\u{0}\n\n— k AAAAAAA=\n",
        "a\n\n— k AAAAAAB=\n", "a\n\n— k AAAAAAA\n", "a\n\n— k\u{00A0}l AAAAAAA=\n", "a\n\nx\n— k AAAAAAA=\n",
    ]) func `texts that are no signed note are refused`(_ text: String) {
        #expect(throws: LogProblem.self) { try SignedNote(reading: Array(text.utf8)) }
    }

    @Test func `bytes that are not UTF-8, too many signatures and too much text are refused`() {
        #expect(throws: LogProblem.self) {
            try SignedNote(reading: [0x61, 0xFF, 0x0A, 0x0A] + Array("— k AAAAAAA=\n".utf8))
        }
        let line = "— k AAAAAAA=\n"
        #expect(throws: Never.self) {
            try SignedNote(reading: Array(("a\n\n" + String(repeating: line, count: 100)).utf8))
        }
        #expect(throws: LogProblem.self) {
            try SignedNote(reading: Array(("a\n\n" + String(repeating: line, count: 101)).utf8))
        }
        let long = String(repeating: "a", count: SignedNote.longest)
        #expect(throws: LogProblem.self) { try SignedNote(reading: Array((long + "\n\n" + line).utf8)) }
    }

    @Test(arguments: [
        "", "a", "a+b", "a+b+c", "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "x+00000000+AQ==", "x+00000000+",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
    ]) func `texts that are no verifier key are refused`(_ text: String) {
        #expect(throws: LogProblem.self) { try VerifierKey(reading: text) }
    }
}

struct CheckpointTests {
    @Test(arguments: [
        "", "o\n", "o\n1\n", "o\n01\n\(root)\n", "o\n-1\n\(root)\n", "o\n1\n\(root)", "o\n1\nAAAA\n", "\n1\n\(root)\n",
        "o\n1\n\(root)\n\n", "o\n9999999999999999999\n\(root)\n", "o\n99999999999999999999999\n\(root)\n",
        "o\n1 \n\(root)\n",
        "o\n+1\n\(root)\n", "o\n١\n\(root)\n",
    ]) func `texts that are no checkpoint are refused`(_ text: String) {
        #expect(throws: LogProblem.self) { try Checkpoint(reading: Array(text.utf8)) }
    }

    private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

    @Test func `the specification's example is read and written`() throws {
        let text = Array("example.com/behind-the-sofa\n20852163\n\(Self.root)\n".utf8)
        let checkpoint = try Checkpoint(reading: text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.size == 20_852_163)
        #expect(checkpoint.text == text)
        let extended = try Checkpoint(reading: text + Array("more\n".utf8))
        #expect(extended.extensions == ["more"])
        #expect(extended.text == text + Array("more\n".utf8))
    }

    @Test func `a cosignature verifies with its time and no other`() throws {
        let log = try #require(Ed25519NoteKey(name: "log", seed: Array(repeating: 1, count: 32)))
        let witness = try #require(
            Ed25519NoteKey(name: "witness", seed: Array(repeating: 2, count: 32), algorithm: .cosignature)
        )
        var signed = try SignedCheckpoint(Checkpoint(origin: "log", size: 0, root: MerkleHash.empty), signers: [log])
        let line = try witness.cosign(signed.note.text, time: 1_679_315_147)
        signed.note.signatures.append(line)
        let read = try SignedCheckpoint(reading: signed.bytes)
        try read.verify(log: [log.key])
        #expect(try read.cosignatures(of: [witness.key]) == [witness.key.text: 1_679_315_147])
        for index in line.bytes.indices {
            var bytes = line.bytes
            bytes[index] ^= 1
            #expect(!witness.key.isValid(bytes, over: signed.note.text))
        }
        // The same key bytes under the plain algorithm are another key, and the log's key is no witness.
        #expect(throws: LogProblem.self) { try read.verify(log: [witness.key].filter { $0.algorithm == .ed25519 }) }
        #expect(Cosignature([0x80] + Array(repeating: 0, count: 71)) == nil)
    }
}
