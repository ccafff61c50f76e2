import Foundation
import HTTPTypes
import Primitives

extension HTTPField.Name {
    /// RFC 9530.
    static let reprDigest = known("Repr-Digest")
    /// Names the transfer in a push, so that a receiver can match it.
    static let sluiceTransfer = known("Sluice-Transfer")
    /// How much of a push is there already; its presence says that the receiver takes ranges.
    static let uploadOffset = known("Upload-Offset")

    /// A mark that a consumer gives a delivery, by which it may ask for the digest afterwards.
    static let sluiceDelivery = known("Sluice-Delivery")

    private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .trailer }
}

extension Digest {
    /// `sha-256=:BASE64:` (RFC 9530, 2).
    var representation: String { "sha-256=:\(Data(bytes).base64EncodedString()):" }

    /// A strong entity tag: equal content, equal tag, whichever server answers.
    var entityTag: String { "\"\(hex)\"" }

    /// Reads SHA-256 from a digest field; nil when it is not there or not readable.
    init?(representation field: String) {
        for item in field.split(separator: ",") {
            let item = item.trimmingPrefix { $0 == " " }
            guard item.lowercased().hasPrefix("sha-256=:"), item.hasSuffix(":") else { continue }
            let text = String(item.dropFirst(9).dropLast())
            guard let data = Data(base64Encoded: text), let digest = Digest("sha256:" + Hex.encode(data)) else {
                continue
            }
            self = digest
            return
        }
        return nil
    }

    /// Reads an entity tag of ours.
    init?(entityTag field: String) {
        guard field.hasPrefix("\""), field.hasSuffix("\"") else { return nil }
        self.init("sha256:" + field.dropFirst().dropLast())
    }
}

extension FileFacts {
    /// A strong entity tag where the digest is not known: another file, size or time is another tag.
    var entityTag: String {
        "\"\(identity.map { String($0, radix: 16) }.joined(separator: "-"))-\(bytes)-\(modified)\""
    }
}
