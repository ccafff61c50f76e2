import ServerKit
import Testing

/// A tree read from text; the file is gone afterwards, as configuration is read once.
func configuration(
    _ yaml: String,
    environment: [String: String] = [:],
    overrides: [String] = []
) throws -> ConfigurationTree {
    let file = try TemporaryFile(yaml, name: "sluice.yaml")
    return try withExtendedLifetime(file) {
        try ConfigurationTree(file: file.path, environment: environment, overrides: overrides)
    }
}

struct ConfigurationTreeTests {
    @Test func `a later layer wins and every value knows where it came from`() throws {
        let yaml = "public:\n  bind: file:1\n  name: file\n  port: 1\n"
        let environment = ["SLUICE_PUBLIC_BIND": "env:1", "SLUICE_PUBLIC_NAME": "env", "PATH": "/bin"]
        let tree = try configuration(
            yaml,
            environment: environment,
            overrides: ["public.bind=set:1", "public.bind=set:2"]
        )
        let part = try tree.table("public")
        #expect(try part.string("bind", default: "d", "where to listen") == "set:2")
        #expect(try part.string("name", default: "d", "its name") == "env")
        #expect(try part.int("port", default: 9, in: 0...9, "a port") == 1)
        #expect(try part.bool("open", default: true, "whether") == true)
        try tree.finish()
        let sources = Dictionary(uniqueKeysWithValues: tree.entries.map { ($0.key, $0.source) })
        #expect(sources["public.bind"] == .commandLine && sources["public.name"] == .environment("SLUICE_PUBLIC_NAME"))
        #expect(sources["public.open"] == .builtIn)
        guard case .file(let path, line: 4)? = sources["public.port"] else {
            Issue.record("\(sources)")
            return
        }
        #expect(path.hasSuffix("sluice.yaml"))
        #expect(tree.entries.map(\.key) == ["public.bind", "public.name", "public.port", "public.open"])
        #expect(tree.entries.first?.standard == "d" && tree.entries.first?.description == "where to listen")
    }

    @Test func `every kind of value is read`() throws {
        let tree = try configuration(
            """
            text: "007"
            flag: false
            time: 5m
            size: 256KiB
            file: data/x.db
            up: ../y
            whole: [a, "b,c"]
            empty:
            list:
              - name: one
              - name: two
            none: []
            """
        )
        #expect(try tree.string("text", "t") == "007")
        #expect(try tree.bool("flag", "f") == false)
        #expect(try tree.duration("time", "t") == .seconds(300))
        #expect(try tree.bytes("size", "s") == 262_144)
        #expect(try tree.path("file", "f").hasSuffix("/data/x.db"))
        #expect(try tree.path("up", "u").hasSuffix("/y") && !tree.path("up", "u").contains(".."))
        #expect(try tree.path("absent", default: "/var/lib/sluice", "a") == "/var/lib/sluice")
        #expect(try tree.list("whole", "l") == ["a", "b,c"])
        #expect(try tree.optionalString("empty", "e") == nil && tree.string("empty", default: "d", "e") == "d")
        #expect(try tree.tables("list").map { try $0.string("name", "n") } == ["one", "two"])
        #expect(try tree.tables("none").isEmpty && tree.table("missing").keys.isEmpty)
        let network: Network = try tree.parsed(
            "net",
            default: "10.0.0.0/8",
            "n",
            wanted: BilingualText(en: "n", zh: "网")
        ) {
            Network($0)
        }
        #expect(network.prefix == 8)
        try tree.finish()
    }

    @Test func `lists come from variables with commas and tables in lists have variables too`() throws {
        let environment = ["SLUICE_NETS": "a, b,c", "SLUICE_SETS_0_NAME": "env"]
        let tree = try configuration("sets:\n- name: one\n", environment: environment)
        #expect(try tree.list("nets", "n") == ["a", "b", "c"])
        #expect(try tree.tables("sets").map { try $0.string("name", "n") } == ["env"])
        try tree.finish()
    }

    @Test func `unknown keys, variables and overrides are refused with the nearest known one`() throws {
        func ask(_ tree: ConfigurationTree) throws {
            _ = try tree.table("public").string("bind", default: "d", "b")
            try tree.finish(ignoring: ["SLUICE_CONFIG"])
        }
        try ask(configuration("public:\n  bind: x\n", environment: ["SLUICE_CONFIG": "x"]))
        let cases: [(ConfigurationTree, key: String, hint: String)] = [
            (try configuration("public:\n  bnid: x\n"), "public.bnid", "`public.bind`"),
            (try configuration("publik:\n  bind: x\n"), "publik.bind", "`public.bind`"),
            (try configuration("", overrides: ["public.bin=1"]), "public.bin", "`public.bind`"),
            (
                try configuration("", environment: ["SLUICE_PUBLIC_BIN": "1"]), "SLUICE_PUBLIC_BIN",
                "`SLUICE_PUBLIC_BIND`"
            ),
            (try configuration("something: {else: 1}\n"), "something.else", "Remove"),
        ]
        for (tree, key, hint) in cases {
            do {
                try ask(tree)
                Issue.record("\(key) was taken")
            } catch let problem as ConfigurationProblem {
                #expect(problem.key == key && problem.text.en.contains(hint) && !problem.text.zh.isEmpty)
            }
        }
    }

