/// A value that is never printed: its description, and so every log and every listing, shows only that it is there.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    package init(_ value: String) { self.value = value }

    /// The value itself, for the one call that needs it.
    package func reveal() -> String { value }

    package var description: String { "••••••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
