/// One message for a person, in both languages of the product.
///
/// A message says what happened, whose side it is on, and what to do next.
package struct BilingualText: Hashable, Sendable, CustomStringConvertible {
    package let en: String
    package let zh: String

    package init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }

    /// The same for every reader: identifiers, digests, addresses.
    package static func same(_ text: String) -> BilingualText { BilingualText(en: text, zh: text) }

    /// Both texts, English first.
    package var description: String { "\(en) / \(zh)" }
}
