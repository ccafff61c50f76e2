/// The words that a community adds to ODRL, as data (ODRL IM 3).
///
/// A policy may use them only when it names the profile; a word of a profile that is not named is unknown.
package struct PolicyProfile: Sendable {
    /// A word with its meaning in both languages.
    package struct Word: Sendable {
        package let name: String
        /// Other spellings of the same word.
        package let spellings: [String]
        package let meaning: Meaning
        package let english: String
        package let chinese: String
    }

    package enum Meaning: Sendable {
        /// The same as a word of ODRL.
        case same(String)
        /// An action of its own, under a wider one.
        case action(under: String)
        /// A left operand of its own.
        case operand(Kind)
    }

    package enum Kind: Sendable { case text, number, duration }

    /// Every address under which policies name the profile.
    package let names: [String]
    package let english: String
    package let chinese: String
    /// Minutes east of UTC for times without a zone; nil leaves them unreadable.
    package let zoneMinutes: Int64?
    /// What may stand before each word; the empty prefix admits the bare word.
    package let prefixes: [String]
    package let words: [Word]

    /// The profiles that every Sluice knows.
    package static let builtIn: [PolicyProfile] = [.national, .internationalDataSpaces, .catenaX, .sluice]

    func isNamed(_ profile: String) -> Bool { names.contains { $0.utf8.elementsEqual(profile.utf8) } }

    /// Every spelling of each word.
    var spelled: [(text: String, word: Word)] {
        words.flatMap { word in
            ([word.name] + word.spellings).flatMap { spelling in prefixes.map { ($0 + spelling, word) } }
        }
    }

    static func word(
        _ name: String,
        _ meaning: Meaning,
        _ english: String,
        _ chinese: String,
        or spellings: [String] = []
    )
        -> Word
    { Word(name: name, spellings: spellings, meaning: meaning, english: english, chinese: chinese) }

    /// The words of all profiles for sentences, by every spelling.
    static let sayings: [Term: Word] = {
        var table: [Term: Word] = [:]
        for profile in builtIn { for (text, word) in profile.spelled { table[Term(text)] = word } }
        return table
    }()
}

extension PolicyVocabulary {
    /// This vocabulary with the words of the profiles that a policy names; the first unknown name is an error.
    func scoped(to policy: Policy) throws(UnknownProfile) -> PolicyVocabulary {
        guard !policy.profiles.isEmpty else { return self }
        var scoped = self
        for name in policy.profiles {
            if let profile = PolicyProfile.builtIn.first(where: { $0.isNamed(name) }) {
                scoped.add(profile)
            } else if !isZoned(name) {
                throw UnknownProfile(name: name)
            }
        }
        return scoped
    }
}

/// A profile that a policy names and that nobody here knows: its words may change any meaning.
struct UnknownProfile: Error { let name: String }
