import ArgumentParser
import Primitives

/// What the catalogue says of a product.
struct ProductDescriptionOptions: ParsableArguments {
    @Option(name: .long, help: "A title for the catalogue. 标题。") var title: String?
    @Option(name: .long, help: "What the data is. 说明。") var description: String?
    @Option(name: .long, help: "A word to find it by, repeatable. 关键词。") var keyword: [String] = []
    @Option(name: .long, help: "For instance text/csv. 媒体类型。") var mediaType: String?

    var isEmpty: Bool { title == nil && description == nil && keyword.isEmpty && mediaType == nil }

    /// The members of the management API, over those of `old` where nothing is said.
    func members(over old: JSONValue = .null) -> JSONObject {
        [
            "title": .optional(title) ?? old["title"], "description": .optional(description) ?? old["description"],
            "keywords": keyword.isEmpty ? old["keywords"] : .strings(keyword),
            "mediaType": .optional(mediaType) ?? old["mediaType"],
        ]
    }
}
