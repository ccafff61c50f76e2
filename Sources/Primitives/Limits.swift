/// Bounds that hold everywhere, each with its reason.
public enum Limits {
    /// Bytes of one JSON document from a peer: the largest real DSP message (a catalogue page) stays far below.
    public static let jsonBytes = 1_048_576
    /// Nesting of arrays and objects: real policies nest under 12; recursion must never exhaust the stack.
    public static let jsonDepth = 64
    /// Members of one object or elements of one array: bounds work per message, above any real catalogue page.
    public static let jsonElements = 20_000
    /// Bytes of one identifier, address or name from a peer: URLs over 2,048 bytes are refused by common proxies too.
    public static let identifierBytes = 2_048
    /// Bytes of one human text (title, reason): enough for a paragraph in any language.
    public static let textBytes = 16_384
}
