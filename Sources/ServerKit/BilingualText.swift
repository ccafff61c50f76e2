/// One sentence in the two languages of the people who read it.
package struct BilingualText: Sendable, Equatable {
    package let en: String
    package let zh: String

    package init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }
}
