/// The rule files that the project keeps under `Rules/`, inside the binary.
///
/// They are data, not code: `Rules/embed.sh` copies them byte for byte and a test compares both. A folder given on the
/// command line replaces them.
package enum EmbeddedRules {
    /// One rule file.
    package struct File: Sendable {
        /// The path below `Rules/`, such as `cn/calendar/2025.json`.
        package let path: String
        package let text: String

        package init(path: String, text: String) {
            self.path = path
            self.text = text
        }
    }

    /// The files in a folder of `Rules/`, such as `cn/calendar/`.
    package static func files(under prefix: String) -> [File] { files.filter { $0.path.hasPrefix(prefix) } }
}
