import ArgumentParser
import Primitives

/// `sluice offer`: under which terms our products are to be had.
struct OfferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offer",
        abstract: "Offer products under terms. 报价与使用条件。",
        subcommands: [OfferAdd.self, OfferList.self, OfferShow.self, OfferWithdraw.self]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("PRODUCT", "产品", "product"), Column("MODE", "方式", "mode"),
        Column("STATE", "状态", "state"), Column("AUDIENCE", "对象", "audience"),
        Column("AUDIENCE CLAIMS", "对象声明") { value, _ in
            let claims = value["audienceClaims"]?.objectValue
            return claims.map { $0.isEmpty ? CellText.nothing : JSONValue.object($0).text } ?? CellText.nothing
        },
    ]
    static let fields =
        columns + [
            Column("TERMS", "条款") { value, language in TermsText.lines(value, language) },
            Column("NOT ENFORCED", "无法落实") { value, language in
                value.sentences("warnings", language).joined(separator: "\n")
            },
            Column("POLICY", "策略", "policy"), Column("RULES", "规则", "rules"), .time("CREATED", "创建时间", "created"),
        ]
}

/// Terms in words.
enum TermsText {
    static func lines(_ value: JSONValue, _ language: Language) -> String {
        let sentences = value.sentences("terms", language)
        return sentences.isEmpty ? CellText.nothing : sentences.joined(separator: "\n")
    }
}
