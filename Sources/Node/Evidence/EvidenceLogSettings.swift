package import EvidenceLog

/// Where a node's log is kept and under which name it is known.
package struct EvidenceLogSettings: Sendable {
    /// The folder that holds `log`, which a web server may publish, and `state`.
    package var folder: String
    /// The log's name, without scheme and trailing slash, until it has begun; the one it began with stays.
    package var origin: String
    package var graceSeconds: Int64 = EvidenceHealth.usualGraceSeconds
    /// Years that records are kept, by class, where more than the least.
    package var retention: [EvidenceRetention: Int64] = [:]
    /// Whom we ask to cosign, and how many must.
    package var policy = TrustPolicy.none

    package init(folder: String, origin: String) {
        self.folder = folder
        self.origin = origin
    }

    /// The origin of an epoch: the first has the plain name, later ones a number below it.
    static func origin(_ name: String, epoch: Int64) -> String { epoch == 1 ? name : "\(name)/\(epoch)" }

    /// The path below the log's prefix that an epoch is served at.
    static func prefix(epoch: Int64) -> String { epoch == 1 ? "" : "\(epoch)/" }

    /// Where an epoch's files are.
    package func place(epoch: Int64) -> LogPlace {
        let suffix = epoch == 1 ? "" : "/\(epoch)"
        return LogPlace(published: folder + "/log" + suffix, state: folder + "/state" + suffix)
    }

    /// An origin made of the address that peers use: what signed notes recommend, without the characters they forbid.
    package static func origin(publicURL: String) -> String {
        var name = publicURL.split(separator: "://", maxSplits: 1).last.map(String.init) ?? publicURL
        while name.hasSuffix("/") { name.removeLast() }
        return String(name.unicodeScalars.map { $0 == "+" || $0.properties.isWhitespace ? "_" : Character($0) })
            + "/evidence"
    }
}
