import Primitives

/// A file name made from text that somebody else chose: one path component, never hidden, never special.
package enum SafeFileName {
    /// Bytes of a name: file systems take 255, and a suffix of ours must fit.
    private static let byteLimit = 120

    /// The text itself when it is harmless; otherwise a readable remainder and eight digits that tell it apart.
    package static func make(from text: String) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            guard name.utf8.count + 4 <= byteLimit else { break }
            name.unicodeScalars.append(isHarmless(scalar) ? scalar : "_")
        }
        while let first = name.first, first == "." || first == "-" || first == "_" { name.removeFirst() }
        if name.hasSameBytes(as: text) { return name }
        let mark = String(Digest(of: text).hex.prefix(8))
        return name.isEmpty ? "data-\(mark)" : "\(name)-\(mark)"
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                || ["-", "_", "."].contains(scalar)
        }
        return scalar.properties.isAlphabetic
    }
}
