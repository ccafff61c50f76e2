import Primitives
import ServerKit

/// Picks an offer of a dataset as a catalogue shows it.
enum OfferChoice {
    /// The offer named, else the first; and how many there are.
    static func choose(in dataset: JSONValue, named name: String?) throws -> (offer: JSONValue, count: Int) {
        let offers = dataset["hasPolicy"]?.oneOrMany ?? []
        let id = dataset["@id"]?.stringValue ?? "-"
        guard let first = offers.first else {
            throw Problem(
                .notFound,
                BilingualText(en: "the dataset `\(id)` has no offer for us", zh: "数据集 `\(id)` 没有面向我方的报价")
            )
        }
        guard let name else { return (first, offers.count) }
        guard let named = offers.first(where: { $0["@id"]?.stringValue == name }) else {
            let known = offers.compactMap { $0["@id"]?.stringValue }.joined(separator: ", ")
            throw Problem(
                .notFound,
                BilingualText(en: "no offer `\(name)` for `\(id)`", zh: "`\(id)` 没有报价 `\(name)`"),
                advice: BilingualText(en: "it has: \(known)", zh: "现有：\(known)")
            )
        }
        return (named, offers.count)
    }
}
