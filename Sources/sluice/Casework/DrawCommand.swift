import ArgumentParser
import Casework
import Primitives

/// `sluice draw NAMES.json --percent 5 --seed …`: a sample that anybody can draw again.
struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw a sample by lot, rounded up, and add whoever must be in it. 随机抽取。",
        discussion:
            "The order of the lot is that of SHA-256 over seed, 0x1F and name. Exit codes: 0 drawn, 2 wrong input."
    )

    @Argument(help: "An object {\"names\": […], \"compulsory\": […]}.") var names: String
    @Option(help: "The share to draw, in percent.") var percent: String
    @Option(help: "The seed; publish it with the result.") var seed: String
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let document = try CaseworkOutput.document(at: names)
        let all = try Self.words(document, "names")
        let compulsory = document["compulsory"] == nil ? [] : try Self.words(document, "compulsory")
        guard let percent = ExactDecimal(percent),
            let sample = Sample(of: all, percent: percent, compulsory: compulsory, seed: seed)
        else { throw ValidationError("give a share from 0 to 100 and a seed") }
        let value: JSONValue = [
            "seed": .string(seed), "drawn": .strings(sample.drawn), "compulsory": .strings(sample.compulsory),
            "all": .strings(sample.all),
        ]
        output.write(value) { _ in sample.all.joined(separator: "\n") }
    }

    /// A list of names; one that is no text is refused, since leaving it out would change the lot.
    private static func words(_ document: JSONValue, _ key: String) throws -> [String] {
        let names = document[key]?.arrayValue?.map(\.stringValue)
        guard let names, names.allSatisfy({ $0 != nil }) else {
            throw CaseworkExit.unreadable("`\(key)` must be a list of names", "`\(key)` 须为名称列表")
        }
        return names.compactMap(\.self)
    }
}
