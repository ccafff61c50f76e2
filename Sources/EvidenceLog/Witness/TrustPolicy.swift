/// Which logs and witnesses are trusted, and how many witnesses make a checkpoint a witnessed one (C2SP tlog-policy).
public struct TrustPolicy: Sendable, Equatable {
    /// Bytes of the longest policy file that is read.
    public static let longest = 1 << 20

    public struct Log: Sendable, Equatable {
        public let key: VerifierKey
        public let url: String?
    }

    /// A name in the policy: octets, so that what Unicode takes for the same is not the same here.
    public struct Name: Hashable, Sendable, CustomStringConvertible {
        let bytes: [UInt8]

        init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

        public var description: String { String(decoding: bytes, as: UTF8.self) }
    }

    public struct Witness: Sendable, Equatable {
        public let name: Name
        public let key: VerifierKey
        public let url: String?
    }

    private struct Group: Sendable, Equatable {
        let threshold: Int
        let members: [Name]
    }

    public private(set) var logs: [Log] = []
    public private(set) var witnesses: [Witness] = []
    private var groups: [Name: Group] = [:]
    /// Nil stands for `quorum none`.
    private var quorum: Name?

    /// A policy that knows nobody and asks for no witness.
    public static let none = TrustPolicy()

    private init() {}

    /// Reads a policy file.
    public init(reading bytes: [UInt8]) throws(LogProblem) {
        guard bytes.count <= Self.longest, bytes.allSatisfy({ $0 == 0x09 || $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F }),
            let lines = bytes.terminatedLines()
        else {
            throw Self.broken(
                1,
                "on is too long, has control characters, or does not end in a newline",
                "起过长、含控制字符或末行无换行"
            )
        }
        var hasQuorum = false
        for (number, line) in lines.enumerated() {
            let words = line.split { $0 == 0x20 || $0 == 0x09 }.map { Name($0) }
            guard let first = words.first, first.bytes.first != UInt8(ascii: "#") else { continue }
            if first == Self.quorumWord {
                guard !hasQuorum else { throw Self.broken(number + 1, "is a second quorum", "重复的 quorum") }
                hasQuorum = true
            }
            try read(first, Array(words.dropFirst()), number + 1)
        }
        guard hasQuorum else {
            throw Self.broken(lines.count, "is the last, and no line says the quorum", "后仍无 quorum 行")
        }
    }

    private static let quorumWord = Name("quorum".utf8)
    private static let noneWord = Name("none".utf8)

    private mutating func read(_ kind: Name, _ words: [Name], _ line: Int) throws(LogProblem) {
        switch (kind.description, words.count) {
        case ("log", 1...2): try addLog(words, line)
        case ("witness", 2...3): try addWitness(words, line)
        case ("group", 3...): try addGroup(words, line)
        case ("quorum", 1): try setQuorum(words[0], line)
        default: throw Self.broken(line, "is not of a known form", "格式无法识别")
        }
    }

    private mutating func addLog(_ words: [Name], _ line: Int) throws(LogProblem) {
        let key = try VerifierKey(reading: words[0].description)
        guard !logs.contains(where: { $0.key.material == key.material }) else {
            throw Self.broken(line, "repeats a log's key", "重复的日志公钥")
        }
        logs.append(Log(key: key, url: words.count > 1 ? words[1].description : nil))
    }

    private mutating func addWitness(_ words: [Name], _ line: Int) throws(LogProblem) {
        let key = try VerifierKey(reading: words[1].description)
        guard !witnesses.contains(where: { $0.key.material == key.material }) else {
            throw Self.broken(line, "repeats a witness's key", "重复的见证方公钥")
        }
        try checkNew(words[0], line)
        witnesses.append(Witness(name: words[0], key: key, url: words.count > 2 ? words[2].description : nil))
    }

    private mutating func addGroup(_ words: [Name], _ line: Int) throws(LogProblem) {
        let members = Array(words[2...])
        let used = Set(groups.values.flatMap(\.members))
        guard members.allSatisfy({ isKnown($0) && !used.contains($0) }), Set(members).count == members.count else {
            throw Self.broken(line, "has a member that is unknown or already in a group", "成员未定义或已属于其他组")
        }
        let threshold =
            switch words[1].description {
            case "any": 1
            case "all": members.count
            default: Decimal.read(words[1].description) ?? 0
            }
        guard (1...members.count).contains(threshold) else {
            throw Self.broken(line, "asks for more members than it has, or none", "门限无效")
        }
        try checkNew(words[0], line)
        groups[words[0]] = Group(threshold: threshold, members: members)
    }

    private mutating func setQuorum(_ name: Name, _ line: Int) throws(LogProblem) {
        guard name != Self.noneWord else { return }
        guard isKnown(name) else { throw Self.broken(line, "names no witness or group above it", "未定义的名称") }
        quorum = name
    }

    private func isKnown(_ name: Name) -> Bool { groups[name] != nil || witnesses.contains { $0.name == name } }

    private func checkNew(_ name: Name, _ line: Int) throws(LogProblem) {
        guard name != Self.noneWord, !isKnown(name) else { throw Self.broken(line, "repeats a name", "重复的名称") }
    }

    private static func broken(_ line: Int, _ en: String, _ zh: String) -> LogProblem {
        .malformed("the trust policy: line \(line) \(en)", "信任策略第 \(line) 行\(zh)")
    }

    /// Whether a checkpoint counts as witnessed, given the names of the witnesses whose cosignatures verify.
    public func isWitnessed(by names: Set<Name>) -> Bool { quorum.map { holds($0, names) } ?? true }

    /// Whether the quorum asks for any witness at all.
    public var asksForWitnesses: Bool { quorum != nil }

    private func holds(_ name: Name, _ names: Set<Name>) -> Bool {
        guard let group = groups[name] else { return names.contains(name) }
        return group.members.count { holds($0, names) } >= group.threshold
    }

    /// The witnesses that cosigned, by the policy's names; a cosignature that does not verify throws.
    public func witnesses(of checkpoint: SignedCheckpoint) throws(LogProblem) -> Set<Name> {
        var names: Set<Name> = []
        for witness in witnesses where try !checkpoint.note.verifiedKeys(among: [witness.key]).isEmpty {
            names.insert(witness.name)
        }
        return names
    }
}
