/// Bounds of configuration, each with its reason.
enum ConfigurationLimits {
    /// Bytes of the file: thousands of products fit, and a wrong file (a database, a log) is noticed.
    static let fileBytes = 1_048_576
    /// Nesting of tables and lists: our own keys nest under 6.
    static let depth = 16
    /// Bytes of a secret's file: a key chain in PEM fits.
    static let secretBytes = 65_536
}
