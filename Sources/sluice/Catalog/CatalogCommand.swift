import ArgumentParser
import Primitives

/// `sluice catalog`: what peers offer us.
struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "Look at peers' catalogues. 查看对方目录。",
        subcommands: [CatalogShow.self, CatalogDataset.self]
    )

    static let columns = [
        Column("DATASET", "数据集", "@id"),
        Column("TITLE", "标题") { value, _ in LinkedText.text(value["dct:title"]) ?? CellText.nothing },
        Column("VERSION", "版本", "sluice:version"),
        Column("SIZE", "大小") { value, _ in
            let sizes = (value["distribution"]?.oneOrMany ?? []).compactMap { $0["dcat:byteSize"]?.integerValue }
            return sizes.first.map(Amount.bytes) ?? CellText.nothing
        },
        Column("OFFERS", "报价数") { value, _ in "\((value["hasPolicy"]?.oneOrMany ?? []).count)" },
    ]
    static let fields =
        columns + [
            Column("DESCRIPTION", "说明") { value, _ in LinkedText.text(value["dct:description"]) ?? CellText.nothing },
            Column("KEYWORDS", "关键词", "dcat:keyword"),
            Column("FORMATS", "方式") { value, language in
                CellText.show(.array((value["distribution"]?.oneOrMany ?? []).compactMap { $0["format"] }), language)
            },
            Column("SHA-256", "SHA-256", "sluice:sha256"),
            Column("OFFERED", "报价") { value, language in OfferText.lines(value, language) },
        ]
}

/// A dataset's offers in words.
enum OfferText {
    static func lines(_ dataset: JSONValue, _ language: Language) -> String {
        (dataset["hasPolicy"]?.oneOrMany ?? []).map { offer in
            let id = offer["@id"]?.stringValue ?? CellText.nothing
            return "\(id): " + PolicyText.sentences(offer, language).joined(separator: language == .zh ? "；" : "; ")
        }.joined(separator: "\n")
    }
}