    @Test func `a wrong value names its line, its key and what is wanted`() throws {
        let tree = try configuration(
            "a: 1\nb:\n  time: 5 minutes\n  port: 70000\n  flag: yes\n  size: 1kb\n  text: [x]\n"
        )
        let part = try tree.table("b")
        let attempts: [(() throws -> Void, line: Int, key: String)] = [
            ({ _ = try part.duration("time", "t") }, 3, "b.time"),
            ({ _ = try part.int("port", in: 1...65_535, "p") }, 4, "b.port"),
            ({ _ = try part.bool("flag", "f") }, 5, "b.flag"), ({ _ = try part.bytes("size", "s") }, 6, "b.size"),
            ({ _ = try part.string("text", "t") }, 7, "b.text"), ({ _ = try tree.table("a") }, 1, "a"),
        ]
        for (attempt, line, key) in attempts {
            do {
                try attempt()
                Issue.record("\(key) was taken")
            } catch let problem as ConfigurationProblem {
                #expect(problem.key == key && problem.text.en.contains("sluice.yaml:\(line): `\(key)` must be"))
                #expect(problem.text.zh.contains("须为"))
            }
        }
    }

    @Test func `a missing value without default is refused with all ways to set it`() throws {
        do {
            _ = try configuration("").table("public").string("url", "the address peers use")
            Issue.record("it was taken")
        } catch let problem as ConfigurationProblem {
            #expect(problem.text.en.contains("SLUICE_PUBLIC_URL") && problem.text.en.contains("the address peers use"))
        }
        #expect(throws: ConfigurationProblem.self) { try ConfigurationTree(file: "/nowhere/sluice.yaml") }
        #expect(throws: ConfigurationProblem.self) { try ConfigurationTree(file: nil, overrides: ["no-sign"]) }
    }

    @Test func `a secret comes from a file, a variable or text and is never shown`() throws {
        let file = try TemporaryFile("from-file\n")
        let yaml =
            "a: {file: \(file.path)}\nb: {env: MY_TOKEN}\nc: plain\nd: {file: /nowhere}\ne: {env: UNSET}\nf: {x: y}\n"
        let tree = try configuration(yaml, environment: ["MY_TOKEN": "from-env", "SLUICE_G": "ours"])
        let values = try ["a", "b", "c", "g", "h"].map { try tree.secret($0, "s") }
        #expect(values.map { $0?.reveal() } == ["from-file", "from-env", "plain", "ours", nil])
        for key in ["d", "e", "f"] { #expect(throws: ConfigurationProblem.self) { try tree.secret(key, "s") } }
        let shown = "\(values) \(tree.entries) \(String(reflecting: values))"
        for word in ["from-file", "from-env", "plain", "ours"] { #expect(!shown.contains(word)) }
        #expect(tree.entries.filter { $0.value != nil }.count == 4)
    }
}

struct ConfigurationFileTests {
    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", "twice", 1), ("a:\n  b: 1\n  b: 2\n", "twice", 2), ("a: &x 1\nb: *x\n", "anchor", 1),
        ("a: *x\n", "not YAML", 1), ("a: [1\n", "not YAML", 2), ("a: 1\n---\nb: 2\n", "not YAML", 2),
        ("- a\n", "key: value", 1), ("text\n", "key: value", 1), ("a b: 1\n", "not a name", 1),
        ("a_b: 1\n", "not a name", 1),
        ("? [a]\n: 1\n", "not a name", 1), ("a: \"\u{1}\"\n", "not YAML", 1),
        ("a: " + String(repeating: "[", count: 20) + String(repeating: "]", count: 20), "deep", 1),
        ("a: " + String(repeating: "[", count: 5_000), "not YAML", 1),
        (String(repeating: "# comment\n", count: 110_000), "at most", 1),
    ])
    func `a file that is not strict is refused with its line`(yaml: String, words: String, line: Int) throws {
        do {
            _ = try configuration(yaml)
            Issue.record("it was taken")
        } catch let problem as ConfigurationProblem {
            #expect(problem.text.en.contains(words), "\(problem)")
            #expect(problem.text.en.contains("sluice.yaml:\(line)"), "\(problem)")
        }
    }

    @Test(arguments: ["", "# only a comment\n", "---\n", "~\n", "{}\n"])
    func `a file without values is taken`(yaml: String) throws {
        try configuration(yaml).finish()
    }

    @Test(arguments: [
        ("250ms", 250), ("30s", 30_000), ("5m", 300_000), ("12h", 43_200_000), ("7d", 604_800_000), ("0s", 0),
    ])
    func `durations are read and written`(text: String, milliseconds: Int) throws {
        let duration = try #require(ConfigurationQuantity.duration(text))
        #expect(duration == .milliseconds(milliseconds))
        #expect(ConfigurationQuantity.duration(ConfigurationQuantity.text(duration)) == duration)
    }

    @Test(arguments: ["", "5", "s", "-5s", "5 s", "1.5s", "5min", "9223372036854775807d", "٣s", "5S"])
    func `other durations are not`(text: String) { #expect(ConfigurationQuantity.duration(text) == nil) }

    @Test(arguments: [("1B", 1), ("256KiB", 262_144), ("16MiB", 16_777_216), ("2GiB", 2_147_483_648), ("0B", 0)])
    func `byte sizes are read and written`(text: String, bytes: Int) {
        #expect(ConfigurationQuantity.bytes(text) == bytes)
        #expect(ConfigurationQuantity.bytes(ConfigurationQuantity.text(bytes: bytes)) == bytes)
    }

    @Test(arguments: ["", "1", "KiB", "1KB", "1 MiB", "-1B", "9999999999TiB", "1.5MiB"])
    func `other byte sizes are not`(text: String) { #expect(ConfigurationQuantity.bytes(text) == nil) }
}
