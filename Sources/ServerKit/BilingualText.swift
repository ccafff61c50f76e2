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

    /// Both texts, English first.
    package var description: String { "\(en) / \(zh)" }
}
