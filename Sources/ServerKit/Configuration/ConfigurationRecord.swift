import Synchronization

/// One value as `config show` lists it.
package struct ConfigurationEntry: Sendable, Hashable {
    /// The key path, such as `public.bind`.
    package let key: String
    /// The value in its written form; hidden for secrets, `nil` when nothing is set.
    package let value: String?
    /// What holds when nobody sets it.
    package let standard: String?
    package let source: ConfigurationSource
    /// What the value means, with its unit.
    package let description: String
    /// The environment variable that sets it.
    package let variable: String
}

/// What was asked for while the configuration was read; shared by a tree and its sub-tables.
final class ConfigurationRecord: Sendable {
    private let state = Mutex<[ConfigurationEntry]>([])
    private let tablePaths = Mutex<Set<String>>([])

    func add(_ entry: ConfigurationEntry) {
        state.withLock { entries in
            entries.removeAll { $0.key == entry.key }
            entries.append(entry)
        }
    }

    /// Notes a table or list of tables, which is known even when it is empty.
    func addTable(_ path: String) { tablePaths.withLock { _ = $0.insert(path) } }

    var tables: Set<String> { tablePaths.withLock { $0 } }

    /// In the order in which they were asked for, which is the order of the code that reads them.
    var entries: [ConfigurationEntry] { state.withLock { $0 } }
}

/// The nearest known word, for a typing error.
enum NearestWord {
    static func of(_ word: String, in known: some Sequence<String>) -> String? {
        let ranked = known.map { (word: $0, distance: distance(Array(word.lowercased()), Array($0.lowercased()))) }
        guard let best = ranked.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
        return best.distance <= max(2, word.count / 3) ? best.word : nil
    }

    /// Levenshtein distance: single insertions, deletions and replacements.
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, character) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let replaced = diagonal + (other[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
